"""P402: what was reported of a period that is closed stays as it is; a correction stands in the open one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.report import MonthlyReport
    from plan190.register import Filed
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each report of a closed period that says something else than before, but for being withdrawn."""
    for old, new in change.reports:
        if old is None or new is None or not change.is_closed(old.report.value.period):
            continue
        period, mark = old.report.value.period, old.report.value.withdrawn
        if _said(old) != _said(new):
            yield fault(_first_change(change, old, new), "P402", "", period=period)
        elif mark is not None and mark != new.report.value.withdrawn:
            yield fault(change.head.register.place(new.report, "withdrawn"), "P402", "mark", period=period)


def _said(filed: Filed) -> MonthlyReport:
    """Give what a report says, apart from its being withdrawn."""
    return replace(filed.report.value, withdrawn=None)


def _first_change(change: Change, old: Filed, new: Filed) -> Place:
    before = {one.value for one in (*old.entries, *old.contributions)}
    changed = next((one for one in (*new.entries, *new.contributions) if one.value not in before), None)
    return change.head.register.place(changed or new.report)
