"""The coordinator's working list for the next days: the counts of each kind of work, then the work itself."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from plan190.document.blocks import DATA, EVERYWHERE, NOT_CSV, ONLY_SHEET, ONLY_TEXT, Cell, Column, Heading, Paragraph
from plan190.parts.cells import (
    agency_cell,
    agency_ids,
    build_table,
    content_column,
    count_cell,
    date_cell,
    number_cell,
    number_column,
    state_cell,
    task_cell,
)
from plan190.parts.names import agency_names, full_name, period_name
from plan190.parts.plan_view import plan_view
from plan190.status.figures.agenda import agenda_facts
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plan190.document.blocks import Block, Table, View
    from plan190.parts.cells import Columns, Ids
    from plan190.parts.context import ViewContext
    from plan190.status.figures.agenda import (
        AgencyChange,
        AgendaFigures,
        AgendaKind,
        AgendaLine,
        DueTask,
        IdleWork,
        OwedReports,
        WaitingItem,
    )
    from plan190.words import Words

MOST_ROWS = 5
"""The most claims and obstacles that text shows; other commands list them all."""

CONTENT_LENGTH = 60
"""The most characters of a task's content."""

COMMANDS: Mapping[AgendaKind, str] = {
    "overdue": "plan190 overdue",
    "due": "plan190 due-soon --within {days}",
    "missing": "plan190 reports --missing",
    "reports": "plan190 reports",
    "claims": "plan190 claims",
    "obstacles": "plan190 obstacles",
    "agencies": "plan190 agencies",
}
"""The command that lists the work of a line; that of the other lines is listed below them."""

_PASSED = frozenset({"overdue", "missing"})
"""The lines on work whose due date has passed."""


def build(figures: AgendaFigures, days: int, agency_option: str, context: ViewContext) -> View:
    """Return the view of the agenda. `days`: the number of days. `agency_option`: the option for its agencies."""
    words, options = context.words, agency_option + context.options
    range_ = {"first": words.day(figures.as_of), "last": words.day(figures.last)}
    blocks: list[Block] = [Paragraph(words.days("agenda.range", days, **range_)), _lines_table(figures, days, words)]
    if options:
        blocks.append(Paragraph(words("overview.options", options=options.strip()), "mute"))
    blocks += _section("due", figures.due, _due_columns(words), _DUE_IDS, words)
    blocks += _section("reports", figures.reports, _reports_columns(words), _REPORTS_IDS, words)
    for name, items in (("claims", figures.claims), ("obstacles", figures.obstacles)):
        blocks += _section(name, items, _waiting_columns(context), _WAITING_IDS, words, most=MOST_ROWS)
    blocks += _section("idle", figures.idle, _idle_columns(context), _IDLE_IDS, words)
    if figures.unreported:
        blocks.append(Paragraph(words("agenda.unreported", number=figures.unreported), "mute"))
    blocks += _section("agencies", figures.changes, _changes_columns(context), _CHANGES_IDS, words)
    return plan_view(context, blocks, partial(agenda_facts, figures))


def _lines_table(figures: AgendaFigures, days: int, words: Words) -> Table:
    """Return the table with the count of each kind of work, and the command that lists it."""

    def label(line: AgendaLine) -> str:
        return words.days(f"agenda.{line.id}", figures.idle_days)

    def number(line: AgendaLine) -> Cell:
        if not line.number:
            return number_cell(line.number, words, "mute")
        return number_cell(line.number, words, "bad" if line.id in _PASSED else "warn")

    def command(line: AgendaLine) -> str:
        if line.id not in COMMANDS:
            return words("agenda.below") if line.number else ""
        return COMMANDS[line.id].format(days=days)

    columns: Columns[AgendaLine] = [
        (number_column("number", words), number),
        (Column(words("column.attention"), wide=True), label),
        (number_column("agencies", words), lambda line: count_cell(line.agencies or None)),
        (Column(words("column.command")), command),
    ]
    return build_table(columns, figures.lines, name="agenda", media=NOT_CSV)


def _section(
    name: str, items: Sequence[Any], columns: Columns[Any], ids: Ids[Any], words: Words, *, most: int | None = None
) -> Iterator[Block]:
    """Yield the title and the table of a section, none without items; text shows at most `most` of them."""
    title = words(f"agenda.{name}.title")
    table = partial(build_table, columns, name=name, ids=ids)
    if most is None or len(items) <= most:
        if items:
            yield Heading(title, media=NOT_CSV)
        yield table(items, media=EVERYWHERE)
        return
    yield Heading(words("agenda.first", title=title, number=most, total=len(items)), media=ONLY_TEXT)
    yield table(items[:most], media=ONLY_TEXT)
    yield Heading(title, media=ONLY_SHEET)
    yield table(items, media=DATA)


def _due_columns(words: Words) -> Columns[DueTask]:
    content, content_of = content_column(words, CONTENT_LENGTH)
    return [
        (Column(words("column.due")), lambda item: date_cell(item.due, words)),
        (number_column("task", words), lambda item: task_cell(item.verdicts[0].task.id)),
        (content, lambda item: content_of(item.verdicts[0])),
        (number_column("obligations", words), lambda item: count_cell(len(item.verdicts))),
        (Column(words("column.agencies"), wide=True, clipped=True), lambda item: agency_names(item.verdicts, words)),
    ]


_DUE_IDS: Ids[DueTask] = {
    "task_id": lambda item: item.verdicts[0].task.id,
    "agency_ids": lambda item: agency_ids(item.verdicts),
}


def _reports_columns(words: Words) -> Columns[OwedReports]:
    return [
        (Column(words("column.due")), lambda item: date_cell(item.due, words)),
        (Column(words("column.period")), lambda item: period_name(item.period, words)),
        (number_column("owed", words), lambda item: count_cell(len(item.owed))),
        (number_column("awaited", words), lambda item: count_cell(len(item.awaited))),
        (Column(words("column.agencies"), wide=True, clipped=True), lambda item: agency_names(item.awaited, words)),
    ]


_REPORTS_IDS: Ids[OwedReports] = {
    "period": attrgetter("period"),
    "agency_ids": lambda item: [submission.agency.id for submission in item.awaited],
}


def _waiting_columns(context: ViewContext) -> Columns[WaitingItem]:
    words = context.words
    return [
        (number_column("task", words), lambda item: task_cell(item.task)),
        (Column(words("column.agency")), lambda item: agency_cell(context, context.register.bodies[item.agency])),
        (Column(words("column.since")), lambda item: date_cell(item.since, words)),
        (number_column("days_waiting", words), lambda item: number_cell(item.days, words)),
        (Column(words("column.content"), wide=True, clipped=True), lambda item: _waiting_content(item, context)),
    ]


def _waiting_content(item: WaitingItem, context: ViewContext) -> str:
    """Return the description of an obstacle, or the content of the task that is claimed as done."""
    if item.obstacle is not None:
        return one_line(item.obstacle.description)
    return context.register.tasks_by_id[item.task].content


_WAITING_IDS: Ids[WaitingItem] = {
    "task_id": attrgetter("task"),
    "agency_id": attrgetter("agency"),
    "obstacle": lambda item: item.obstacle and item.obstacle.name,
}


def _idle_columns(context: ViewContext) -> Columns[IdleWork]:
    words = context.words
    return [
        (number_column("task", words), lambda item: task_cell(item.verdict.task.id)),
        (Column(words("column.agency"), wide=True), lambda item: agency_cell(context, item.verdict.body)),
        (Column(words("column.state")), lambda item: state_cell(item.verdict, words)),
        (Column(words("column.moved_on")), lambda item: date_cell(item.moved_on, words)),
        (number_column("days_waiting", words), lambda item: number_cell(item.days, words)),
    ]


_IDLE_IDS: Ids[IdleWork] = {
    "task_id": attrgetter("verdict.task.id"),
    "agency_ids": lambda item: agency_ids([item.verdict]),
    "state_id": attrgetter("verdict.state"),
}


def _changes_columns(context: ViewContext) -> Columns[AgencyChange]:
    words = context.words

    def event(item: AgencyChange) -> str:
        key = "passed_on" if item.successors else item.event
        successors = context.short_names(item.successors)
        return words(f"agenda.event.{key}", name=full_name(item.named, words), successors=successors)

    return [
        (Column(words("column.day")), lambda item: date_cell(item.day, words)),
        (Column(words("column.agency")), lambda item: context.short_name(item.agency)),
        (Column(words("column.event"), wide=True), event),
    ]


_CHANGES_IDS: Ids[AgencyChange] = {
    "agency_id": attrgetter("agency"),
    "event": attrgetter("event"),
    "successor_ids": attrgetter("successors"),
}
