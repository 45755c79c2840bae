"""P604: report summaries that repeat those of the month before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.status.snapshot import TaskUpdate
from plan190.status.work_history import repeats_summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each summary that repeats that of the month before; accents, case and punctuation do not count."""
    latest: dict[tuple[str, str], TaskUpdate] = {}
    for report_file in sorted(register.reports, key=lambda report_file: report_file.period):
        for entry in report_file.updates:
            task, update = entry.value.task, TaskUpdate(entry, report_file.report)
            before = latest.get((report_file.agency, task))
            if before is not None and repeats_summary(before, update):
                yield problem(entry.at("summary"), task=task, period=before.period)
            latest[report_file.agency, task] = update
