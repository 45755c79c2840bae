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
from plan190.parts.explanation import MOST_OCCURRENCES, outlook, step_texts, steps_table, verdict_text
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
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plan190.model.reading import Assumed, Erratum
    from plan190.model.task import Bodies
    from plan190.parts.context import ViewContext
    from plan190.status.figures.linked_tasks import LinkedTask
    from plan190.status.figures.task import TaskFigures, TaskPageFigures
    from plan190.status.recurrence import DueOccurrence, Recurrence
    from plan190.status.verdicts import TaskVerdict, Verdict
    from plan190.words import Words

SHARED_STEPS = {"source", "phrase", "rule", "condition", "assumed", "policy", "due", "day_off", "event", "schedule"}
"""The names of the steps that are equal for all agencies that owe a task."""


NO_CONTEXTS: Mapping[str, ViewContext] = {}


def task_pairs(context: ViewContext, verdict: TaskVerdict, *, is_document: bool) -> Pairs:
    """Return the task's row in the plan, its due date, its state, and except in documents its place in the files."""
    task, words = verdict.task, context.words
    none = words("none")
    pairs = {"section": task.section} if task.section is not None else {}
    pairs |= {
        "content": task.content,
        "lead": _lead_text(context, task.lead),
        "cooperating": task.cooperating.words or none,
        "deadline": task.deadline.words or words("none.deadline"),
        "kind": with_note(words(f"kind.{task.deadline.rule.kind}"), task.deadline.waits_for or ""),
    }
    if task.deadline.condition is not None:
        pairs["condition"] = task.deadline.condition
    pairs["due"] = words.day(verdict.due) if verdict.due else words("none.due")
    pairs["product"] = task.product.words or none
    pairs["note"] = task.note or none
    state = {"state": state_text(verdict, words)}
    if not is_document:
        state["place"] = context.place_text(context.register.place(verdict.entry))
    others = tuple((one_line(cell.column), cell.words) for cell in task.other)
    return Pairs((*named_pairs(pairs, words).rows, *others, *named_pairs(state, words).rows))


def _lead_text(context: ViewContext, lead: Bodies) -> str:
    """Return the lead in the words of the plan, and the names of the bodies if they are others."""
    names = context.short_names(lead.bodies)
    if not names or names == lead.words:
        return lead.words
    return f"{lead.words} [{names}]".strip()


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


def occurrence_blocks(figures: TaskFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the table of the latest due dates of recurring work, by agency; nothing for other work."""
    words = context.words
    rows: list[tuple[Verdict, Recurrence, DueOccurrence]] = []
    for verdict in figures.task.verdicts:
        recurrence = verdict.record.recurrence
        if recurrence is not None:
            rows += [(verdict, recurrence, item) for item in recurrence.occurrences[-MOST_OCCURRENCES:]]
    if not rows:
        return

    def state_cell(row: tuple[Verdict, Recurrence, DueOccurrence]) -> str:
        _, recurrence, occurrence = row
        return words.days(f"occurrence_state.{recurrence.state_of(occurrence)}", occurrence.days_late)

    columns: Columns[tuple[Verdict, Recurrence, DueOccurrence]] = [
        (Column(words("column.agency"), wide=True), lambda row: agency_cell(context, row[0].body)),
        (Column(words("column.due")), lambda row: date_cell(row[2].due, words)),
        (Column(words("column.state")), state_cell),
        (Column(words("column.done_on"), optional=True), lambda row: date_cell(row[2].done_on, words)),
    ]
    yield Heading(words("task.due_occurrences"))
    yield build_table(columns, rows, name="due_occurrences", ids={"agency_id": lambda row: row[0].body.id})


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


def linked_blocks(
    figures: TaskFigures, context: ViewContext, others: Mapping[str, ViewContext] = NO_CONTEXTS
) -> Iterator[Block]:
    """Yield the tasks of other plans that the task carries out, and those that carry it out.

    `others`: the contexts of the other plans whose data were read, by folder.
    """
    words = context.words
    for key, links in (("carries_out", figures.carries_out), ("carried_out_by", figures.carried_out_by)):
        if links:
            pairs = tuple((link.plan, _linked_text(link, others, words)) for link in links)
            yield from (Heading(words(f"task.{key}")), Pairs(pairs))


def _linked_text(link: LinkedTask, others: Mapping[str, ViewContext], words: Words) -> str:
    if link.folder is None:
        return words("task.title", number=link.task_id)
    if link.verdict is None:
        return words("task.linked.missing", number=link.task_id, folder=link.folder)
    task, due = link.verdict.task, link.verdict.due
    return words(
        "task.linked",
        number=link.task_id,
        content=task.content,
        lead=others[link.folder].leads(link.verdict),
        deadline=with_note(task.deadline.words, words.day(due) if due else ""),
        state=state_text(link.verdict, words),
    )


def _assumption(assumption: Assumed, words: Words) -> Paragraph:
    assumed = assumed_in_language(words, assumption)
    return Paragraph(f"{assumed.what} ({assumption.id}; {assumed.who})")


def _erratum_text(erratum: Erratum, words: Words) -> str:
    cell, certainty = words(f"column.{erratum.where}"), words(f"sure.{erratum.sure}")
    text = words("erratum", where=cell, written=erratum.written, meant=erratum.meant, sure=certainty)
    return " ".join(filter(None, (text, erratum.note)))
