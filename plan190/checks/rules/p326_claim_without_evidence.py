"""P326: claims on recurring work, of a document without its number and date, or of a target that is missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import updates
from plan190.checks.problem import Problem, problem
from plan190.model.deadline import Recurring, Target
from plan190.model.decision import Schedule
from plan190.status.indicators import is_met
from plan190.status.snapshot import in_force
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.plan import Indicator
    from plan190.model.register import Entry, Register
    from plan190.model.report import Update
    from plan190.model.task import Task

NEEDS = ("plan.yaml", "tasks.yaml", "decisions.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each claim without evidence.

    A product that is a document needs its number and date. A target without a due date needs its indicators reported as
    met. Recurring work cannot be claimed.
    """
    decisions = in_force(register.decisions)
    schedules = [entry.value for entry in decisions if isinstance(entry.value, Schedule) and entry.value.recurring]
    for report_file, entry in updates(register):
        task = register.tasks_by_id.get(entry.value.task)
        if task is not None and entry.value.state == "done":
            recurring = {decision.schedule for decision in schedules if decision.date <= report_file.reported_on}
            yield from _missing_proof(register, entry, task, recurring)


def _missing_proof(register: Register, entry: Entry[Update], task: Task, recurring: set[str]) -> Iterator[Problem]:
    """Yield the problem of the claim; `recurring` contains the outside schedules that require work each month."""
    update, state = entry.value, entry.at("state")
    if isinstance(task.deadline.rule, Recurring) or task.deadline.waits_for in recurring:
        yield problem(state, "recurring", task=task.id, words=task.deadline.words[:80])
    elif task.product.type == "document" and not any(proof.number and proof.date for proof in update.evidence):
        yield problem(state, task=task.id, product=task.product.words[:80])
    elif isinstance(task.deadline.rule, Target):
        for indicator in _unmet(register, task, update):
            variant = "count" if indicator.unit == "count" else "target"
            yield problem(state, variant, task=task.id, id=indicator.id, words=clip(indicator.words, 80))


def _unmet(register: Register, task: Task, update: Update) -> Iterator[Indicator]:
    """Yield the indicators of the task that the update does not report as met."""
    reported = {measured.id: measured for measured in update.indicators}
    for indicator in register.plan.indicators:
        measured = reported.get(indicator.id)
        if task.id in indicator.tasks and (measured is None or not is_met(indicator, measured)):
            yield indicator
