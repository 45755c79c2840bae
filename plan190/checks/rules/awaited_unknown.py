"""P315: a task that waits names what it waits for, and that names the task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P315"
NEEDS = ("plan.yaml", "tasks.yaml")
WHOLE = True
WAITING = {"after_event": "event", "outside_schedule": "schedule"}
"""The kinds of deadline that wait, and what for."""


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each wait without an event or schedule of its kind, and each of those that its tasks do not name."""
    named: set[tuple[str, int]] = set()
    for task in register.tasks:
        deadline, number = task.value.deadline, task.value.number
        wanted = WAITING.get(deadline.rule.kind)
        place = register.place(task, "deadline", "waits_for" if deadline.waits_for else "rule")
        awaited = register.awaited.get(deadline.waits_for or "")
        if wanted is None and deadline.waits_for is not None:
            yield problem(place, CODE, "needless", task=number)
        elif wanted is not None and deadline.waits_for is None:
            yield problem(place, CODE, "missing", task=number, kind=wanted)
        elif wanted is not None and (awaited is None or awaited.kind != wanted):
            allowed = ", ".join(one.id for one in register.awaited.values() if one.kind == wanted)
            yield problem(place, CODE, id=deadline.waits_for, allowed=allowed)
        elif awaited is not None:
            named.add((awaited.id, number))
            if number not in awaited.tasks:
                at = register.plan.value.awaited.index(awaited)
                place = register.place(register.plan, "awaited", at, "tasks")
                yield problem(place, CODE, "unlisted", id=awaited.id, task=number)
    for at, one in enumerate(register.plan.value.awaited):
        for i, number in enumerate(one.tasks):
            if (one.id, number) not in named:
                place = register.place(register.plan, "awaited", at, "tasks", i)
                yield problem(place, CODE, "unnamed", id=one.id, task=number)
