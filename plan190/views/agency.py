"""One agency or group: the tasks that it leads or cooperates in, its reports, claims, obstacles and indicators."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from plan190.document.blocks import NOT_CSV, Block, Cell, Column, Heading, Items, Pairs, Paragraph, Table, View
from plan190.parts.annexes import last_update_text
from plan190.parts.cells import (
    NO_VALUE,
    Columns,
    Ids,
    agency_cell,
    apply_columns,
    build_table,
    content_column,
    date_cell,
    due_columns,
    named_pairs,
    number_column,
    row_columns,
    state_cell,
    task_cell,
)
from plan190.parts.names import (
    assumption_text,
    counts_text,
    full_name,
    period_name,
    period_range,
    period_ranges,
    provisions_named,
    rows_of,
    state_text,
    submission_text,
    taken_over_texts,
    with_note,
)
from plan190.parts.plan_view import data_warnings, header, plan_view
from plan190.parts.succession import life_table
from plan190.parts.tables import claims_table, indicators_table, obstacles_table
from plan190.status.facts import group_data
from plan190.status.figures.agency import agency_facts
from plan190.status.submissions import SubmissionState
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.model.agency import Agency, Group
    from plan190.parts.context import ViewContext
    from plan190.status import fact_types as types
    from plan190.status.figures.agency import AgencyFigures, NextSteps, PassedOn
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import AgencyVerdict, TaskVerdict, Verdict
    from plan190.words import Words


def build(figures: AgencyFigures, context: ViewContext, *, is_document: bool = False) -> View:
    """Return the view of an agency; a document has no id, no other names of the agency, and no later reorganisation."""
    words = context.words
    subject = words("header.agency", agency=full_name(figures.agency, words))
    blocks, facts = _agency_blocks(figures, context, is_document=is_document), partial(agency_facts, figures)
    return plan_view(context, blocks, facts, subject=subject)


def _agency_blocks(figures: AgencyFigures, context: ViewContext, *, is_document: bool) -> Iterator[Block]:
    agency, words = figures.agency, context.words
    yield Heading(full_name(agency, words))
    yield _agency_pairs(figures.verdict, context, is_document=is_document)
    if agency.note:
        yield Paragraph(words("note.quoted", text=agency.note), "mute")
    events = figures.past_life if is_document else figures.life
    life: tuple[Block, ...] = (Heading(words("agency.life")), life_table(events, words)) if events else ()
    has_ceased = agency.has_ceased_by(context.as_of)
    if has_ceased:
        yield from life
    next_steps = tuple(_next_steps(figures.next_steps, words))
    if next_steps:
        yield from (Heading(words("agency.next")), Items(next_steps))
    yield from _obligations(figures, context)
    if not has_ceased:
        yield from life
    yield Heading(words("agency.cooperates", number=len(figures.cooperating)))
    yield _cooperating_table(figures, context)
    claims, obstacles = claims_table(context, figures.claims), obstacles_table(context, figures.obstacles.obstacles)
    for table in (claims, obstacles, indicators_table(context, figures.series)):
        if table.rows:
            yield Heading(words(f"agency.{table.name}", number=len(table.rows)))
        yield table


def _agency_pairs(verdict: AgencyVerdict, context: ViewContext, *, is_document: bool) -> Pairs:
    agency, words = verdict.agency, context.words
    pairs = {}
    if not is_document:
        others = dict.fromkeys((*agency.abbreviations, *agency.found_as))
        others.pop(full_name(agency, words), None)
        pairs = {"id": agency.id, "names": ", ".join(others) or words("none")}
    pairs["relation"] = words(f"relation.{agency.relation}")
    provision = context.plan.reporting.provision if agency.monthly_report == "required" else None
    required = words(f"monthly_report.{agency.monthly_report}")
    pairs["monthly_report"] = with_note(required, provisions_named((provision,), words))
    if verdict.submissions:
        pairs["reports"] = "; ".join(_submission_texts(verdict.submissions, words))
    return named_pairs(pairs, words)


def _submission_texts(submissions: Iterable[Submission], words: Words) -> Iterator[str]:
    """Yield the state of each report; reports that are missing one after the other are one text."""
    for state, items in groupby(submissions, lambda item: item.state):
        run = list(items)
        if state is SubmissionState.MISSING and len(run) > 1:
            yield words("submission.missing.run", periods=period_range((run[0].period, run[-1].period), words))
        else:
            yield from (submission_text(item, words) for item in run)


def _next_steps(steps: NextSteps, words: Words) -> Iterator[str]:
    """Yield the lines on overdue work, work due soon or next, missing reports, and the next report."""
    if steps.overdue:
        yield words("agency.next.overdue", tasks=", ".join(_task_text(verdict, words) for verdict in steps.overdue))
    for verdict in steps.due_soon:
        state, day = state_text(verdict, words), words.day(verdict.due) if verdict.due is not None else ""
        yield words("agency.next.soon", task=_task_text(verdict, words), state=state, day=day)
    if steps.due_next is not None:
        tasks = ", ".join(steps.due_next.tasks)
        yield words("agency.next.due", day=words.day(steps.due_next.due), tasks=tasks)
    if steps.missing:
        yield words("agency.next.missing", periods=period_ranges(steps.missing, words))
    if steps.next_report is not None:
        period, due = steps.next_report
        yield words("agency.next.report", period=period_name(period, words), day=words.day(due))


# --- tasks -----------------------------------------------------------------------------------------------------------


def _obligations(figures: AgencyFigures, context: ViewContext) -> Iterator[Block]:
    """Yield the stated and the assumed obligations, the joint ones, and those that passed to another agency."""
    verdict, words = figures.verdict, context.words
    stated, assumed = figures.divided
    yield _obligations_heading("agency.leads", verdict.stated, words)
    yield _leads_table(stated.verdicts, context, "leads")
    if assumed.verdicts:
        yield _obligations_heading("agency.assumed", verdict.assumed, words)
    yield _leads_table(assumed.verdicts, context, "assumed")
    if verdict.joint:
        yield Heading(words("agency.joint", number=len(verdict.joint)))
    yield _leads_table(verdict.joint, context, "joint")
    if figures.passed_on:
        yield Heading(words("agency.passed_on", number=len(figures.passed_on)))
    yield _passed_on_table(figures, context)


def _obligations_heading(key: str, tally: Tally, words: Words) -> Heading:
    states = counts_text("state", tally.by_state, words)
    return Heading(words(key, number=tally.total, states=with_note("", states)))


def _task_text(verdict: Verdict, words: Words) -> str:
    """Return the number of a task, and whether it is joint or was taken over."""
    notes = [words("joint")] if verdict.is_joint else taken_over_texts(verdict, words)
    return with_note(verdict.task.id, "; ".join(notes))


def _leads_table(leads: Sequence[Verdict], context: ViewContext, name: str) -> Table:
    words = context.words
    columns: Columns[list[Verdict]] = [
        (number_column("task", words), lambda row: task_cell(row[0].task.id)),
        *apply_columns([content_column(words)], itemgetter(0)),
        *due_columns(words, itemgetter(0)),
        *row_columns(context),
        (
            Column(words("column.last_update"), optional=True),
            lambda row: last_update_text(row[0], words, with_summary=False),
        ),
    ]
    ids = {"task_id": lambda row: row[0].task.id, "state_id": lambda row: row[0].state}
    return build_table(columns, rows_of(leads, context), name=name, ids=ids)


def _passed_on_table(figures: AgencyFigures, context: ViewContext) -> Table:
    words, agency = context.words, figures.verdict.agency

    def passed_to(item: PassedOn) -> Cell:
        if item.to is None:
            return NO_VALUE
        cell, origin = agency_cell(context, item.to), item.verdict.obligation.origin
        notes = taken_over_texts(item.verdict, words) if origin.id != agency.id else []
        return cell._replace(text=with_note(cell.text, "; ".join(notes)))

    columns: Columns[PassedOn] = [
        (number_column("task", words), lambda item: task_cell(item.verdict.task.id)),
        (Column(words("column.content"), wide=True, clipped=True), lambda item: item.verdict.task.content),
        (Column(words("column.passed_to")), passed_to),
        (Column(words("column.since")), lambda item: date_cell(item.since, words)),
    ]
    ids: Ids[PassedOn] = {
        "task_id": attrgetter("verdict.task.id"),
        "agency_id": lambda item: getattr(item.to, "id", None),
    }
    return build_table(columns, figures.passed_on, name="passed_on", ids=ids)


def _cooperating_table(figures: AgencyFigures, context: ViewContext) -> Table:
    contributions, words = figures.contributions, context.words

    def contributed(task: TaskVerdict) -> str:
        texts = contributions.get(task.task.id, ())
        return "; ".join(f"{period_name(period, words)}: {one_line(text)}" for period, text in texts) or "—"

    columns: Columns[TaskVerdict] = [
        (number_column("task", words), lambda item: task_cell(item.task.id)),
        content_column(words),
        (Column(words("column.lead")), context.leads),
        (Column(words("column.state")), lambda item: state_cell(item, words)),
        (Column(words("column.contributed"), wide=True, optional=not contributions), contributed),
    ]
    ids = {
        "task_id": attrgetter("task.id"),
        "lead_ids": attrgetter("task.lead.bodies"),
        "state_id": attrgetter("state"),
    }
    return build_table(columns, figures.cooperating, name="supports", ids=ids)


# --- groups ----------------------------------------------------------------------------------------------------------


def build_group(group: Group, context: ViewContext) -> View:
    """Return the view of a group with its members."""
    words = context.words
    names = ", ".join(name for name in group.found_as if name != full_name(group, words)) or words("none")
    pairs = named_pairs({"id": group.id, "names": names, "roster": words(f"roster.{group.roster}")}, words)
    blocks: list[Block] = [*data_warnings(context), Heading(full_name(group, words)), pairs]
    if group.note:
        blocks.append(Paragraph(context.words("note.quoted", text=group.note), "mute"))
    if group.assumed:
        blocks.append(Paragraph(assumption_text(words, group.assumed)))
    columns: Columns[Agency] = [
        (Column(words("column.id"), media=NOT_CSV), lambda agency: agency.id),
        (Column(words("column.agency"), wide=True), lambda agency: agency_cell(context, agency)),
    ]
    members = context.register.members((group.id,))
    blocks.append(build_table(columns, members, name="members", ids={"agency_id": attrgetter("id")}))
    facts: types.GroupPage = {"group": group_data(group)}
    return View(header(context), tuple(blocks), {**context.head, **facts})
