"""P604: two months in a row in the same words are said out loud: perhaps last month's file was copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.status.snapshot import TaskUpdate
from plan190.status.work_history import same_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P604"
NEEDS = ()
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each summary that says what the month before said."""
    before: dict[tuple[str, int], TaskUpdate] = {}
    for report_file in sorted(register.reports, key=lambda report_file: report_file.period):
        for entry in report_file.updates:
            told, key = TaskUpdate(entry, report_file.report), (report_file.agency, entry.value.task)
            last = before.get(key)
            if last is not None and last.period.until(told.period) == 1 and same_words(last, told):
                yield problem(register.place(entry, "summary"), CODE, "", task=entry.value.task, period=last.period)
            before[key] = told
