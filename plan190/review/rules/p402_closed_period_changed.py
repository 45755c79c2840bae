"""P402: report changes of a monthly report whose period is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.review.change import entries_only_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import ReportFile
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each report of a closed period whose content changes or is lost; a withdrawal may be added."""
    for lost in change.lost_reports:
        if change.is_closed(lost.period):
            yield diagnostic_at(Place(lost.file), "P402", "lost", period=lost.period)
    for old, new in change.reports:
        if new is None or not change.is_closed(new.period):
            continue
        if new.file in change.base.files.data and (old is None or change.base.unread(new.file)):
            yield from _repaired(change, old, new)
        elif old is not None:
            yield from _edited(change, old, new)


def _repaired(change: Change, old: ReportFile | None, new: ReportFile) -> Iterator[Diagnostic]:
    """Report a repair of a report with errors if an agency makes it, or if it removes an entry that could be read."""
    if change.by_agency or entries_only_in(old, new, "all_entries"):
        yield diagnostic_at(Place(new.file), "P402", "unread", period=new.period)


def _edited(change: Change, old: ReportFile, new: ReportFile) -> Iterator[Diagnostic]:
    if replace(old.value, withdrawn=None) != replace(new.value, withdrawn=None):
        changed = entries_only_in(new, old, "all_entries") or [new.report]
        yield diagnostic_at(change.head.place(changed[0]), "P402", period=new.period)
    elif old.value.withdrawn not in {None, new.value.withdrawn}:
        yield diagnostic_at(change.head.place(new.report, "withdrawn"), "P402", "mark", period=new.period)
