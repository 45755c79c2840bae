"""P404: a decision is never edited, and new ones come after the old; a later one corrects or withdraws an earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each decision that says something else than before, and each new one that was put among the old."""
    before = {entry.value.id: entry.value for entry in change.base.register.decisions}
    now = change.head.register.decisions
    last = max((number for number, entry in enumerate(now) if entry.value.id in before), default=-1)
    for number, entry in enumerate(now):
        decision = entry.value
        if decision.id in before and decision != before[decision.id]:
            yield fault(change.head.register.place(entry), "P404", "", id=decision.id)
        elif decision.id not in before and number < last:
            yield fault(change.head.register.place(entry), "P404", "inserted", id=decision.id)
