"""The tasks that agencies lead by the plan, by transfer or by succession, and those that nobody takes over."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from plan190.model.decision import Close
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plan190.model.register import Register
    from plan190.status.obligations import Obligation

END = date.max - ONE_DAY
"""A date on which all decisions and successions have taken effect."""


def obligations_at_end(register: Register) -> tuple[Obligation, ...]:
    """Return every obligation after all decisions and successions."""
    return obligations_of(register, snapshot_as_of(register, END).effects, END)


def tasks_ever_led(obligations: Iterable[Obligation]) -> Mapping[str, set[str]]:
    """Return the ids of the tasks that each agency leads at any time, by agency id."""
    led: dict[str, set[str]] = defaultdict(set)
    for obligation in obligations:
        for holder in obligation.holders:
            led[holder.agency.id].add(obligation.task.id)
    return led


def tasks_not_taken_over(register: Register) -> Mapping[str, list[str]]:
    """Return the ids of the tasks that are not closed and end with their agency, by agency id.

    If the agency has a successor for all tasks, rule P334 reports why that one cannot take over.
    """
    snapshot = snapshot_as_of(register, END)
    tasks: dict[str, list[str]] = defaultdict(list)
    for obligation in obligations_of(register, snapshot.effects, END):
        if obligation.ceased_on is None or snapshot.decisions_on(obligation, Close):
            continue
        agency = obligation.agencies[-1]
        if all(successor.tasks for successor in agency.successors):
            tasks[agency.id].append(obligation.task.id)
    return tasks
