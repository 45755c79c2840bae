"""Figures of a list of tasks, and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import task_facts

if TYPE_CHECKING:
    from datetime import date

    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment, TaskVerdict


class TaskListFigures(NamedTuple):
    """The selected tasks, in order, and how many tasks the plan has."""

    tasks: tuple[TaskVerdict, ...]
    total: int


class NextDue(NamedTuple):
    """A due date and the numbers of the tasks due on it."""

    due: date
    tasks: tuple[int, ...]


def next_due(assessment: Assessment, days: int) -> NextDue | None:
    """Return the first due date later than `days` days from the assessed date; None if there is none."""
    later = [task for task in assessment.tasks if task.days_left is not None and task.days_left > days]
    if not later:
        return None
    due = min(task.due for task in later if task.due is not None)
    return NextDue(due, tuple(task.task.number for task in later if task.due == due))


def task_list_facts(figures: TaskListFigures) -> Facts:
    """Return the selected tasks."""
    return {"tasks": [task_facts(task) for task in figures.tasks]}
