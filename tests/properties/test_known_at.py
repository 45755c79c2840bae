"""`--known-at HEAD` gives the same answers as the clean work tree, after any commit."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import DATA, EXAMPLE, replaced
from tests.properties.test_cache import AGENCIES, edit
from tests.review.repository import Repo

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

COMMITS = 6


def answer(ran: Ran) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the facts without the commit; no facts if the data have errors."""
    facts = json.loads(ran.out) if ran.out else {}
    return ran.code, {key: value for key, value in facts.items() if key != "known_at"}


@pytest.mark.parametrize("seed", range(2))
def test_the_last_commit_is_the_clean_work_tree(seed: int, tmp_path: Path, run: Callable[..., Ran]) -> None:
    """Figures, texts, problems and reports are equal, also if the data have errors."""
    rng = random.Random(seed)  # noqa: S311 - not a secret
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    replaced(data, "plan.yaml", "  language:", "  fiction: true\n  language:")
    for agency in AGENCIES:
        shutil.copytree(EXAMPLE / "updates" / agency, data / "updates" / agency)
    repo = Repo(tmp_path)
    repo.git("init", "-q")
    for _ in range(COMMITS):
        edit(data, rng)
        repo.commit()
        for command in (("status",), ("explain", "39"), ("reports", "--missing"), ("check",), ("trend",)):
            options = (*command, "--as-of", "2023-09-20", "--format", "json", "--data", str(data))
            assert answer(run(*options, "--known-at", "HEAD")) == answer(run(*options)), command
