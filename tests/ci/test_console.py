"""The pages with a console: each command is run, and its output is that on the page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.console import COMMAND, new_clone, run_page

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("README.md", "README.vi.md", "docs/tour.md", "docs/tour.vi.md")


@pytest.mark.parametrize("name", PAGES)
def test_output_on_the_page_is_that_of_its_commands(name: str, tmp_path: Path) -> None:
    """`PLAN190_GOLDEN=write` renews it."""
    path = ROOT / name
    text = path.read_text("utf-8")
    fresh = run_page(text, new_clone(tmp_path), "vi" if name.endswith(".vi.md") else "en")
    if os.environ.get("PLAN190_GOLDEN") == "write":
        path.write_text(fresh, "utf-8")
        text = fresh

    assert len(COMMAND.findall(text)) >= 5
    assert text == fresh


@pytest.mark.parametrize("name", ["README", "docs/tour"])
def test_both_languages_show_the_same_commands(name: str) -> None:
    """Only what the commands print is different."""
    vietnamese, english = (COMMAND.findall((ROOT / f"{name}{end}.md").read_text("utf-8")) for end in (".vi", ""))

    assert vietnamese == english
