"""The tallies at the end of each month, as known then, and on the assessed date."""

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
    from plan190.status.verdicts import Assessment

MOST = 24
"""How many dates are shown at most: the last month ends, and the assessed date."""


class MonthTally(NamedTuple):
    """The tallies of one date, as known on it."""

    as_of: date
    by_task: Tally
    by_obligation: Tally


class TallyHistory(NamedTuple):
    """The tallies by date. `earlier`: how many months before the first one are not shown."""

    months: tuple[MonthTally, ...]
    earlier: int = 0


def tally_history(register: Register, as_of: date, policy: Policy) -> TallyHistory:
    """Return the tallies of each month's last day since the plan was issued, and of the date."""
    days = tally_dates(register.plan.issued_on, as_of)
    months = tuple(_month_tally(assess(register, day, policy)) for day in days[-MOST:])
    return TallyHistory(months, earlier=len(days) - len(months))


def _month_tally(assessment: Assessment) -> MonthTally:
    return MonthTally(assessment.as_of, assessment.by_task, assessment.by_obligation)


def tally_dates(issued: date, as_of: date) -> tuple[date, ...]:
    """Return the last day of each month that is over, from the month of the issue on, and the date itself."""
    first = month_of(issued)
    months = first.until(month_of(as_of))
    return (*(last_day_of(first.later(number)) for number in range(months)), as_of)
