"""P408: report due dates that move without a decision."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.model.deadline import has_due_dates
from plan190.model.decision import Settle
from plan190.status.due import due_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plan190.model.deadline import Deadline
    from plan190.model.plan import Plan
    from plan190.model.register import Register
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each task whose due date changes without a new decision on the task.

    A new decision that settles an assumption (`settle`) may move all due dates.
    """
    if not (change.base.has_readable_plan and change.head.has_readable_plan):
        return
    if any(isinstance(entry.value, Settle) for entry in change.new_decisions):
        return
    decided = set(chain.from_iterable(getattr(entry.value, "tasks", ()) for entry in change.new_decisions))
    before, after = _due_dates(change.base.register), _due_dates(change.head.register)
    for task in change.head.register.tasks:
        id_ = task.value.id
        if id_ in before and before[id_] != after[id_] and id_ not in decided:
            old, new = before[id_] or "–", after[id_] or "–"
            yield diagnostic_at(change.head.place(task, "deadline"), "P408", task=id_, old=old, new=new)


def _due_dates(register: Register) -> Mapping[str, date | str]:
    """Return the due date of each task by its id; "" for a task without one."""
    plan = register.plan
    return {id_: _due_date(task.deadline, plan) for id_, task in register.tasks_by_id.items()}


def _due_date(deadline: Deadline, plan: Plan) -> date | str:
    """Return the due date of a deadline; as a text if it has several, "" if it has none."""
    dates: list[date | str] = []
    for rule in deadline.rules:
        if has_due_dates(rule):
            dates.append(", ".join(f"{rule.every} {due.month}-{due.day}" for due in rule.due))
        else:
            dates.append(due_of(rule, plan.policy, plan.calendar, plan.issued_on) or "")
    return dates[0] if len(dates) == 1 else "; ".join(map(str, dates))
