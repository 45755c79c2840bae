"""P414: note new decisions that count from an earlier date of the current reporting period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each such decision, because it changes answers as of that date or later; P410 reports earlier ones."""
    for entry in change.reviewed_decisions:
        day = entry.value.counts_from
        if change.period_begins_on <= day < change.day:
            key, variant = ("date", "") if entry.value.recorded_on is None else ("recorded_on", "recorded")
            values = {"id": entry.value.id, "day": day, "today": change.day, "iso": change.day.isoformat()}
            yield diagnostic_at(change.head.place(entry, key), "P414", variant, **values)
