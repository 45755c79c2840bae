"""What applies after all reports, decisions and successions; several rules need it, so it is computed once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot

_END = date.max - ONE_DAY
"""A date on which all decisions and successions have taken effect."""


class FinalState(NamedTuple):
    """The reports and decisions that count in the end, and every obligation after them."""

    snapshot: Snapshot
    obligations: tuple[Obligation, ...]


@lru_cache(maxsize=2)
def final_state(register: Register) -> FinalState:
    """Return the final state; the rules ask for that of one register after another, `review` for those of two."""
    snapshot = snapshot_as_of(register, _END)
    return FinalState(snapshot, obligations_of(register, snapshot.effects, _END))
