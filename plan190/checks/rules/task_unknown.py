"""P303: report numbers of tasks that are not in `tasks.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import each
from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.diagnostics import Place
    from plan190.model.register import Register

CODE = "P303"
NEEDS = ("plan.yaml", "tasks.yaml", "documents.yaml")


def check(register: Register) -> Iterator[Diagnostic]:
    """Report each number that names no task."""
    for number, place in _named(register):
        if number not in register.task_of:
            yield problem(place, CODE, number=number, total=register.plan.value.tasks)


def _named(register: Register) -> Iterator[tuple[int, Place]]:
    """Yield every number of a task that the files name, with its place."""
    plan = register.plan
    entries = (
        *each(plan.parts("indicators"), "tasks"),
        *each(plan.parts("awaited"), "tasks", "after_task"),
        *each(register.decisions, "tasks", "task"),
        *each(register.documents, "tasks"),
    )
    yield from ((entry.value, register.place(entry)) for entry in entries)
    for report_file in register.reports:
        yield from ((entry.value.task, register.place(entry, "task")) for entry in report_file.proved)
    for assumed, place in register.assumptions():
        yield from ((task, place) for task in assumed.tasks)
