"""Whole outputs against reviewed files; see `tests/golden/README.md` on how to renew them."""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.formats import SUFFIXES, RenderOptions, render
from plan190.formats.reading import extract
from plan190.words import words_in
from plan190.words.text import display_width
from tests.conftest import ROOT, replaced
from tests.formats.pages import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plan190.words import Language
    from tests.conftest import Ran

GOLDEN = ROOT / "tests" / "golden"

EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20")
PIPED = {
    "status.vi.md": ("status", "--as-of", "2023-07-01", "--format", "markdown"),
    "status.csv": ("status", "--as-of", "2023-07-01", "--format", "csv"),
    "status.json": ("status", "--as-of", "2023-07-01", "--format", "json"),
    "tasks.vi.txt": ("tasks", "--as-of", "2023-06-25"),
    "agencies.json": ("agencies", "--as-of", "2023-07-01", "--format", "json"),
    "agency.en.txt": ("agency", "so-tu-phap", "--as-of", "2023-07-15", "--lang", "en"),
    "show-44.vi.txt": ("show", "44", "--as-of", "2023-06-25"),
    "show-62.en.txt": ("show", "62", "--as-of", "2023-07-01", "--lang", "en"),
    "explain-37.vi.txt": ("explain", "37", "--as-of", "2023-06-14"),
    "explain-54.en.txt": ("explain", "54", "--as-of", "2023-07-01", "--lang", "en"),
    "explain-29.json": ("explain", "29", "--as-of", "2023-07-01", "--format", "json"),
    "assumptions.vi.csv": ("assumptions", "--format", "csv"),
    "example-status.vi.txt": ("status", *EXAMPLE),
    "example-status.json": ("status", *EXAMPLE, "--format", "json"),
    "example-agency.vi.txt": ("status", "--agency", "so-y-te", *EXAMPLE),
    "example-agency.en.txt": ("agency", "ubnd-h-bu-dop", *EXAMPLE, "--lang", "en"),
    "example-overdue.vi.txt": ("overdue", *EXAMPLE),
    "example-explain-39.vi.txt": ("explain", "39", *EXAMPLE),
    "example-explain-59.en.txt": ("explain", "59", "--agency", "so-khdt", *EXAMPLE, "--lang", "en"),
    "example-show-62.json": ("show", "62", *EXAMPLE, "--format", "json"),
    "example-claims.vi.txt": ("claims", *EXAMPLE),
    "example-claims.en.csv": ("claims", *EXAMPLE, "--lang", "en", "--format", "csv"),
    "example-reports.vi.txt": ("reports", *EXAMPLE),
    "example-reports.json": ("reports", *EXAMPLE, "--format", "json"),
    "example-missing.vi.csv": ("reports", "--missing", *EXAMPLE, "--format", "csv"),
    "example-obstacles.vi.txt": ("obstacles", *EXAMPLE),
    "example-obstacles.en.csv": ("obstacles", *EXAMPLE, "--lang", "en", "--format", "csv"),
    "example-at-risk.vi.md": ("at-risk", *EXAMPLE, "--format", "markdown"),
    "example-indicators.vi.txt": ("indicators", *EXAMPLE),
    "example-changes.en.txt": ("changes", "--since", "2023-07", "--agency", "so-tttt", *EXAMPLE, "--lang", "en"),
    "example-what-if.vi.txt": ("what-if", "--extend", "59", "--until", "31/10/2023", *EXAMPLE),
    "example-assumptions.vi.csv": ("assumptions", *EXAMPLE, "--format", "csv"),
    "example-check.vi.txt": ("check", *EXAMPLE, "--format", "concise"),
    "help.vi.txt": ("--help",),
    "help-what-if.en.txt": ("what-if", "--help", "--lang", "en"),
    "help.en.txt": ("--help", "--lang", "en"),
    "help-tasks.vi.txt": ("tasks", "--help"),
}


def compare(name: str, actual: str) -> None:
    """Compare with the golden file of that name, or write it if `PLAN190_GOLDEN=write`."""
    path = GOLDEN / name
    if os.environ.get("PLAN190_GOLDEN") == "write":
        path.write_bytes(actual.encode())
    assert actual == path.read_bytes().decode()


@pytest.mark.parametrize("name", PIPED)
def test_piped_output(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The output of a command through a pipe."""
    if name.startswith("help"):
        monkeypatch.setenv("COLUMNS", "80")
    ran = run(*PIPED[name])

    assert ran.code == 0
    compare(name, ran.out)


REPORTS = {
    "example-report-agency.vi.md": ("report", "agency", "so-y-te", *EXAMPLE[2:]),
    "example-report-task.vi.md": ("report", "task", "39", *EXAMPLE[2:]),
    "example-report-task-61.en.md": ("report", "task", "61", *EXAMPLE[2:], "--lang", "en"),
    "example-report-overdue.vi.md": ("report", "overdue", *EXAMPLE[2:]),
    "example-scoreboard.vi.md": ("report", "scoreboard", *EXAMPLE[2:]),
    "example-scoreboard.xlsx.txt": ("report", "scoreboard", *EXAMPLE[2:]),
    "example-scoreboard.html": ("report", "scoreboard", *EXAMPLE[2:]),
    "example-letter-before.vi.md": (
        "remind",
        "--agency",
        "so-tttt",
        "--kind",
        "before",
        "--within",
        "30",
        *EXAMPLE[2:],
    ),
    "example-letter-report.vi.md": ("remind", "--agency", "bql-khu-kinh-te", "--kind", "report", *EXAMPLE[2:]),
    "example-letter-all.docx.txt": ("remind", "--joint", "--answer-by", "2023-10-05", *EXAMPLE[2:]),
    "example-dashboard.html.txt": ("dashboard", "--page", "index.html", *EXAMPLE[2:]),
    "example-calendar.ics": ("calendar", *EXAMPLE[2:]),
}
"""Reports of the example outside a repository, so without a commit. Suffix .txt: extracted content."""


@pytest.mark.parametrize("name", REPORTS)
def test_report_file(run: Callable[..., Ran], tmp_path: Path, name: str) -> None:
    """A text file is compared as a whole, any other file by its extracted content."""
    data = shutil.copytree(ROOT / "examples" / "q3-2023", tmp_path / "q3-2023")
    file = tmp_path / name.removesuffix(".txt")

    assert run(*REPORTS[name], "--data", str(data), "--output", str(file)).code == 0
    if not name.endswith(".txt"):
        compare(name, file.read_bytes().decode())
        return
    if file.suffix == ".html":
        lines = texts_of(file.read_text("utf-8"))
    else:
        parts = extract(SUFFIXES[file.suffix], file.read_bytes())
        lines = [" | ".join(" ".join(text.split()) for text in part) for part in parts]
    compare(name, "\n".join(lines) + "\n")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_status_on_80_columns(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first screen of the coordinator."""
    monkeypatch.chdir(ROOT)
    from plan190.status.figures.status import status_figures
    from plan190.views import status

    session = Session(Request(as_of=date(2023, 7, 1), lang=language))
    view = status.build(status_figures(session.register, session.assessment), session.view_context)
    compare(
        f"status-80.{language}.txt",
        render("table", view, RenderOptions(words_in(language), width=80, wrap=True)).decode(),
    )


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", ["status", "reports", "at_risk"])
def test_example_on_a_terminal(name: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than the terminal."""
    monkeypatch.chdir(ROOT)
    from plan190.parts.context import view_context
    from plan190.status.figures.at_risk import at_risk_figures
    from plan190.status.figures.reports import reports_figures
    from plan190.status.figures.status import status_figures
    from plan190.views import at_risk, reports, status

    session = Session(Request(data="examples/q3-2023", as_of=date(2023, 9, 20), lang="vi"))
    register, assessment, words = session.register, session.assessment, session.words
    context = view_context(register, assessment, words)
    views = {
        "status": lambda: status.build(status_figures(register, assessment), context),
        "reports": lambda: reports.build(reports_figures(register, assessment), context, 6),
        "at_risk": lambda: at_risk.build(at_risk_figures(assessment), context),
    }
    text = render("table", views[name](), RenderOptions(words_in("vi"), width=width, wrap=True)).decode()

    assert max(display_width(line) for line in text.split("\n")) <= width
    compare(f"example-{name.replace('_', '-')}-{width}.vi.txt", text)


def test_check_of_broken_files(run: Callable[..., Ran], copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six broken files and values at once, in both languages."""
    replaced(copy, "tasks.yaml", "  - number: 2\n", "  - number: 2\n    deadine: x\n")
    replaced(copy, "tasks.yaml", "rule: {kind: year, year: 2023}", "rule: {kind: yaer, year: 2023}")
    replaced(copy, "agencies.yaml", "english: Department of Health", "english: no")
    replaced(copy, "plan.yaml", "issued_on: 2023-06-12", "issued_on: 12/6/2023")
    replaced(copy, "plan.yaml", "place: Bình Phước", "place: Bình\u00a0Phước  #190")
    replaced(copy, "documents.yaml", "    kind: decree\n", "\tkind: decree\n")
    monkeypatch.chdir(copy.parent)
    for language in ("vi", "en"):
        ran = run("check", "--data", "data", "--lang", language)
        assert ran.code == 1
        compare(f"check.{language}.txt", ran.out)
