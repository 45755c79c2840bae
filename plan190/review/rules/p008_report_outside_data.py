"""P008: report new monthly reports outside the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.load.git import ABSENT
from plan190.load.loader import misplaced
from plan190.review.change import looks_like_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.diagnostics import Diagnostic
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each new or changed path outside the data folder whose name is that of a monthly report."""
    own = change.actor.owner.agencies if change.actor is not None and change.actor.owner is not None else ()
    agency = own[0] if len(own) == 1 else ""
    for step in change.steps:
        path = change.below(step.path)
        if step.new.mode != ABSENT and looks_like_report(path):
            yield misplaced(path, change.folder, agency=agency)
