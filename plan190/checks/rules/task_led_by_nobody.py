"""P318: every task is owed by at least one agency, or its state could not be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P318"
NEEDS = ("agencies.yaml", "tasks.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each task whose leading bodies have no members."""
    for task in register.tasks:
        bodies = task.value.lead.bodies
        snapshot = all(id_ in register.bodies for id_ in bodies)
        if snapshot and not register.members(bodies):
            yield problem(register.place(task, "lead", "bodies"), CODE, task=task.value.number)
