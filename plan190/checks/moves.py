"""The decisions that set or removed the due date of work that waits for an event or an outside schedule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from plan190.checks.task_decisions import TaskDecisions, obligations_by_date
from plan190.model.decision import Extend, Happened, Schedule
from plan190.model.task import Task
from plan190.status.snapshot import Snapshot, effects_of

if TYPE_CHECKING:
    from plan190.model.register import Register

LastMove = Callable[[Task, str, date], Extend | Happened | Schedule | None]
"""A function that returns the last decision in force on a date that set or removed the due date of a task.

Its arguments are the task, the agency and the date.
"""


def last_move_finder(register: Register) -> LastMove:
    """Return the function that finds the last move; None if there is none."""
    decisions = TaskDecisions(register)
    obligations_on = obligations_by_date(register, decisions)

    def last_move(task: Task, agency: str, day: date) -> Extend | Happened | Schedule | None:
        last = None
        for obligation in obligations_on(task.id, day).of(agency):
            written = decisions.on([task], obligation.held_ever)
            effects = effects_of(entry for entry in written if entry.value.counts_from <= day)
            snapshot = Snapshot((), effects, register.member_ids)
            for entry in snapshot.decisions_on(obligation, Extend, Happened, Schedule)[-1:]:
                last = entry.value
        return last

    return last_move
