"""Tables built from columns, the cells that several tables share, and the pages to which cells link."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from plan190.document.blocks import Cell, Column, Link, Pairs, Table
from plan190.model.agency import Agency
from plan190.model.task import task_number
from plan190.parts.names import short_name, state_text, state_with_flags, tone_of
from plan190.status.indicators import whole_number
from plan190.status.state import State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from plan190.document.blocks import Tone
    from plan190.model.register import Body
    from plan190.parts.context import ViewContext
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import TaskVerdict, Verdict
    from plan190.words import Words

Item = TypeVar("Item")
Part = TypeVar("Part")
ColumnPair = tuple[Column, Callable[[Item], "Cell | str"]]
"""A column, and the function that returns its cell, or the text of the cell, for an item."""
Columns = list[ColumnPair[Item]]

NO_VALUE = Cell("—", "")
"""The cell for a missing value."""

_SUBMISSION_TONES: dict[SubmissionState, Tone] = {
    SubmissionState.LATE: "warn",
    SubmissionState.MISSING: "bad",
    SubmissionState.NOT_YET_DUE: "mute",
    SubmissionState.LEFT_OUT: "bad",
}


def build_table(
    columns: Columns[Item],
    items: Iterable[Item],
    *,
    name: str,
    row_title: str = "",
    totals: Iterable[Cell | str] = (),
    stacked: bool = False,
    sortable: bool = False,
) -> Table:
    """Return a table with one row per item and one cell per column; `totals` are the cells of the last row.

    `row_title`: the title of a first column that numbers the rows, "" for none.
    """
    headers = [column for column, _ in columns]

    def cells(item: Item) -> tuple[Cell, ...]:
        return tuple(_as_cell(cell(item)) for _, cell in columns)

    rows = [cells(item) for item in items]
    total_row = tuple(map(_as_cell, totals))
    if row_title:
        headers.insert(0, Column(row_title, number=True))
        rows = [(count_cell(number), *row) for number, row in enumerate(rows, start=1)]
        if total_row:
            total_row = (Cell(""), *total_row)
    return Table(tuple(headers), tuple(rows), total_row or None, stacked, name, sortable)


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


def number_column(name: str, words: Words, *, optional: bool = False) -> Column:
    """Return a column of numbers; `name` is the end of the message key of its title."""
    return Column(words(f"column.{name}"), number=True, optional=optional)


def _as_cell(cell: Cell | str) -> Cell:
    return Cell(cell) if isinstance(cell, str) else cell


def agency_page(id_: str) -> str:
    """Return the path of an agency's page on the dashboard."""
    return f"agencies/{id_}.html"


def task_page(id_: str) -> str:
    """Return the path of a task's page on the dashboard."""
    return f"tasks/{id_}.html"


def page_links(words: Words, home: str, other: str) -> tuple[Link, ...]:
    """Return links to the home page and to the same page in the other language; no link if an address is ""."""
    links = (Link(words("dashboard.home"), home), Link(words("dashboard.other_language"), other))
    return tuple(link for link in links if link.address)


def agency_cell(context: ViewContext, body: Body, *, mark_outside: bool = False) -> Cell:
    """Return the cell with the name of an agency or group, linked to its page if it has one.

    `mark_outside`: add an asterisk to the name of a requested body, which is not ranked.
    """
    name = short_name(body, context.words)
    if mark_outside and isinstance(body, Agency) and body.outside:
        name += " *"
    page = agency_page(body.id) if body.id in context.listed else ""
    return Cell(name, page=page)


def task_cell(id_: str) -> Cell:
    """Return the cell with a task's number, linked to its page."""
    return Cell(id_, task_number(id_), page=task_page(id_))


def count_cell(number: int | None, *states: State) -> Cell:
    """Return the cell with a count, a dash for None.

    `states`: the states that are counted; a count of overdue or due-soon work has the tone of that state.
    """
    if number is None:
        return NO_VALUE
    if number and states in {(State.OVERDUE,), (State.DUE_SOON,)}:
        return Cell(str(number), number, tone_of(*states))
    return Cell(str(number), number)


def number_cell(number: int | Decimal | None, words: Words, tone: Tone = "plain") -> Cell:
    """Return the cell with a number whose digits are in groups of three, a dash for None."""
    return NO_VALUE if number is None else Cell(words.number(number), whole_number(number), tone)


def percent_cell(tenths: int | None, words: Words) -> Cell:
    """Return the cell with a percentage, given in tenths of a percent, a dash for None."""
    if tenths is None:
        return NO_VALUE
    return Cell(words.percent(tenths), Decimal(tenths) / 1000)


def date_cell(day: date | None, words: Words) -> Cell:
    """Return the cell with a date, a dash for None."""
    return Cell(words.day(day), day) if day else NO_VALUE


def due_cell(verdict: Verdict, words: Words, *, paused: bool = False) -> Cell:
    """Return the cell with the due date, and with the original due date if a decision moved it.

    `paused`: also state that the work was suspended for a time, if it was.
    """
    if verdict.due is None:
        return NO_VALUE
    text = words.day(verdict.due)
    if verdict.original_due is not None and verdict.original_due != verdict.due:
        text = words("due.moved", day=text, original=words.day(verdict.original_due))
    if paused and verdict.record.due_history.pauses:
        text = words("due.paused", day=text)
    return Cell(text, verdict.due)


def state_cell(verdict: TaskVerdict | Verdict, words: Words) -> Cell:
    """Return the cell with the state of a task or an obligation, and the days late or left."""
    return Cell(state_text(verdict, words), tone=tone_of(verdict.state))


def flagged_state_cell(verdict: Verdict, context: ViewContext) -> Cell:
    """Return the cell with the state of an obligation, the days late or left, and its flags."""
    return Cell(state_with_flags(verdict, context), tone=tone_of(verdict.state))


def submission_cell(submission: Submission | None, words: Words) -> Cell:
    """Return the cell with the state of a submission, in brackets if it is not owed; a dash for None."""
    if submission is None:
        return NO_VALUE
    reported_on = submission.reported_on
    day = f"{reported_on.day}/{reported_on.month}" if reported_on else ""
    text = words(f"submission.cell.{submission.state}", day=day, days=submission.days_late)
    if not submission.owed:
        text = f"({text})"
    return Cell(text, reported_on or text, _SUBMISSION_TONES.get(submission.state, "good"))
