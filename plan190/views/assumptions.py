"""What the plan does not say and the data takes for granted: what, why, and who can settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document import Block, Cell, Column, Paragraph, Table, View
from plan190.status.summary import head
from plan190.wording import where

if TYPE_CHECKING:
    from plan190.register import Register
    from plan190.words import Words


def build(register: Register, words: Words) -> View:
    """Give the view of every assumption."""
    assumptions = [(assumed, where(register, place)) for assumed, place in register.assumptions()]
    columns = (
        Column(words("column.id")),
        Column(words("column.assumed"), wide=True),
        Column(words("column.why"), wide=True),
        Column(words("column.who")),
        Column(words("column.place")),
    )
    rows = tuple(
        (Cell(one.id), Cell(one.what), Cell(one.why), Cell(one.who), Cell(place)) for one, place in assumptions
    )
    blocks: tuple[Block, ...] = (
        Paragraph(words("assumptions.intro", number=len(assumptions))),
        Table(columns, rows, stacked=True),
    )
    facts = head(register, None) | {
        "assumptions": [
            {"id": one.id, "what": one.what, "why": one.why, "who": one.who, "place": place}
            for one, place in assumptions
        ]
    }
    return View(words("assumptions.title", symbol=register.plan.value.symbol), blocks, facts)
