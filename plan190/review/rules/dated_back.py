"""P410: report withdrawals, corrections and dates of reports that count from a day long past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.review.change import entries_only_in
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import ReportFile
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each new withdrawal and correction dated long before the review, and each report that is moved back."""
    for old, new in change.reports:
        if new is not None:
            yield from _withdrawal(change, old, new)
            yield from _corrections(change, old, new)
            if old is not None and new.reported_on < old.reported_on:
                days = {"day": short_date(new.reported_on), "before": short_date(old.reported_on)}
                yield problem(change.head.place(new.report, "reported_on"), "P410", "reported", **days)


def _withdrawal(change: Change, old: ReportFile | None, new: ReportFile) -> Iterator[Diagnostic]:
    withdrawn = new.value.withdrawn
    is_new = old is None or old.value.withdrawn is None
    if withdrawn is not None and is_new and change.is_long_past(withdrawn.date):
        days = {"day": short_date(withdrawn.date), "today": short_date(change.day)}
        yield problem(change.head.place(new.report, "withdrawn", "date"), "P410", "withdrawn", **days)


def _corrections(change: Change, old: ReportFile | None, new: ReportFile) -> Iterator[Diagnostic]:
    if not change.is_long_past(new.reported_on):
        return
    days = {"day": short_date(new.reported_on), "today": short_date(change.day)}
    for entry in entries_only_in(new, old, "corrections"):
        yield problem(change.head.place(entry, "corrects"), "P410", "correction", task=entry.value.task, **days)
