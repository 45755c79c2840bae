"""Compare two assessments of the plan: before and after a change, or without and with a supposed event."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.status.verdicts import Assessment, Verdict

Pair = tuple["Verdict | None", "Verdict"]
"""The verdicts on one obligation before and after; the first is None if the obligation did not exist."""


def changed_verdicts(before: Assessment, after: Assessment, *fields: str) -> list[Pair]:
    """Return the verdicts that are new or differ in one of the fields, each with the verdict before."""
    values = attrgetter(*fields)
    old_verdicts = {(verdict.task.id, verdict.agency.id): verdict for verdict in before.verdicts}
    pairs = [(old_verdicts.get((new.task.id, new.agency.id)), new) for new in after.verdicts]
    return [(old, new) for old, new in pairs if old is None or values(old) != values(new)]
