"""The tallies as of the end of each month since the plan was issued, and as of the assessed date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.assess import assess
from plan190.status.due import last_day_of
from plan190.status.periods import month_of

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.plan import Policy
    from plan190.model.register import Register
    from plan190.status.state import Tally

MOST = 24
"""The highest number of dates in a tally history; the latest ones are kept."""


class MonthTally(NamedTuple):
    """The tallies as of one date."""

    as_of: date
    by_task: Tally
    by_obligation: Tally


class TallyHistory(NamedTuple):
    """The tallies by date. `earlier`: the number of months before the first one that are left out."""

    months: tuple[MonthTally, ...]
    earlier: int = 0


def tally_history(register: Register, as_of: date, policy: Policy) -> TallyHistory:
    """Return the tallies at the end of each month since the plan was issued, and as of the date."""
    dates = tally_dates(register.plan.issued_on, as_of)
    months = []
    for month_end in dates[-MOST:]:
        assessment = assess(register, month_end, policy)
        months.append(MonthTally(month_end, assessment.by_task, assessment.by_obligation))
    return TallyHistory(tuple(months), earlier=len(dates) - len(months))


def tally_dates(issued_on: date, as_of: date) -> tuple[date, ...]:
    """Return the last date of each past month since the plan was issued, followed by the assessed date."""
    first = month_of(issued_on)
    past_months = first.until(month_of(as_of))
    return (*(last_day_of(first.later(number)) for number in range(past_months)), as_of)
