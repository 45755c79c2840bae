"""P326: claims on recurring work, of a document without its number and date, or of a target that is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import counted_on, updates
from plan190.checks.moves import last_move_finder
from plan190.checks.problem import Problem, problem
from plan190.model.deadline import Recurring, Target, awaited_kind, has_due_dates
from plan190.model.decision import Schedule
from plan190.status.indicators import is_met
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.plan import Indicator
    from plan190.model.register import Entry, Register
    from plan190.model.report import Update
    from plan190.model.task import Task

NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each claim without evidence.

    A product that is a document needs its number and date. A target without a due date needs its indicators reported as
    met. Recurring work without due dates cannot be claimed.
    """
    last_move = last_move_finder(register)
    for report_file, entry in updates(register):
        task = register.tasks_by_id.get(entry.value.task)
        if task is not None and entry.value.state == "done":
            rule = register.rule_of(task, {report_file.agency})
            is_recurring = isinstance(rule, Recurring) and not has_due_dates(rule)
            if awaited_kind(rule) is not None:
                move = last_move(task, report_file.agency, counted_on(register, report_file))
                is_recurring = isinstance(move, Schedule) and move.recurring
            year = report_file.period.last_month.year
            yield from _missing_proof(register, entry, task, year, is_recurring=is_recurring)


def _missing_proof(
    register: Register, entry: Entry[Update], task: Task, year: int, *, is_recurring: bool
) -> Iterator[Problem]:
    """Yield the problem of a claim of the year; `is_recurring`: according to the plan or to an outside schedule."""
    update, state = entry.value, entry.at("state")
    if is_recurring:
        yield problem(state, "recurring", task=task.id, words=task.deadline.words[:80])
    elif task.product.type == "document" and not any(proof.number and proof.date for proof in update.evidence):
        yield problem(state, task=task.id, product=task.product.words[:80])
    elif isinstance(task.deadline.rule, Target):
        for indicator in _unmet(register, task, update, year):
            variant = "target" if indicator.unit == "percent" else "count"
            yield problem(state, variant, task=task.id, id=indicator.id, words=clip(indicator.words, 80))


def _unmet(register: Register, task: Task, update: Update, year: int) -> Iterator[Indicator]:
    """Yield the indicators of the task that the update does not report as met by the target of the year."""
    reported = {measured.id: measured for measured in update.indicators}
    for indicator in register.plan.indicators:
        measured = reported.get(indicator.id)
        if task.id in indicator.tasks and (measured is None or not is_met(indicator, measured, year)):
            yield indicator
