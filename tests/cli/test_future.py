"""A date that has not come yet: every output says so, and only drafts of reports and letters are made."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.conftest import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

FUTURE, TODAY = ("--data", str(EXAMPLE), "--as-of", "2023-09-21"), ("--data", str(EXAMPLE), "--as-of", "2023-09-20")
LINE = "NGÀY CHƯA ĐẾN: ngày 21/9/2023 chưa đến"
DRAFT = "BẢN NHÁP, KHÔNG GỬI: lập khi ngày 21/9/2023 chưa đến"
REPORTS = [
    ("report", "monthly"),
    ("report", "agency", "so-y-te"),
    ("report", "task", "41"),
    ("report", "overdue"),
    ("report", "scoreboard"),
    ("remind", "--agency", "so-tu-phap"),
    ("remind", "--joint"),
    ("calendar",),
    ("dashboard", "--page", "index.html"),
]


def set_today(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Set the clock of plan190."""
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: day)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    set_today(monkeypatch, date(2023, 9, 20))


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("status", "--agency", "so-y-te"),
        ("tasks", "--lead", "so-y-te"),
        ("overdue",),
        ("due-soon",),
        ("show", "41"),
        ("explain", "41"),
        ("agencies",),
        ("agency", "grp-huyen"),
        ("claims",),
        ("reports",),
        ("reports", "--missing"),
        ("obstacles",),
        ("at-risk",),
        ("indicators",),
        ("agenda",),
        ("forecast",),
        ("assumptions",),
        ("plan",),
        ("what-if", "--done", "41"),
    ],
)
def test_a_view_as_of_a_future_date_says_so_once(run: Callable[..., Ran], command: tuple[str, ...]) -> None:
    """In every format that people read, on standard output; JSON has a key."""
    for format_ in ("table", "markdown", "html"):
        ran = run(*command, *FUTURE, "--format", format_)
        assert (ran.code, ran.out.count(LINE), ran.err) == (0, 1, "")
    assert LINE not in run(*command, *TODAY).out
    for arguments, is_future in ((FUTURE, True), (TODAY, False)):
        assert json.loads(run(*command, *arguments, "--format", "json").out)["future"] is is_future


@pytest.mark.parametrize("command", ["check", "gate"])
def test_a_check_as_of_a_future_date_says_so(run: Callable[..., Ran], command: str) -> None:
    """Once, and not on any other date."""
    assert run(command, *FUTURE).out.count("NGÀY CHƯA ĐẾN: ngày 21/9/2023 chưa đến") == 1
    assert "CHƯA ĐẾN" not in run(command, *TODAY).out


def test_a_csv_has_only_the_table(run: Callable[..., Ran]) -> None:
    """A program can read it."""
    ran = run("status", *FUTURE, "--format", "csv")

    assert ran.out.startswith("TT,")
    assert "NGÀY" not in ran.out


def test_a_supposed_event_on_a_future_date_says_so(run: Callable[..., Ran]) -> None:
    """The status is as of the date of the event."""
    assert LINE in run("what-if", "--done", "41", "--on", "2023-09-21", *TODAY).out


@pytest.mark.parametrize("command", REPORTS)
def test_a_report_as_of_a_future_date_must_be_a_draft(run: Callable[..., Ran], command: tuple[str, ...]) -> None:
    """Without --draft there is one line and no output; with it, the document says that it is a draft."""
    format_ = "html" if command[0] == "dashboard" else "json" if command[0] == "calendar" else "markdown"
    options = ("--format", format_, "--output", "-")
    refused = run(*command, *FUTURE, *options)
    draft = run(*command, *FUTURE, *options, "--draft")

    assert (refused.code, refused.out) == (2, "")
    assert "ngày 21/9/2023 chưa đến (hôm nay là 20/9/2023)" in refused.err
    assert (draft.code, DRAFT in draft.out, LINE in draft.out) == (0, True, False)
    assert run(*command, *TODAY, *options).code == 0
    assert run(*command, *TODAY, *options, "--draft").code == 2


@pytest.mark.parametrize("command", [("report", "overdue"), ("remind", "--joint"), ("remind", "--all")])
def test_a_draft_replaces_no_report(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Files of drafts have their own folder."""
    monkeypatch.chdir(tmp_path)
    assert run(*command, *FUTURE, "--draft").code == 0
    assert [folder.name for folder in (tmp_path / "reports").iterdir()] == ["draft"]


@pytest.mark.parametrize("command", REPORTS)
def test_a_draft_can_be_verified_when_its_date_has_come(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """The content does not depend on the date on which it is made again."""
    suffix = {"calendar": "ics", "dashboard": "html"}.get(command[0], "docx")
    file = str(tmp_path / f"draft.{suffix}")
    assert run(*command, *FUTURE, "--draft", "--output", file).code == 0
    set_today(monkeypatch, date(2024, 1, 1))
    ran = run("verify", file, "--data", str(EXAMPLE))

    assert (ran.code, "--draft" in ran.out) == (0, True)


def test_today_is_that_of_the_plans_time_zone(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """At 18:00 UTC, it is the next day in Viet Nam."""
    days = {"Asia/Ho_Chi_Minh": date(2023, 9, 21), "UTC": date(2023, 9, 20)}
    monkeypatch.setattr("plan190.cli.clock.today", days.__getitem__)

    assert LINE not in run("status", *FUTURE).out
