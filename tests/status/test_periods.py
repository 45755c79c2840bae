"""Reporting periods of months, quarters, half-years and years: names, order, dates, and the reports owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan190.model.month import Month
from plan190.model.period import UNITS, Period
from plan190.model.plan import Reporting, UnitDates
from plan190.status.assess import assess
from plan190.status.figures.draft import draft_figures
from plan190.status.periods import begins_on, current_period, ends_on, latest_period, period_of, period_runs, report_due
from tests.builders import day, report, with_plan
from tests.conftest import real_register

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment

YTE = "so-y-te"
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
PERIODS = st.builds(Period, st.builds(Month, st.integers(1950, 2090), st.integers(1, 12)), st.sampled_from(UNITS))


def reporting(**values: Any) -> Reporting:
    """Return the reporting of the plan with other values."""
    return Reporting(**(vars(real_register().plan.reporting) | values))


def plan_with(**values: Any) -> Register:
    """Return the register of the plan with other values of its reporting."""
    return with_plan(real_register(), reporting=reporting(**values))


def assessed(register: Register, as_of: str) -> Assessment:
    """Assess the register as of a date."""
    return assess(register, day(as_of), register.plan.policy)


def owed(register: Register, as_of: str) -> list[str]:
    """Return the periods of the reports that an agency owes, each with its state."""
    assessment = assessed(register, as_of)
    return [f"{item.period} {item.state}" for item in assessment.submissions if item.agency.id == YTE and item.owed]


@given(PERIODS, st.integers(-40, 40))
def test_later_and_until_are_inverse(period: Period, number: int) -> None:
    """A period later by a number is that number of periods away, has its unit, and sorts after it."""
    other = period.later(number)
    assert period.until(other) == number
    assert other.unit == period.unit
    assert other.later(-number) == Period.parse(str(period)) == Period.named(str(period)) == period
    assert (other > period, other < period) == (number > 0, number < 0)


@given(DAYS, st.sampled_from(UNITS), st.integers(1, 31))
def test_each_day_belongs_to_one_period_of_each_unit(on: date, unit: Any, cut_off: int) -> None:
    """The period of a day contains it; the next one begins on the day after its end."""
    rules = reporting(every=(unit,), cut_off=cut_off)
    period = period_of(on, rules)
    assert begins_on(period, rules) <= on <= ends_on(period, rules)
    assert begins_on(period.later(1), rules) == ends_on(period, rules) + timedelta(days=1)


def test_periods_sort_by_their_end_and_then_by_length() -> None:
    """A year is after its last quarter, which is after its last month, and before the next January."""
    names = ["2023-05", "2023-06", "2023-Q2", "2023-H1", "2023-12", "2023-Q4", "2023-H2", "2023", "2024-01"]
    assert sorted(map(Period.parse, reversed(names))) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("7/2023", "2023-07"),
        ("Q3/2023", "2023-Q3"),
        ("quý 3/2023", "2023-Q3"),
        ("quý IV năm 2023", "2023-Q4"),
        ("2023-h1", "2023-H1"),
        ("6 tháng cuối năm 2023", "2023-H2"),
        ("năm 2023", "2023"),
        ("second half of 2023", "2023-H2"),
        ("Q5/2023", None),
        ("13/2023", None),
        ("2023-07-01", None),
    ],
)
def test_people_write_a_period_in_many_ways(text: str, name: str | None) -> None:
    """Months, quarters, half-years and years are read as people write them."""
    assert Period.named(text) == name


def test_quarters_of_the_decree() -> None:
    """Decree 09/2019: a quarter runs from the 15th of the month before it through the 14th of its last month."""
    rules = reporting(every=("quarter", "year"))
    assert (begins_on(Period.parse("2023-Q3"), rules), ends_on(Period.parse("2023-Q3"), rules)) == (
        date(2023, 6, 15),
        date(2023, 9, 14),
    )
    assert begins_on(Period.parse("2023"), rules) == date(2022, 12, 15)


def test_the_last_day_of_february() -> None:
    """With the cut-off 31, a period ends on the last day of its month, whatever its length."""
    rules = reporting(cut_off=31)
    assert ends_on(Period.parse("2023-02"), rules) == date(2023, 2, 28)
    assert begins_on(Period.parse("2024-03"), rules) == date(2024, 3, 1)
    assert period_of(date(2024, 2, 29), rules) == "2024-02"


def test_a_report_due_in_the_next_month() -> None:
    """The report on June is due in July, and is the current one until the end of July."""
    register = plan_with(due_in="next_month", before_day=5, cut_off=31)
    plan = register.plan
    assert report_due(Period.parse("2023-12"), plan, plan.policy) == date(2024, 1, 4)
    assert current_period(date(2023, 7, 31), plan.reporting) == "2023-06"
    assert owed(register, "8-4") == ["2023-07 not_yet_due"]
    assert owed(register, "8-5") == ["2023-07 missing"]


def test_a_quarterly_plan() -> None:
    """Quarters are owed, and no months; the report of the agency counts for its quarter."""
    register = plan_with(every=("quarter",))
    assert owed(register, "9-14") == ["2023-Q3 not_yet_due"]
    assert owed(register, "12-20") == ["2023-Q3 missing", "2023-Q4 missing"]


def test_quarters_and_years_are_owed_separately() -> None:
    """In the last quarter, the report on the year is owed too; its own dates apply to it."""
    dates, agency = (UnitDates(unit="year", due_in="next_month", cut_off=31),), real_register().bodies[YTE]
    register = plan_with(every=("year", "quarter"), dates=dates)
    assert owed(register, "9-20") == ["2023-Q3 missing"]
    assert owed(register, "12-20") == ["2023-Q3 missing", "2023-Q4 missing", "2023 not_yet_due"]
    assert owed(register, "2024-01-15")[2:] == ["2023 missing", "2024-Q1 not_yet_due"]
    draft = draft_figures(register, assessed(register, "12-20"), agency, None)
    assert draft.period == "2023-Q4"


def test_months_due_after_a_year_that_is_due_in_it() -> None:
    """In December, the report on the year is the latest, though that on November is the current one."""
    rules = reporting(
        every=("month", "year"), due_in="next_month", dates=(UnitDates(unit="year", due_in="last_month"),)
    )
    assert (current_period(date(2023, 12, 3), rules), latest_period(date(2023, 12, 3), rules)) == ("2023-11", "2023")


def test_a_plan_without_reports() -> None:
    """Nobody owes a report, and a voluntary one is never late."""
    register = with_plan(real_register(), reporting=Reporting(every=()))
    assert owed(register, "12-20") == []
    register = replace(register, reports=(report(YTE, 7, "10-12"),))
    submissions = assessed(register, "12-20").submissions
    assert [(item.owed, item.state) for item in submissions] == [(False, "on_time")]


def test_runs_are_of_one_unit() -> None:
    """Quarters that follow each other are a run, also with a year between them."""
    periods = map(Period.parse, ("2024-Q1", "2023", "2023-Q4", "2023-Q3"))
    assert period_runs(periods) == (("2023-Q3", "2024-Q1"), ("2023", "2023"))
