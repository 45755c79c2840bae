"""The setup and coordinator pages: their commands run, and their samples have no problems."""

from __future__ import annotations

import re
import shlex
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.review.repository import FRESH, TODAY, fresh
from tests.samples import problems_of, samples_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

PAGES = ("setup", "coordinator")
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)


def page_text(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / "docs" / name).read_text("utf-8")


def commands(name: str) -> list[str]:
    """Return each line of the page that calls plan190."""
    lines = [line.strip() for block in BLOCK.findall(page_text(name)) for line in block.splitlines()]
    return [line for line in lines if line.startswith("plan190 ")]


@pytest.mark.parametrize("line", sorted({line for name in PAGES for line in commands(f"{name}.md")}))
def test_commands_of_the_pages_run(
    line: str, tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command prints or writes an answer, in a repository like that of the pages."""
    repo = fresh(tmp_path)
    repo.git("branch", "-m", "change", "pr-7")
    repo.write(".github/x", "")
    repo.write("trackers.txt", "data\n")
    if "--leave-out" in line:
        repo.write("data/updates/so-y-te/2023-08.yaml", FRESH.replace("in_progress", "x"))
    monkeypatch.chdir(repo.root)
    ran = run(*shlex.split(line)[1:], "--as-of", TODAY)

    assert ran.code in {0, 1}, ran.err
    assert ran.out or "--output" in line or ran.err


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_show_the_same_commands_and_samples(name: str) -> None:
    """The pages also have as many sections."""
    vietnamese, english = page_text(f"{name}.vi.md"), page_text(f"{name}.md")

    assert commands(f"{name}.vi.md") == commands(f"{name}.md")
    assert list(samples_of(f"{name}.vi.md").items()) == list(samples_of(f"{name}.md").items())
    assert vietnamese.count("\n## ") == english.count("\n## ")


@pytest.mark.parametrize("name", PAGES)
def test_samples_have_no_problems(name: str, copy: Path) -> None:
    """Each sample file can be copied as it is."""
    samples = samples_of(f"{name}.md")
    for path, (text,) in samples.items():
        (copy / path).write_text(text, "utf-8")

    assert samples
    assert problems_of(copy, date.fromisoformat(TODAY)) == []
