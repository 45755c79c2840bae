"""The view's events as a calendar (RFC 5545): whole days, morning alarms, names that stay; and a calendar read back.

What a calendar is called and told comes from the view; its paragraphs stand in the calendar's own description.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar
from icalendar import Event as Entry
from icalendar.prop import vText

from plan190.document.blocks import Paragraph
from plan190.document.checksum import CHECKSUM
from plan190.document.extracted import Extracted, Grid
from plan190.words.text import shown

if TYPE_CHECKING:
    from datetime import date

    from icalendar.cal import Component

    from plan190.document.blocks import Event, View
    from plan190.formats import RenderOptions

TITLES = ("UID", "DTSTART", "SUMMARY", "DESCRIPTION", "RRULE", "VALARM")
"""The columns of the grid that a calendar is read as, after the properties that they hold."""

_MORNING = timedelta(hours=8)
"""When an alarm rings on its day: a whole day begins at midnight, and nobody is at work then."""

_TOLD = ("X-WR-CALNAME", "X-WR-CALDESC", "X-PLAN190-IMPRINT")


def render(view: View, options: RenderOptions) -> bytes:
    """Give the calendar of the view's events, in their order, with its imprint and sealed where it has one."""
    calendar = Calendar()
    # No version of plan190 here: the same events give the same bytes.
    calendar.add("prodid", f"-//plan190//plan190//{options.words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(view.title))
    told = "\n".join(block.text for block in view.blocks if isinstance(block, Paragraph))
    if told:
        calendar.add("x-wr-caldesc", _text(told))
    for event in view.events:
        calendar.add_component(_entry(event, view.day or event.day))
    if view.provenance:
        calendar.add("x-plan190-imprint", _line(view.provenance))
        calendar.add("x-plan190-seal", vText(CHECKSUM))
    made: bytes = calendar.to_ical()
    return made


def _entry(event: Event, stamp: date) -> Entry:
    entry = Entry()
    entry.add("uid", _line(event.uid))
    entry.add("dtstamp", datetime.combine(stamp, time(), UTC))
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + timedelta(days=1))
    entry.add("summary", _line(event.title))
    if event.text:
        entry.add("description", _text(event.text))
    entry.add("categories", ["plan190"])
    entry.add("transp", "TRANSPARENT")
    if event.monthly:
        until = {"until": event.until} if event.until is not None else {}
        entry.add("rrule", {"freq": "monthly", "bymonthday": event.day.day, **until})
    for days in event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _line(event.title))
        alarm.add("trigger", _MORNING - timedelta(days=days))
        entry.add_component(alarm)
    return entry


def _line(text: str) -> vText:
    return _text(" ".join(text.split()))


def _text(text: str) -> vText:
    r"""Give the text as the library escapes it, its lines kept.

    It takes `\N` in a text for the end of a line, so that backslash is written out as `shown` writes letters.
    """
    lines = "\n".join(shown(line) for line in text.split("\n"))
    return vText(lines.replace(r"\N", r"\x5cN"))


def read(data: bytes) -> Extracted:
    """Give what a calendar says: its name, description, events and imprint; ValueError when it is none."""
    calendar = Calendar.from_ical(data)
    if calendar.name != "VCALENDAR":
        raise ValueError("not a calendar")
    grid = Grid(TITLES, tuple(_row(entry) for entry in calendar.subcomponents))
    name, description, provenance = (_said(calendar, one) for one in _TOLD)
    lines = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8")).splitlines()
    return Extracted(tuple(one for one in (name, description, grid, provenance) if one), tuple(map(_around, lines)))


def _around(line: str) -> str:
    """Give a line without what is read of it: the whole of a property that no table holds."""
    name, _, _ = line.partition(":")
    return name if name in {*TITLES, *_TOLD, "TRIGGER", "X-PLAN190-SEAL"} else line


def _row(entry: Component) -> tuple[str, ...]:
    alarms = "; ".join(_said(one, "TRIGGER") for one in entry.subcomponents)
    return (*(_said(entry, title) for title in TITLES[:-1]), alarms)


def _said(component: Component, name: str) -> str:
    """Give the value of a property, all of them where it stands several times, "" where it does not."""
    found = component.get(name, [])
    values = found if isinstance(found, list) else [found]
    return " ".join(" ".join(map(_plain, values)).split())


def _plain(value: object) -> str:
    if isinstance(value, vText):
        return str(value)
    written = value.to_ical() if hasattr(value, "to_ical") else str(value)
    text = written.decode() if isinstance(written, bytes) else written
    # What has no type of its own is text by the RFC; the library leaves it as it is written.
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)
