"""The indicators of the plan: each agency's values against the target, and indicators without a value."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import indicator_totals_text, indicators_table
from plan190.status.figures.indicators import indicators_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.indicators import IndicatorsFigures


def build(figures: IndicatorsFigures, context: ViewContext) -> View:
    """Return the view of all reported values, their sums, and the indicators that no agency has reported."""
    unreported, words = figures.unreported, context.words
    summary = words("indicators.none")
    if figures.series:
        counts = {"met": figures.met, "unmet": figures.unmet, "nothing": figures.nothing}
        summary = words("indicators.summary", **counts)
    blocks: list[Block] = [Paragraph(summary), indicators_table(context, figures.series)]
    blocks += indicator_totals_text(figures.totals, words)
    if unreported:
        blocks.append(Heading(words("indicators.unreported", number=len(unreported), total=figures.demanded)))
        blocks.append(Paragraph(", ".join(unreported)))
    return plan_view(context, blocks, partial(indicators_facts, figures))
