"""Build a table from one list that pairs each column with the function that makes its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from plan190.document.blocks import Cell, Column, Table
from plan190.parts.names import percent_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.words import Words

Item = TypeVar("Item")
Columns = Sequence[tuple[Column, Callable[[Item], Cell]]]
"""Each column with the function that makes its cell for an item."""

EMPTY = Cell("—", "")
"""The cell of a value that does not exist."""


def build_table(
    columns: Columns[Item],
    items: Iterable[Item],
    *,
    name: str = "",
    row_title: str = "",
    totals: Item | None = None,
    stacked: bool = False,
    long: bool = False,
) -> Table:
    """Return a table with one row for each item.

    `row_title`: the title of a first column that numbers the rows from 1; "" for no such column.
    `totals`: the item of the last row. `name`, `stacked`, `long`: as in `Table`.
    """

    def make_row(item: Item) -> tuple[Cell, ...]:
        return tuple(make_cell(item) for _, make_cell in columns)

    titles = tuple(column for column, _ in columns)
    rows = tuple(map(make_row, items))
    last_row = make_row(totals) if totals is not None else None
    if row_title:
        titles = (Column(row_title, number=True), *titles)
        rows = tuple((Cell(str(number), number), *row) for number, row in enumerate(rows, start=1))
        last_row = (Cell(""), *last_row) if last_row is not None else None
    return Table(titles, rows, last_row, stacked, name, long)


def percent_cell(percent: tuple[int, int] | None, words: Words) -> Cell:
    """Return the cell of a share in percent and tenths; its value is a fraction of 1."""
    if percent is None:
        return EMPTY
    whole, tenths = percent
    return Cell(percent_text(percent, words), Decimal(10 * whole + tenths) / 1000)
