"""The assumptions: what the plan does not say and plan190 takes as given, why, and who can settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Column, Paragraph, View
from plan190.model.decision import Settle
from plan190.parts.cells import Columns, build_table
from plan190.parts.plan_view import fiction_warning
from plan190.status.facts import head
from plan190.words.text import one_line

if TYPE_CHECKING:
    from plan190.model.reading import Assumed
    from plan190.parts.context import ViewContext


def build(context: ViewContext) -> View:
    """Return the view of every assumption, with the answer if one was decided by the date."""
    words = context.words
    decisions = context.assessment.snapshot.of_kind(Settle)
    settled: dict[str, Settle] = {entry.value.assumption: entry.value for entry in decisions}
    register = context.register
    assumptions = [(entry.value, context.place_text(register.place(entry))) for entry in register.assumptions()]

    def answer(assumed: Assumed) -> str:
        decision = settled.get(assumed.id)
        if decision is None:
            return "—"
        return words("assumptions.settled", day=words.day(decision.date), answer=one_line(decision.answer))

    def facts_of(assumed: Assumed, place: str) -> dict[str, object]:
        facts = {"id": assumed.id, "what": assumed.what, "why": assumed.why, "who": assumed.who}
        return facts | {"answer": settled[assumed.id].answer if assumed.id in settled else None, "place": place}

    columns: Columns[tuple[Assumed, str]] = [
        (Column(words("column.id")), lambda pair: pair[0].id),
        (Column(words("column.assumed"), wide=True), lambda pair: pair[0].what),
        (Column(words("column.why"), wide=True), lambda pair: pair[0].why),
        (Column(words("column.who")), lambda pair: pair[0].who),
        (Column(words("column.answer")), lambda pair: answer(pair[0])),
        (Column(words("column.place")), lambda pair: pair[1]),
    ]
    blocks: tuple[Block, ...] = (
        *fiction_warning(context),
        Paragraph(words("assumptions.intro", number=len(assumptions), settled=len(settled))),
        build_table(columns, assumptions, name="assumptions", stacked=True),
    )
    facts = head(context.plan, context.as_of) | {
        "assumptions": [facts_of(assumed, place) for assumed, place in assumptions]
    }
    return View(words("assumptions.title", symbol=context.plan.symbol), blocks, facts)
