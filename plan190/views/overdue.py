"""The report on overdue obligations, longest overdue first: stated ones, then those of assumed rosters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.annexes import obligations_table
from plan190.parts.plan_view import plan_view
from plan190.status.figures.overdue import overdue_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.divided import ObligationList
    from plan190.status.figures.overdue import OverdueFigures


def build(figures: OverdueFigures, context: ViewContext) -> View:
    """Return the view of the overdue obligations."""
    stated, assumed = figures.divided
    sums = {"all": len(figures.verdicts), "all_tasks": figures.tasks}
    blocks: list[Block] = []
    if figures.verdicts:
        blocks.append(_sentence("overdue.stated", stated, context))
    else:
        blocks.append(Paragraph(context.words("overdue.none")))
    blocks.append(obligations_table(context, stated.verdicts, name="overdue"))
    if assumed.verdicts:
        blocks.append(_sentence("overdue.depending", assumed, context, **sums))
    blocks.append(obligations_table(context, assumed.verdicts, name="overdue_assumed"))
    return plan_view(context, blocks, partial(overdue_facts, figures), subject=context.words("header.overdue"))


def _sentence(key: str, part: ObligationList, context: ViewContext, **sums: int) -> Paragraph:
    """Return the sentence on the stated or the assumed obligations. `sums`: the numbers of all."""
    joint = context.words("status.joint", number=len(part.joint)) if part.joint else ""
    counts = {"number": len(part.verdicts), "tasks": len(part.tasks), "agencies": part.agencies, "joint": joint}
    return Paragraph(context.words(key, **counts, **sums))
