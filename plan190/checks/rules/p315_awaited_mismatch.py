"""P315: report tasks and awaited events or schedules that do not name each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.deadline import awaited_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.deadline import Deadline
    from plan190.model.register import Entry, Register
    from plan190.model.task import Task

NEEDS = ("plan.yaml", "tasks.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report missing, unknown or needless `waits_for`, and tasks and awaited entries that do not name each other."""
    for task in register.tasks:
        deadline = task.value.deadline
        kinds = _awaited_kinds(deadline)
        if kinds:
            for kind in kinds:
                yield from _waiting(register, task, kind)
        elif deadline.waits_for is not None:
            yield problem(task.at("deadline", "waits_for"), "needless", task=task.value.id)
    yield from _listed(register)


def _awaited_kinds(deadline: Deadline) -> set[str]:
    """Return the kinds of awaited entries for which the task waits; two kinds are an error, because it can name one."""
    return {kind for kind in map(awaited_kind, deadline.rules) if kind is not None}


def _waiting(register: Register, task: Entry[Task], kind: str) -> Iterator[Problem]:
    """Yield the problem of a task that waits for an event or schedule of that kind."""
    task_id, id_ = task.value.id, task.value.deadline.waits_for
    awaited = register.awaited.get(id_ or "")
    if id_ is None:
        yield problem(task.at("deadline", "rule"), "missing", task=task_id, kind=kind)
    elif awaited is None or awaited.kind != kind:
        allowed = ", ".join(other.id for other in register.awaited.values() if other.kind == kind)
        yield problem(task.at("deadline", "waits_for"), id=id_, allowed=allowed)
    elif task_id not in awaited.tasks:
        index = register.plan.awaited.index(awaited)
        yield problem(register.plan_entry.at("awaited", index, "tasks"), "unlisted", id=id_, task=task_id)


def _listed(register: Register) -> Iterator[Problem]:
    """Yield a problem for each task that an event or schedule lists but that does not wait for it."""
    waiting: set[tuple[str | None, str | None, str]] = set()
    for task in register.tasks:
        deadline = task.value.deadline
        waiting.update((kind, deadline.waits_for, task.value.id) for kind in _awaited_kinds(deadline))
    for entry in register.plan_entry.parts("awaited"):
        for number in entry.parts("tasks"):
            if (entry.value.kind, entry.value.id, number.value) not in waiting:
                yield problem(number, "unnamed", id=entry.value.id, task=number.value)
