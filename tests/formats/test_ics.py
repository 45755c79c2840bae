"""Other libraries read a calendar back unchanged: no text adds events or breaks lines."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from plan190.document.blocks import CalendarEvent, Cell, Column, Paragraph, Table, View
from plan190.document.checksum import has_valid_checksum
from plan190.document.provenance import Provenance, find_provenance
from plan190.formats import RenderOptions, render
from plan190.formats.reading import searchable_text
from plan190.words import words_in
from plan190.words.text import printable
from tests.formats.sample_findings import NAMES, SENTENCES

OPTIONS = RenderOptions(words_in("vi"))
DAY = date(2023, 9, 20)
PROVENANCE = Provenance("0.2.0", ("calendar", "--agency", "so-y-te"), r"dữ liệu, \new", "a" * 40, "b" * 64)
HOSTILE = [
    *SENTENCES,
    *NAMES,
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged\r\nSUMMARY:forged\r\nEND:VEVENT",
    "BEGIN:VEVENT",
    "a\nATTACH:https://a.invalid/x\n X:y",
    r"a;b,c:d\e\\f\n\N\,\;\r\t\x",
    "\\",
    '";VALUE=URI:"^n^^',
    "dài ơi là dài " * 700,
    "đ" * 10_000,
    "\u202ertl\u2066\u200f\u2028\u2029\x00\x07\x0b\x0c\x85\x7f\ud800",
    "e\u0301" * 200,
    "🇻🇳" * 60,
]
EVENT = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP", "RRULE"}
EVENT |= {"LAST-MODIFIED", "SEQUENCE"}
HEAD = {"VERSION", "PRODID", "CALSCALE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-WR-CALNAME", "X-WR-CALDESC"}
MARKS = {"X-PLAN190-IMPRINT", "X-PLAN190-SEAL"}


def event(content: str = "x", **more: object) -> CalendarEvent:
    """Return an event with the text in every property."""
    return CalendarEvent(**{"uid": content, "day": DAY, "title": content, "text": content, "alarms": (7, 1)} | more)  # type: ignore[arg-type]


def calendar(
    *events: CalendarEvent, title: str = "Lịch", paragraph: str = "", provenance: str = PROVENANCE.line
) -> bytes:
    """Return the calendar of a view with these events."""
    blocks = ((Paragraph(paragraph),) if paragraph else ()) + (Table((Column("a"),), ((Cell("b"),),)),)
    return render("ics", View(title, blocks, events=events, provenance=provenance, day=DAY), OPTIONS)


def provenance_in(data: bytes) -> Provenance | None:
    """Return the provenance in a calendar."""
    return find_provenance(searchable_text("ics", data))


def written(text: str) -> str:
    """Return the text as it must be read back: with its lines, and invisible characters as codes."""
    return "\n".join(map(printable, text.split("\n"))).replace("\\N", "\\x5cN")


def lined(text: str) -> str:
    """Return the text as it must be read back from a property with one line."""
    return written(" ".join(text.split()))


def properties(data: bytes) -> list[tuple[str, ...]]:
    """Return the unfolded lines of a calendar by component, without the help of a library."""
    lines = re.sub(rb"\r\n[ \t]", b"", data).decode().split("\r\n")
    return [tuple(re.split("[:;]", line, maxsplit=1)) for line in lines[:-1]]


def assert_sound(data: bytes, events: int, alarms: int) -> None:
    """Assert that lines end correctly, are short enough, cut no character, and add no component."""
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert all(line.decode() for line in lines[:-1])
    entries = properties(data)
    begun = [value for name, value in entries if name == "BEGIN"]
    assert begun == [value for name, value in entries if name == "BEGIN" and value in {"VCALENDAR", "VEVENT", "VALARM"}]
    assert (begun.count("VCALENDAR"), begun.count("VEVENT"), begun.count("VALARM")) == (1, events, alarms)
    assert sum(name == "END" for name, _ in entries) == len(begun)
    assert {name for name, _ in entries} <= EVENT | HEAD | MARKS | {"BEGIN", "END", "ACTION", "TRIGGER"}


def test_a_calendar_follows_the_rfc() -> None:
    """It has a header, and an all-day event stamped with the day of the view, with alarms at eight."""
    data = calendar(event("việc", text="một\nhai", day=date(2023, 9, 30)), paragraph="nói")
    (vevent,) = Calendar.from_ical(data).subcomponents

    assert_sound(data, 1, 2)
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//plan190//plan190//VI\r\n")
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in data
    assert b"\r\nX-PUBLISHED-TTL:P1D\r\n" in data
    assert b"\r\nDTSTART;VALUE=DATE:20230930\r\nDTEND;VALUE=DATE:20231001\r\nDTSTAMP:20230920T000000Z\r\n" in data
    assert vevent["dtstamp"].dt == datetime(2023, 9, 20, tzinfo=UTC)
    assert (str(vevent["transp"]), vevent["categories"].to_ical(), "rrule" in vevent) == (
        "TRANSPARENT",
        b"plan190",
        False,
    )
    assert [(str(a["action"]), str(a["description"]), a["trigger"].dt) for a in vevent.subcomponents] == [
        ("DISPLAY", "việc", timedelta(days=-7, hours=8)),
        ("DISPLAY", "việc", timedelta(days=-1, hours=8)),
    ]
    assert (data.count(b"TRIGGER:-P6DT16H\r\n"), data.count(b"TRIGGER:-PT16H\r\n")) == (1, 1)


def test_vobject_reads_the_same() -> None:
    """A second, independent library reads the same values."""
    data = calendar(event("task-1@x", title="Hạn: NV 1; a, b", text="một\nhai: c\\d", monthly=True, until=DAY))
    parsed = vobject.readOne(data.decode())
    (vevent,) = parsed.vevent_list

    assert (parsed.version.value, parsed.x_wr_calname.value, parsed.refresh_interval.value) == ("2.0", "Lịch", "P1D")
    assert (vevent.uid.value, vevent.summary.value, vevent.description.value) == (
        "task-1@x",
        "Hạn: NV 1; a, b",
        "một\nhai: c\\d",
    )
    assert (vevent.dtstart.value, vevent.dtend.value) == (DAY, date(2023, 9, 21))
    assert [alarm.trigger.value for alarm in vevent.valarm_list] == [timedelta(hours=8 - 24 * days) for days in (7, 1)]
    assert [day.date() for day in vevent.getrruleset(addRDate=True)] == [DAY]


@pytest.mark.parametrize(
    ("until", "rule"), [(None, b""), (date(2024, 1, 14), b";UNTIL=20240114"), (date(2023, 9, 14), b";UNTIL=20230914")]
)
def test_a_monthly_event_recurs_on_its_day(until: date | None, rule: bytes) -> None:
    """It has an end if the event has one."""
    data = calendar(event(day=date(2023, 7, 14), monthly=True, until=until))

    assert b"\r\nRRULE:FREQ=MONTHLY" + rule + b";BYMONTHDAY=14\r\n" in data


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_back(text: str) -> None:
    """In all properties at once: nothing is added, and both libraries read the text."""
    data = calendar(event(text), event("other"), title=text, paragraph=text)
    vevent = Calendar.from_ical(data).subcomponents[0]
    other = vobject.readOne(data.decode()).vevent_list[0]

    assert_sound(data, 2, 4)
    assert (str(vevent["uid"]), str(vevent["summary"]), str(vevent["description"])) == (
        lined(text),
        lined(text),
        written(text),
    )
    assert (other.uid.value, other.summary.value, other.description.value) == (lined(text), lined(text), written(text))
    assert provenance_in(data) == PROVENANCE
    assert has_valid_checksum(data)


@given(st.text(alphabet=st.sampled_from("ab nNrt\\;,:\"'^\n\r\t đế\x1b\u202e"), max_size=60))
def test_any_text_is_read_back(text: str) -> None:
    """Any combination of characters is read back."""
    data = calendar(event(text, text=f"({text})"))
    (vevent,) = Calendar.from_ical(data).subcomponents
    (other,) = vobject.readOne(data.decode()).vevent_list

    assert_sound(data, 1, 2)
    assert str(vevent["summary"]) == other.summary.value == lined(text)
    assert str(vevent["description"]) == other.description.value == written(f"({text})")


def test_the_checksum_is_valid_and_on_one_line() -> None:
    """It occurs once, and a changed character makes it invalid."""
    data = calendar(event(title="a" * 200))

    assert len(re.findall(rb"\r\nX-PLAN190-SEAL:plan190-seal:[0-9a-f]{40}\r\n", data)) == 1
    assert b"0" * 40 not in data
    assert has_valid_checksum(data)
    assert not has_valid_checksum(data.replace(b"20230920", b"20230921", 1))
    assert not has_valid_checksum(data.replace(b"BEGIN:VALARM", b"BEGIN:VALARN", 1))


def test_without_a_provenance_there_is_no_checksum() -> None:
    """A view that is not a report has neither."""
    assert b"X-PLAN190" not in calendar(event(), provenance="")


def test_a_calendar_without_events_is_valid() -> None:
    """Its description states why it is empty."""
    data = calendar(paragraph="Không có việc nào.")

    assert_sound(data, 0, 0)
    assert vobject.readOne(data.decode()).x_wr_caldesc.value == "Không có việc nào."


def test_a_provenance_in_a_text_is_not_that_of_the_calendar() -> None:
    """A quoted provenance is not taken for the calendar's own."""
    forged = Provenance("9", ("status",), "elsewhere", None, "c" * 64)

    data = calendar(event(forged.line), title=forged.line, paragraph=forged.line)
    assert provenance_in(data) == provenance_in(data.replace(b"\r\n", b"\n")) == PROVENANCE


def test_the_same_view_gives_the_same_bytes() -> None:
    """Two runs give the same bytes, with the events in their order."""
    events = (event("b"), event("a"))

    assert calendar(*events) == calendar(*events)
    assert [str(vevent["uid"]) for vevent in Calendar.from_ical(calendar(*events)).subcomponents] == ["b", "a"]
