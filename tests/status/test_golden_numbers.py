"""Overdue tasks without any report, date by date: lists worked out by hand from the plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.status.assess import assess
from plan190.status.state import State

if TYPE_CHECKING:
    from plan190.model.register import Register

JUNE = [18, 19, 21, 22, 23, 24, 25, 39, 44, 46, 49, 59, 61, 62]
BEFORE_JUNE_30 = [29, 31]
YEAR = [12, 13, 14, 28, 55, 56]

OVERDUE = {
    "2023-06-01": [],
    "2023-06-14": [],
    "2023-06-15": [37],
    "2023-06-29": [37],
    "2023-06-30": [37, *BEFORE_JUNE_30],
    "2023-07-01": [37, *BEFORE_JUNE_30, *JUNE],
    "2023-07-14": [37, *BEFORE_JUNE_30, *JUNE],
    "2023-07-15": [37, *BEFORE_JUNE_30, *JUNE, 20],
    "2023-07-31": [37, *BEFORE_JUNE_30, *JUNE, 20],
    "2023-08-01": [37, *BEFORE_JUNE_30, *JUNE, 20, 16, 30],
    "2023-09-30": [37, *BEFORE_JUNE_30, *JUNE, 20, 16, 30],
    "2023-10-01": [37, *BEFORE_JUNE_30, *JUNE, 20, 16, 30, 63],
    "2023-12-31": [37, *BEFORE_JUNE_30, *JUNE, 20, 16, 30, 63],
    "2024-01-01": [37, *BEFORE_JUNE_30, *JUNE, 20, 16, 30, 63, *YEAR],
    "2026-11-23": [37, *BEFORE_JUNE_30, *JUNE, 20, 16, 30, 63, *YEAR],
}


def test_lists_have_the_expected_lengths() -> None:
    """From no overdue task on 14/6/2023 to 27 on 1/1/2024."""
    days = ["2023-06-14", "2023-06-15", "2023-06-30", "2023-07-01", "2023-07-15", "2023-08-01", "2023-10-01"]

    assert [len(OVERDUE[day]) for day in [*days, "2024-01-01"]] == [0, 1, 3, 17, 18, 20, 21, 27]


@pytest.mark.parametrize("day", OVERDUE)
def test_overdue_tasks_match_the_list(register: Register, day: str) -> None:
    """The overdue tasks as of a date are exactly those of the list."""
    assessment = assess(register, date.fromisoformat(day), register.plan.policy)

    assert [task.task.number for task in assessment.tasks if task.state is State.OVERDUE] == sorted(OVERDUE[day])


@pytest.mark.parametrize(
    ("day", "soon"),
    [
        ("2023-06-06", []),
        ("2023-06-07", [37]),
        ("2023-06-14", [37]),
        ("2023-06-22", [29, 31]),
        ("2023-06-23", sorted([*BEFORE_JUNE_30, *JUNE])),
        ("2023-06-30", JUNE),
        ("2023-07-01", []),
        ("2023-12-24", YEAR),
    ],
)
def test_tasks_are_due_soon_for_seven_days(register: Register, day: str, soon: list[int]) -> None:
    """A task is due soon from seven days before its due date through that date."""
    assessment = assess(register, date.fromisoformat(day), register.plan.policy)

    assert [task.task.number for task in assessment.tasks if task.state is State.DUE_SOON] == soon


def test_days_late_count_from_the_due_date(register: Register) -> None:
    """Task 37 is due "before 15/6", so by 14/6: on 1/7 it is 17 days late."""
    late = {
        task.task.number: task.days_late
        for task in assess(register, date(2023, 7, 1), register.plan.policy).tasks
        if task.days_late
    }

    assert (late[37], late[29], late[18]) == (17, 2, 1)


def test_tasks_without_a_due_date_are_never_late(register: Register) -> None:
    """Forty tasks are waiting, without a deadline or recurring, even in 2099."""
    states = {task.task.number: task.state for task in assess(register, date(2099, 1, 1), register.plan.policy).tasks}

    assert [number for number, state in states.items() if state is State.WAITING] == [41, 45, 53, 54, 65]
    assert [number for number, state in states.items() if state is State.UNDATED] == [32, 33, 34]
    assert sum(state is State.RECURRING for state in states.values()) == 32


def test_every_member_of_a_group_owes_its_tasks(register: Register) -> None:
    """Tasks 59-67 are owed by 35 agencies each, 62 by all of them jointly, 57 by six, the others by one."""
    tasks = {
        task.task.number: len(task.verdicts) for task in assess(register, date(2023, 7, 1), register.plan.policy).tasks
    }

    assert {tasks[number] for number in range(59, 68) if number != 62} == {35}
    assert (tasks[57], tasks[62]) == (6, 1)
    assert sum(tasks.values()) == 8 * 35 + 1 + 6 + 57


@pytest.mark.parametrize(
    ("day", "before", "day_off", "number"),
    [
        ("2023-06-15", "inclusive", "keep", 0),
        ("2023-06-16", "inclusive", "keep", 1),
        ("2023-06-30", "inclusive", "keep", 1),
        ("2023-07-01", "inclusive", "keep", 17),
        ("2023-07-15", "inclusive", "keep", 17),
        ("2023-07-16", "inclusive", "keep", 18),
        ("2023-07-17", "inclusive", "civil-code", 17),  # 15/7/2023 is a Saturday
        ("2023-07-18", "inclusive", "civil-code", 18),
        ("2023-10-02", "exclusive", "civil-code", 20),  # 30/9/2023 is a Saturday
        ("2023-10-03", "exclusive", "civil-code", 21),
        ("2024-01-02", "exclusive", "civil-code", 21),  # 31/12/2023 is a Sunday, then New Year's Day
        ("2024-01-03", "exclusive", "civil-code", 27),
    ],
)
def test_number_of_overdue_tasks_under_other_policies(
    register: Register, day: str, before: str, day_off: str, number: int
) -> None:
    """The numbers are worked out by hand."""
    policy = replace(register.plan.policy, before=before, day_off=day_off)  # type: ignore[arg-type]

    assert assess(register, date.fromisoformat(day), policy).by_task[State.OVERDUE] == number
