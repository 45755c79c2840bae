"""A list of tasks as of a date: all of them, or those that filters select."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import tasks_table
from plan190.status.figures.tasks import tasks_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.tasks import TasksFigures


def build(figures: TasksFigures, context: ViewContext, closing: str = "") -> View:
    """Return the view of these tasks; `closing`: a last sentence."""
    summary = context.words("tasks.all", total=figures.total)
    if context.filters:
        summary = context.words("tasks.shown", number=len(figures.tasks), total=figures.total)
    if figures.selected:
        number, stated = len(figures.selected), figures.stated
        summary += " " + context.words("tasks.obligations", number=number, stated=stated, assumed=number - stated)
    blocks: list[Block] = [Paragraph(summary), tasks_table(context, figures.tasks)]
    if closing:
        blocks.append(Paragraph(closing))
    return plan_view(context, blocks, partial(tasks_facts, figures))
