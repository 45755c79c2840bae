"""The due date that follows from a deadline's rule: the last day on time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from dateutil.relativedelta import relativedelta

from plan190.model.deadline import (
    AfterEvent,
    Before,
    InMonth,
    InYear,
    Milestone,
    OutsideSchedule,
    Recurring,
    Target,
)
from plan190.status.working_days import next_working_day

if TYPE_CHECKING:
    from plan190.model.deadline import Rule
    from plan190.model.month import Month
    from plan190.model.plan import CalendarExceptions, Policy


class Due(NamedTuple):
    """The last day on time. `read`: that day before days off move it; the two differ if they did."""

    day: date
    read: date


def due_of(rule: Rule, policy: Policy, exceptions: CalendarExceptions) -> Due | None:
    """Return when the rule falls due under the policy; None if it names no date.

    A month or a year is due on its last day (Civil Code 2015, article 146). A day off moves the last day only under
    the policy `civil-code` (article 148.5).
    """
    read = _last_day(rule, policy)
    if read is None:
        return None
    day = next_working_day(read, exceptions) if policy.day_off == "civil-code" else read
    return Due(day, read)


def last_day_of(month: Month) -> date:
    """Return the last day of the month (Civil Code 2015, article 146)."""
    return month.first_day + relativedelta(day=31)


def _last_day(rule: Rule, policy: Policy) -> date | None:
    match rule:
        case InMonth(month=month):
            return last_day_of(month)
        case InYear(year=year):
            return date(year, 12, 31)
        case Before(date=day) | Milestone(date=day):
            return day - timedelta(days=1) if policy.before == "exclusive" else day
        case Recurring() | Target() | AfterEvent() | OutsideSchedule():
            return None
