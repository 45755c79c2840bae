"""P409: a report that is new to the repository says a day near the one on which it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each new report whose day lies further back, or is the only thing that makes it timely.

    It may have come by post, or have been dated to look so: who merges it knows, nobody else can.
    """
    for old, new in change.reports:
        if old is not None or new is None:
            continue
        report = new.report.value
        place = change.head.register.place(new.report, "reported_on")
        day, today = short_date(report.reported_on), short_date(change.day)
        due = change.due(report.period)
        if report.reported_on <= due < change.day:
            yield problem(place, "P409", "timely", day=day, today=today, due=short_date(due))
        elif change.is_long_past(report.reported_on):
            yield problem(place, "P409", "", day=day, today=today)
