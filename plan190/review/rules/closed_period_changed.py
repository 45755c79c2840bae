"""P402: what was reported of a period that is closed stays as it is; a correction stands in the open one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import ReportFile
    from plan190.model.report import MonthlyReport
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each report of a closed period that says something else than before, but for being withdrawn.

    What could not be read in the base is made readable by the coordinator alone, and what could stays.
    """
    for old, new in change.reports:
        if new is None or not change.is_closed(new.report.value.period):
            continue
        period, file = new.report.value.period, new.report.file
        unread = file in change.base.files.data and (old is None or change.base.loaded.values.left_out.get(file))
        if unread:
            if change.by_agency or not _keeps(old, new):
                yield problem(Place(file), "P402", "unread", period=period)
        elif old is not None and _said(old) != _said(new):
            yield problem(_first_change(change, old, new), "P402", "", period=period)
        elif old is not None and old.report.value.withdrawn not in {None, new.report.value.withdrawn}:
            yield problem(change.head.register.place(new.report, "withdrawn"), "P402", "mark", period=period)


def _keeps(old: ReportFile | None, new: ReportFile) -> bool:
    """Say whether all that could be read is still said."""
    if old is None:
        return True
    there = {one.value for one in (*new.entries, *new.contributions)}
    return there.issuperset(one.value for one in (*old.entries, *old.contributions))


def _said(report_file: ReportFile) -> MonthlyReport:
    """Give what a report says, apart from its being withdrawn."""
    return replace(report_file.value, withdrawn=None)


def _first_change(change: Change, old: ReportFile, new: ReportFile) -> Place:
    before = {one.value for one in (*old.entries, *old.contributions)}
    changed = next((one for one in (*new.entries, *new.contributions) if one.value not in before), None)
    return change.head.register.place(changed or new.report)
