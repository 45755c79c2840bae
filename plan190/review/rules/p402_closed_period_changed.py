"""P402: report changes of a monthly report whose period is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.review.change import entries_only_in
from plan190.review.repair import repairable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import ReportFile
    from plan190.model.report import MonthlyReport
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each report of a closed period whose content changes or is lost; a withdrawal may be added."""
    for lost in change.lost_reports:
        if change.is_closed(lost.period):
            yield diagnostic_at(Place(lost.file), "P402", "lost", period=lost.period)
    for old, new in change.reports:
        if new is None or not change.is_closed(new.period):
            continue
        if _is_repair(change, old, new):
            yield from _repaired(change, old, new)
        elif old is not None and _content(old) != _content(new):
            changed = entries_only_in(new, old, "all_entries") or [new.report]
            yield diagnostic_at(change.head.place(changed[0]), "P402", period=new.period)
        if old is not None and old.value.withdrawn not in {None, new.value.withdrawn}:
            yield diagnostic_at(change.head.place(new.report, "withdrawn"), "P402", "mark", period=new.period)


def _content(report_file: ReportFile) -> MonthlyReport:
    return replace(report_file.value, withdrawn=None)


def _is_repair(change: Change, old: ReportFile | None, new: ReportFile) -> bool:
    """Return whether the report has errors on the base, and the change affects more than comments and withdrawal."""
    if new.file not in change.base.files.data or new.file not in change.base_errors:
        return False
    return old is None or change.base.unread(new.file) > 0 or _content(old) != _content(new)


def _repaired(change: Change, old: ReportFile | None, new: ReportFile) -> Iterator[Diagnostic]:
    """Report a repair of a report with errors if an agency makes it, and each changed entry without an error."""
    if change.by_agency:
        yield diagnostic_at(Place(new.file), "P402", "unread", period=new.period)
        return
    faulty = repairable(change, old) if old is not None else frozenset()
    for entry in entries_only_in(old, new, "all_entries"):
        if entry.key_path not in faulty:
            yield diagnostic_at(Place(new.file), "P402", "intact", period=new.period, task=entry.value.task)
