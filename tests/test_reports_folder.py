"""The example in `reports/`: the month's report and a letter, which plan190 makes from the example quarter."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from plan190.formats.reading import extract
from tests.conftest import EXAMPLE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

FOLDER = ROOT / "reports" / "example"
COMMANDS = {
    "monthly-2023-08": ("report", "monthly", "--period", "2023-08"),
    "letter": ("remind", "--agency", "so-tttt", "--as-of", "2023-09-20"),
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_the_example_is_up_to_date(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, suffix: str
) -> None:
    """`PLAN190_GOLDEN=write` renews it. The data are not committed here, so no commit is named."""
    shutil.copytree(EXAMPLE, tmp_path / "examples" / "q3-2023")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    file = f"{name}.{suffix}"
    ran = run(*COMMANDS[name], "--data", "examples/q3-2023", "--output", file)
    made = (tmp_path / file).read_bytes()
    if os.environ.get("PLAN190_GOLDEN") == "write":
        (FOLDER / file).write_bytes(made)

    assert ran.code == 0
    # The bytes of a Word document also depend on the version of python-docx.
    content = functools.partial(extract, "docx") if suffix == "docx" else bytes
    assert content(made) == content((FOLDER / file).read_bytes())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_matches_its_data(run: Callable[..., Ran], name: str) -> None:
    """`verify` makes it again from the data in the repository."""
    assert run("verify", f"reports/example/{name}.docx", "--data", "examples/q3-2023").code == 0
