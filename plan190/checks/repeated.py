"""The summaries of monthly reports that repeat those of the month before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from plan190.status.snapshot import TaskUpdate
from plan190.status.work_history import repeats_summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register, ReportFile

LEAST_COPIED = 3
"""The least repeated summaries of a report that is probably that of the month before."""


@dataclass(frozen=True)
class RepeatedSummaries:
    """The updates of a report whose summaries repeat those of the month before, each with the earlier update.

    `total`: the number of summaries in the report. Accents, case and punctuation do not count.
    """

    report_file: ReportFile
    pairs: tuple[tuple[TaskUpdate, TaskUpdate], ...]
    total: int

    @property
    def is_copied(self) -> bool:
        """Whether the report is probably that of the month before: more than half of the summaries are repeated."""
        return len(self.pairs) >= LEAST_COPIED and 2 * len(self.pairs) > self.total


@lru_cache(maxsize=1)
def repeated_summaries(register: Register) -> tuple[RepeatedSummaries, ...]:
    """Return the repeated summaries of each report that has some, by period; P604 and P605 need the same."""
    return tuple(_repeated_summaries(register))


def _repeated_summaries(register: Register) -> Iterator[RepeatedSummaries]:
    latest: dict[tuple[str, str], TaskUpdate] = {}
    for report_file in sorted(register.reports, key=lambda report_file: report_file.period):
        pairs = []
        for index in report_file.index.updates:
            key = (report_file.agency, index.task)
            update = TaskUpdate(report_file.period, report_file.reported_on, index, report_file)
            before = latest.get(key)
            if before is not None and repeats_summary(before, update):
                pairs.append((update, before))
            latest[key] = update
        if pairs:
            total = sum(entry.value.summary is not None for entry in report_file.updates)
            yield RepeatedSummaries(report_file, tuple(pairs), total)
