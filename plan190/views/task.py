"""One task: its row in the plan, its obligations and their states; on its page also the timeline and explanation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading
from plan190.parts.plan_view import plan_view
from plan190.parts.task import explanation_blocks, obligation_blocks, occurrence_blocks, related_blocks, task_pairs
from plan190.parts.timeline import timeline_blocks
from plan190.status.figures.task import task_facts, task_page_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.task import TaskFigures, TaskPageFigures


def build(figures: TaskFigures, context: ViewContext) -> View:
    """Return the view of one task."""
    blocks = [*_task_blocks(figures, context), *related_blocks(figures, context.words)]
    return plan_view(context, blocks, partial(task_facts, figures))


def build_page(page: TaskPageFigures, context: ViewContext, *, is_document: bool = False) -> View:
    """Return the page of a task, with its timeline and the explanation of its state.

    `is_document`: without its place in the data files.
    """
    figures, words = page.figures, context.words
    blocks = [
        *_task_blocks(figures, context, is_document=is_document),
        *timeline_blocks(context, figures.task, page.timeline),
        Heading(words("timeline.basis")),
        *explanation_blocks(page, context),
        *related_blocks(figures, words),
    ]
    subject = words("header.task", number=figures.task.task.id)
    return plan_view(context, blocks, partial(task_page_facts, page), subject=subject)


def _task_blocks(figures: TaskFigures, context: ViewContext, *, is_document: bool = False) -> Iterator[Block]:
    yield Heading(context.words("task.title", number=figures.task.task.id))
    yield task_pairs(context, figures.task, is_document=is_document)
    yield Heading(context.words("task.obligations"))
    yield from obligation_blocks(figures, context)
    yield from occurrence_blocks(figures, context)
