"""Tasks of other plans that a task carries out, or that carry it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.model.register import Register
    from plan190.model.task import CarriesOut, Task
    from plan190.status import fact_types as types
    from plan190.status.verdicts import Assessment, TaskVerdict


class OtherPlan(NamedTuple):
    """Another plan whose data were read too: its data folder, its register and its assessment."""

    folder: str
    register: Register
    assessment: Assessment


class LinkedTask(NamedTuple):
    """A task of another plan. `folder`: that of the plan, None if its data were not read.

    `verdict`: None if the data were not read or have no such task.
    """

    plan: str
    task_id: str
    folder: str | None = None
    verdict: TaskVerdict | None = None


def higher_tasks(task: Task, others: Sequence[OtherPlan]) -> Iterator[LinkedTask]:
    """Yield the tasks of higher plans that the task carries out, from each folder of their plan."""
    for reference in task.carries_out:
        plans = [other for other in others if _is_symbol_of(reference.plan, other.register)]
        for other in plans:
            is_known = reference.task in other.register.tasks_by_id
            verdict = other.assessment.task(reference.task) if is_known else None
            yield LinkedTask(other.register.plan.document_number, reference.task, other.folder, verdict)
        if not plans:
            yield LinkedTask(reference.plan, reference.task)


def carrying_tasks(task: Task, register: Register, others: Sequence[OtherPlan]) -> Iterator[LinkedTask]:
    """Yield the tasks of the other plans that carry out the task of the plan in the register."""

    def names_task(reference: CarriesOut) -> bool:
        return reference.task == task.id and _is_symbol_of(reference.plan, register)

    for other in others:
        for verdict in other.assessment.tasks:
            if any(map(names_task, verdict.task.carries_out)):
                yield LinkedTask(other.register.plan.document_number, verdict.task.id, other.folder, verdict)


def _is_symbol_of(text: str, register: Register) -> bool:
    """Return whether the text is the symbol of the plan; accents and case make no difference."""
    symbol = fold(register.plan.document_number)
    return symbol != "" and fold(text) == symbol


def linked_task_facts(link: LinkedTask) -> types.LinkedTask:
    """Return the linked task with its words and its state, None where its data were not read."""
    facts: types.LinkedTask = {
        "plan": link.plan, "task_id": link.task_id, "data": link.folder,
        "content": None, "lead": None, "deadline": None, "due": None, "state": None,
    }  # fmt: skip
    if link.verdict is not None:
        task = link.verdict.task
        facts["content"], facts["lead"], facts["deadline"] = task.content, task.lead.bodies, task.deadline.words
        facts["due"], facts["state"] = link.verdict.due, link.verdict.state
    return facts
