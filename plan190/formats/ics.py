"""The view's events as a calendar (RFC 5545): all-day events with permanent identifiers and alarms in the morning.

The title of the view is the name of the calendar, its paragraphs are the description. There is no METHOD, because it
would require an organizer (RFC 5546). Programs that know an event already compare SEQUENCE, then DTSTAMP.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from icalendar import Alarm, Calendar, Component
from icalendar import Event as Entry
from icalendar.prop import vText

from plan190.document.blocks import Paragraph
from plan190.document.checksum import CHECKSUM_PLACEHOLDER
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.document.blocks import CalendarEvent, View
    from plan190.formats import RenderOptions

AnyComponent = TypeVar("AnyComponent", bound=Component)

_MORNING = timedelta(hours=8)
"""The time of an alarm, counted from midnight, when an all-day event begins."""

_REFRESH = "P1D"
"""The interval after which a program that subscribes to the calendar reads it again: one day."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return the calendar with the view's events in their order; a report also has its provenance and a checksum."""
    # The identifier has no version of plan190, so that the same events give the same bytes in every version.
    product = f"-//plan190//plan190//{options.words.language.upper()}"
    calendar = _filled(Calendar(), prodid=product, version="2.0", calscale="GREGORIAN")
    calendar.add("refresh-interval", vText(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText(_REFRESH))
    calendar.add("x-wr-calname", _line(view.title))
    description = "\n".join(block.text for block in view.blocks if isinstance(block, Paragraph))
    if description:
        calendar.add("x-wr-caldesc", _text(description))
    for event in view.events:
        stamp = view.stamp or datetime.combine(view.day or event.day, time(), UTC)
        calendar.add_component(_entry(event, stamp))
    if view.provenance:
        calendar.add("x-plan190-imprint", _line(view.provenance))
        calendar.add("x-plan190-seal", vText(CHECKSUM_PLACEHOLDER))
    rendered: bytes = calendar.to_ical()
    return rendered


def _entry(event: CalendarEvent, stamp: datetime) -> Entry:
    """Return the calendar entry of an event; `stamp` is the time in UTC at which it was written."""
    title = _line(event.title)
    entry = _filled(Entry(), uid=_line(event.uid), summary=title, categories=["plan190"], transp="TRANSPARENT")
    revision = max(0, int(stamp.timestamp()) // 60)  # minutes, because seconds would exceed 32 bits from 2038 on
    _filled(entry, **{"dtstamp": stamp, "last-modified": stamp, "sequence": revision})
    _filled(entry, dtstart=event.day, dtend=event.day + timedelta(days=1))
    if event.text:
        entry.add("description", _text(event.text))
    if event.monthly:
        rule: dict[str, object] = {"freq": "monthly", "bymonthday": event.day.day}
        if event.until is not None:
            rule["until"] = event.until
        entry.add("rrule", rule)
    for days in event.alarms:
        trigger = _MORNING - timedelta(days=days)
        entry.add_component(_filled(Alarm(), action="DISPLAY", description=title, trigger=trigger))
    return entry


def _filled(component: AnyComponent, **properties: object) -> AnyComponent:
    """Add the properties to a component and return it."""
    for name, value in properties.items():
        component.add(name, value)
    return component


def _line(text: str) -> vText:
    """Return the text for a property as one line."""
    return _text(" ".join(text.split()))


def _text(text: str) -> vText:
    r"""Return the text for a property; it may have several lines.

    The library reads `\N` in a text as a line end, so its backslash is written as `\x5c`.
    """
    lines = "\n".join(map(printable, text.split("\n")))
    return vText(lines.replace(r"\N", r"\x5cN"))
