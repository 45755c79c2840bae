"""P306: what an entry of a report says goes together: state, progress, the day it was done, the warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.decision import Happened, Schedule
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Entry, Register
    from plan190.model.report import Update

CODE = "P306"
NEEDS = ("tasks.yaml", "decisions.yaml")
WHOLE = True

WHOLE_WORK = 100
DATED = frozenset({"month", "before", "year", "milestone"})


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each entry whose parts cannot all be so."""
    for report_file in register.reports:
        for entry in report_file.entries:
            yield from _states(register, entry)
            yield from _warnings(register, entry, report_file.reported_on)


def _states(register: Register, entry: Entry[Update]) -> Iterator[Diagnostic]:
    update, task = entry.value, entry.value.task
    done = update.state == "done"
    if done and update.done_on is None:
        yield problem(register.place(entry, "state"), CODE, "no-day", task=task)
    if not done and update.done_on is not None:
        yield problem(register.place(entry, "done_on"), CODE, "day", task=task)
    progress = update.progress
    if progress is not None and ((done and progress != WHOLE_WORK) or (update.state == "not_started" and progress > 0)):
        variant = "done" if done else "not-started"
        yield problem(register.place(entry, "progress"), CODE, variant, task=task, progress=progress)
    if update.state == "unchanged":
        for key in ("progress", "indicators", "obstacles", "at_risk"):
            if getattr(update, key) not in (None, ()):
                yield problem(register.place(entry, key), CODE, "unchanged", task=task, key=key)


def _warnings(register: Register, entry: Entry[Update], told: date) -> Iterator[Diagnostic]:
    update = entry.value
    if update.at_risk is None:
        return
    place = register.place(entry, "at_risk")
    if update.state == "done":
        yield problem(place, CODE, "risk-done", task=update.task)
    task = register.task_of.get(update.task)
    if (
        task is not None
        and task.deadline.rule.kind not in DATED
        and not _dated_since(register, task.deadline.waits_for, told)
    ):
        yield problem(place, CODE, "risk-undated", task=update.task, words=task.deadline.words[:80])


def _dated_since(register: Register, awaited: str | None, told: date) -> bool:
    """Say whether a decision had given a day to what waits for that event or schedule."""
    if awaited is None:
        return False
    snapshot = snapshot_as_of(register, told)
    dated = [one.value.event for one in snapshot.of_kind(Happened) if one.value.until is not None]
    dated += [one.value.schedule for one in snapshot.of_kind(Schedule) if one.value.until is not None]
    return awaited in dated
