"""P306: report updates whose state, progress, date of completion and warning contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import counted_on, updates
from plan190.checks.moves import last_move_finder
from plan190.checks.problem import Problem, problem
from plan190.model.deadline import awaited_kind, sets_due_date
from plan190.status.due import decided_due

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.checks.moves import LastMove
    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.report import Update

NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml")

COMPLETE = 100


def check(register: Register) -> Iterator[Problem]:
    """Report each update with parts that contradict each other."""
    last_move = last_move_finder(register)
    for report_file, entry in updates(register):
        yield from _state(entry)
        if entry.value.at_risk is not None:
            yield from _warning(register, report_file, entry, last_move)


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
        for key in ("progress", "summary", "indicators", "evidence", "obstacles", "at_risk"):
            if getattr(update, key) not in (None, ()):
                yield problem(entry.at(key), "unchanged", task=task, key=key)


def _warning(
    register: Register, report_file: ReportFile, entry: Entry[Update], last_move: LastMove
) -> Iterator[Problem]:
    """Yield the problems of the update's delay warning."""
    update = entry.value
    if update.state == "done":
        yield problem(entry.at("at_risk"), "risk-done", task=update.task)
    task = register.tasks_by_id.get(update.task)
    if task is None:
        return
    rule = register.rule_of(task, {report_file.agency})
    if sets_due_date(rule):
        return
    due = None
    if awaited_kind(rule) is not None:
        move = last_move(task, report_file.agency, counted_on(register, report_file))
        due = decided_due(move, rule, register.plan.calendar) if move is not None else None
    if due is None:
        yield problem(entry.at("at_risk"), "risk-undated", task=update.task, words=task.deadline.words[:80])
