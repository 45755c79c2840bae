"""P409: a report or a withdrawal that is new to the repository says a day near the one on which it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.register import Filed
    from plan190.review.change import Change

NEAR = 7
"""How many days a change may take from being written to being judged before its day is asked about."""


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each new report or withdrawal whose day lies further back, or is the only thing that makes it timely.

    It may have come by post, or have been dated to look so: who merges it knows, nobody else can.
    """
    for old, new in change.reports:
        if new is None:
            continue
        if old is None:
            yield from _reported(change, new)
        mark = new.report.value.withdrawn
        is_new = old is None or old.report.value.withdrawn is None
        if mark is not None and is_new and _is_long_past(change, mark.date):
            place = change.head.register.place(new.report, "withdrawn", "date")
            yield fault(place, "P409", "withdrawn", day=short_date(mark.date), today=short_date(change.day))


def _reported(change: Change, new: Filed) -> Iterator[Diagnostic]:
    report = new.report.value
    place = change.head.register.place(new.report, "reported_on")
    day, today = short_date(report.reported_on), short_date(change.day)
    due = change.due(report.period)
    if report.reported_on <= due < change.day:
        yield fault(place, "P409", "timely", day=day, today=today, due=short_date(due))
    elif _is_long_past(change, report.reported_on):
        yield fault(place, "P409", "", day=day, today=today)


def _is_long_past(change: Change, day: date) -> bool:
    return (change.day - day).days > NEAR
