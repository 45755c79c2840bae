"""The assumptions about points that the plan leaves open: the reasons, and who can settle them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import NOT_CSV, Block, Column, Paragraph, View
from plan190.parts.cells import Columns, build_table
from plan190.parts.names import assumed_in_language, plan_name
from plan190.parts.plan_view import data_warnings, filter_paragraph
from plan190.words.text import one_line

if TYPE_CHECKING:
    from plan190.model.reading import Assumed, EnglishAssumed
    from plan190.model.register import Entry
    from plan190.parts.context import ViewContext
    from plan190.status import fact_types as types
    from plan190.status.figures.assumptions import AssumptionsFigures


def build(figures: AssumptionsFigures, context: ViewContext) -> View:
    """Return the view of all assumptions, with the answers that were decided by the date."""
    settled, words = figures.settled, context.words

    def place(entry: Entry[Assumed]) -> str:
        return context.place_text(context.register.place(entry))

    def texts(entry: Entry[Assumed]) -> Assumed | EnglishAssumed:
        return assumed_in_language(words, entry.value)

    def answer_text(entry: Entry[Assumed]) -> str:
        decision = settled.get(entry.value.id)
        if decision is None:
            return "—"
        return words("assumptions.settled", day=words.short_day(decision.date), answer=one_line(decision.answer))

    def facts_of(entry: Entry[Assumed]) -> types.Assumption:
        assumed, decision = entry.value, settled.get(entry.value.id)
        english: types.EnglishAssumption | None = None
        if assumed.english is not None:
            english = {"what": assumed.english.what, "why": assumed.english.why, "who": assumed.english.who}
        return {
            "id": assumed.id, "what": assumed.what, "why": assumed.why, "who": assumed.who,
            "english": english,
            "answer": decision.answer if decision is not None else None,
            "place": place(entry),
        }  # fmt: skip

    columns: Columns[Entry[Assumed]] = [
        (Column(words("column.id"), media=NOT_CSV), lambda entry: entry.value.id),
        (Column(words("column.assumed"), wide=True), lambda entry: texts(entry).what),
        (Column(words("column.reason"), wide=True), lambda entry: texts(entry).why),
        (Column(words("column.who")), lambda entry: texts(entry).who),
        (Column(words("column.answer")), answer_text),
        (Column(words("column.place")), place),
    ]
    key = "intro" if not context.filters else "filtered"
    counts = {"number": len(figures.assumptions), "settled": len(settled), "others": figures.others}
    blocks: tuple[Block, ...] = (
        *filter_paragraph(context),
        *data_warnings(context),
        Paragraph(words(f"assumptions.{key}", **counts)),
        build_table(
            columns,
            figures.assumptions,
            name="assumptions",
            stacked=True,
            ids={"assumption_id": attrgetter("value.id")},
        ),
    )
    facts: types.Assumptions = {"assumptions": list(map(facts_of, figures.assumptions))}
    return View(words("assumptions.title", plan=plan_name(context.plan, words)), blocks, {**context.head, **facts})
