"""Compare two assessments of the plan: before and after a change, or without and with a supposed event."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.status.verdicts import Assessment, Verdict

Pair = tuple["Verdict | None", "Verdict"]
"""The verdicts on one obligation before and after; the first is None if the obligation did not exist."""

VerdictPair = tuple["Verdict | None", "Verdict | None"]
"""The verdicts on one obligation before and after; None where it does not exist."""


def verdict_pairs(before: Assessment, after: Assessment) -> Iterator[VerdictPair]:
    """Yield the verdicts on each obligation before and after; those that do not exist any more last."""
    old_verdicts = {verdict.obligation.key: verdict for verdict in before.verdicts}
    for new in after.verdicts:
        yield old_verdicts.pop(new.obligation.key, None), new
    for old in old_verdicts.values():
        yield old, None


def changed_verdicts(before: Assessment, after: Assessment, *fields: str) -> list[Pair]:
    """Return the verdicts that are new or differ in one of the fields, each with the verdict before."""
    values = attrgetter(*fields)
    pairs = [(old, new) for old, new in verdict_pairs(before, after) if new is not None]
    return [(old, new) for old, new in pairs if old is None or values(old) != values(new)]
