"""Counts that add up or are not there at all."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.errors import TotalsError
from plan190.status.assess import assess
from plan190.status.state import STATES, State, Tally, added, rank, tally

if TYPE_CHECKING:
    from plan190.model.register import Register


def test_a_tally_that_does_not_add_up_cannot_be_made() -> None:
    """Classes that miss their total raise, at run time, in the program that people use."""
    with pytest.raises(TotalsError):
        Tally(3, {State.OVERDUE: 1})
    with pytest.raises(TotalsError):
        tally([State.OVERDUE], 2)
    with pytest.raises(TotalsError):
        added([tally([State.OVERDUE], 1)], 2)


def test_the_worst_state_stands_for_the_task(register: Register) -> None:
    """Overdue beats everything; recurring beats done."""
    task = assess(register, date(2023, 7, 1), register.plan.policy).tasks[61]
    late, *others = task.verdicts
    done = [dataclasses.replace(verdict, state=State.DONE_ON_TIME, days_left=None) for verdict in others]
    mixed = dataclasses.replace(task, verdicts=(*done, late))

    assert mixed.state is State.OVERDUE
    assert (mixed.due, mixed.days_late) == (date(2023, 6, 30), 1)
    assert dataclasses.replace(task, verdicts=tuple(done)).state is State.DONE_ON_TIME
    assert sorted(STATES, key=rank) == list(STATES)


def test_done_work_has_states() -> None:
    """The states of done work exist before any report can bring them."""
    assert {State.DONE_LATE, State.DONE_ON_TIME} <= set(STATES)


def test_half_a_plan_is_an_error(register: Register) -> None:
    """With a task missing there is no assessment, never one with fewer overdue tasks."""
    half = dataclasses.replace(register, tasks=register.tasks[:-1])

    with pytest.raises(TotalsError):
        assess(half, date(2023, 7, 1), half.plan.policy)


@pytest.mark.parametrize("day", ["2023-05-01", "2023-06-12", "2023-06-30", "2023-07-01", "2024-01-01", "2030-01-01"])
def test_every_table_adds_up(register: Register, day: str) -> None:
    """Tasks, obligations and every agency: the classes sum to the total."""
    assessment = assess(register, date.fromisoformat(day), register.plan.policy)

    assert sum(assessment.by_task.by_state.values()) == 67
    assert sum(assessment.by_obligation.by_state.values()) == sum(agency.leads.total for agency in assessment.agencies)
    for agency in assessment.agencies:
        assert sum(agency.leads.by_state.values()) == agency.leads.total
    for state in STATES:
        assert sum(agency.leads[state] for agency in assessment.agencies) == assessment.by_obligation[state]
