"""The due date of each kind of deadline: the last date on which work counts as on time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from plan190.model.deadline import AfterEvent, Before, InMonth, InYear, Milestone, OutsideSchedule, Recurring, Target
from plan190.status.working_days import ONE_DAY, next_working_day

if TYPE_CHECKING:
    from plan190.model.deadline import Rule
    from plan190.model.month import Month
    from plan190.model.plan import CalendarExceptions, Policy


def due_of(rule: Rule, policy: Policy, exceptions: CalendarExceptions) -> date | None:
    """Return the due date of a deadline; None if its rule names no date.

    If `policy.day_off` is "civil-code", a due date on a day off moves to the next working day (Civil Code 2015,
    article 148.5).
    """
    due = due_before_days_off(rule, policy)
    return on_working_day(due, policy, exceptions) if due is not None else None


def on_working_day(due: date, policy: Policy, exceptions: CalendarExceptions) -> date:
    """Return the due date, moved to the next working day if the policy requires it for a due date on a day off."""
    return next_working_day(due, exceptions) if policy.day_off == "civil-code" else due


def due_before_days_off(rule: Rule, policy: Policy) -> date | None:
    """Return the due date of a deadline before any move to a working day; None if its rule names no date.

    Work due in a month or a year is due on the last day of it (Civil Code 2015, article 146).
    """
    match rule:
        case InMonth(month=month):
            return last_day_of(month)
        case InYear(year=year):
            return date(year, 12, 31)
        case Before(date=named) | Milestone(date=named):
            return named - ONE_DAY if policy.before == "exclusive" else named
        case Recurring() | Target() | AfterEvent() | OutsideSchedule():
            return None


def last_day_of(month: Month) -> date:
    """Return the last date of the month."""
    return month.first_day + relativedelta(day=31)
