"""The reporting periods of the plan: the dates that each covers, and the due date of its report.

A period is named after the months in which it ends. By default, its report is due in the last of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.deadline import Before
from plan190.model.month import Month
from plan190.model.period import UNITS, Period
from plan190.status.due import due_of, last_day_of
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.period import PeriodUnit
    from plan190.model.plan import Plan, Policy, Reporting


LAST_DAY = 31
"""The cut-off of a plan that states none: the last day of the month."""

PeriodRun = tuple[Period, Period]
"""The first and the last of periods that follow each other."""


def month_of(day: date) -> Month:
    """Return the calendar month of a date."""
    return Month(day.year, day.month)


def current_period(day: date, reporting: Reporting) -> Period:
    """Return the period of the shortest unit whose report is due in the month of the date or next after it."""
    return _period_due_from(month_of(day), reporting, reporting.unit)


def latest_period(day: date, reporting: Reporting) -> Period:
    """Return the current period, or the one of another unit that ends in the month of the date if that is later."""
    month = month_of(day)
    currents = (_period_due_from(month, reporting, unit) for unit in reporting.every)
    ended = (period for period in currents if period.last_month <= month)
    return max((current_period(day, reporting), *ended))


def _period_due_from(month: Month, reporting: Reporting, unit: PeriodUnit) -> Period:
    is_due_after = reporting.dates_of(unit).due_in == "next_month"
    return Period(month.later(-1) if is_due_after else month, unit)


def coming_periods(day: date, reporting: Reporting) -> tuple[Period, ...]:
    """Return the period of each unit whose report is due in the month of the date or next after it, and the next one.

    Those before the first period owed are left out. They are in time order.
    """
    month = month_of(day)
    starts = [max(first, _period_due_from(month, reporting, first.unit)) for first in first_periods(reporting)]
    return tuple(sorted(start.later(number) for start in starts for number in (0, 1)))


def period_of(day: date, reporting: Reporting, unit: PeriodUnit | None = None) -> Period:
    """Return the period of the unit, the shortest one for None, that covers a date.

    A date after the cut-off belongs to the period with the next month.
    """
    unit = unit or reporting.unit
    is_after = day.day > _cut_off(unit, reporting)
    month = month_of(day)
    return Period(month.later(1) if is_after else month, unit)


def begins_on(period: Period, reporting: Reporting) -> date:
    """Return the first date that the period covers."""
    return ends_on(period.later(-1), reporting) + ONE_DAY


def ends_on(period: Period, reporting: Reporting) -> date:
    """Return the last date that the period covers."""
    return _day_in(period.last_month, _cut_off(period.unit, reporting))


def report_due(period: Period, plan: Plan, policy: Policy) -> date:
    """Return the due date of the period's report under the policy; its last date if the plan states no day."""
    dates, month = plan.reporting.dates_of(period.unit), period.last_month
    if dates.before_day is None:
        return ends_on(period, plan.reporting)
    if dates.due_in == "next_month":
        month = month.later(1)
    due = due_of(Before(date=_day_in(month, dates.before_day)), policy, plan.calendar)
    assert due is not None, "a rule with a date has a due date"  # noqa: S101 - narrows the type
    return due


def _cut_off(unit: PeriodUnit, reporting: Reporting) -> int:
    return reporting.dates_of(unit).cut_off or LAST_DAY


def _day_in(month: Month, day: int) -> date:
    """Return this day of the month, or its last day if it is shorter."""
    last = last_day_of(month)
    return last.replace(day=min(day, last.day))


def first_periods(reporting: Reporting) -> tuple[Period, ...]:
    """Return the first period owed of each unit."""
    firsts = ((unit, reporting.dates_of(unit).first_period) for unit in UNITS if unit in reporting.every)
    return tuple(Period(first.last_month, unit) for unit, first in firsts if first is not None)


def first_period(plan: Plan, unit: PeriodUnit) -> Period:
    """Return the first period of the unit that is owed, or else that covers the day on which the plan was issued."""
    owed = (first for first in first_periods(plan.reporting) if first.unit == unit)
    return next(owed, period_of(plan.issued_on, plan.reporting, unit))


def periods_before(period: Period, plan: Plan) -> tuple[Period, ...]:
    """Return the periods before this one of which there can be a report, in time order."""
    periods: list[Period] = []
    for unit in plan.reporting.units:
        first = first_period(plan, unit)
        number = first.until(Period(period.last_month, unit)) + 1
        periods += (earlier for earlier in map(first.later, range(number)) if earlier < period)
    return tuple(sorted(periods))


def periods_through(last: Period, reporting: Reporting) -> tuple[Period, ...]:
    """Return the periods of all units, from the first ones owed through those that end in the last month of `last`."""
    periods: list[Period] = []
    for first in first_periods(reporting):
        after = Period(last.last_month.later(1), first.unit)
        periods += (first.later(number) for number in range(first.until(after)))
    return tuple(sorted(periods))


def period_runs(periods: Iterable[Period]) -> tuple[PeriodRun, ...]:
    """Return the first and the last period of each run of periods of one unit that follow each other."""
    runs: list[PeriodRun] = []
    for period in sorted(set(periods), key=lambda period: (UNITS.index(period.unit), period)):
        if runs and runs[-1][1].later(1) == period:
            runs[-1] = (runs[-1][0], period)
        else:
            runs.append((period, period))
    return tuple(runs)
