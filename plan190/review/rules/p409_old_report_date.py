"""P409: warn about new reports dated long before the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each new report dated long before the review, or dated on time but reviewed after its due date.

    The report may have been submitted on paper, or it may be backdated: the person who merges it must decide.
    """
    for old, new in change.reports:
        if old is not None or new is None:
            continue
        place, due = change.head.place(new.report, "reported_on"), change.due(new.period)
        if new.reported_on <= due < change.day:
            yield diagnostic_at(place, "P409", "timely", day=new.reported_on, today=change.day, due=due)
        elif change.is_long_past(new.reported_on):
            yield diagnostic_at(place, "P409", day=new.reported_on, today=change.day)
