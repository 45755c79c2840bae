"""The indicators of the plan: a line on each, each agency's values against the target, and those without a value."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Items, Paragraph
from plan190.parts.names import indicator_name, indicator_place
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import indicator_totals_table, indicators_table
from plan190.status.figures.indicators import indicators_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.indicators import IndicatorsFigures


def build(figures: IndicatorsFigures, context: ViewContext, *, of_some: bool = False) -> View:
    """Return the view of the indicators; `of_some`: the values are those of some agencies."""
    words = context.words
    if figures.series:
        counts = {"met": figures.met, "unmet": figures.unmet, "nothing": figures.nothing}
        blocks: list[Block] = [
            Paragraph(words("indicators.summary", **counts)),
            indicator_totals_table(figures.totals, words, of_some=of_some),
            Heading(words("indicators.by_agency")),
        ]
    else:
        blocks = [Paragraph(words("indicators.none_shown" if context.filters else "indicators.none"))]
    blocks.append(indicators_table(context, figures.series))
    if figures.unreported:
        key = "indicators.unreported.some" if of_some else "indicators.unreported"
        blocks.append(Heading(words(key, number=len(figures.unreported), total=figures.demanded)))
        indicators = [context.register.indicators[id_] for id_ in figures.unreported]
        blocks.append(Items(tuple(f"{indicator_place(item)}. {indicator_name(item, words)}" for item in indicators)))
    return plan_view(context, blocks, partial(indicators_facts, figures))
