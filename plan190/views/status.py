"""The plan as of a date: what needs attention, the totals, and the table of agencies (Annex I)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Facts, Paragraph, View
from plan190.parts.overview import overview_blocks
from plan190.parts.plan_view import (
    earlier_sentence,
    header,
    obligation_sentences,
    preamble,
    progress_paragraphs,
    tally_sentence,
)
from plan190.parts.tables import agencies_blocks
from plan190.status.figures.status import status_facts

if TYPE_CHECKING:
    from plan190.parts.context import ViewContext
    from plan190.status.figures.status import StatusFigures


def build(figures: StatusFigures, context: ViewContext) -> View:
    """Return the status view."""
    plan, words = figures.plan, context.words
    blocks: tuple[Block, ...] = (
        *preamble(context),
        *overview_blocks(figures.overview, context),
        Paragraph(tally_sentence("status.tasks", plan.tasks, words)),
        *map(Paragraph, obligation_sentences(plan, words)),
        *progress_paragraphs(context, plan),
        *map(Paragraph, filter(None, [earlier_sentence(plan.reports_earlier, words)])),
        *agencies_blocks(context, plan.leading),
        Paragraph(words("status.lists", options=context.options, option=context.register.option), "mute"),
    )
    return View(header(context), blocks, Facts(context.head, partial(status_facts, figures)))
