"""P408: the last day on time of a task moves by a decision and by nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.decision import Settle
from plan190.status.due import due_of
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plan190.model.register import Register
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each task whose words, or the way they are read, now give another day though no new decision is about it.

    The answer to an assumption (`settle`) may change how all days are read. What git could not merge is judged when it
    can: until then the base may have moved on.
    """
    if change.conflicts or not (change.base.is_whole and change.head.is_whole):
        return
    known = {entry.value.id for entry in change.base.register.decisions}
    fresh = [entry.value for entry in change.head.register.decisions if entry.value.id not in known]
    if any(isinstance(decision, Settle) for decision in fresh):
        return
    touched = {task for decision in fresh for task in getattr(decision, "tasks", ())}
    before, register = _days(change.base.register), change.head.register
    now = _days(register)
    for task in register.tasks:
        number = task.value.number
        if number in before and before[number] != now[number] and number not in touched:
            old, new = (short_date(day) if day else "–" for day in (before[number], now[number]))
            yield problem(register.place(task, "deadline"), "P408", "", task=number, old=old, new=new)


def _days(register: Register) -> Mapping[int, date | None]:
    plan = register.plan.value
    read = {number: due_of(task.deadline.rule, plan.policy, plan.calendar) for number, task in register.task_of.items()}
    return {number: due.day if due is not None else None for number, due in read.items()}
