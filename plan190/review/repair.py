"""Repairs by the coordinator: entries of a report that have errors on the base, which rules on changes let change."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from plan190.model.register import Entry
from plan190.model.report import MonthlyReport

if TYPE_CHECKING:
    from plan190.model.register import KeyPath, ReportFile
    from plan190.review.change import Change

_LISTS = frozenset({"updates", "corrections", "contributions"})


def repairable(change: Change, old: ReportFile) -> frozenset[KeyPath]:
    """Return the key paths of the entries of the base that have an error and that the sender may repair.

    Only the coordinator may repair them. An error that a waiver covers does not count.
    """
    if change.by_agency:
        return frozenset()
    others = [old.report.at(field.name) for field in fields(MonthlyReport) if field.name not in _LISTS]
    unread = [Entry(None, old.file, key_path) for key_path in change.base.loaded.values.unread.get(old.file, ())]
    parts: list[Entry[Any]] = [*old.all_entries, *unread, *others]
    places = {part.key_path: change.base.place(part) for part in parts}
    starts = sorted((place.line, place.column, str(key_path), key_path) for key_path, place in places.items())
    # An error lies in the last part that begins before it. Places have no ends, because YAML has none.
    lines = [start[:2] for start in starts]
    errors = (error.place for error in change.base_errors.get(old.file, ()))
    found = (bisect_right(lines, (place.line, place.column)) - 1 for place in errors)
    return frozenset(starts[number][3] for number in found if number >= 0)
