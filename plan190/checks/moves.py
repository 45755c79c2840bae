"""The decisions that set or removed the due date of work that waits for an event or an outside schedule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from plan190.model.decision import Extend, Happened, Schedule
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.register import Register

LastMoves = Mapping[tuple[str, str], Extend | Happened | Schedule]
"""The last decision that set or removed the due date, by task and agency."""


def last_moves_on(register: Register, day: date) -> LastMoves:
    """Return the last moves in force on the date, only of tasks that wait for an event or an outside schedule."""
    snapshot = snapshot_as_of(register, day)
    moves: dict[tuple[str, str], Extend | Happened | Schedule] = {}
    for obligation in obligations_of(register, snapshot.effects, day):
        if obligation.task.deadline.waits_for is not None:
            for entry in snapshot.decisions_on(obligation, Extend, Happened, Schedule)[-1:]:
                moves |= {(obligation.task.id, id_): entry.value for id_ in obligation.agency_ids}
    return moves
