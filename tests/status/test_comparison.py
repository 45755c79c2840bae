"""Comparison of two assessments by chosen fields."""

from __future__ import annotations

from datetime import date

from plan190.status.assess import assess
from plan190.status.comparison import changed_verdicts
from plan190.status.what_if import if_extended
from tests.builders import example_assessment
from tests.conftest import example_register

DAY = date(2023, 9, 20)


def test_equal_assessments_do_not_differ() -> None:
    """Two assessments of one register and one date have no differences."""
    register = example_register()
    second = assess(register, DAY, register.plan.policy)

    assert changed_verdicts(example_assessment(), second, "state", "due", "days_late") == []


def test_only_the_named_fields_are_compared() -> None:
    """A day later an overdue obligation has another number of days late, but the same state and due date."""
    before, after = example_assessment(), example_assessment("9-21")
    states = changed_verdicts(before, after, "state", "due")
    later = changed_verdicts(before, after, "state", "due", "days_late")

    assert len(states) < len(later)
    assert all(old is not None and old.days_late != new.days_late for old, new in later if (old, new) not in states)


def test_extension_changes_only_the_obligations_of_its_task() -> None:
    """Each difference is a pair of verdicts, before and after."""
    register = example_register()
    extended = if_extended(register, "24", DAY, date(2024, 3, 31), ())
    pairs = changed_verdicts(example_assessment(), assess(extended, DAY, register.plan.policy), "due", "state")

    assert pairs
    assert {(new.task.number, new.due) for _, new in pairs} == {(24, date(2024, 3, 31))}
    assert all(old is not None and old.due != new.due for old, new in pairs)
