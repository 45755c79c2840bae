"""A list of tasks as of a day: all, or those that a filter leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph, View
from plan190.parts.plan_view import header, preamble
from plan190.parts.tables import tasks_table
from plan190.status.facts import head, task_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.model.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.words import Words


def build(
    register: Register,
    assessment: Assessment,
    shown: Sequence[TaskVerdict],
    words: Words,
    *,
    filters: Sequence[str] = (),
    closing: str = "",
) -> View:
    """Give the view of the tasks `shown`, saying what the filters left out. `filters` are the words they came with."""
    total = len(assessment.tasks)
    blocks: list[Block] = [*preamble(register, assessment, words)]
    if filters:
        chosen = ", ".join(filters)
        blocks.append(Paragraph(words("tasks.shown", number=len(shown), total=total, filters=chosen)))
    else:
        blocks.append(Paragraph(words("tasks.all", total=total)))
    if shown:
        blocks.append(tasks_table(register, shown, words))
    if closing:
        blocks.append(Paragraph(closing))
    facts = head(register, assessment.as_of) | {"tasks": [task_facts(task) for task in shown]}
    return View(header(register, assessment.as_of, words), tuple(blocks), facts)
