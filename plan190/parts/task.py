"""The blocks of a task's page: its row in the plan, its obligations, the explanation of its state, and related data."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import Block, Cell, Column, Heading, Pairs, Paragraph, Table
from plan190.parts.cells import (
    Columns,
    Ids,
    agency_cell,
    agency_ids,
    build_table,
    count_cell,
    date_cell,
    due_cell,
    due_columns,
    named_pairs,
    row_columns,
)
from plan190.parts.explanation import outlook, step_texts, steps_table, verdict_text
from plan190.parts.names import (
    agency_names,
    assumed_in_language,
    counts_text,
    rows_of,
    short_name,
    state_text,
    target_text,
    tone_of,
    with_note,
)
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.model.reading import Assumed, Erratum
    from plan190.parts.context import ViewContext
    from plan190.status.figures.task import TaskFigures, TaskPageFigures
    from plan190.status.verdicts import TaskVerdict, Verdict
    from plan190.words import Words

SHARED_STEPS = {"source", "phrase", "rule", "policy", "due", "day_off", "event", "schedule"}
"""The names of the steps that are equal for all agencies that owe a task."""


def task_pairs(context: ViewContext, verdict: TaskVerdict, *, is_document: bool) -> Pairs:
    """Return the task's row in the plan, its due date, its state, and except in documents its place in the files."""
    task, words = verdict.task, context.words
    pairs = {
        "content": task.content,
        "lead": f"{context.short_names(task.lead.bodies)} [{task.lead.words}]".strip(),
        "cooperating": task.cooperating.words,
        "deadline": task.deadline.words,
        "kind": with_note(words(f"kind.{task.deadline.rule.kind}"), task.deadline.waits_for or ""),
        "due": words.day(verdict.due) if verdict.due else words("none.due"),
        "product": task.product.words,
        "note": task.note or words("none"),
        "state": state_text(verdict, words),
    }
    if not is_document:
        pairs["place"] = context.place_text(context.register.place(verdict.entry))
    return named_pairs(pairs, words)


def obligation_blocks(figures: TaskFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the tables of stated and of assumed obligations, each after a sentence if several agencies owe the task."""
    task, words = figures.task, context.words
    if task.worst is None:
        yield Paragraph(words("task.unassigned"), "warn")
    elif task.worst.is_joint:
        agencies = task.worst.agencies
        names = "; ".join(short_name(agency, words) for agency in agencies)
        yield Paragraph(words("task.joint", number=len(agencies), names=names))
    for part, key, name in (
        (figures.divided.stated, "task.each", "obligations"),
        (figures.divided.assumed, "task.each.assumed", "assumed"),
    ):
        number = len(part.verdicts)
        if number and len(task.verdicts) > 1:
            yield Paragraph(words(key, number=number, states=counts_text("state", part.by_state, words)))
        yield _obligations_table(part.verdicts, context, name)


def _obligations_table(verdicts: Iterable[Verdict], context: ViewContext, name: str) -> Table:
    words = context.words
    columns: Columns[list[Verdict]] = [
        (Column(words("column.agency"), wide=True), lambda row: agency_cell(context, row[0].body)),
        *due_columns(words, itemgetter(0)),
        *row_columns(context),
        (Column(words("column.done_on"), optional=True), lambda row: date_cell(row[0].done_on, words)),
    ]
    ids: Ids[list[Verdict]] = {
        "agency_id": lambda row: row[0].body.id,
        "state_id": lambda row: row[0].state,
        "task_id": lambda row: row[0].task.id,
    }
    return build_table(columns, rows_of(verdicts, context), name=name, ids=ids)


def explanation_blocks(page: TaskPageFigures, context: ViewContext) -> list[Block]:
    """Return the explanation of the task's state.

    It has all steps if one agency owes the task, otherwise only the shared steps and the agencies by verdict.
    """
    task, words = page.figures.task, context.words
    if task.worst is None:
        return [Paragraph(words("task.unassigned"), "warn")]
    steps = step_texts(context, task.worst, page.steps)
    if len(task.verdicts) == 1 and not task.worst.is_joint:
        return [steps_table(steps, words), Paragraph(outlook(context, task.worst), tone_of(task.state))]

    def explanation_cell(verdict: Verdict) -> Cell:
        text = f"{verdict_text(context, verdict)}. {outlook(context, verdict)}"
        return Cell(text, tone=tone_of(verdict.state))

    def names_cell(group: list[Verdict]) -> str:
        return with_note(agency_names(group, words, "; "), "" if group[0].is_stated else words("assumed"))

    def agencies_cell(group: list[Verdict]) -> Cell:
        return count_cell(len({agency.id for item in group for agency in item.agencies}))

    def group_key(verdict: Verdict) -> tuple[bool, str, str]:
        return verdict.is_stated, due_cell(verdict, words).text, explanation_cell(verdict).text

    stated, assumed = page.figures.divided
    groups = group_by((*stated.verdicts, *assumed.verdicts), group_key)
    columns: Columns[list[Verdict]] = [
        (Column(words("timeline.agencies"), number=True), agencies_cell),
        (Column(words("column.agency"), wide=True), names_cell),
        *due_columns(words, itemgetter(0)),
        (Column(words("timeline.verdict"), wide=True), lambda group: explanation_cell(group[0])),
    ]
    ids = {"agency_ids": agency_ids, "state_id": lambda group: group[0].state}
    shared = [step for step in steps if step.name in SHARED_STEPS]
    table = build_table(columns, groups.values(), name="verdicts", stacked=True, ids=ids)
    return [steps_table(shared, words), table]


def related_blocks(figures: TaskFigures, words: Words) -> Iterator[Block]:
    """Yield the task's indicators, cited documents, errata and assumptions."""
    task = figures.task.task
    indicators = [(item.id, f"{target_text(item, words)}: {item.words}") for item in figures.indicators]
    if indicators:
        yield from (Heading(words("task.indicators")), Pairs(tuple(indicators)))
    untitled = words("none.title")
    documents = [(item.symbol or item.written[0], item.title or untitled) for item in figures.documents]
    if documents:
        yield from (Heading(words("task.cites")), Pairs(tuple(documents)))
    if task.errata:
        yield Heading(words("task.errata"))
        yield from (Paragraph(_erratum_text(erratum, words)) for erratum in task.errata)
    if figures.assumptions:
        yield Heading(words("task.assumed"))
        yield from (_assumption(assumed, words) for assumed in figures.assumptions)


def _assumption(assumption: Assumed, words: Words) -> Paragraph:
    assumed = assumed_in_language(words, assumption)
    return Paragraph(f"{assumed.what} ({assumption.id}; {assumed.who})")


def _erratum_text(erratum: Erratum, words: Words) -> str:
    cell, certainty = words(f"column.{erratum.where}"), words(f"sure.{erratum.sure}")
    text = words("erratum", where=cell, written=erratum.written, meant=erratum.meant, sure=certainty)
    return " ".join(filter(None, (text, erratum.note)))
