"""The report on overdue obligations, longest overdue first: stated ones, then those of assumed rosters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.annexes import obligations_table
from plan190.parts.plan_view import plan_view
from plan190.status.figures.overdue import overdue_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.divided import ObligationList
    from plan190.status.figures.overdue import OverdueFigures


def build(figures: OverdueFigures, context: ViewContext) -> View:
    """Return the view of the overdue obligations."""
    stated, assumed = figures.divided
    blocks = list(_part("overdue.stated", stated, context, "overdue"))
    if assumed.verdicts:
        sums = {"all": len(figures.verdicts), "all_tasks": figures.tasks}
        blocks += _part("overdue.depending", assumed, context, "overdue_assumed", **sums)
    if not figures.verdicts:
        blocks = [Paragraph(context.words("overdue.none"))]
    return plan_view(context, blocks, overdue_facts(figures), subject=context.words("header.overdue"))


def _part(key: str, part: ObligationList, context: ViewContext, name: str, **sums: int) -> Iterator[Block]:
    """Yield the sentence on the stated or the assumed obligations, and their table. `sums`: the numbers of all."""
    joint = context.words("status.joint", number=len(part.joint)) if part.joint else ""
    counts = {"number": len(part.verdicts), "tasks": len(part.tasks), "agencies": part.agencies, "joint": joint}
    yield Paragraph(context.words(key, **counts, **sums))
    yield obligations_table(context, part.verdicts, name=name)
