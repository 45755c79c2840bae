"""P407: a change comes from somebody whom the owners of the base know, in their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.load.loader import OWNERS
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give the actor who is nobody's owner, no longer, or not yet."""
    actor = change.actor
    if actor is None:
        return
    if actor.owner is None:
        yield problem(Place(OWNERS), "P407", "", actor=actor.name)
    elif not actor.owner.serves_on(change.day):
        until = actor.owner.until
        ended = until is not None and change.day > until
        day = (until if ended else actor.owner.since) or change.day
        yield problem(Place(OWNERS), "P407", "ended" if ended else "early", actor=actor.name, day=short_date(day))
