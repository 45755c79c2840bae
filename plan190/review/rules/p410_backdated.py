"""P410: report backdated withdrawals, corrections, reports and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.review.change import entries_only_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import ReportFile
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each new withdrawal or correction dated long before the review, and each report whose date moves back.

    Also report each new decision that counts from a date before the current reporting period.
    """
    yield from _decisions(change)
    for old, new in change.reports:
        if new is not None:
            yield from _withdrawal(change, old, new)
            yield from _corrections(change, old, new)
            if old is not None and new.reported_on < old.reported_on:
                place = change.head.place(new.report, "reported_on")
                yield diagnostic_at(place, "P410", "reported", day=new.reported_on, before=old.reported_on)


def _decisions(change: Change) -> Iterator[Diagnostic]:
    for entry in change.reviewed_decisions:
        decision, day, begins = entry.value, entry.value.counts_from, change.period_begins_on
        if day >= begins:
            continue
        values = {"id": decision.id, "day": day, "begins": begins, "iso": change.day.isoformat()}
        if decision.recorded_on is not None:
            yield diagnostic_at(change.head.place(entry, "recorded_on"), "P410", "recorded", **values)
        else:
            indentation = " " * (change.head.place(entry).column - 1)
            paste = f"{indentation}recorded_on: {change.day}"
            yield diagnostic_at(change.head.place(entry, "date"), "P410", "decision", **values, paste=paste)


def _withdrawal(change: Change, old: ReportFile | None, new: ReportFile) -> Iterator[Diagnostic]:
    withdrawn = new.value.withdrawn
    is_new = old is None or old.value.withdrawn is None
    if withdrawn is not None and is_new and change.is_long_past(withdrawn.date):
        place = change.head.place(new.report, "withdrawn", "date")
        yield diagnostic_at(place, "P410", "withdrawn", day=withdrawn.date, today=change.day)


def _corrections(change: Change, old: ReportFile | None, new: ReportFile) -> Iterator[Diagnostic]:
    if not change.is_long_past(new.reported_on):
        return
    days = {"day": new.reported_on, "today": change.day}
    for entry in entries_only_in(new, old, "corrections"):
        yield diagnostic_at(change.head.place(entry, "corrects"), "P410", "correction", task=entry.value.task, **days)
