"""Due dates of each kind of deadline under each policy."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from plan190.model.deadline import (
    AfterEvent,
    Before,
    InMonth,
    InYear,
    Milestone,
    OutsideSchedule,
    Recurring,
    Rule,
    Target,
)
from plan190.model.month import Month
from plan190.model.plan import CalendarException, CalendarExceptions, Policy
from plan190.status.due import due_before_days_off, due_of

NO_EXCEPTIONS = CalendarExceptions()


def policy(before: str = "exclusive", day_off: str = "keep") -> Policy:
    """Return the policy of the plan, changed by the arguments."""
    return Policy(before=before, day_off=day_off, soon=7, timezone="Asia/Ho_Chi_Minh")  # type: ignore[arg-type]


JUNE = InMonth(month=Month(2023, 6))
JULY_15 = Before(date=date(2023, 7, 15))


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        (JUNE, date(2023, 6, 30)),
        (InMonth(month=Month(2024, 2)), date(2024, 2, 29)),
        (InMonth(month=Month(2023, 2)), date(2023, 2, 28)),
        (InYear(year=2023), date(2023, 12, 31)),
        (JULY_15, date(2023, 7, 14)),
        (Milestone(date=date(2023, 6, 30)), date(2023, 6, 29)),
        (Before(date=date(2024, 3, 1)), date(2024, 2, 29)),
    ],
)
def test_due_date_of_each_rule(rule: Rule, last: date) -> None:
    """A month and a year end on their last day; "before" excludes the date that it names."""
    assert due_of(rule, policy(), NO_EXCEPTIONS) == last
    assert due_before_days_off(rule, policy(), NO_EXCEPTIONS) == last


def test_inclusive_before_is_due_on_the_named_date() -> None:
    """With the inclusive policy "before 15/7" is due on 15/7."""
    assert due_of(JULY_15, policy(before="inclusive"), NO_EXCEPTIONS) == date(2023, 7, 15)


@pytest.mark.parametrize(
    "rule",
    [
        Recurring(),
        Recurring(since=Month(2023, 5)),
        Target(target=100),
        AfterEvent(event="x"),
        OutsideSchedule(schedule="x"),
    ],
)
def test_rule_without_a_date_has_no_due_date(rule: Rule) -> None:
    """Recurring work, targets, events and outside schedules name no date."""
    assert due_of(rule, policy(), NO_EXCEPTIONS) is None


@pytest.mark.parametrize(
    ("rule", "before", "last"),
    [
        (InMonth(month=Month(2023, 9)), "exclusive", date(2023, 10, 2)),  # 30/9/2023 is a Saturday
        (InYear(year=2023), "exclusive", date(2024, 1, 2)),  # a Sunday, then New Year's Day
        (JULY_15, "inclusive", date(2023, 7, 17)),  # a Saturday
        (JULY_15, "exclusive", date(2023, 7, 14)),  # a Friday
        (JUNE, "exclusive", date(2023, 6, 30)),
        (InMonth(month=Month(2024, 1)), "exclusive", date(2024, 1, 31)),
        (Before(date=date(2024, 2, 11)), "exclusive", date(2024, 2, 15)),  # Tết 2024: 8 to 14 February
    ],
)
def test_due_date_on_a_day_off_moves_to_the_next_working_day(rule: Rule, before: str, last: date) -> None:
    """Civil Code 2015, article 148.5: weekends, public holidays and Tết are skipped."""
    assert due_of(rule, policy(before, "civil-code"), NO_EXCEPTIONS) == last


def test_exceptions_of_the_plan_override_the_calendar() -> None:
    """The plan may list days off and working days of its own."""
    off = CalendarExceptions(days_off=(CalendarException(date=date(2023, 6, 30), why="thử"),))
    worked = CalendarExceptions(working_days=(CalendarException(date=date(2023, 9, 30), why="thử"),))
    september = InMonth(month=Month(2023, 9))

    civil_code = policy(day_off="civil-code")

    assert due_before_days_off(JUNE, civil_code, off) == date(2023, 6, 30)
    assert due_of(JUNE, civil_code, off) == date(2023, 7, 3)
    assert due_of(september, civil_code, worked) == date(2023, 9, 30)


def test_model_values_are_immutable() -> None:
    """A value that came from a file stays as it was read."""
    with pytest.raises(FrozenInstanceError):
        JUNE.month = Month(2023, 7)  # type: ignore[misc]
