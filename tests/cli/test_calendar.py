"""`plan190 calendar`: into a file, through a pipe, for one agency, on any computer."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from tests.cli.test_process import environment
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20")


def test_the_default_format_is_a_calendar(run: Callable[..., Ran]) -> None:
    """Its lines end as RFC 5545 requires, also on standard output."""
    ran = run("calendar", *EXAMPLE)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("BEGIN:VCALENDAR\r\n")
    assert ran.out.count("\n") == ran.out.count("\r\n") > 100
    assert len(vobject.readOne(ran.out).vevent_list) == 15
    assert ran.out.count("X-PLAN190-SEAL:") == ran.out.count("X-PLAN190-IMPRINT:") == 1


def test_the_suffix_of_the_file_selects_the_format(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The file has the bytes of a pipe; a generated file is replaced, an edited one is kept."""
    file = tmp_path / "lich.ics"
    ran = run("calendar", *EXAMPLE, "--agency", "Sở Y tế", "--output", str(file))
    again = run("calendar", *EXAMPLE, "--agency", "Sở Y tế", "--output", str(file))
    other = tmp_path / "khac.ics"
    other.write_bytes(file.read_bytes().replace(b"VERSION:2.0", b"VERSION:2.1"))

    assert (ran.code, ran.out) == (0, "")
    assert file.read_bytes() == run("calendar", *EXAMPLE, "--agency", "so-y-te").out.encode()
    assert again.code == 0
    assert run("calendar", *EXAMPLE, "--output", str(other)).code == 2


def test_the_other_formats_show_the_same_events(run: Callable[..., Ran]) -> None:
    """A table, CSV and JSON have the same events."""
    names = [event.uid.value for event in vobject.readOne(run("calendar", *EXAMPLE).out).vevent_list]
    rows = list(csv.reader(io.StringIO(run("calendar", *EXAMPLE, "--format", "csv").out)))
    facts = json.loads(run("calendar", *EXAMPLE, "--format", "json").out)
    table = run("calendar", *EXAMPLE, "--format", "table").out

    assert [row[4] for row in rows[1:]] == [event["uid"] for event in facts["events"]] == names
    assert rows[1][:4] == ["2023-07-14", "Hạn báo cáo tháng của các cơ quan", "hằng tháng", "3, 0"]
    assert (facts["agency"], facts["as_of"], facts["fiction"]) == (None, "2023-09-20", True)
    assert all(name in table for name in names)
    assert "# Kế hoạch 190/KH-UBND: lịch thời hạn" in run("calendar", *EXAMPLE, "--format", "markdown").out


def test_a_group_has_no_calendar_of_its_own(run: Callable[..., Ran]) -> None:
    """The error names the way to the calendars of its agencies."""
    ran = run("calendar", "--agency", "grp-huyen", *EXAMPLE)

    assert (ran.code, ran.out) == (2, "")
    assert "plan190 agency grp-huyen --data examples/q3-2023" in ran.err
    assert run("agency", "grp-huyen", "--data", "examples/q3-2023").code == 0


def test_an_unknown_agency_is_refused(run: Callable[..., Ran]) -> None:
    """The error names the nearest agencies."""
    ran = run("calendar", "--agency", "so-y-tee", *EXAMPLE)

    assert (ran.code, ran.out) == (2, "")
    assert "so-y-te" in ran.err


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_language_does_not_change_identifiers(run: Callable[..., Ran], language: str) -> None:
    """A user who changes the language gets no event twice."""
    calendar = vobject.readOne(run("calendar", *EXAMPLE, "--lang", language).out)
    other = vobject.readOne(run("calendar", *EXAMPLE).out)

    assert [event.uid.value for event in calendar.vevent_list] == [event.uid.value for event in other.vevent_list]
    assert calendar.prodid.value == f"-//plan190//plan190//{language.upper()}"
    assert ("OVERDUE: task 18 – " in calendar.vevent_list[1].summary.value) == (language == "en")


def revisions(run: Callable[..., Ran], *arguments: str) -> dict[str, tuple[int, datetime]]:
    """Return what calendar programs compare, the sequence and the stamp, by UID."""
    entries = Calendar.from_ical(run("calendar", *EXAMPLE[:2], *arguments).out).events
    return {str(entry["uid"]): (int(entry["sequence"]), entry["dtstamp"].dt) for entry in entries}


def test_a_calendar_made_later_replaces_an_earlier_one(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On the same day too; a calendar as of an earlier date replaces nothing, and `verify` does not need the clock."""
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    made = []
    for minute in (0, 1):
        monkeypatch.setattr("plan190.cli.clock.now", lambda _, at=minute: datetime(2023, 9, 20, 14, at, 7, tzinfo=zone))
        made.append(revisions(run))
    file = tmp_path / "x.ics"
    run("calendar", *EXAMPLE[:2], "--output", str(file))
    monkeypatch.setattr("plan190.cli.clock.now", lambda _: datetime(2023, 9, 20, 15, tzinfo=zone))
    earlier = revisions(run, "--as-of", "2023-09-19")

    assert all(made[0][uid] < made[1][uid] for uid in made[0])
    assert {stamp for _, stamp in made[1].values()} == {datetime(2023, 9, 20, 7, 1, 7, tzinfo=UTC)}
    assert all(earlier[uid] < made[0][uid] for uid in earlier.keys() & made[0].keys())
    assert run("verify", str(file), *EXAMPLE[:2]).code == 0


def test_an_advance_draft_replaces_nothing(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its events are not those of the calendar."""
    monkeypatch.setattr("plan190.cli.clock.today", lambda _: date(2023, 9, 20))
    draft = revisions(run, "--draft", "--as-of", "2023-12-31")

    assert draft
    assert not draft.keys() & revisions(run).keys()


@pytest.mark.parametrize("text", ["25:00", "9:00", "14:05+07:00", "x"])
def test_a_wrong_time_is_refused(run: Callable[..., Ran], text: str) -> None:
    """The error states how a time is written."""
    ran = run("calendar", *EXAMPLE, "--time", text)

    assert (ran.code, ran.out) == (2, "")
    assert "14:05" in ran.err


@pytest.mark.parametrize(
    "extra",
    [
        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ],
)
def test_any_machine_gives_the_same_bytes(run: Callable[..., Ran], extra: dict[str, str]) -> None:
    """Another process, zone, locale and hash seed give the same bytes through a pipe."""
    ran = subprocess.run(
        [sys.executable, "-m", "plan190", "calendar", *EXAMPLE],
        cwd=ROOT,
        env=environment(PYTHONUTF8="1", **extra),
        capture_output=True,
        check=True,
        timeout=60,
    )

    assert ran.stdout == run("calendar", *EXAMPLE).out.encode()
