"""The indicators of the plan: each agency's values against the target, and indicators without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Heading, Paragraph
from plan190.parts.plan_view import plan_view
from plan190.parts.tables import indicator_totals_text, indicators_table
from plan190.status.facts import series_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext


def build(context: ViewContext) -> View:
    """Return one table of all reported values, their sums, and the indicators that nobody has reported."""
    series, indicators = context.assessment.series, context.plan.indicators
    reported = {item.indicator.id for item in series}
    unreported = [indicator.id for indicator in indicators if indicator.id not in reported]
    blocks: list[Block] = [Paragraph(context.words("indicators.none"))]
    if series:
        met = [item.met for item in series if not item.indicator.together]
        counts = {"met": met.count(True), "unmet": met.count(False), "nothing": met.count(None)}
        blocks = [Paragraph(context.words("indicators.summary", **counts)), indicators_table(context, series)]
        blocks += indicator_totals_text(series, context.words)
    if unreported:
        blocks.append(Heading(context.words("indicators.unreported", number=len(unreported), total=len(indicators))))
        blocks.append(Paragraph(", ".join(unreported)))
    facts = {"indicators": [series_facts(item) for item in series], "silent": unreported}
    return plan_view(context, blocks, facts)
