"""The Word files of the example and of the plan as LibreOffice prints them: no page has only a footnote."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLE, ROOT
from tests.programs import program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Convert, Ran

AT = ("--as-of", "2023-09-20")
REPORTS = {
    "example-monthly": ("report", "monthly", "--data", str(EXAMPLE), *AT),
    "example-letter": ("remind", "--agency", "so-tttt", "--data", str(EXAMPLE), *AT),
    "example-scoreboard": ("report", "scoreboard", "--data", str(EXAMPLE), *AT),
    "plan-monthly": ("report", "monthly", "--data", str(ROOT / "data"), *AT),
    "plan-scoreboard": ("report", "scoreboard", "--data", str(ROOT / "data"), *AT),
    "plan-scoreboard-en": ("report", "scoreboard", "--lang", "en", "--data", str(ROOT / "data"), *AT),
}
MOST_PAGES = {"example-monthly": 8, "plan-monthly": 7}
"""The most pages of the annex of tasks: half of what it took with a column for each detail."""


@pytest.fixture
def printed(run: Callable[..., Ran], convert: Convert, tmp_path: Path) -> dict[str, list[str]]:
    """The text of each page of each report."""
    files = [tmp_path / f"{name}.docx" for name in REPORTS]
    for file, command in zip(files, REPORTS.values(), strict=True):
        assert run(*command, "--output", str(file)).code == 0
    convert("pdf", tmp_path, *files)
    return {file.stem: pages_of(file.with_suffix(".pdf")) for file in files}


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page."""
    command = [program("pdftotext"), "-layout", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.split("\f")[:-1]


def annex_pages(pages: list[str], number: str) -> int:
    """Return the number of pages of an annex."""
    starts = [place for place, page in enumerate(pages) if re.match(r"\s*Phụ lục [IVX]+\b", page)] + [len(pages)]
    first = next(place for place in starts if re.match(rf"\s*Phụ lục {number}\b", pages[place]))
    return starts[starts.index(first) + 1] - first


def test_the_annex_of_tasks_is_short_and_no_page_has_only_a_footnote(printed: dict[str, list[str]]) -> None:
    """A remark has a row of its table above it, and a signature two lines of text."""
    for name, most in MOST_PAGES.items():
        assert annex_pages(printed[name], "II") <= most
        signed = next(page for page in printed[name] if "Nơi nhận" in page)
        assert len(signed.split("Nơi nhận")[0].split("\n")) > 3
    for name, pages in printed.items():
        if "scoreboard" in name:
            assert all(re.search("Cơ quan, đơn vị|Agency", page) for page in pages)
