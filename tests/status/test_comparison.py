"""Two assessments compared: the obligations that differ, by the fields asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plan190.status.assess import assess
from plan190.status.comparison import changed_verdicts
from plan190.status.what_if import if_extended
from tests.conftest import example_register

if TYPE_CHECKING:
    from plan190.status.verdicts import Assessment

DAY = date(2023, 9, 20)


def assessed(day: date = DAY) -> Assessment:
    """Return the assessment of the example."""
    register = example_register()
    return assess(register, day, register.plan.policy)


def test_equal_assessments_do_not_differ() -> None:
    """The same register on the same day gives no pair."""
    assert changed_verdicts(assessed(), assessed(), "state", "due", "days_late") == []


def test_only_the_named_fields_count() -> None:
    """A day later what is overdue is a day later, but its state and due date are the same."""
    before, after = assessed(), assessed(date(2023, 9, 21))
    states = changed_verdicts(before, after, "state", "due")
    later = changed_verdicts(before, after, "state", "due", "days_late")

    assert len(states) < len(later)
    assert all(old is not None and old.days_late != new.days_late for old, new in later if (old, new) not in states)


def test_a_moved_due_date_is_a_pair_before_and_after() -> None:
    """An extension changes the obligations of its task alone."""
    register = example_register()
    extended = if_extended(register, 24, DAY, date(2024, 3, 31), ())
    pairs = changed_verdicts(assessed(), assess(extended, DAY, register.plan.policy), "due", "state")

    assert pairs
    assert {(new.task.number, new.due) for _, new in pairs} == {(24, date(2024, 3, 31))}
    assert all(old is not None and old.due != new.due for old, new in pairs)
