"""The report on overdue obligations, longest overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.annexes import obligations_table
from plan190.parts.plan_view import assumed_rosters, plan_view
from plan190.status.figures.overdue import overdue_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.overdue import OverdueFigures


def build(figures: OverdueFigures, context: ViewContext) -> View:
    """Return the view of the overdue obligations."""
    number, words = len(figures.verdicts), context.words
    summary = words("overdue.none")
    if number:
        summary = words("overdue.summary", tasks=figures.tasks, number=number, agencies=figures.agencies)
    table = obligations_table(context, figures.verdicts, name="overdue")
    blocks: tuple[Block, ...] = (*assumed_rosters(context, figures.assumed), Paragraph(summary), table)
    return plan_view(context, blocks, overdue_facts(figures), subject=words("header.overdue"))
