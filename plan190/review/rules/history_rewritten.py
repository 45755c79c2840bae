"""P404: a decision is never edited, and new ones come after the old; a later one corrects or withdraws an earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.load.loader import DECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each decision that says something else than before or changed its turn, and each new one among the old."""
    before = {entry.value.id: entry.value for entry in change.base.register.decisions}
    order = {id_: number for number, id_ in enumerate(before)}
    now = change.head.register.decisions
    whole = DECISIONS in change.base.loaded.whole  # else what is new may be what could not be read there
    last = max((number for number, entry in enumerate(now) if entry.value.id in before), default=-1)
    latest = -1
    for number, entry in enumerate(now):
        decision, place = entry.value, change.head.register.place(entry)
        if decision.id not in before:
            if number < last and whole:
                yield problem(place, "P404", "inserted", id=decision.id)
        elif decision != before[decision.id]:
            yield problem(place, "P404", "", id=decision.id)
        elif order[decision.id] < latest:
            yield problem(place, "P404", "moved", id=decision.id)
        latest = max(latest, order.get(decision.id, -1))
