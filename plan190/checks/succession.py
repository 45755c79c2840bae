"""The tasks that agencies lead by the plan, by transfer or by succession, and those that nobody takes over."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from plan190.model.decision import Close, Transfer
from plan190.status.snapshot import in_force

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.register import Register

TasksLed = dict[str, set[Any]]
"""The numbers of the tasks by agency id."""


def ceased_on(valid_to: date) -> date:
    """Return the first date on which an agency with this last date no longer exists."""
    return valid_to + timedelta(days=1)


def tasks_ever_led(register: Register) -> TasksLed:
    """Return the tasks that each agency leads by the plan, by transfer or as a successor, at any time."""
    led: TasksLed = defaultdict(set)
    for task in register.tasks:
        for agency in register.members(task.value.lead.bodies):
            led[agency.id].add(task.value.number)
    for entry in register.decisions:
        if isinstance(entry.value, Transfer):
            led[entry.value.to].update(entry.value.tasks)
    ceased = [entry.value for entry in register.agencies if entry.value.valid_to is not None]
    for agency in sorted(ceased, key=attrgetter("valid_to")):  # a successor ceases later than its predecessor
        for successor in agency.successors:
            led[successor.to].update(successor.tasks or led[agency.id])
    return led


def tasks_not_taken_over(register: Register, agency: Agency, led: Mapping[str, set[Any]]) -> list[Any]:
    """Return the tasks that the agency leads at its end, that are not closed, and that pass to no successor.

    Joint tasks are left out, because the other agencies of the group still owe them.
    """
    if any(not successor.tasks for successor in agency.successors):
        return []
    left = set(led[agency.id])
    decisions = [entry.value for entry in in_force(register.decisions)]
    for decision in sorted(decisions, key=attrgetter("date")):
        if isinstance(decision, Transfer):
            if decision.agency == agency.id:
                left.difference_update(decision.tasks)
            elif decision.to == agency.id:
                left.update(decision.tasks)
        elif isinstance(decision, Close) and _concerns(register, decision, agency):
            left.difference_update(decision.tasks or set(left))
    for successor in agency.successors:
        left.difference_update(successor.tasks)
    return [number for number, task in register.tasks_by_number.items() if number in left and task.owed == "each"]


def _concerns(register: Register, decision: Close, agency: Agency) -> bool:
    return not decision.agencies or agency in register.members(decision.agencies)
