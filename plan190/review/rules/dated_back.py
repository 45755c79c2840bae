"""P410: what changes the answer for days gone by counts from the day on which it comes, not from an earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import ReportFile
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each withdrawal and correction that would count from a day long past, and each report moved back."""
    for old, new in change.reports:
        if new is not None:
            yield from _withdrawn(change, old, new)
            yield from _corrections(change, old, new)
            if old is not None:
                yield from _moved(change, old, new)


def _withdrawn(change: Change, old: ReportFile | None, new: ReportFile) -> Iterator[Diagnostic]:
    mark = new.report.value.withdrawn
    is_new = old is None or old.report.value.withdrawn is None
    if mark is not None and is_new and change.is_long_past(mark.date):
        place = change.head.register.place(new.report, "withdrawn", "date")
        yield problem(place, "P410", "withdrawn", **_days(mark.date, change.day))


def _corrections(change: Change, old: ReportFile | None, new: ReportFile) -> Iterator[Diagnostic]:
    there = {entry.value for entry in old.corrections} if old is not None else set()
    since = new.report.value.reported_on
    for entry in new.corrections:
        if entry.value not in there and change.is_long_past(since):
            place = change.head.register.place(entry, "corrects")
            yield problem(place, "P410", "correction", task=entry.value.task, **_days(since, change.day))


def _moved(change: Change, old: ReportFile, new: ReportFile) -> Iterator[Diagnostic]:
    before, now = old.report.value.reported_on, new.report.value.reported_on
    if now < before:
        place = change.head.register.place(new.report, "reported_on")
        yield problem(place, "P410", "reported", day=short_date(now), before=short_date(before))


def _days(day: date, today: date) -> dict[str, str]:
    return {"day": short_date(day), "today": short_date(today)}
