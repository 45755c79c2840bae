"""One task: its row in the plan, its obligations and their states; on its page also the timeline and explanation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph
from plan190.parts.plan_view import data_warnings, plan_view
from plan190.parts.task import (
    NO_CONTEXTS,
    explanation_blocks,
    linked_blocks,
    obligation_blocks,
    occurrence_blocks,
    related_blocks,
    task_pairs,
)
from plan190.parts.timeline import timeline_blocks
from plan190.status.figures.task import task_facts, task_page_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.task import TaskFigures, TaskPageFigures


def build(figures: TaskFigures, context: ViewContext, others: Mapping[str, ViewContext] = NO_CONTEXTS) -> View:
    """Return the view of one task; `others`: the contexts of the other plans whose data were read, by folder."""
    blocks = [
        *_task_blocks(figures, context),
        *linked_blocks(figures, context, others),
        *_linked_notes(figures, context, others),
        *related_blocks(figures, context.words),
    ]
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
        *linked_blocks(figures, context),
        *related_blocks(figures, words),
    ]
    subject = words("header.task", number=figures.task.task.id)
    return plan_view(context, blocks, partial(task_page_facts, page), subject=subject)


def _linked_notes(figures: TaskFigures, context: ViewContext, others: Mapping[str, ViewContext]) -> Iterator[Paragraph]:
    """Yield how to read the data of the plans that are not read yet, and the warnings about those of the others."""
    links = (*figures.carries_out, *figures.carried_out_by)
    if any(link.folder is None for link in links):
        values = {"number": figures.task.task.id, "folder": context.register.root}
        yield Paragraph(context.words("task.linked.hint", **values), "mute")
    for folder in dict.fromkeys(link.folder for link in links if link.folder is not None):
        for warning in data_warnings(others[folder]):
            plan = others[folder].plan.symbol
            yield warning._replace(text=context.words("plans.text", plans=plan, text=warning.text))


def _task_blocks(figures: TaskFigures, context: ViewContext, *, is_document: bool = False) -> Iterator[Block]:
    yield Heading(context.words("task.title", number=figures.task.task.id))
    yield task_pairs(context, figures.task, is_document=is_document)
    yield Heading(context.words("task.obligations"))
    yield from obligation_blocks(figures, context)
    yield from occurrence_blocks(figures, context)
