"""P325: report lower progress and changed dates of completion without a summary that explains them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.deadline import has_due_dates
from plan190.model.report import Correction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.period import Period
    from plan190.model.register import Entry, Register
    from plan190.model.report import Update

PROGRESS = {"done": 100, "not_started": 0}
"""The progress in percent that these states mean."""

Key = tuple[str, str]
"""An agency and a task."""


@dataclass(frozen=True)
class Reported:
    """The progress and date of completion stated last, by agency and task, each with its reporting period.

    `latest`: the period of the latest update.
    """

    latest: dict[Key, Period] = field(default_factory=dict)
    progress: dict[Key, tuple[int, Period]] = field(default_factory=dict)
    done_on: dict[Key, tuple[date, Period]] = field(default_factory=dict)

    def add(self, key: Key, update: Update, period: Period) -> None:
        """Record the update as the latest one.

        An update without a date of completion removes the recorded date. Only an `unchanged` update that is not a
        correction keeps it. A correction of a period before the latest update changes nothing.
        """
        if period < self.latest.get(key, period):
            return
        self.latest[key] = period
        progress = _progress(update)
        if progress is not None:
            self.progress[key] = (progress, period)
        if update.done_on is not None:
            self.done_on[key] = (update.done_on, period)
        elif update.state != "unchanged" or isinstance(update, Correction):
            self.done_on.pop(key, None)


def check(register: Register) -> Iterator[Problem]:
    """Report each update without a summary that lowers the progress or changes the date of completion.

    An update on recurring work with due dates may complete another occurrence than the one before.
    """
    reported = Reported()
    for report_file in sorted(register.reports, key=lambda report_file: report_file.period):
        if report_file.value.withdrawn is not None:
            continue
        for correction in report_file.corrections:
            reported.add((report_file.agency, correction.value.task), correction.value, correction.value.corrects)
        for entry in report_file.updates:
            key = (report_file.agency, entry.value.task)
            if entry.value.summary is None and not _has_occurrences(register, *key):
                yield from _moves(entry, key, reported)
            reported.add(key, entry.value, report_file.period)


def _has_occurrences(register: Register, agency: str, task_id: str) -> bool:
    """Return whether the task is recurring work with due dates for the agency."""
    task = register.tasks_by_id.get(task_id)
    return task is not None and has_due_dates(register.rule_of(task, {agency}))


def _moves(entry: Entry[Update], key: Key, reported: Reported) -> Iterator[Problem]:
    """Yield the differences between the update and the values reported before it."""
    update, progress = entry.value, _progress(entry.value)
    if progress is not None and key in reported.progress:
        before, period = reported.progress[key]
        if progress < before:
            at = entry.at("state" if update.progress is None else "progress")
            yield problem(at, "progress", task=update.task, progress=progress, before=before, period=period)
    if update.done_on is not None and key in reported.done_on:
        day, period = reported.done_on[key]
        if day != update.done_on:
            at = entry.at("done_on")
            yield problem(at, "day", task=update.task, day=update.done_on, before=day, period=period)


def _progress(update: Update) -> int | None:
    """Return the progress in percent: 100 if done, 0 if not started, else as reported; None if there is none."""
    return PROGRESS.get(update.state, update.progress)
