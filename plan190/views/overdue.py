"""The report on overdue obligations, the stated ones before the assumed ones, longest overdue first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Paragraph
from plan190.parts.annexes import obligations_counted, obligations_table
from plan190.parts.plan_view import plan_view
from plan190.status.figures.overdue import overdue_facts

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext
    from plan190.status.figures.overdue import OverdueFigures


def build(figures: OverdueFigures, context: ViewContext) -> View:
    """Return the view of the overdue obligations: the stated ones first, then the assumed ones."""
    words, blocks = context.words, list[Block]()
    for name, part in figures.divided._asdict().items():
        if part.verdicts:
            counts = obligations_counted(part, words)
            blocks.append(Paragraph(words(f"overdue.tasks.{name}", tasks=len(part.tasks), counts=counts)))
    if not blocks:
        blocks.append(Paragraph(words("overdue.none")))
    ordered = (*figures.divided.stated.verdicts, *figures.divided.assumed.verdicts)
    blocks.append(obligations_table(context, ordered, name="overdue", with_basis=True))
    return plan_view(context, blocks, overdue_facts(figures), subject=words("header.overdue"))
