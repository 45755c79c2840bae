"""One task whole: its cells to the letter, how they are read, who owes it and how that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, View
from plan190.parts.plan_view import header, preamble
from plan190.parts.task import obligation_blocks, related_blocks, task_pairs
from plan190.status.facts import head, whole_task_facts

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, TaskVerdict
    from plan190.words import Words


def build(register: Register, assessment: Assessment, verdict: TaskVerdict, words: Words) -> View:
    """Give the view of one task."""
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Heading(words("task.title", number=verdict.task.number)),
        task_pairs(register, verdict, words),
        Heading(words("task.obligations")),
        *obligation_blocks(assessment, verdict, words),
        *related_blocks(register, verdict, words),
    )
    facts = head(register, assessment.as_of) | {"task": whole_task_facts(register, verdict)}
    return View(header(register, assessment.as_of, words), blocks, facts)
