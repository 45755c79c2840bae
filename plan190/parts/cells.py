"""Tables built from columns, the cells that several tables share, and the pages to which cells link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from plan190.document.blocks import DATA, EVERYWHERE, ONLY_CSV, ONLY_SHEET, Cell, Column, Pairs, Table
from plan190.model.agency import Agency
from plan190.model.task import task_number
from plan190.parts.names import full_name, short_name, state_text, state_with_flags, tone_of
from plan190.status.indicators import exact_number
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from plan190.words.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from plan190.document.blocks import Media, Tone
    from plan190.model.register import Body
    from plan190.model.task import TaskNumber
    from plan190.parts.context import ViewContext
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import TaskVerdict, Verdict
    from plan190.words import Words

Item = TypeVar("Item")
Part = TypeVar("Part")
ColumnPair = tuple[Column, Callable[[Item], "Cell | str"]]
"""A column, and the function that returns its cell, or the text of the cell, for an item."""
Columns = list[ColumnPair[Item]]

Ids = Mapping[str, Callable[[Item], object]]
"""The title of a column only for CSV, and the function that returns its value for an item."""

NO_IDS: Mapping[str, Callable[..., object]] = {}

NO_VALUE = Cell("—", "")
"""The cell for a missing value."""

_SUBMISSION_TONES: dict[SubmissionState, Tone] = {
    SubmissionState.LATE: "late",
    SubmissionState.MISSING: "bad",
    SubmissionState.NOT_YET_DUE: "open",
    SubmissionState.LEFT_OUT: "bad",
}

_SUBMISSION_ORDER = (
    SubmissionState.MISSING,
    SubmissionState.LEFT_OUT,
    SubmissionState.LATE,
    SubmissionState.ON_TIME,
    SubmissionState.NOT_YET_DUE,
)
"""The order in which a web page sorts the states of submissions, those in one state by date."""


def build_table(
    columns: Columns[Item],
    items: Iterable[Item],
    *,
    name: str,
    row_title: str = "",
    totals: Iterable[Cell | str] = (),
    stacked: bool = False,
    wraps: bool = False,
    sortable: bool = False,
    ids: Ids[Item] = NO_IDS,
    media: Media = EVERYWHERE,
) -> Table:
    """Return a table with one row per item and one cell per column; `totals` are the cells of the last row.

    `row_title`: the title of a first column that numbers the rows, "" for none. `ids`: the last columns, only for CSV:
    titles and values that depend neither on the language nor on the date. Without rows, only CSV shows the table.
    """
    columns = [*columns, *(_id_column(id_name, value) for id_name, value in ids.items())]
    headers = [column for column, _ in columns]

    def cells(item: Item) -> tuple[Cell, ...]:
        return tuple(_as_cell(cell(item)) for _, cell in columns)

    rows = [cells(item) for item in items]
    total_row = tuple(map(_as_cell, totals))
    if total_row:
        total_row += (Cell(""),) * len(ids)
    if row_title:
        headers.insert(0, Column(row_title, number=True))
        rows = [(count_cell(number), *row) for number, row in enumerate(rows, start=1)]
        if total_row:
            total_row = (Cell(""), *total_row)
    if not rows:
        media &= ONLY_CSV
    return Table(tuple(headers), tuple(rows), total_row or None, stacked, wraps, name, sortable, media)


def _id_column(name: str, value: Callable[[Item], object]) -> ColumnPair[Item]:
    """Return a column that only CSV shows; several ids are separated by spaces, and a missing one is ""."""

    def cell(item: Item) -> str:
        id_ = value(item)
        if isinstance(id_, bool):
            return str(id_).lower()
        if isinstance(id_, tuple | list):
            return " ".join(id_)
        return "" if id_ is None else str(id_)

    return Column(name, media=ONLY_CSV), cell


def apply_columns(columns: Columns[Part], part: Callable[[Item], Part]) -> Columns[Item]:
    """Return columns for items, given columns for a part of an item and the function that returns this part."""

    def of_item(column: Column, cell: Callable[[Part], Cell | str]) -> ColumnPair[Item]:
        return column, lambda item: cell(part(item))

    return [of_item(column, cell) for column, cell in columns]


def named_pairs(texts: Mapping[str, str], words: Words, group: str = "column") -> Pairs:
    """Return pairs of a name and a text.

    The name of a text is the message with the key `{group}.{key of the text}`; "column" is the group of column titles.
    """
    return Pairs(tuple((words(f"{group}.{name}"), text) for name, text in texts.items()))


def content_column(words: Words, length: int | None = None) -> ColumnPair[TaskVerdict | Verdict]:
    """Return the column with the content of the tasks, or with at most this number of its characters."""
    column = Column(words("column.content"), wide=True, clipped=True)
    return column, lambda item: item.task.content if length is None else clip(item.task.content, length)


def number_column(name: str, words: Words, *, optional: int = 0) -> Column:
    """Return a column of numbers; `name` is the end of the message key of its title, `optional` as in `Column`."""
    return Column(words(f"column.{name}"), number=True, optional=optional)


def _as_cell(cell: Cell | str) -> Cell:
    return Cell(cell) if isinstance(cell, str) else cell


def agency_page(id_: str) -> str:
    """Return the path of an agency's page on the dashboard."""
    return f"agencies/{id_}.html"


def form_page(id_: str) -> str:
    """Return the path of the form of an agency's monthly report on the dashboard."""
    return f"forms/{id_}.html"


def task_page(id_: str) -> str:
    """Return the path of a task's page on the dashboard."""
    return f"tasks/{id_}.html"


def agency_cell(context: ViewContext, body: Body, *, full: bool = False, mark_outside: bool = False) -> Cell:
    """Return the cell with the name of an agency or group, linked to its page if it has one.

    `full`: its full name, not the short one. `mark_outside`: add an asterisk to the name of a requested body, which is
    not ranked.
    """
    name = full_name(body, context.words) if full else short_name(body, context.words)
    if mark_outside and isinstance(body, Agency) and body.outside:
        name += " *"
    page = agency_page(body.id) if body.id in context.listed else ""
    return Cell(name, page=page)


def agency_ids(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the ids of the agencies that owe the obligations, each once."""
    agencies = chain.from_iterable(verdict.agencies for verdict in verdicts)
    return list(dict.fromkeys(agency.id for agency in agencies))


def task_cell(id_: str) -> Cell:
    """Return the cell with a task's number, linked to its page."""
    return Cell(id_, task_number(id_), page=task_page(id_))


def count_cell(number: TaskNumber | None, *states: State) -> Cell:
    """Return the cell with a count or the number of a task, a dash for None.

    `states`: the states that are counted; a count of overdue or due-soon work has the tone of that state.
    """
    if number is None:
        return NO_VALUE
    if number and states in {(State.OVERDUE,), (State.DUE_SOON,)}:
        return Cell(str(number), number, tone_of(*states))
    return Cell(str(number), number)


def number_cell(number: int | Decimal | None, words: Words, tone: Tone = "plain") -> Cell:
    """Return the cell with a number whose digits are in groups of three, a dash for None."""
    return NO_VALUE if number is None else Cell(words.number(number), exact_number(number), tone)


def percent_cell(tenths: int | None, words: Words) -> Cell:
    """Return the cell with a percentage, given in tenths of a percent, a dash for None."""
    if tenths is None:
        return NO_VALUE
    return Cell(words.percent(tenths), Decimal(tenths) / 1000)


def date_cell(day: date | None, words: Words) -> Cell:
    """Return the cell with a date, a dash for None."""
    return Cell(words.short_day(day), day) if day else NO_VALUE


def due_cell(verdict: Verdict | None, words: Words, *, paused: bool = False) -> Cell:
    """Return the cell with the due date, if there is one, and with the original due date if a decision moved it.

    `paused`: also state that the work was suspended for a time, if it was.
    """
    if verdict is None or verdict.due is None:
        return NO_VALUE
    text = words.short_day(verdict.due)
    if verdict.original_due is not None and verdict.original_due != verdict.due:
        text = words("due.moved", day=text, original=words.short_day(verdict.original_due))
    if paused and verdict.record.due_history.pauses:
        text = words("due.paused", day=text)
    return Cell(text, verdict.due)


def due_columns(
    words: Words, verdict: Callable[[Item], Verdict | None], *, paused: bool = False, optional: int = 0
) -> Columns[Item]:
    """Return the column of the due date and, for workbooks and CSV, columns for what its text says besides the date."""

    def original_cell(item: Item) -> Cell:
        return date_cell(getattr(verdict(item), "original_due", None), words)

    columns: Columns[Item] = [
        (Column(words("column.due"), optional=optional), lambda item: due_cell(verdict(item), words, paused=paused)),
        (Column(words("column.original_due"), media=DATA), original_cell),
    ]
    if paused:
        columns.append(
            (Column(words("column.paused"), media=ONLY_SHEET), lambda item: _paused_text(verdict(item), words))
        )
    return columns


def _paused_text(verdict: Verdict | None, words: Words) -> str:
    return words("paused.yes") if verdict is not None and verdict.record.due_history.pauses else ""


def state_cell(verdict: TaskVerdict | Verdict, words: Words) -> Cell:
    """Return the cell with the state of a task or an obligation, and the days late or left."""
    return Cell(state_text(verdict, words), tone=tone_of(verdict.state))


def flagged_state_cell(row: Sequence[Verdict], context: ViewContext) -> Cell:
    """Return the cell with the state of the obligations of a row, the days late or left, and their flags."""
    return Cell(state_with_flags(row, context), tone=tone_of(row[0].state))


def row_columns(context: ViewContext) -> Columns[list[Verdict]]:
    """Return the columns of a row of obligations: their state and, for workbooks and CSV, their number."""
    words = context.words
    return [
        (Column(words("column.state")), lambda row: flagged_state_cell(row, context)),
        (number_column("obligations", words)._replace(media=DATA), lambda row: count_cell(len(row))),
    ]


def submission_cell(submission: Submission | None, words: Words) -> Cell:
    """Return the cell with the state of a submission, in brackets if it is not owed; a dash for None."""
    if submission is None:
        return NO_VALUE
    reported_on = submission.reported_on
    day = words.day_and_month(reported_on) if reported_on else ""
    text = words(f"submission.cell.{submission.state}", day=day, days=submission.days_late)
    if not submission.owed:
        text = f"({text})"
    is_plain = submission.state is SubmissionState.ON_TIME and submission.owed
    value, tone = reported_on if is_plain else None, _SUBMISSION_TONES.get(submission.state, "good")
    order = f"{_SUBMISSION_ORDER.index(submission.state)} {reported_on or ''}"
    return Cell(text, value, tone, order=order)
