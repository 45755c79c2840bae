"""The view's events as a calendar (RFC 5545): all-day events with alarms in the morning and permanent identifiers.

The name of the calendar is the title of the view, its description the paragraphs.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Alarm, Calendar
from icalendar import Event as Entry
from icalendar.prop import vText

from plan190.document.blocks import Paragraph
from plan190.document.checksum import CHECKSUM
from plan190.words.text import shown

if TYPE_CHECKING:
    from datetime import date

    from plan190.document.blocks import Event, View
    from plan190.formats import RenderOptions

_MORNING = timedelta(hours=8)
"""The time of an alarm: an all-day event begins at midnight, when no office is open."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return the calendar with the view's events in their order; of a report with its provenance and a checksum."""
    calendar = Calendar()
    # Without the version of plan190, so that the same events give the same bytes.
    calendar.add("prodid", f"-//plan190//plan190//{options.words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(view.title))
    description = "\n".join(block.text for block in view.blocks if isinstance(block, Paragraph))
    if description:
        calendar.add("x-wr-caldesc", _text(description))
    for event in view.events:
        calendar.add_component(_entry(event, view.day or event.day))
    if view.provenance:
        calendar.add("x-plan190-imprint", _line(view.provenance))
        calendar.add("x-plan190-seal", vText(CHECKSUM))
    rendered: bytes = calendar.to_ical()
    return rendered


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
        rule: dict[str, object] = {"freq": "monthly", "bymonthday": event.day.day}
        if event.until is not None:
            rule["until"] = event.until
        entry.add("rrule", rule)
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
    r"""Return the text for a property; it may have several lines.

    The library reads `\N` in a text as a line end, so that backslash is written as a code, as `shown` writes letters.
    """
    lines = "\n".join(shown(line) for line in text.split("\n"))
    return vText(lines.replace(r"\N", r"\x5cN"))
