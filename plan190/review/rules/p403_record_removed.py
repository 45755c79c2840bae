"""P403: report removed monthly reports, entries and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.load.loader import DECISIONS, UPDATES
from plan190.model.report import Correction
from plan190.review.repair import repairable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import KeyPath, ReportFile
    from plan190.model.report import Contribution, Update
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each report, entry of a report and decision of the base that the merge does not have.

    A report of an open period that can no longer be read counts as removed; P402 reports one of a closed period. An
    entry that can no longer be read is skipped because its error is reported, and one that the coordinator repairs.
    """
    for lost in change.lost_reports:
        if not change.is_closed(lost.period):
            yield diagnostic_at(Place(lost.file), "P403", "lost")
    for path in sorted(change.removed & change.base.files.data.keys()):
        if path.startswith(f"{UPDATES}/"):
            yield diagnostic_at(Place(path), "P403", "report")
    for old, new in change.reports:
        if old is not None and new is not None and change.head.unread(new.file) <= change.base.unread(new.file):
            yield from _entries(old, new, repairable(change, old))
    # A head that git cannot merge lacks the newer decisions of the base.
    if DECISIONS in change.head.loaded.error_free:
        kept = {entry.value.id for entry in change.head.register.decisions}
        for entry in change.base.register.decisions:
            if entry.value.id not in kept:
                yield diagnostic_at(Place(DECISIONS), "P403", "decision", id=entry.value.id)


def _entries(old: ReportFile, new: ReportFile, repaired: frozenset[KeyPath]) -> Iterator[Diagnostic]:
    for variant in ("update", "contribution", "correction"):
        kept = [_names(entry.value) for entry in getattr(new, f"{variant}s")]
        for entry in getattr(old, f"{variant}s"):
            if _names(entry.value) not in kept and entry.key_path not in repaired:
                yield diagnostic_at(Place(new.file), "P403", variant, **_names(entry.value))


def _names(entry: Update | Contribution) -> dict[str, object]:
    """Return the values that identify an entry of a report: its task, and the period that it corrects."""
    if isinstance(entry, Correction):
        return {"task": entry.task, "period": entry.corrects}
    return {"task": entry.task}
