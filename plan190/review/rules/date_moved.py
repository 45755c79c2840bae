"""P408: report due dates of tasks that move without a decision."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.model.decision import Settle
from plan190.status.due import due_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plan190.model.register import Register
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each task whose deadline now gives another date though no new decision is about the task.

    The answer to an assumption (`settle`) may change how all dates are read. A change with conflicts is reviewed when
    git can merge it: until then the base may have moved on.
    """
    if change.conflicts or not (change.base.is_whole and change.head.is_whole):
        return
    known = {entry.value.id for entry in change.base.register.decisions}
    decisions = [entry.value for entry in change.head.register.decisions if entry.value.id not in known]
    if any(isinstance(decision, Settle) for decision in decisions):
        return
    decided = set(chain.from_iterable(getattr(decision, "tasks", ()) for decision in decisions))
    before, after = _due_dates(change.base.register), _due_dates(change.head.register)
    for task in change.head.register.tasks:
        number = task.value.number
        if number in before and before[number] != after[number] and number not in decided:
            old, new = before[number] or "–", after[number] or "–"
            yield diagnostic_at(change.head.place(task, "deadline"), "P408", task=number, old=old, new=new)


def _due_dates(register: Register) -> Mapping[int, date | None]:
    """Return the due date of each task, None if it has none."""
    plan = register.plan
    dates: dict[int, date | None] = {}
    for number, task in register.task_of.items():
        dates[number] = due_of(task.deadline.rule, plan.policy, plan.calendar)
    return dates
