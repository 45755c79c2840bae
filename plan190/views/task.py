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
    from collections.abc import Iterator

    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.facts import Facts
    from plan190.status.verdicts import TaskVerdict


def build(context: ViewContext, task: TaskVerdict) -> View:
    """Return the view of one task."""
    blocks = [*_task_blocks(context, task), *related_blocks(context, task)]
    return plan_view(context, blocks, {"task": whole_task_facts(context.register, task)})


def build_page(context: ViewContext, task: TaskVerdict, *, home: str = "", other: str = "") -> View:
    """Return the page of a task, with its timeline and why it is in its state.

    `home`, `other`: the addresses of the first page and of this page in the other language, "" for none.
    """
    timeline = timeline_of(context.register, context.assessment, task)
    blocks = [
        *_task_blocks(context, task),
        *timeline_blocks(context, task, timeline),
        Heading(context.words("timeline.basis")),
        *explanation_blocks(context, task),
        *related_blocks(context, task),
    ]
    story = [timeline_facts(entry) for entry in timeline]
    facts: Facts = {"task": whole_task_facts(context.register, task), "story": story}
    subject, links = context.words("header.task", number=task.task.number), page_links(context.words, home, other)
    return plan_view(context, blocks, facts, subject=subject, links=links)


def _task_blocks(context: ViewContext, task: TaskVerdict) -> Iterator[Block]:
    yield Heading(context.words("task.title", number=task.task.number))
    yield task_pairs(context, task)
    yield Heading(context.words("task.obligations"))
    yield from obligation_blocks(context, task)
