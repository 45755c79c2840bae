"""The layout of a table for lines of a given width: which columns are shown, and how wide each of them is.

No word and no number is broken, except for paths and addresses. A column grows from the width of its longest word to a
comfortable width, then the optional columns are added, the most important first, and then the columns grow to the width
of their longest text. So a column is never narrower on a wider screen.
"""

from __future__ import annotations

from itertools import chain, compress, groupby
from typing import TYPE_CHECKING, NamedTuple

from plan190.document.blocks import Cell
from plan190.words.text import display_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.document.blocks import Column, Table

COMFORTABLE, COMFORTABLE_WIDE = 20, 40
"""The comfortable width of a column of texts in cells, and of a wide column."""

CUT = 24
"""A text in a column that is not wide is not cut to less than this width in cells if texts do not wrap."""

GAP = 2
"""The gap between two columns in cells."""

MANY_COLUMNS = 6
"""A narrow table with more columns than this has a gap of one cell between them."""


LONGEST_WORD = 28
"""The length from which a word is taken for a path or an address, which can be broken."""


class Layout(NamedTuple):
    """A table with only the shown columns, their widths, and the gap between two columns, all in terminal cells.

    `left_out`: the titles of the columns that are not shown, unless other cells have their content as narrow text.
    """

    table: Table
    widths: Sequence[int]
    gap: int
    left_out: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The width of a line."""
        return sum(self.widths) + self.gap * (len(self.widths) - 1)


class ColumnSizes(NamedTuple):
    """Widths of a column: of its longest word, a comfortable one, the greatest useful one, and of its longest text.

    The title of a column of numbers wraps unless the whole table fits, so `most` does not include its title.
    """

    least: int
    comfortable: int
    most: int
    longest: int


def table_layout(table: Table, width: int, *, wraps: bool = True) -> Layout | None:
    """Return the layout for lines of this width; None if not even the columns that are always shown fit.

    `wraps`: the texts wrap. Otherwise they are cut, those of wide columns first. All texts in the layout are printable.
    """
    table = printable_table(table)
    for shown in _candidates(table):
        sizes = list(_sizes(shown, least_text=0 if wraps else CUT))
        full = _full_layout(shown, sizes)
        to_longest = not wraps or len(shown.columns) == len(table.columns)
        layout = full if full.width <= width else _narrow_layout(shown, sizes, width, to_longest=to_longest)
        if layout is not None:
            return layout._replace(left_out=_left_out(table, shown))
    return None


def _left_out(table: Table, shown: Table) -> tuple[str, ...]:
    """Return the titles of the columns that are not shown; none if other cells have their content as narrow text."""
    if any(cell.narrow_text is not None for row in table.rows[:1] for cell in row):
        return ()
    return tuple(column.whole_title for column in table.columns if column not in shown.columns)


def full_layout(table: Table) -> Layout:
    """Return the layout in which each column is as wide as its longest text."""
    return _full_layout(table, list(_sizes(table, least_text=0)))


def _full_layout(table: Table, sizes: Sequence[ColumnSizes]) -> Layout:
    sizes = list(_widened_to_group_titles(table.columns, sizes, GAP))
    return Layout(table, [size.longest for size in sizes], GAP)


def printable_table(table: Table) -> Table:
    """Return the table with control characters as escapes."""
    columns = tuple(column._replace(title=printable(column.title)) for column in table.columns)
    rows = tuple(tuple(map(_printable_cell, row)) for row in table.rows)
    totals = tuple(map(_printable_cell, table.totals)) if table.totals else None
    return table._replace(columns=columns, rows=rows, totals=totals)


def _printable_cell(cell: Cell) -> Cell:
    if cell.text.isprintable() and (cell.narrow_text or "").isprintable():
        return cell
    narrow_text = None if cell.narrow_text is None else printable(cell.narrow_text)
    return cell._replace(text=printable(cell.text), narrow_text=narrow_text)


def _candidates(table: Table) -> Iterator[Table]:
    """Yield the table, then without its least important optional columns, and so on."""
    yield table
    for rank in sorted({column.optional for column in table.columns} - {0}, reverse=True):
        yield _without(table, rank)


def _without(table: Table, rank: int) -> Table:
    """Return the table without the optional columns from this rank on; its other cells have their narrow texts."""
    kept = [column.optional < rank for column in table.columns]
    rows = tuple(tuple(map(_narrow_cell, compress(row, kept))) for row in table.rows)
    totals = tuple(compress(table.totals, kept)) if table.totals else None
    return table._replace(columns=tuple(compress(table.columns, kept)), rows=rows, totals=totals)


def _narrow_cell(cell: Cell) -> Cell:
    return cell if cell.narrow_text is None else Cell(cell.narrow_text, tone=cell.tone)


def _sizes(table: Table, least_text: int) -> Iterator[ColumnSizes]:
    """Yield the widths of each column; a title may wrap, and a column of numbers is as wide as its longest number.

    `least_text`: the least width of a column of longer texts that is not wide.
    """
    for number, column in enumerate(table.columns):
        texts = {row[number].text for row in table.all_rows}
        longest_text, title_word = _widest(texts), _widest(column.title.split(" "))
        longest = max(longest_text, display_width(column.title))
        if column.number:
            least = max(title_word, longest_text)
            yield ColumnSizes(least, least, least, longest)
            continue
        text_word = _widest(chain.from_iterable(text.split(" ") for text in texts))
        least = max(title_word, min(text_word, LONGEST_WORD))
        if not column.wide:
            least = max(least, min(longest_text, least_text))
        comfortable = max(least, min(longest, COMFORTABLE_WIDE if column.wide else COMFORTABLE))
        yield ColumnSizes(least, comfortable, longest, longest)


def _widest(texts: Iterable[str]) -> int:
    return max(map(display_width, texts), default=0)


def _widened_to_group_titles(
    columns: Sequence[Column], sizes: Sequence[ColumnSizes], gap: int
) -> Iterator[ColumnSizes]:
    """Yield the sizes; the last column of each group is so wide that the title of the group fits above its columns."""
    for title, members in groupby(zip(columns, sizes, strict=True), key=lambda pair: pair[0].group):
        *others, last = [size for _, size in members]
        yield from others
        needed = display_width(title) - sum(size.least + gap for size in others)
        yield ColumnSizes(*(max(needed, width) for width in last))


def _narrow_layout(table: Table, sizes: Sequence[ColumnSizes], width: int, *, to_longest: bool) -> Layout | None:
    """Return the layout in less width than the longest texts need; None if the columns do not fit.

    `to_longest`: the columns can grow to their longest text, because no optional column could still be added.
    """
    columns = table.columns
    gap = 1 if len(columns) > MANY_COLUMNS else GAP
    sizes = list(_widened_to_group_titles(columns, sizes, gap))
    available = width - gap * (len(columns) - 1)
    has_optional = any(column.optional for column in columns)
    demanded = [size.comfortable if has_optional else size.least for size in sizes]
    if sum(demanded) > available:
        return None
    most = [size.comfortable for size in sizes]
    if to_longest:
        most = [size.most for size in sizes]
    widths = [size.least for size in sizes]
    for level in range(1, max(most) + 1):
        wider = [_width_at(level, *of_column) for of_column in zip(columns, sizes, most, strict=True)]
        if sum(wider) > available:
            break
        widths = wider
    return Layout(table, widths, gap)


def _width_at(level: int, column: Column, size: ColumnSizes, most: int) -> int:
    """Return the width of a column when other columns are `level` wide; a wide column is twice as wide."""
    return min(max(size.least, level * (2 if column.wide else 1)), most)
