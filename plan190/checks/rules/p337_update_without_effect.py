"""P337: warn about updates that have no effect because a report for a later period was submitted before."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plan190.checks.final_state import final_state
from plan190.checks.problem import Problem, problem
from plan190.model.deadline import Recurring
from plan190.model.decision import Return
from plan190.status.work_history import overtaken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.model.register import Register
    from plan190.status.snapshot import TaskUpdate

NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml", "updates")


def check(register: Register) -> Iterator[Problem]:
    """Report each overtaken claim, and each other overtaken update if the later ones are all `unchanged`.

    An update on recurring work counts for its own month, whenever it is submitted. An update is no longer reported
    after a later one with content, because the agency has stated the progress again.
    """
    snapshot = final_state(register).snapshot
    returned = set(chain.from_iterable(entry.value.tasks for entry in snapshot.of_kind(Return)))
    for updates in snapshot.updates.values():
        for update, first in overtaken(updates):
            if _is_lost(register, returned, update, updates):
                variant = "" if update.value.state == "done" else "progress"
                values = {"task": update.value.task, "period": first.period, "day": first.reported_on}
                yield problem(update.entry.at("state"), variant, **values)


def _is_lost(register: Register, returned: set[str], update: TaskUpdate, updates: Sequence[TaskUpdate]) -> bool:
    """Return whether the overtaken update reports something new that no other update states.

    `returned`: the tasks of which a claim was returned.
    """
    task = register.tasks_by_id.get(update.value.task)
    if (
        task is None
        or isinstance(register.rule_of(task, {update.agency}), Recurring)
        or update.value.state == "unchanged"
    ):
        return False
    stated = [other for other in updates if other.value.state != "unchanged"]
    position = stated.index(update)
    later = stated[position + 1 :]
    if update.value.state != "done":
        return not later
    is_repeated = position > 0 and stated[position - 1].value.done_on == update.value.done_on
    if is_repeated and task.id not in returned:
        return False
    return all(_is_before(other, update) for other in later)


def _is_before(other: TaskUpdate, update: TaskUpdate) -> bool:
    """Return whether the other update was submitted before the claim and does not make a claim itself."""
    return other.value.state != "done" and other.stated_on < update.stated_on
