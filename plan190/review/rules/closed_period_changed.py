"""P402: report changes of a monthly report whose period is closed; a correction belongs in the open period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.review.change import entries_only_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each report of a closed period that says something else than before, except that it is withdrawn.

    Only the coordinator repairs a report that could not be read in the base, and what could be read stays.
    """
    for old, new in change.reports:
        if new is None or change.day <= change.due(new.period):
            continue
        period, file = new.period, new.report.file
        unread = file in change.base.files.data and (old is None or change.base.unread(file))
        if unread:
            if change.by_agency or entries_only_in(old, new, "all_entries"):
                yield diagnostic_at(Place(file), "P402", "unread", period=period)
        elif old is None:
            continue
        elif replace(old.value, withdrawn=None) != replace(new.value, withdrawn=None):
            changed = entries_only_in(new, old, "all_entries") or [new.report]
            yield diagnostic_at(change.head.place(changed[0]), "P402", period=period)
        elif old.value.withdrawn not in {None, new.value.withdrawn}:
            yield diagnostic_at(change.head.place(new.report, "withdrawn"), "P402", "mark", period=period)
