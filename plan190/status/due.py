"""The due date of each kind of deadline: the last date on which work counts as on time."""

from __future__ import annotations

import heapq
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from plan190.model.deadline import Before, By, InHalfYear, InMonth, InQuarter, InYear, Milestone, Recurring, Relative
from plan190.model.decision import Happened
from plan190.model.month import Month
from plan190.model.period import MONTHS_IN, Period
from plan190.status.working_days import ONE_DAY, next_working_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.deadline import DueInUnit, SimpleRule
    from plan190.model.decision import Extend, Schedule
    from plan190.model.plan import CalendarExceptions, Policy


def due_of(
    rule: SimpleRule, policy: Policy, exceptions: CalendarExceptions, issued_on: date | None = None
) -> date | None:
    """Return the due date of a deadline; None if its rule names no date.

    If `policy.day_off` is "civil-code", a due date on a day off moves to the next working day (Civil Code 2015,
    article 148.5). `issued_on`: the date of the plan, from which some deadlines count.
    """
    due = due_before_days_off(rule, policy, exceptions, issued_on)
    return on_working_day(due, policy, exceptions) if due is not None else None


def on_working_day(due: date, policy: Policy, exceptions: CalendarExceptions) -> date:
    """Return the due date, moved to the next working day if the policy requires it for a due date on a day off."""
    return next_working_day(due, exceptions) if policy.day_off == "civil-code" else due


def due_before_days_off(
    rule: SimpleRule, policy: Policy, exceptions: CalendarExceptions, issued_on: date | None = None
) -> date | None:
    """Return the due date of a deadline before any move to a working day; None if its rule names no date.

    Work due in a month, quarter or year is due on the last day of it (Civil Code 2015, article 146).
    """
    match rule:
        case InMonth(month=month):
            return last_day_of(month)
        case InQuarter(quarter=part) | InHalfYear(half_year=part):
            return last_day_of(Period.parse(part).last_month)
        case InYear(year=year):
            return date(year, 12, 31)
        case By(date=named):
            return named
        case Before(date=named) | Milestone(date=named):
            return named - ONE_DAY if policy.before == "exclusive" else named
        case Relative(from_issue=True) if issued_on is not None:
            return due_after(rule, issued_on, exceptions)
        case _:
            return None


def last_day_of(month: Month) -> date:
    """Return the last date of the month."""
    return month.first_day + relativedelta(day=31)


def due_after(rule: Relative, event: date, exceptions: CalendarExceptions) -> date:
    """Return the due date that follows from the date of the event; the first day is the day after it.

    Civil Code 2015, articles 147 and 148.
    """
    if rule.months is not None:
        return event + relativedelta(months=rule.months)
    if rule.days is not None:
        return event + timedelta(days=rule.days)
    day = event
    for _ in range(rule.working_days or 0):
        day = next_working_day(day + ONE_DAY, exceptions)
    return day


def due_by_decision(
    decision: Extend | Happened | Schedule, rule: SimpleRule, policy: Policy, exceptions: CalendarExceptions
) -> date | None:
    """Return the due date that a decision sets, on a working day if the policy requires it; None if it sets none."""
    due = decided_due(decision, rule, exceptions)
    return on_working_day(due, policy, exceptions) if due is not None else None


def decided_due(
    decision: Extend | Happened | Schedule, rule: SimpleRule, exceptions: CalendarExceptions
) -> date | None:
    """Return the due date that a decision sets, before any move to a working day; None if it sets none.

    An event sets that of work that is due some days after it, unless the decision names another date.
    """
    if decision.until is None and isinstance(decision, Happened) and isinstance(rule, Relative):
        return due_after(rule, decision.date, exceptions)
    return decision.until


def due_dates_of(rule: Recurring, policy: Policy, exceptions: CalendarExceptions, issued_on: date) -> Iterator[date]:
    """Yield the due dates of recurring work that has them, from its start or else after the issue of the plan."""
    start = rule.since.first_day if rule.since is not None else issued_on + ONE_DAY
    last = None
    # The dates of one unit can be after the first ones of the next unit.
    for due in heapq.merge(*(_due_in_units(rule, item, policy, start) for item in rule.due)):
        moved = on_working_day(due, policy, exceptions)
        if due >= start and (last is None or moved > last):
            last = moved
            yield moved


def _due_in_units(rule: Recurring, item: DueInUnit, policy: Policy, start: date) -> Iterator[date]:
    """Yield a due date of each unit, from the units on whose dates can be on `start` or later."""
    assert rule.every is not None, "recurring work with due dates has a unit"  # noqa: S101 - narrows the type
    # A due date can be up to two years after its unit.
    first = Month(start.year, 1).later(-24)
    for number in count():
        yield _due_in(first.later(number * MONTHS_IN[rule.every]), item, policy)


def _due_in(unit: Month, item: DueInUnit, policy: Policy) -> date:
    """Return a due date of the unit that begins with a month."""
    month = unit.later(item.month - 1)
    is_on_time = item.inclusive or policy.before == "inclusive"
    named = month.first_day + timedelta(days=item.day - 1)
    return min(named if is_on_time else named - ONE_DAY, last_day_of(month))
