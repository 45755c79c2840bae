"""The tasks that agencies lead by the plan, by transfer or by succession, and those that nobody takes over."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plan190.checks.final_state import final_state
from plan190.model.decision import Close

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plan190.model.register import Register
    from plan190.status.obligations import Obligation


def tasks_ever_led(obligations: Iterable[Obligation]) -> Mapping[str, set[str]]:
    """Return the ids of the tasks that each agency leads at any time, by agency id."""
    led: dict[str, set[str]] = defaultdict(set)
    for obligation in obligations:
        for holder in obligation.holders:
            led[holder.agency.id].add(obligation.task.id)
    return led


def tasks_not_taken_over(register: Register) -> Mapping[str, list[str]]:
    """Return the ids of the tasks that are not closed and end with their agency, by agency id.

    If the agency has a successor for all tasks, rule P334 reports why that one cannot take over. An agency with a legal
    basis and without successors ends without one on purpose.
    """
    snapshot, obligations = final_state(register)
    tasks: dict[str, list[str]] = defaultdict(list)
    for obligation in obligations:
        if obligation.ceased_on is None or snapshot.decisions_on(obligation, Close):
            continue
        agency = obligation.agencies[-1]
        ends_on_purpose = agency.basis is not None and not agency.successors
        if all(successor.tasks for successor in agency.successors) and not ends_on_purpose:
            tasks[agency.id].append(obligation.task.id)
    return tasks
