"""P403: what was reported or decided does not vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.load.loader import DECISIONS, UPDATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import ReportFile
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each report, entry of a report and decision that the base has and the merge has not.

    Where an entry can no longer be read, that is told, and nothing is said to be missing.
    """
    for path in sorted(change.removed & change.base.files.data.keys()):
        if path.startswith(f"{UPDATES}/"):
            yield problem(Place(path), "P403", "report")
    before, unread = (side.loaded.values.left_out for side in (change.base, change.head))
    for old, new in change.reports:
        if old is None or new is None:
            continue
        file = new.report.file
        if len(unread.get(file, ())) <= len(before.get(file, ())):  # what could not be read before hides nothing now
            yield from _entries(old, new)
    # What git could not merge lacks the decisions that the base got since.
    if DECISIONS in change.head.loaded.whole and not change.conflicts:
        kept = {entry.value.id for entry in change.head.register.decisions}
        for entry in change.base.register.decisions:
            if entry.value.id not in kept:
                yield problem(Place(DECISIONS), "P403", "decision", id=entry.value.id)


def _entries(old: ReportFile, new: ReportFile) -> Iterator[Diagnostic]:
    place = Place(new.report.file)
    told = {one.value.task for one in new.updates}
    for task in sorted({one.value.task for one in old.updates} - told):
        yield problem(place, "P403", "update", task=task)
    added = {one.value.task for one in new.contributions}
    for task in sorted({one.value.task for one in old.contributions} - added):
        yield problem(place, "P403", "contribution", task=task)
    corrected = {(one.value.corrects, one.value.task) for one in new.corrections}
    for period, task in sorted({(one.value.corrects, one.value.task) for one in old.corrections} - corrected):
        yield problem(place, "P403", "correction", task=task, period=period)
