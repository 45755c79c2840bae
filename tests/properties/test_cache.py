"""After any edit, the output with the cache is the same as without it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import DATA, EXAMPLE, replaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

AGENCIES = ("so-y-te", "so-tttt", "so-tu-phap")
DECISION = """
  - {kind: accept, id: a-%d, date: 2023-08-%d, by: cong-an-tinh, tasks: [21], agencies: [so-tu-phap]}
"""
EDITS = 8


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The data with the reports of three agencies."""
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    replaced(folder, "plan.yaml", "  language:", "  fiction: true\n  language:")
    for agency in AGENCIES:
        shutil.copytree(EXAMPLE / "updates" / agency, folder / "updates" / agency)
    return folder


def edit(folder: Path, rng: random.Random) -> None:
    """Change the data at random: a value, a comment, a syntax error, a file removed or restored, a decision."""
    path = rng.choice(sorted((folder / "updates").rglob("2023-*.yaml")))
    original = EXAMPLE / path.relative_to(folder)
    text = path.read_text("utf-8")
    match rng.randrange(8):
        case 0:
            path.write_text(text.replace("state: in_progress", "state: not_started", 1), "utf-8")
        case 1:
            path.write_text(text.replace("progress: ", f"progress: {rng.randrange(9)}", 1), "utf-8")
        case 2:
            path.write_text(f"{text}# {rng.random()}\n", "utf-8")
        case 3:
            path.write_text(text.replace("state: ", "state ", 1), "utf-8")
        case 4 if len(list(path.parent.iterdir())) > 1:
            path.unlink()
        case 5:
            decisions = folder / "decisions.yaml"
            before = decisions.read_text("utf-8").replace("decisions: []", "decisions:")
            number = before.count("kind: accept")
            decisions.write_text(before + DECISION % (number, 10 + number), "utf-8")
        case 6:
            path.write_text(text.replace("reported_on: 2023-0", "reported_on: 2023-1", 1), "utf-8")
        case _:
            shutil.copyfile(original, path)


@pytest.mark.parametrize("seed", range(2))
def test_cached_answers_are_equal_after_any_edit(seed: int, small: Path, run_both: Callable[..., Ran]) -> None:
    """Figures, problems and a page with texts are the same after each of many edits."""
    rng = random.Random(seed)  # noqa: S311 - not a secret
    commands = [
        ("status", "--as-of", "2023-09-20", "--format", "json"),
        ("agency", "so-y-te", "--as-of", "2023-09-20"),
        ("check", "--as-of", "2023-12-31", "--format", "json"),
    ]
    for _ in range(EDITS):
        edit(small, rng)
        for command in commands:
            run_both(*command, "--data", str(small))
