"""The reporting periods of the plan: the dates that each covers, and the due date of its report.

A period is named after the month in which its report is due.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plan190.model.deadline import Before
from plan190.model.month import Month
from plan190.model.period import Period
from plan190.status.due import due_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.plan import Plan, Policy, Reporting


PeriodRun = tuple[Period, Period]
"""The first and the last of periods that follow each other."""


def month_of(day: date) -> Month:
    """Return the calendar month of a date."""
    return Month(day.year, day.month)


def period_due_in(month: Month) -> Period:
    """Return the period whose report is due in the month."""
    return Period(month)


def period_of(day: date, reporting: Reporting) -> Period:
    """Return the period that covers a date. A date after the cut-off belongs to the period of the next month."""
    period = period_due_in(month_of(day))
    return period if day.day <= reporting.cut_off else period.later(1)


def begins_on(period: Period, reporting: Reporting) -> date:
    """Return the first date that the period covers."""
    before = period.later(-1).month
    return date(before.year, before.month, reporting.cut_off + 1)


def ends_on(period: Period, reporting: Reporting) -> date:
    """Return the last date that the period covers."""
    return date(period.month.year, period.month.month, reporting.cut_off)


def report_due(period: Period, plan: Plan, policy: Policy) -> date:
    """Return the due date of the period's report under the policy."""
    rule = Before(date=date(period.month.year, period.month.month, plan.reporting.before_day))
    due = due_of(rule, policy, plan.calendar)
    assert due is not None, "a rule with a date has a due date"  # noqa: S101 - narrows the type
    return due


def periods_through(last: Period, reporting: Reporting) -> tuple[Period, ...]:
    """Return the periods from the first one owed through `last`."""
    first = reporting.first_period
    return tuple(first.later(number) for number in range(first.until(last) + 1))


def period_runs(periods: Iterable[Period]) -> tuple[PeriodRun, ...]:
    """Return the first and the last period of each run of periods that follow each other."""
    runs: list[PeriodRun] = []
    for period in sorted(set(periods)):
        if runs and runs[-1][1].later(1) == period:
            runs[-1] = (runs[-1][0], period)
        else:
            runs.append((period, period))
    return tuple(runs)
