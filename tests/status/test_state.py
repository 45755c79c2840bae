"""States, and tallies that must add up."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.errors import TotalsError
from plan190.status.assess import assess
from plan190.status.state import STATES, State, Tally, rank, sum_tallies, tally

if TYPE_CHECKING:
    from plan190.model.register import Register


def test_tally_that_does_not_add_up_raises() -> None:
    """A tally checks its sum at run time, not only in tests."""
    with pytest.raises(TotalsError):
        Tally(3, {State.OVERDUE: 1})
    with pytest.raises(TotalsError):
        tally([State.OVERDUE], 2)
    with pytest.raises(TotalsError):
        sum_tallies([tally([State.OVERDUE], 1)], 2)


def test_state_of_a_task_is_its_worst_state(register: Register) -> None:
    """One overdue obligation makes the task overdue, with its due date and days late."""
    task = assess(register, date(2023, 7, 1), register.plan.policy).tasks[60]
    late, *others = task.verdicts
    done = [dataclasses.replace(verdict, state=State.DONE_ON_TIME, days_left=None) for verdict in others]
    mixed = dataclasses.replace(task, verdicts=(*done, late))

    assert mixed.state is State.OVERDUE
    assert (mixed.due, mixed.days_late) == (date(2023, 6, 30), 1)
    assert dataclasses.replace(task, verdicts=tuple(done)).state is State.DONE_ON_TIME
    assert sorted(STATES, key=rank) == list(STATES)


def test_states_include_done_work() -> None:
    """Done on time and done late are states."""
    assert {State.DONE_LATE, State.DONE_ON_TIME} <= set(STATES)


def test_missing_task_raises(register: Register) -> None:
    """An incomplete register has no assessment, rather than one with fewer overdue tasks."""
    half = dataclasses.replace(register, tasks=register.tasks[:-1])

    with pytest.raises(TotalsError):
        assess(half, date(2023, 7, 1), half.plan.policy)


@pytest.mark.parametrize("day", ["2023-05-01", "2023-06-12", "2023-06-30", "2023-07-01", "2024-01-01", "2030-01-01"])
def test_every_tally_adds_up(register: Register, day: str) -> None:
    """The states of tasks, of obligations and of each agency sum to the total."""
    assessment = assess(register, date.fromisoformat(day), register.plan.policy)

    assert sum(assessment.by_task.by_state.values()) == 67
    rows = [*assessment.agencies, *assessment.joint]
    assert sum(assessment.by_obligation.by_state.values()) == sum(row.leads.total for row in rows)
    for agency in assessment.agencies:
        assert sum(agency.leads.by_state.values()) == agency.leads.total
    for state in STATES:
        assert sum(row.leads[state] for row in rows) == assessment.by_obligation[state]
