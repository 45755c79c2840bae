"""The plan as of a date: what needs attention, the totals, and the table of agencies (Annex I)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Facts, Heading, Paragraph, View
from plan190.parts.overview import overview_blocks
from plan190.parts.plan_view import (
    acceptance_sentence,
    earlier_sentence,
    filters_text,
    header,
    overdue_if_assumed_sentence,
    preamble,
    submissions_sentence,
)
from plan190.parts.tables import agencies_blocks, totals_table
from plan190.status.figures.status import status_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.parts.context import ViewContext
    from plan190.status.figures.plan import PlanFigures
    from plan190.status.figures.status import StatusFigures


def build(figures: StatusFigures, context: ViewContext, *, brief: bool = False) -> View:
    """Return the status view; `brief`: without the table of agencies, which alone the filters concern."""
    blocks: list[Block] = [
        *preamble(context),
        *overview_blocks(figures.overview, context),
        *_totals(figures.plan, context),
    ]
    if not brief:
        blocks += _agencies(figures, context)
    return View(header(context), tuple(blocks), Facts(context.head, partial(status_facts, figures)))


def _totals(plan: PlanFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the table of totals, with what it does not say about the tasks, the claims and the monthly reports."""
    words = context.words
    yield Heading(words("status.totals.title"))
    yield totals_table(plan, words)
    sentences = list(overdue_if_assumed_sentence(plan, words))
    if plan.completion.done:
        if plan.obligations.without_deadline:
            sentences.append(words("status.done_share"))
        sentences.append(acceptance_sentence(plan.completion, words))
    if plan.reports.owed and context.has_reports:
        sentences.append(submissions_sentence(plan.reports, words))
    sentences.append(earlier_sentence(plan.reports_earlier, words))
    yield from map(Paragraph, filter(None, sentences))


def _agencies(figures: StatusFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the table of agencies; its title names the rows that it shows if they are selected."""
    shown, total = len(figures.shown.rows), len(figures.plan.leading.rows)
    filters = filters_text(context)
    title = context.words("status.shown", number=shown, total=total, filters=filters) if filters else ""
    return agencies_blocks(context, figures.shown, title, is_filtered=shown < total)
