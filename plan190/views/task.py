"""One task whole: its cells to the letter, how they are read, who owes it and how that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, View
from plan190.parts.names import header, preamble
from plan190.parts.task import beside, cells_of, obligations_of
from plan190.status.facts import head, whole_task_facts

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment, TaskVerdict
    from plan190.words import Words


def build(register: Register, assessment: Assessment, verdict: TaskVerdict, words: Words) -> View:
    """Give the view of one task."""
    blocks: tuple[Block, ...] = (
        *preamble(register, assessment, words),
        Heading(words("task.title", number=verdict.task.number)),
        cells_of(register, verdict, words),
        Heading(words("task.obligations")),
        *obligations_of(assessment, verdict, words),
        *beside(register, verdict, words),
    )
    facts = head(register, assessment.as_of) | {"task": whole_task_facts(register, verdict)}
    return View(header(register, assessment.as_of, words), blocks, facts)
