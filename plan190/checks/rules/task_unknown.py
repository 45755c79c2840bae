"""P303: every task that is named by number is in `tasks.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.decision import Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.diagnostics import Place
    from plan190.model.plan import Awaited, Indicator
    from plan190.model.register import Register

CODE = "P303"
NEEDS = ("plan.yaml", "tasks.yaml", "documents.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each number that names no task."""
    numbers = {task.value.number for task in register.tasks}
    for number, place in _named(register):
        if number not in numbers:
            yield problem(place, CODE, number=number, total=register.plan.value.tasks)


def _named(register: Register) -> Iterator[tuple[int, Place]]:
    plan = register.plan
    lists: tuple[tuple[str, tuple[Awaited | Indicator, ...]], ...] = (
        ("indicators", plan.value.indicators),
        ("awaited", plan.value.awaited),
    )
    for name, several in lists:
        for at, one in enumerate(several):
            yield from ((task, register.place(plan, name, at, "tasks", i)) for i, task in enumerate(one.tasks))
    for assumed, place in register.assumptions():
        yield from ((task, place) for task in assumed.tasks)
    for at, awaited in enumerate(plan.value.awaited):
        if awaited.after_task is not None:
            yield awaited.after_task, register.place(plan, "awaited", at, "after_task")
    for report_file in register.reports:
        yield from ((entry.value.task, register.place(entry, "task")) for entry in report_file.proved)
    for decided in register.decisions:
        numbers = enumerate(getattr(decided.value, "tasks", ()))
        yield from ((task, register.place(decided, "tasks", i)) for i, task in numbers)
        if isinstance(decided.value, Reply):
            yield decided.value.task, register.place(decided, "task")
    for document in register.documents:
        tasks = enumerate(document.value.tasks)
        yield from ((task, register.place(document, "tasks", i)) for i, task in tasks)
