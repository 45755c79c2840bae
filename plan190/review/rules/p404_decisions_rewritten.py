"""P404: report decisions that are edited, moved, or inserted before recorded ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.load.loader import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each decision that changes or moves, and each new one that is not at the end of the file."""
    before = {entry.value.id: entry.value for entry in change.base.register.decisions}
    order = {id_: number for number, id_ in enumerate(before)}
    after = change.head.register.decisions
    # If the file of the base has errors, a decision that looks new may be one that could not be read there.
    whole = DECISIONS in change.base.loaded.error_free
    last = max((number for number, entry in enumerate(after) if entry.value.id in before), default=-1)
    latest = -1
    for number, entry in enumerate(after):
        decision, place = entry.value, change.head.place(entry)
        if decision.id not in before:
            if number < last and whole:
                yield diagnostic_at(place, "P404", "inserted", id=decision.id)
        elif decision != before[decision.id]:
            yield diagnostic_at(place, "P404", id=decision.id)
        elif order[decision.id] < latest:
            yield diagnostic_at(place, "P404", "moved", id=decision.id)
        latest = max(latest, order.get(decision.id, -1))
