"""P409: a report that is new to the repository says a day near the one on which it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change

NEAR = 7
"""How many days a change may take from being written to being judged before its day is asked about."""


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each new report whose day lies further back: it may have come by post, or have been dated to look timely."""
    for old, new in change.reports:
        if old is None and new is not None and (change.day - new.report.value.reported_on).days > NEAR:
            place = change.head.register.place(new.report, "reported_on")
            day, today = short_date(new.report.value.reported_on), short_date(change.day)
            yield fault(place, "P409", "", day=day, today=today)
