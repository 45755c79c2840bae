"""P315: report tasks and awaited events that do not name each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml", "tasks.yaml")
WAITING = {"after_event": "event", "outside_schedule": "schedule"}
"""The kinds of deadline that wait, and what for."""


def check(register: Register) -> Iterator[Problem]:
    """Report each wait without an event or schedule of its kind, and each task that only one side names."""
    waiting: set[tuple[str, int]] = set()
    for task in register.tasks:
        deadline, number = task.value.deadline, task.value.number
        kind = WAITING.get(deadline.rule.kind)
        awaited = register.awaited.get(deadline.waits_for or "")
        at = task.at("deadline", "waits_for" if deadline.waits_for else "rule")
        if kind is None and deadline.waits_for is not None:
            yield problem(at, "needless", task=number)
        elif kind is not None and deadline.waits_for is None:
            yield problem(at, "missing", task=number, kind=kind)
        elif kind is not None and (awaited is None or awaited.kind != kind):
            allowed = ", ".join(other.id for other in register.awaited.values() if other.kind == kind)
            yield problem(at, id=deadline.waits_for, allowed=allowed)
        elif awaited is not None:
            waiting.add((awaited.id, number))
            if number not in awaited.tasks:
                index = register.plan.awaited.index(awaited)
                yield problem(register.plan_entry.at("awaited", index, "tasks"), "unlisted", id=awaited.id, task=number)
    for entry in register.plan_entry.parts("awaited"):
        for named in entry.parts("tasks"):
            if (entry.value.id, named.value) not in waiting:
                yield problem(named, "unnamed", id=entry.value.id, task=named.value)
