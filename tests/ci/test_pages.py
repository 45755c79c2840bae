"""The pages for who sets the repository up and for the coordinator: their commands run, their samples are right."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from plan190.checks import rules
from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import ROOT
from tests.review.repository import TODAY, fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from tests.conftest import Ran

PAGES = ("setup", "coordinator")
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
SAMPLE = re.compile(r"^```yaml\n# data/(\S+)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def text_of(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / "docs" / name).read_text("utf-8")


def commands(name: str) -> list[str]:
    """Return each line of the page that calls plan190."""
    lines = [line.strip() for block in BLOCK.findall(text_of(name)) for line in block.splitlines()]
    return [line for line in lines if line.startswith("plan190 ")]


@pytest.mark.parametrize("line", sorted({line for name in PAGES for line in commands(f"{name}.md")}))
def test_the_commands_of_the_pages_run(
    line: str, tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command gives an answer, good or bad, or writes it, in a repository as the pages have it."""
    repo = fresh(tmp_path)
    repo.git("branch", "-m", "change", "pr-7")
    repo.write(".github/x", "")
    monkeypatch.chdir(repo.root)
    ran = run(*shlex.split(line)[1:], "--as-of", TODAY)

    assert ran.code in {0, 1}, ran.err
    assert ran.out or "--output" in line or ran.err


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_show_the_same(name: str) -> None:
    """The same commands and the same samples, so that none is mended alone."""
    vietnamese, english = text_of(f"{name}.vi.md"), text_of(f"{name}.md")

    assert commands(f"{name}.vi.md") == commands(f"{name}.md")
    assert SAMPLE.findall(vietnamese) == SAMPLE.findall(english)
    assert vietnamese.count("\n## ") == english.count("\n## ")


@pytest.mark.parametrize("name", PAGES)
def test_the_samples_are_right(name: str, copy: Path) -> None:
    """Each file shown can be copied as it stands; a waiver that nothing needs is reported elsewhere."""
    samples = SAMPLE.findall(text_of(f"{name}.md"))
    for path, text in samples:
        (copy / path).write_text(text, "utf-8")
    files = read_files(DiskTree(copy, "data"))
    loaded = load(files)
    diagnostics = rules.check(build_register("data", loaded.values, files), loaded.error_free, day())

    assert samples
    assert [(diagnostic.place.path, diagnostic.code) for diagnostic in (*loaded.diagnostics, *diagnostics)] == []


def day() -> date:
    """Return the day on which the samples are looked at."""
    from datetime import date

    return date.fromisoformat(TODAY)
