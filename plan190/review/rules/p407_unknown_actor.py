"""P407: report an actor who is not an owner in the base on the date of the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.load.loader import OWNERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report an actor who is not, no longer or not yet an owner."""
    actor = change.actor
    if actor is None:
        return
    owner, place = actor.owner, Place(OWNERS)
    if owner is None:
        yield diagnostic_at(place, "P407", actor=actor.name)
    elif owner.until is not None and change.day > owner.until:
        yield diagnostic_at(place, "P407", "ended", actor=actor.name, day=owner.until)
    elif not owner.serves_on(change.day):
        yield diagnostic_at(place, "P407", "early", actor=actor.name, day=owner.since or change.day)
