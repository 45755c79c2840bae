"""One task: its cells in the plan, how they are read, who owes it and in which state it is; and its whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading
from plan190.parts.cells import page_links
from plan190.parts.plan_view import plan_view
from plan190.parts.task import explanation_blocks, obligation_blocks, related_blocks, task_pairs
from plan190.parts.timeline import timeline_blocks
from plan190.status.facts import timeline_facts, whole_task_facts
from plan190.status.timeline import timeline_of

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment, TaskVerdict
    from plan190.words import Words


def build(register: Register, assessment: Assessment, task: TaskVerdict, words: Words) -> View:
    """Return the view of one task."""
    blocks = [*_task_blocks(register, assessment, task, words), *related_blocks(register, task, words)]
    return plan_view(register, assessment, words, blocks, {"task": whole_task_facts(register, task)})


def build_page(
    register: Register, assessment: Assessment, task: TaskVerdict, words: Words, *, home: str = "", other: str = ""
) -> View:
    """Return the page of a task, with its timeline and why it is in its state.

    `home`, `other`: the addresses of the first page and of this page in the other language, "" for none.
    """
    timeline = timeline_of(register, assessment, task)
    blocks = [
        *_task_blocks(register, assessment, task, words),
        *timeline_blocks(register, assessment, task, timeline, words),
        Heading(words("timeline.why")),
        *explanation_blocks(register, assessment, task, words),
        *related_blocks(register, task, words),
    ]
    facts = {"task": whole_task_facts(register, task), "story": [timeline_facts(entry) for entry in timeline]}
    subject, links = words("header.task", number=task.task.number), page_links(words, home, other)
    return plan_view(register, assessment, words, blocks, facts, subject=subject, links=links)


def _task_blocks(register: Register, assessment: Assessment, task: TaskVerdict, words: Words) -> list[Block]:
    return [
        Heading(words("task.title", number=task.task.number)),
        task_pairs(register, task, words),
        Heading(words("task.obligations")),
        *obligation_blocks(assessment, task, words),
    ]
