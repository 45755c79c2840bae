"""What the plan does not say and the data takes for granted: what, why, and who can settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Paragraph, Table, View
from plan190.model.decision import Settle
from plan190.parts.names import one_line, place_text
from plan190.parts.plan_view import fiction_warning
from plan190.status.facts import head

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.register import Register
    from plan190.status.snapshot import Snapshot
    from plan190.words import Words


def build(register: Register, snapshot: Snapshot, as_of: date, words: Words) -> View:
    """Give the view of every assumption, with the answer where one was given by the day."""
    settled = {entry.value.assumption: entry.value for entry in snapshot.of_kind(Settle)}
    assumptions = [(assumed, place_text(register, place)) for assumed, place in register.assumptions()]
    columns = (
        Column(words("column.id")),
        Column(words("column.assumed"), wide=True),
        Column(words("column.why"), wide=True),
        Column(words("column.who")),
        Column(words("column.answer")),
        Column(words("column.place")),
    )
    rows = tuple(
        (
            Cell(one.id),
            Cell(one.what),
            Cell(one.why),
            Cell(one.who),
            Cell(_answer(settled.get(one.id), words)),
            Cell(place),
        )
        for one, place in assumptions
    )
    blocks: tuple[Block, ...] = (
        *fiction_warning(register, words),
        Paragraph(words("assumptions.intro", number=len(assumptions), settled=len(settled))),
        Table(columns, rows, stacked=True, name="assumptions"),
    )
    facts = head(register, as_of) | {
        "assumptions": [
            {
                "id": one.id,
                "what": one.what,
                "why": one.why,
                "who": one.who,
                "answer": settled[one.id].answer if one.id in settled else None,
                "place": place,
            }
            for one, place in assumptions
        ]
    }
    return View(words("assumptions.title", symbol=register.plan.value.symbol), blocks, facts)


def _answer(settled: Settle | None, words: Words) -> str:
    if settled is None:
        return "—"
    return words("assumptions.settled", day=words.day(settled.date), answer=one_line(settled.answer))
