"""P303: report task numbers that are not in `tasks.yaml`."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from plan190.checks.entries import each
from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Entry, Register

NEEDS = ("plan.yaml", "tasks.yaml", "documents.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each number that is not the number of a task."""
    for id_, at in _named(register):
        if id_ not in register.tasks_by_id:
            yield problem(at, number=id_, total=register.plan.tasks)
    for entry in chain.from_iterable(report_file.all_entries for report_file in register.reports):
        id_ = entry.value.task
        if id_ not in register.tasks_by_id:
            yield problem(entry.at("task"), number=id_, total=register.plan.tasks)


def _named(register: Register) -> Iterator[tuple[str, Entry[Any]]]:
    """Yield the id of every task that the files of the plan name, with its entry."""
    for entry in (
        *each([register.plan_entry], "indicators.tasks", "awaited.tasks", "awaited.after_task"),
        *each(register.decisions, "tasks", "task"),
        *each(register.documents, "tasks"),
        *each(register.agencies, "successors.tasks"),
    ):
        yield entry.value, entry
    for assumed in register.assumptions():
        for task in assumed.value.tasks:
            yield task, assumed
