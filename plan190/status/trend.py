"""How the tallies went over the months: each month's end as it was known then, through the day itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from plan190.status.assess import assess
from plan190.status.periods import month_of

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.plan import Policy
    from plan190.model.register import Register
    from plan190.status.state import Tally

MOST = 24
"""How many days are looked at, the last ones: a month each, and the day itself."""


@dataclass(frozen=True)
class MonthTally:
    """The tallies of one day, as they were known on it."""

    day: date
    by_task: Tally
    by_obligation: Tally


@dataclass(frozen=True)
class TallyHistory:
    """The tallies from the first day shown to the day itself. `earlier`: the months before that are not shown."""

    months: tuple[MonthTally, ...]
    earlier: int = 0


def tally_history(register: Register, as_of: date, policy: Policy) -> TallyHistory:
    """Give the tallies of each month's last day since the plan was issued, and of the day."""
    days = days_through(register.plan.issued_on, as_of)
    then = (assess(register, day, policy) for day in days[-MOST:])
    found = tuple(MonthTally(one.as_of, one.by_task, one.by_obligation) for one in then)
    return TallyHistory(found, max(0, len(days) - MOST))


def days_through(issued: date, as_of: date) -> tuple[date, ...]:
    """Give the last day of each month from the one of the issue on, as far as they are over, and the day itself."""
    first, months = month_of(issued), month_of(issued).until(month_of(as_of))
    ends = (first.later(number + 1).first_day - timedelta(days=1) for number in range(months))
    return (*ends, as_of)
