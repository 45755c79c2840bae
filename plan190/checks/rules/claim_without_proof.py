"""P326: "done" is a claim, and comes with what can prove it; work that never ends cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.deadline import Recurring, Target
from plan190.model.decision import Schedule
from plan190.status.indicators import is_met
from plan190.status.snapshot import in_force
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Entry, Register
    from plan190.model.report import Update
    from plan190.model.task import Task

CODE = "P326"
NEEDS = ("plan.yaml", "tasks.yaml", "decisions.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each claim that lacks its proof.

    A product that is a document is proved by its number and day; a target without a day by its indicators.
    """
    schedules = [one.value for one in in_force(register.decisions) if isinstance(one.value, Schedule)]
    for report_file in register.reports:
        told = report_file.reported_on
        monthly = {one.schedule for one in schedules if one.recurring and one.date <= told}
        for entry in report_file.entries:
            task = register.task_of.get(entry.value.task)
            if task is not None and entry.value.state == "done":
                yield from _unproved(register, entry, task, monthly)


def _unproved(register: Register, entry: Entry[Update], task: Task, monthly: set[str]) -> Iterator[Diagnostic]:
    update, place = entry.value, register.place(entry, "state")
    if isinstance(task.deadline.rule, Recurring) or task.deadline.waits_for in monthly:
        yield problem(place, CODE, "recurring", task=task.number, words=task.deadline.words[:80])
    elif task.product.type == "document" and not any(one.number and one.date for one in update.evidence):
        yield problem(place, CODE, "", task=task.number, product=task.product.words[:80])
    elif isinstance(task.deadline.rule, Target):
        measured = {one.id: one for one in update.indicators}
        for indicator in register.plan.value.indicators:
            if task.number in indicator.tasks and not (
                indicator.id in measured and is_met(indicator, measured[indicator.id])
            ):
                yield problem(
                    place,
                    CODE,
                    "count" if indicator.unit == "count" else "target",
                    task=task.number,
                    id=indicator.id,
                    words=clip(indicator.words, 80),
                )
