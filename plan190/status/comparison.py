"""Compare two assessments of the plan: before and after a change, or as it is and as supposed."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.status.verdicts import Assessment, Verdict

Pair = tuple["Verdict | None", "Verdict"]
"""The verdict before, None where the obligation did not exist, and the verdict after."""


def changed_verdicts(before: Assessment, after: Assessment, *fields: str) -> list[Pair]:
    """Return the verdicts of `after` that are new or differ in one of the fields, each with the one before."""
    values = attrgetter(*fields)
    old = {(verdict.task.number, verdict.agency.id): verdict for verdict in before.verdicts}
    pairs = [(old.get((verdict.task.number, verdict.agency.id)), verdict) for verdict in after.verdicts]
    return [(was, now) for was, now in pairs if was is None or values(was) != values(now)]
