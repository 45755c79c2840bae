"""The reporting periods of section III.1: which days each covers, and by when its report is on time.

A period is named by the month in which its report is due. Periods are counted from the first one owed.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plan190.model.deadline import Before
from plan190.model.month import Month
from plan190.status.due import due_of

if TYPE_CHECKING:
    from plan190.model.plan import Plan, Policy, Reporting


def month_of(day: date) -> Month:
    """Return the calendar month of the day, which is the period whose report is due in it."""
    return Month(day.year, day.month)


def period_of(day: date, reporting: Reporting) -> Month:
    """Return the period in which the day's work is reported: after the cut-off, that of the next month."""
    return month_of(day).later(0 if day.day <= reporting.cut_off else 1)


def begins_on(period: Month, reporting: Reporting) -> date:
    """Return the first day that the period covers."""
    before = period.later(-1)
    return date(before.year, before.month, reporting.cut_off + 1)


def report_due(period: Month, plan: Plan, policy: Policy) -> date:
    """Return the last day on which the period's report is on time, under the policy for "before" and days off."""
    rule = Before(date=date(period.year, period.month, plan.reporting.before_day))
    due = due_of(rule, policy, plan.calendar)
    assert due is not None, "a rule with a date has a due date"  # noqa: S101 - narrows the type
    return due


def periods_through(last: Month, reporting: Reporting) -> tuple[Month, ...]:
    """Return the periods from the first one owed through the last."""
    first = reporting.first_period
    return tuple(first.later(number) for number in range(first.until(last) + 1))
