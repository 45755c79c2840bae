"""Figures of a list of tasks, and their JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import task_verdict_facts
from plan190.status.verdicts import each_due

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from plan190.status import fact_types as types
    from plan190.status.verdicts import TaskVerdict, Verdict


class TasksFigures(NamedTuple):
    """The selected tasks, in order, and the number of tasks in the plan (`total`).

    `selected`: the obligations for which the tasks were selected; None if whole tasks were selected.
    """

    tasks: tuple[TaskVerdict, ...]
    total: int
    selected: tuple[Verdict, ...] | None = None

    @property
    def stated(self) -> int:
        """The number of stated obligations for which the tasks were selected."""
        return sum(verdict.is_stated for verdict in self.selected or ())


class InState(NamedTuple):
    """How many of a task's obligations are in one state, and of how many: the stated and the assumed ones."""

    stated: int
    all_stated: int
    assumed: int
    all_assumed: int


class NextDue(NamedTuple):
    """A due date and the ids of the tasks due on it."""

    due: date
    tasks: tuple[str, ...]


def owed_by(tasks: Iterable[TaskVerdict], agencies: Collection[str]) -> Iterator[TaskVerdict]:
    """Return the tasks that the agencies with these ids owe, alone or jointly, each with only their obligations."""
    return with_obligations(tasks, lambda verdict: not verdict.obligation.agency_ids.isdisjoint(agencies))


def with_obligations(tasks: Iterable[TaskVerdict], is_kept: Callable[[Verdict], bool]) -> Iterator[TaskVerdict]:
    """Yield the tasks with only the obligations that are kept, without the tasks of which none is kept.

    The state, due date and days late of such a task are those of the kept obligations. Of recurring work that is
    overdue, the next due date is kept if only that one fits.
    """
    for task in tasks:
        kept = (next(filter(is_kept, verdict.with_following), None) for verdict in task.verdicts)
        verdicts = tuple(filter(None, kept))
        if verdicts:
            yield replace(task, verdicts=verdicts)


def in_state(task: TaskVerdict) -> InState:
    """Return how many obligations of the task are in its state."""
    return share_of(task, [verdict for verdict in task.verdicts if verdict.state is task.state])


def share_of(task: TaskVerdict, verdicts: Iterable[Verdict]) -> InState:
    """Return how many of the task's obligations these are."""
    stated, assumed = _counts_by_part(verdicts)
    all_stated, all_assumed = _counts_by_part(task.verdicts)
    return InState(stated, all_stated, assumed, all_assumed)


def _counts_by_part(verdicts: Iterable[Verdict]) -> tuple[int, int]:
    """Return the number of stated and of assumed obligations."""
    counts = Counter(verdict.is_stated for verdict in verdicts)
    return counts[True], counts[False]


def next_due(tasks: Iterable[TaskVerdict], days: int) -> NextDue | None:
    """Return the first due date more than `days` days ahead and the tasks due on it; None if there is none."""
    verdicts = each_due(chain.from_iterable(task.verdicts for task in tasks))
    return first_due(verdict for verdict in verdicts if verdict.days_left is not None and verdict.days_left > days)


def first_due(verdicts: Iterable[TaskVerdict | Verdict]) -> NextDue | None:
    """Return the first due date of these tasks or obligations, with its tasks; None if there is none."""
    due_dates = [(verdict.due, verdict.task.id) for verdict in verdicts if verdict.due is not None]
    if not due_dates:
        return None
    first = min(due for due, _ in due_dates)
    return NextDue(first, tuple(task for due, task in due_dates if due == first))


def tasks_facts(figures: TasksFigures) -> types.Tasks:
    """Return the selected tasks."""
    return {"tasks": list(map(task_verdict_facts, figures.tasks))}
