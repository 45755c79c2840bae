"""Calendar of due dates: an event for each open obligation or task with a due date, and for the monthly report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from plan190.document.blocks import Block, CalendarEvent, Cell, Column, Paragraph, Table, View
from plan190.parts.cells import Columns, build_table, date_cell, due_cell
from plan190.parts.context import ViewContext
from plan190.parts.names import full_name, month_name, short_name, state_with_flags, tone_of
from plan190.parts.plan_view import fiction_warning, header, preamble
from plan190.status.facts import head
from plan190.status.periods import month_of, periods_through, report_due
from plan190.status.state import OPEN, State
from plan190.status.submissions import agency_closed_on
from plan190.words.text import clip, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.blocks import Tone
    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.status.verdicts import Verdict
    from plan190.words import Words

LONGEST_TITLE = 60
"""The most letters of a task's text in a title; a telephone shows fewer."""

MONTHS_AHEAD = 24
"""For how many coming months reports have single events, if they are not due on the same day of each month."""

REPORT_ALARMS = (3, 0)
"""How many days before the due date of a report there is an alarm."""


class Entry(NamedTuple):
    """An event, the number of its task (None for the monthly report), the agencies that owe it, and its tone."""

    event: CalendarEvent
    task: int | None
    agencies: tuple[str, ...]
    tone: Tone = "plain"


@dataclass(frozen=True)
class Calendar(ViewContext):
    """What a calendar is built from. `agency`: whose calendar it is; None for the whole plan."""

    agency: Agency | None

    def event(self, name: str, day: date, title: str, lines: Sequence[str], alarms: tuple[int, ...]) -> CalendarEvent:
        """Return an event; `name` identifies it within the plan, and a made-up example is another plan.

        Its text repeats the warning that the data are made up, because an event is read on its own.
        """
        example = ".example" if self.plan.fiction else ""
        plan_id = "-".join(fold(self.plan.number).split())
        uid = f"{name}@{plan_id}-{self.plan.issued_on}{example}.plan190"
        warning = [paragraph.text for paragraph in fiction_warning(self)]
        return CalendarEvent(uid, day, title, "\n".join([*warning, *lines]), alarms)

    def alarms(self, last_day: date, days_before: Sequence[int]) -> tuple[int, ...]:
        """Return the alarms that are still to come; many calendars ring at once for those that have passed."""
        return tuple(days for days in days_before if last_day - timedelta(days=days) >= self.as_of)


def build(context: ViewContext, agency: Agency | None) -> View:
    """Return the calendar of one agency, or of the whole plan."""
    words = context.words
    calendar = Calendar(context.register, context.assessment, words, agency)
    entries = [*_report_entries(calendar), *_task_entries(calendar)]
    title = words("calendar.title", symbol=calendar.plan.symbol)
    summary = words("calendar.count", number=len(entries)) if entries else words("calendar.nothing")
    if agency is not None:
        title = f"{title} – {full_name(agency, words)}"
        summary = f"{full_name(agency, words)}: {summary}"
    blocks: list[Block] = [Paragraph(header(context)), *preamble(context)]
    blocks.append(Paragraph(summary, "plain" if entries else "good"))
    if entries:
        blocks.append(_table(entries, words))
    facts = head(context.plan, context.as_of)
    facts |= {"agency": agency.id if agency is not None else None, "events": [_facts(entry) for entry in entries]}
    events = tuple(entry.event for entry in entries)
    return View(title, tuple(blocks), facts, events=events, day=context.as_of)


def _task_entries(calendar: Calendar) -> Iterator[Entry]:
    """Yield an entry for each task and due date with an open obligation, by date and task.

    An obligation that was transferred to another agency does not count.
    """
    agency = calendar.agency
    groups: dict[tuple[date, int], list[Verdict]] = defaultdict(list)
    for verdict in calendar.assessment.verdicts:
        is_listed = agency is None or verdict.agency.id == agency.id
        if is_listed and verdict.due is not None and not verdict.obligation.is_transferred:
            groups[verdict.due, verdict.task.number].append(verdict)
    for (due, _), verdicts in sorted(groups.items(), key=lambda group: group[0]):
        if any(verdict.state in OPEN for verdict in verdicts):
            yield _task_entry(calendar, due, verdicts)


def _task_entry(calendar: Calendar, due: date, verdicts: Sequence[Verdict]) -> Entry:
    """Return the entry of a task on a due date; `verdicts` are its obligations due then, open or not."""
    task, words = verdicts[0].task, calendar.words
    owing = [verdict for verdict in verdicts if verdict.state in OPEN]
    agencies = short_name(owing[0].agency, words) if len(owing) == 1 else words("calendar.agencies", number=len(owing))
    key = "calendar.overdue" if owing[0].state is State.OVERDUE else "calendar.due"
    title = words(key, number=task.number, agencies=agencies, content=clip(task.content, LONGEST_TITLE))
    due_texts = dict.fromkeys(due_cell(verdict, words).text for verdict in owing)
    lines = [
        words("calendar.task", number=task.number, content=task.content),
        f"{words('column.deadline')}: {task.deadline.words}",
        f"{words('column.due')}: {'; '.join(due_texts)}",
        f"{words('column.product')}: {task.product.words}",
        f"{words('column.cooperating')}: {task.cooperating.words}",
        words("calendar.lead", as_of=words.day(calendar.as_of)),
        *(f"- {full_name(verdict.agency, words)}: {state_with_flags(verdict, words)}" for verdict in owing),
    ]
    # In the calendar of the whole plan, the task and the first agency with that due date identify an event, done or
    # not, in the plan's order. So a due date that moves for all agencies moves the event, one that moves for some
    # leaves the event of the others, and a completed task renames nothing. No agency owes a task twice, so the names
    # differ. An agency's own event has another name: a calendar that holds both keeps both.
    origin = "" if calendar.agency is not None else "from-"
    name = f"task-{task.number}-{origin}{verdicts[0].agency.id}"
    alarms = calendar.alarms(due, sorted({calendar.policy.soon, 1}, reverse=True))
    event = calendar.event(name, due, title, lines, alarms)
    return Entry(event, task.number, tuple(verdict.agency.id for verdict in owing), tone_of(owing[0].state))


def _report_entries(calendar: Calendar) -> Iterator[Entry]:
    """Yield one monthly entry for the report, or one for each month if the due dates are on different days.

    It ends with the last report that was owed before the plan, or everything that the agencies owe, was closed.
    """
    agency, words = calendar.agency, calendar.words
    closed = _closing_dates(calendar)
    owing = [id_ for id_, day in closed.items() if day is None]
    last_day = date.max if owing else max(filter(None, closed.values()), default=date.min)
    due_dates = {period: due for period, due in _report_due_dates(calendar).items() if due <= last_day}
    if not due_dates:
        return
    ids = tuple(owing or closed)
    owner = "all" if agency is None else agency.id
    title = words("calendar.reports") if agency is None else words("calendar.report", name=short_name(agency, words))
    notes = _report_notes(calendar, len(ids))
    if _is_monthly(list(due_dates.values())):
        first, until = min(due_dates.values()), None if owing else max(due_dates.values())
        lines = [words("calendar.monthly", day=first.day), *notes]
        alarms = calendar.alarms(until or date.max, REPORT_ALARMS)
        event = calendar.event(f"report-monthly-{owner}", first, title, lines, alarms)
        yield Entry(replace(event, monthly=True, until=until), None, ids)
        return
    for period, due in due_dates.items():
        month = month_name(period)
        lines = [words("calendar.single", month=month, day=words.day(due)), *notes]
        alarms = calendar.alarms(due, REPORT_ALARMS)
        event = calendar.event(f"report-{period}-{owner}", due, f"{title} {month}", lines, alarms)
        yield Entry(event, None, ids)


def _closing_dates(calendar: Calendar) -> dict[str, date | None]:
    """Return the agencies of the calendar that must report, each with the date from which it owes nothing more."""
    agencies = [calendar.agency] if calendar.agency else [entry.value for entry in calendar.register.agencies]
    snapshot = calendar.assessment.snapshot
    return {agency.id: agency_closed_on(snapshot, agency) for agency in agencies if agency.monthly_report == "required"}


def _report_due_dates(calendar: Calendar) -> dict[Month, date]:
    """Return the due date of every report from the first one through those of the months ahead."""
    reporting = calendar.plan.reporting
    last = max(reporting.first_period, calendar.assessment.period).later(MONTHS_AHEAD)
    periods = periods_through(last, reporting)
    return {period: report_due(period, calendar.plan, calendar.policy) for period in periods}


def _is_monthly(days: Sequence[date]) -> bool:
    """Return whether the dates are the same day of consecutive months."""
    start = month_of(days[0])
    return all((day.day, month_of(day)) == (days[0].day, start.later(n)) for n, day in enumerate(days))


def _report_notes(calendar: Calendar, agencies: int) -> list[str]:
    """Return how many agencies owe the report, and the provision that asks for it."""
    plan, provision = calendar.plan, calendar.plan.reporting.provision
    notes = [] if calendar.agency is not None else [calendar.words("calendar.agencies_reporting", number=agencies)]
    texts = [text.words for text in plan.provisions if text.ref == provision]
    return notes + [f"{provision}: {text}" for text in texts[:1]]


def _table(entries: Sequence[Entry], words: Words) -> Table:
    def alarms(entry: Entry) -> str:
        return ", ".join(map(str, entry.event.alarms)) or "—"

    columns: Columns[Entry] = [
        (Column(words("calendar.column.day")), lambda entry: date_cell(entry.event.day, words)),
        (Column(words("calendar.column.event"), wide=True, clipped=True), _title_cell),
        (Column(words("calendar.column.repeats"), optional=True), lambda entry: _repetition(entry.event, words)),
        (Column(words("calendar.column.alarms"), optional=True), alarms),
        (Column("UID", optional=True), lambda entry: entry.event.uid),
    ]
    return build_table(columns, entries, name="")


def _title_cell(entry: Entry) -> Cell:
    return Cell(entry.event.title, tone=entry.tone)


def _repetition(event: CalendarEvent, words: Words) -> str:
    if not event.monthly:
        return "—"
    return words("calendar.repeats.until", day=words.day(event.until)) if event.until else words("calendar.repeats")


def _facts(entry: Entry) -> dict[str, object]:
    event = entry.event
    return {
        "uid": event.uid,
        "day": event.day.isoformat(),
        "task": entry.task,
        "agencies": list(entry.agencies),
        "monthly": event.monthly,
        "until": event.until.isoformat() if event.until else None,
        "alarms": list(event.alarms),
        "title": event.title,
        "text": event.text,
    }
