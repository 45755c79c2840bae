"""Calendar of due dates: an event for each due date of a task with an open obligation, and for the monthly report."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from plan190.document.blocks import Block, CalendarEvent, Cell, Column, Paragraph, View
from plan190.model.task import task_number
from plan190.parts.cells import Columns, build_table, date_cell, due_cell
from plan190.parts.names import full_name, period_name, plan_name, short_name, state_with_flags, tone_of
from plan190.parts.plan_view import data_warnings, header, preamble
from plan190.status.state import State
from plan190.words.text import clip, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.blocks import Table, Tone
    from plan190.model.agency import Agency
    from plan190.parts.context import ViewContext
    from plan190.status import fact_types as types
    from plan190.status.figures.calendar import CalendarFigures, ReportDueDates, TaskDueDate
    from plan190.status.verdicts import Verdict
    from plan190.words import Words

LONGEST_TITLE = 60
"""The highest number of characters of a task's content in an event's title; phones do not show longer titles."""

REPORT_ALARMS = (3, 0)
"""The alarms of an event for a report, in days before the due date."""


class Entry(NamedTuple):
    """An event, the number of its task (None for the monthly report), the ids of the owing agencies, and its tone."""

    event: CalendarEvent
    task: str | None
    agencies: tuple[str, ...]
    tone: Tone = "plain"


def build(figures: CalendarFigures, context: ViewContext) -> View:
    """Return the calendar of one agency, or of the whole plan."""
    agency, words = figures.agency, context.words
    entries = [
        *_report_entries(figures, context),
        *(_task_entry(due_date, agency, context) for due_date in figures.tasks),
    ]
    title = words("calendar.title", plan=plan_name(context.plan, words))
    key = "calendar.count" if entries else "calendar.nothing"
    summary = words(key, number=len(entries))
    if agency is not None:
        title = f"{title} – {full_name(agency, words)}"
        summary = f"{full_name(agency, words)}: {summary}"
    blocks: tuple[Block, ...] = (
        Paragraph(header(context)),
        *preamble(context),
        Paragraph(summary, "plain" if entries else "good"),
        _table(entries, words),
    )
    facts: types.Calendar = {
        "agency": agency.id if agency is not None else None,
        "events": list(map(_facts, entries)),
    }
    events = tuple(entry.event for entry in entries)
    return View(title, blocks, {**context.head, **facts}, events=events, day=context.as_of)


def _event(
    context: ViewContext, name: str, day: date, title: str, lines: Sequence[str], alarms: tuple[int, ...]
) -> CalendarEvent:
    """Return an event; `name` identifies it within the plan, `alarms` are in days before it.

    The uids of a fictional calendar and of an advance draft are their own, so that they replace no real event. The text
    has the warning that the data are fictional, because readers may see an event without the rest of the view.
    """
    plan = context.plan
    example = ".example" if plan.fiction else ""
    draft = f".draft-{context.as_of}" if context.is_draft else ""
    plan_id = "-".join(fold(plan.number or plan.symbol or plan.kind).split())
    uid = f"{name}@{plan_id}-{plan.issued_on}{example}{draft}.plan190"
    warning = [paragraph.text for paragraph in data_warnings(context)]
    return CalendarEvent(uid, day, title, "\n".join([*warning, *lines]), alarms)


def _coming_alarms(last_day: date, days_before: Sequence[int], as_of: date) -> tuple[int, ...]:
    """Return the alarms that are not in the past, because many calendar programs show past alarms immediately."""
    return tuple(days for days in days_before if last_day - timedelta(days=days) >= as_of)


# --- tasks -----------------------------------------------------------------------------------------------------------


def _task_entry(due_date: TaskDueDate, agency: Agency | None, context: ViewContext) -> Entry:
    """Return the entry of a task on a due date, in the calendar of the agency or of the whole plan."""
    due, verdicts, owing = due_date
    task, words = verdicts[0].task, context.words
    agencies = words("counted.agencies", number=len(owing))
    if len(owing) == 1:
        agencies = short_name(owing[0].body, words)
    key = "calendar.overdue" if owing[0].state is State.OVERDUE else "calendar.due"
    title = words(key, number=task.id, agencies=agencies, content=clip(task.content, LONGEST_TITLE))
    # Calendar programs identify an event by its uid, which contains this name. In the calendar of the whole plan, the
    # name has the task and the first agency with this due date in the plan's order, even if its work is done. Therefore
    # the event moves if the due date moves for all agencies, and it stays if the due date moves only for some or if an
    # agency completes its work. Names are unique, because an agency owes a task only once. The calendar of one agency
    # uses other names, so that a program that imports both calendars keeps both events.
    prefix = "from-" if agency is None else ""
    name = f"task-{task.id}-{prefix}{verdicts[0].obligation.origin.id}"
    alarms = _coming_alarms(due, sorted({context.policy.soon, 1}, reverse=True), context.as_of)
    event = _event(context, name, due, title, _task_lines(owing, context), alarms)
    return Entry(event, task.id, _listed_ids(owing, agency), tone_of(owing[0].state))


def _listed_ids(owing: Sequence[Verdict], agency: Agency | None) -> tuple[str, ...]:
    """Return the ids of the agencies that owe the task, or of the agency whose calendar it is."""
    if agency is not None:
        return (agency.id,)
    listed = chain.from_iterable(verdict.agencies for verdict in owing)
    return tuple(owed_by.id for owed_by in listed)


def _task_lines(owing: Sequence[Verdict], context: ViewContext) -> list[str]:
    """Return the lines of text of a task's event; `owing` are the open obligations."""
    task, words = owing[0].task, context.words
    due_texts = dict.fromkeys(due_cell(verdict, words).text for verdict in owing)
    return [
        words("calendar.task", number=task.id, content=task.content),
        f"{words('column.deadline')}: {task.deadline.words}",
        f"{words('column.due')}: {'; '.join(due_texts)}",
        f"{words('column.product')}: {task.product.words}",
        f"{words('column.cooperating')}: {task.cooperating.words}",
        words("calendar.lead", as_of=words.day(context.as_of)),
        *(f"- {full_name(verdict.body, words)}: {state_with_flags([verdict], context)}" for verdict in owing),
    ]


# --- monthly reports -------------------------------------------------------------------------------------------------


def _report_entries(figures: CalendarFigures, context: ViewContext) -> Iterator[Entry]:
    """Yield one repeated entry for the monthly report, or one for each month if the due dates are on different days."""
    agency, reports, words = figures.agency, figures.reports, context.words
    if reports is None:
        return
    owner, title = "all", words("calendar.reports")
    if agency is not None:
        owner, title = agency.id, words("calendar.report", name=short_name(agency, words))
    notes = _report_notes(figures, reports, context)
    if reports.is_monthly:
        first = min(reports.due_dates.values())
        lines = [words("calendar.monthly", day=first.day), *notes]
        alarms = _coming_alarms(reports.last or date.max, REPORT_ALARMS, context.as_of)
        event = _event(context, f"report-monthly-{owner}", first, title, lines, alarms)
        yield Entry(event._replace(monthly=True, until=reports.last), None, reports.agencies)
        return
    for period, due in reports.due_dates.items():
        month = period_name(period, words)
        lines = [words("calendar.single", month=month, day=words.day(due)), *notes]
        alarms = _coming_alarms(due, REPORT_ALARMS, context.as_of)
        event = _event(context, f"report-{period}-{owner}", due, f"{title} {month}", lines, alarms)
        yield Entry(event, None, reports.agencies)


def _report_notes(figures: CalendarFigures, reports: ReportDueDates, context: ViewContext) -> list[str]:
    """Return the lines with the number of agencies that owe the report and the provision that requires it."""
    plan, provision = context.plan, context.plan.reporting.provision
    notes = []
    if figures.agency is None:
        notes.append(context.words("calendar.agencies_reporting", number=len(reports.agencies)))
    texts = [text.words for text in plan.provisions if text.ref == provision]
    return notes + [f"{provision}: {text}" for text in texts[:1]]


# --- table and facts -------------------------------------------------------------------------------------------------


def _table(entries: Sequence[Entry], words: Words) -> Table:
    def alarms(entry: Entry) -> str:
        return ", ".join(map(str, entry.event.alarms)) or "—"

    columns: Columns[Entry] = [
        (Column(words("column.day")), lambda entry: date_cell(entry.event.day, words)),
        (Column(words("calendar.column.event"), wide=True, clipped=True), _title_cell),
        (Column(words("calendar.column.repeats"), optional=True), lambda entry: _repetition(entry.event, words)),
        (Column(words("calendar.column.alarms"), optional=True), alarms),
        (Column("UID", optional=True), lambda entry: entry.event.uid),
    ]
    ids = {
        "task_id": attrgetter("task"),
        "agency_ids": attrgetter("agencies"),
        "monthly": attrgetter("event.monthly"),
        "until": attrgetter("event.until"),
    }
    return build_table(columns, entries, name="events", ids=ids)


def _title_cell(entry: Entry) -> Cell:
    return Cell(entry.event.title, tone=entry.tone)


def _repetition(event: CalendarEvent, words: Words) -> str:
    if not event.monthly:
        return "—"
    if event.until is None:
        return words("calendar.repeats")
    return words("calendar.repeats.until", day=words.day(event.until))


def _facts(entry: Entry) -> types.CalendarEvent:
    event = entry.event
    return {
        "uid": event.uid, "day": event.day,
        "task": task_number(entry.task) if entry.task is not None else None,
        "task_id": entry.task, "agencies": entry.agencies, "monthly": event.monthly, "until": event.until,
        "alarms": event.alarms, "title": event.title, "text": event.text,
    }  # fmt: skip
