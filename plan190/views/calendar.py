"""The days for a calendar: what is open and has a day, and the monthly report that comes again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from plan190.document.blocks import Block, Cell, Column, Event, Paragraph, Table, View
from plan190.parts.names import (
    due_cell,
    fiction_warning,
    full_name,
    header,
    month_name,
    preamble,
    short_name,
    state_with_flags,
    tone_of,
)
from plan190.status.facts import head
from plan190.status.periods import month_of, periods_through, report_due
from plan190.status.state import OPEN, State
from plan190.status.submissions import closed_for
from plan190.words.text import clip, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.blocks import Tone
    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, TaskVerdict, Verdict
    from plan190.words import Words

LONGEST_TITLE = 60
"""The most letters of a task's own words in a title; a telephone shows fewer."""

MONTHS_AHEAD = 24
"""For how many months to come the reports stand singly, where they fall due on no one day of the month."""

REPORT_ALARMS = (3, 0)
"""How many days before a report's last day on time it is called to mind."""


class Entry(NamedTuple):
    """An event, the task that it is of (None for the monthly report), who owes it, and how that stands."""

    event: Event
    task: int | None
    agencies: tuple[str, ...]
    tone: Tone = "plain"


def build(register: Register, assessment: Assessment, body: Agency | None, words: Words) -> View:
    """Give the calendar of the whole plan, or of one agency."""
    entries = (*_reports(register, assessment, body, words), *_tasks(register, assessment, body, words))
    title = words("calendar.title", symbol=register.plan.value.symbol)
    name = full_name(body, words) if body is not None else None
    count = words("calendar.count", number=len(entries)) if entries else words("calendar.nothing")
    blocks: tuple[Block, ...] = (
        Paragraph(header(register, assessment.as_of, words)),
        *preamble(register, assessment, words),
        Paragraph(f"{name}: {count}" if name else count, "plain" if entries else "good"),
        *((_table(entries, words),) if entries else ()),
    )
    facts = head(register, assessment.as_of) | {
        "agency": body.id if body is not None else None,
        "events": [_facts(entry) for entry in entries],
    }
    return View(
        f"{title} – {name}" if name else title,
        blocks,
        facts,
        events=tuple(entry.event for entry in entries),
        day=assessment.as_of,
    )


def _uid(register: Register, name: str) -> str:
    """Give the lasting name of an event: what it is, and of which plan; a made-up one is another plan."""
    plan = register.plan.value
    number = "-".join(fold(plan.number).split())
    return f"{name}@{number}-{plan.issued_on}{'.example' if plan.fiction else ''}.plan190"


def _alarms(last: date, as_of: date, wanted: Sequence[int]) -> tuple[int, ...]:
    """Give the alarms that are still to ring: many a calendar rings at once for what has passed."""
    return tuple(days for days in wanted if last - timedelta(days=days) >= as_of)


def _text(register: Register, words: Words, *lines: str) -> str:
    """Give the lines of an event, which is read without what stands around it."""
    return "\n".join([*(one.text for one in fiction_warning(register, words)), *lines])


def _tasks(register: Register, assessment: Assessment, body: Agency | None, words: Words) -> Iterator[Entry]:
    """Give an event for each open obligation of the agency; of the whole plan, for each task and day, by day."""
    found = [
        (due, task, several)
        for task in assessment.tasks
        for due, several in _by_day(task, body).items()
        if any(one.state in OPEN for one in several)
    ]
    for due, task, several in sorted(found, key=lambda one: (one[0], one[1].task.number)):
        yield _task(register, assessment, task, due, several, body, words)


def _by_day(task: TaskVerdict, body: Agency | None) -> dict[date, list[Verdict]]:
    """Give the obligations that have a last day on time by that day, without those that passed to another."""
    found: dict[date, list[Verdict]] = defaultdict(list)
    for one in task.verdicts if body is None else task.of(body):
        if one.due is not None and one.obligation.passed_on is None:
            found[one.due].append(one)
    return found


def _task(
    register: Register,
    assessment: Assessment,
    verdict: TaskVerdict,
    due: date,
    several: Sequence[Verdict],
    body: Agency | None,
    words: Words,
) -> Entry:
    task, owing = verdict.task, [one for one in several if one.state in OPEN]
    agencies = [one.agency for one in owing]
    who = short_name(agencies[0], words) if len(agencies) == 1 else words("calendar.agencies", number=len(agencies))
    overdue = owing[0].state is State.OVERDUE
    text = _text(
        register,
        words,
        words("calendar.task", number=task.number, content=task.content),
        f"{words('column.deadline')}: {task.deadline.words}",
        f"{words('column.due')}: {'; '.join(dict.fromkeys(due_cell(one, words).text for one in owing))}",
        f"{words('column.product')}: {task.product.words}",
        f"{words('column.cooperating')}: {task.cooperating.words}",
        words("calendar.lead", as_of=words.day(assessment.as_of)),
        *(f"- {full_name(one.agency, words)}: {state_with_flags(one, words)}" for one in owing),
    )
    title = words(
        "calendar.overdue" if overdue else "calendar.due",
        number=task.number,
        who=who,
        content=clip(task.content, LONGEST_TITLE),
    )
    # Of the whole plan an event is known by its task and the first agency with that day, done or not, in the plan's
    # order. So a day that moves for all of them moves the event, one that moves for some leaves the others theirs,
    # and what is done renames nothing. No agency owes a task twice, so no two are called the same. An agency's own
    # event is another one: in a calendar that holds both, neither takes the other's place.
    first = several[0].agency.id
    name = f"task-{task.number}-{first}" if body is not None else f"task-{task.number}-from-{first}"
    soon = sorted({assessment.policy.soon, 1}, reverse=True)
    event = Event(_uid(register, name), due, title, text, _alarms(due, assessment.as_of, soon))
    return Entry(event, task.number, tuple(one.id for one in agencies), tone_of(owing[0].state))


def _reports(register: Register, assessment: Assessment, body: Agency | None, words: Words) -> Iterator[Entry]:
    """Give the monthly report as one event that comes again, or month by month where its day is not always the same.

    It ends with the last report that was owed before the plan, or all that the agencies owe, was closed.
    """
    closed = {
        entry.value: closed_for(assessment.snapshot, entry.value)
        for entry in register.agencies
        if entry.value.monthly_report == "required" and (body is None or entry.value.id == body.id)
    }
    owing = [agency for agency, day in closed.items() if day is None]
    agencies = owing or list(closed)
    last = max((day for day in closed.values() if day is not None), default=date.min)
    days = {period: day for period, day in _report_days(register, assessment).items() if owing or day <= last}
    if not days:
        return
    ids, who = tuple(one.id for one in agencies), "all" if body is None else body.id
    title = words("calendar.reports") if body is None else words("calendar.report", name=short_name(body, words))
    first, until = next(iter(days.values())), None if owing else max(days.values())
    start = month_of(first)
    if all((due.day, month_of(due)) == (first.day, start.later(n)) for n, due in enumerate(days.values())):
        text = _report_text(register, len(agencies), body, words("calendar.monthly", day=first.day), words)
        alarms = _alarms(until or date.max, assessment.as_of, REPORT_ALARMS)
        event = Event(_uid(register, f"report-monthly-{who}"), first, title, text, alarms, monthly=True, until=until)
        yield Entry(event, None, ids)
        return
    for period, due in days.items():
        line = words("calendar.single", month=month_name(period), day=words.day(due))
        text = _report_text(register, len(agencies), body, line, words)
        alarms = _alarms(due, assessment.as_of, REPORT_ALARMS)
        name = f"{title} {month_name(period)}"
        yield Entry(Event(_uid(register, f"report-{period}-{who}"), due, name, text, alarms), None, ids)


def _report_days(register: Register, assessment: Assessment) -> dict[Month, date]:
    """Give the last day on time of every report from the first one through those of the months ahead."""
    plan = register.plan.value
    last = max(plan.reporting.first_period, assessment.period).later(MONTHS_AHEAD)
    return {period: report_due(period, plan, assessment.policy) for period in periods_through(last, plan.reporting)}


def _report_text(register: Register, number: int, body: Agency | None, day: str, words: Words) -> str:
    plan = register.plan.value
    ordered = next((one.words for one in plan.provisions if one.ref == plan.reporting.provision), "")
    return _text(
        register,
        words,
        day,
        *([words("calendar.owing", number=number)] if body is None else []),
        *([f"{plan.reporting.provision}: {ordered}"] if ordered else []),
    )


def _table(entries: Sequence[Entry], words: Words) -> Table:
    columns = (
        Column(words("calendar.column.day")),
        Column(words("calendar.column.event"), wide=True, brief=True),
        Column(words("calendar.column.again"), spare=True),
        Column(words("calendar.column.alarms"), spare=True),
        Column("UID", spare=True),
    )
    return Table(columns, tuple(_row(entry, words) for entry in entries))


def _row(entry: Entry, words: Words) -> tuple[Cell, ...]:
    event = entry.event
    return (
        Cell(words.day(event.day), event.day),
        Cell(event.title, tone=entry.tone),
        Cell(_again(event, words)),
        Cell(", ".join(map(str, event.alarms)) or "—"),
        Cell(event.uid),
    )


def _again(event: Event, words: Words) -> str:
    if not event.monthly:
        return "—"
    return words("calendar.again.until", day=words.day(event.until)) if event.until else words("calendar.again")


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
