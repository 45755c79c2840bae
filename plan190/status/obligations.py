"""Who owes what: each task laid on each body that leads it, groups spelt out; and who cooperates in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.model.agency import Agency
    from plan190.model.task import Task
    from plan190.register import Register


@dataclass(frozen=True)
class Obligation:
    """One task owed by one agency."""

    task: Task
    agency: Agency


def obligations_of(register: Register) -> tuple[Obligation, ...]:
    """Give every obligation, by task number and in the plan's order of agencies."""
    return tuple(
        Obligation(task, agency)
        for task in (entry.value for entry in sorted(register.tasks, key=lambda entry: entry.value.number))
        for agency in register.members(task.lead.bodies)
    )


def cooperating_in(register: Register, task: Task) -> tuple[Agency, ...]:
    """Give who cooperates in the task, in the plan's order: nobody cooperates in what it leads itself."""
    leading = {agency.id for agency in register.members(task.lead.bodies)}
    return tuple(one for one in register.members(task.cooperating.bodies) if one.id not in leading)
