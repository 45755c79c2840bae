"""P318: report tasks whose lead agencies are not named yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("agencies.yaml", "tasks.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each task that has no lead body, or only groups whose members are not named."""
    for task in register.tasks:
        bodies = task.value.lead.bodies
        if register.bodies.keys() >= set(bodies) and not register.members(bodies):
            yield problem(task.at("lead", "bodies"), task=task.value.id)
