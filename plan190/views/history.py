"""The history of one task: all that was reported and decided, with the places in the files and the commits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph
from plan190.parts.plan_view import plan_view
from plan190.parts.timeline import history_table, recorded_text
from plan190.status.figures.history import history_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.history import HistoryFigures


def build(figures: HistoryFigures, context: ViewContext) -> View:
    """Return the view of the history of a task."""
    words, task = context.words, figures.task.task
    blocks: list[Block] = [Heading(words("history.title", number=task.id)), Paragraph(task.content)]
    if not figures.is_in_repository:
        blocks.append(Paragraph(words("history.no_repository"), "warn"))
    blocks.append(history_table(context, figures))
    for version in figures.unread:
        commit = recorded_text(version.recorded, words)
        blocks.append(Paragraph(words("history.unread", file=version.file, commit=commit), "warn"))
    return plan_view(context, blocks, partial(history_facts, figures, context.register.root))
