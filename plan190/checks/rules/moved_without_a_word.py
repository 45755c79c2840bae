"""P325: what was reported does not move without a word: progress does not fall, the day it was done stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.month import Month
    from plan190.model.register import Register, ReportFile
    from plan190.model.report import Update

CODE = "P325"
NEEDS = ()
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each progress below an earlier month's, and each other day of completion, that no summary explains."""
    progress: dict[tuple[str, int], tuple[int, Month]] = {}
    done: dict[tuple[str, int], tuple[date, Month]] = {}
    for report_file in sorted(register.reports, key=lambda report_file: report_file.period):
        if report_file.value.withdrawn is not None:
            continue  # what is taken back binds nobody
        period = report_file.period
        _put_right(report_file, progress, done)
        for entry in report_file.updates:
            update, key = entry.value, (report_file.agency, entry.value.task)
            before, now = progress.get(key), _progress(update)
            if before and now is not None and now < before[0] and update.summary is None:
                place = register.place(entry, "state" if update.progress is None else "progress")
                values = {"progress": now, "before": before[0], "period": before[1]}
                yield problem(place, CODE, "progress", task=update.task, **values)
            claimed = done.get(key)
            if claimed and update.done_on is not None and update.done_on != claimed[0] and update.summary is None:
                place = register.place(entry, "done_on")
                day, earlier = short_date(update.done_on), short_date(claimed[0])
                yield problem(place, CODE, "day", task=update.task, day=day, before=earlier, period=claimed[1])
            if now is not None:
                progress[key] = (now, period)
            if update.done_on is not None:
                done[key] = (update.done_on, period)
            elif update.state != "unchanged":
                done.pop(key, None)


def _put_right(
    report_file: ReportFile,
    progress: dict[tuple[str, int], tuple[int, Month]],
    done: dict[tuple[str, int], tuple[date, Month]],
) -> None:
    """Take what the report corrects as what had been told: each correction says why by itself."""
    for entry in report_file.corrections:
        fixed, key = entry.value, (report_file.agency, entry.value.task)
        then = _progress(fixed)
        if then is not None:
            progress[key] = (then, fixed.corrects)
        done.pop(key, None)
        if fixed.done_on is not None:
            done[key] = (fixed.done_on, fixed.corrects)


def _progress(update: Update) -> int | None:
    """Give how far the work is said to be: done is all of it and not started nothing, written or not."""
    whole = {"done": 100, "not_started": 0}
    return whole.get(update.state, update.progress)
