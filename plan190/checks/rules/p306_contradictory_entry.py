"""P306: report updates whose state, progress, date of completion and warning contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import updates
from plan190.checks.problem import Problem, problem
from plan190.model.deadline import DatedRule
from plan190.model.decision import Happened, Schedule
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Entry, Register
    from plan190.model.report import Update

NEEDS = ("tasks.yaml", "decisions.yaml")

COMPLETE = 100


def check(register: Register) -> Iterator[Problem]:
    """Report each update with parts that contradict each other."""
    for report_file, entry in updates(register):
        yield from _state(entry)
        yield from _warning(register, entry, report_file.reported_on)


def _state(entry: Entry[Update]) -> Iterator[Problem]:
    update, task, progress = entry.value, entry.value.task, entry.value.progress
    done = update.state == "done"
    if done and update.done_on is None:
        yield problem(entry.at("state"), "no-day", task=task)
    if not done and update.done_on is not None:
        yield problem(entry.at("done_on"), "day", task=task)
    if done and progress not in {None, COMPLETE}:
        yield problem(entry.at("progress"), "done", task=task, progress=progress)
    if update.state == "not_started" and progress:
        yield problem(entry.at("progress"), "not-started", task=task, progress=progress)
    if update.state == "unchanged":
        for key in ("progress", "indicators", "obstacles", "at_risk"):
            if getattr(update, key) not in (None, ()):
                yield problem(entry.at(key), "unchanged", task=task, key=key)


def _warning(register: Register, entry: Entry[Update], reported_on: date) -> Iterator[Problem]:
    update = entry.value
    if update.at_risk is None:
        return
    if update.state == "done":
        yield problem(entry.at("at_risk"), "risk-done", task=update.task)
    task = register.tasks_by_id.get(update.task)
    if task is None or isinstance(task.deadline.rule, DatedRule):
        return
    if not _has_date(register, task.deadline.waits_for, reported_on):
        yield problem(entry.at("at_risk"), "risk-undated", task=update.task, words=task.deadline.words[:80])


def _has_date(register: Register, awaited: str | None, day: date) -> bool:
    """Return whether a decision by this date set a due date for the tasks that wait for the event or schedule."""
    entries = snapshot_as_of(register, day).of_kind(Happened, Schedule)
    return awaited in {getattr(entry.value, entry.value.kind) for entry in entries if entry.value.until is not None}
