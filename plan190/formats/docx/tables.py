"""Tables of a document, with the font size and column widths that fit and titles repeated on each page."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from plan190.formats.docx.measure import widest_word, width_of
from plan190.formats.docx.nodes import POINT, cell, cell_text, filled, line, paragraph, row, run, table
from plan190.formats.docx.styles import CELL_SIZES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

    from plan190.document.blocks import Cell, Column, Table

MARGIN = 4 * POINT
"""The space between a cell's border and its text."""

FEW_COLUMNS = 7
"""A table with more columns than this does not have the largest font size."""

TALLEST = 200 * POINT
"""The greatest height of a row that is kept on one page."""

LONG = 1500 * POINT
"""The height of about three pages: a table that is longer at a font size gets a smaller one."""

_WORD_SHARE, _NARROW_SHARE, _WORDS_SHARE = 0.25, 0.25, 0.7
"""The largest shares of a table's width: of one word, of a column that is not wide, of the longest words together."""


class _Fit(NamedTuple):
    """The font size of a table in points and the widths of its columns."""

    size: int
    widths: tuple[int, ...]


class _Need(NamedTuple):
    """The widths that a column needs: `least` so that no word is broken, `whole` so that no text wraps.

    `weight`: its share of the width if not all columns get their whole width. `wide`: whether it is a wide column.
    """

    least: int
    whole: int
    weight: int
    wide: bool

    def at(self, size: int, available: int) -> _Need:
        """Return the need at a font size in a table of the available width, from the need at 100 points."""
        margins = 2 * MARGIN + POINT
        # A twentieth is added, because another font with this name has some wider characters.
        least = min(self.least * size * 21 // 2000 + margins, round(available * _WORD_SHARE))
        most = available if self.wide else round(available * _NARROW_SHARE)
        whole = min(self.whole * size * 21 // 2000 + margins, most)
        return self._replace(least=least, whole=max(least, whole))


def table_nodes(blocks: Sequence[Table], width: int) -> Iterator[Node]:
    """Yield the elements of the tables of a section with this width; those with equal columns have one font size."""
    needs = [[_measured(block, number) for number in range(len(block.columns))] for block in blocks]
    sizes: dict[tuple[Column, ...], int] = {}
    for block, measured in zip(blocks, needs, strict=True):
        size = _font_size(block, measured, width)
        sizes[block.columns] = min(size, sizes.get(block.columns, size))
    for block, measured in zip(blocks, needs, strict=True):
        yield _table_node(block, _fit(measured, sizes[block.columns], width))


def _table_node(block: Table, fit: _Fit) -> Node:
    rows = _title_rows(block.columns, fit)
    if block.totals:
        rows += _rows(block, block.rows[:-1], fit)
        rows += _rows(block, block.rows[-1:], fit, keep=True)
        rows += _rows(block, [block.totals], fit, bold=True)
    else:
        rows += _rows(block, block.rows, fit)
    return table(fit.widths, rows, bordered=True, margin=MARGIN, name=block.name)


def _font_size(block: Table, measured: Sequence[_Need], available: int) -> int:
    """Return the largest font size at which the table is not long and its longest words leave space for long texts.

    If there is none, it is the smallest of all.
    """
    sizes = CELL_SIZES if len(block.columns) <= FEW_COLUMNS else CELL_SIZES[1:]
    for size in sizes[:-1]:
        has_space = sum(need.at(size, available).least for need in measured) <= available * _WORDS_SHARE
        fit = _fit(measured, size, available)
        if has_space and sum(_height(cells, fit) for cells in block.rows) <= LONG:
            return size
    return sizes[-1]


def _fit(measured: Sequence[_Need], size: int, available: int) -> _Fit:
    """Return the column widths at a font size."""
    return _Fit(size, _shared_widths([need.at(size, available) for need in measured], available))


def _measured(block: Table, number: int) -> _Need:
    """Return the width that a column needs at a font size of 100 points.

    Widths in proportion to the weights minimize the sum over all cells of their squared number of lines.
    """
    column = block.columns[number]
    group_size = sum(other.group == column.group for other in block.columns)
    title, group = line(column.title), line(column.group)
    total = line(block.totals[number].text) if block.totals else ""
    texts = [cell_text(cells[number].text) for cells in block.rows]
    group_word = widest_word(group, 100, bold=True) // group_size
    least = max(widest_word(f"{title} {total}", 100, bold=True), group_word, widest_word(" ".join(texts), 100))
    lengths = [width_of(text, 100) for text in texts]
    whole = max(width_of(title, 100, bold=True) // 2, width_of(total, 100, bold=True), *lengths)
    weight = round(sum(length**2 for length in lengths) ** (1 / 3))
    return _Need(least, whole, weight, column.wide)


def _shared_widths(needs: Sequence[_Need], available: int) -> tuple[int, ...]:
    """Return column widths with the sum `available`: the whole widths if they fit, else widths by the weights."""
    least, whole, *_ = zip(*needs, strict=True)
    if sum(least) > available:
        widths = [available * width // sum(least) for width in least]
    elif sum(whole) <= available:
        widths = [width + (available - sum(whole)) * width // sum(whole) for width in whole]
    else:
        widths = _weighted_widths(needs, available)
    widths[widths.index(max(widths))] += available - sum(widths)
    return tuple(widths)


def _weighted_widths(needs: Sequence[_Need], available: int) -> list[int]:
    """Return the largest widths in proportion to the weights, each between its least and its whole width."""

    def widths(step: int) -> list[int]:
        return [min(need.whole, max(need.least, need.weight * available * step >> 40)) for need in needs]

    # Search the greatest factor, in steps of 2**-40, at which the widths fit; the sum grows with the factor.
    return widths(bisect_right(range(2**40), available, key=lambda step: sum(widths(step))) - 1)


def _title_rows(columns: Sequence[Column], fit: _Fit) -> list[Node]:
    """Return the row of titles; two rows if columns share a title, with the other titles across both rows."""
    pairs = list(zip(columns, fit.widths, strict=True))
    if not any(column.group for column in columns):
        return [row(*(_title(column.title, width, fit) for column, width in pairs), head=True)]
    upper, lower = [], []
    for group, grouped_pairs in groupby(pairs, lambda pair: pair[0].group):
        members = list(grouped_pairs)
        if group:
            upper.append(_title(group, sum(width for _, width in members), fit, span=len(members)))
            lower += [_title(column.title, width, fit) for column, width in members]
        else:
            upper += [_title(column.title, width, fit, merge="restart") for column, width in members]
            lower += [_title("", width, fit, merge="continue") for _, width in members]
    return [row(*upper, head=True), row(*lower, head=True)]


def _title(text: str, width: int, fit: _Fit, *, span: int = 1, merge: str = "") -> Node:
    content = paragraph(f"Cell{fit.size}", run(text, bold=True), keep=True, align="center")
    return cell(width, content, span=span, merge=merge, middle=True)


def _rows(
    block: Table, rows: Iterable[Sequence[Cell]], fit: _Fit, *, bold: bool = False, keep: bool = False
) -> Iterator[Node]:
    blanks = []
    for column, width in zip(block.columns, fit.widths, strict=True):
        align = "center" if column.number else ""
        text = paragraph(f"Cell{fit.size}", run("", bold=bold), keep=keep, align=align)
        blanks.append(cell(width, text, middle=bold))
    for cells in rows:
        nodes = (filled(blank, content.text) for blank, content in zip(blanks, cells, strict=True))
        yield row(*nodes, whole=_height(cells, fit) <= TALLEST)


def _height(cells: Sequence[Cell], fit: _Fit) -> int:
    """Return the approximate height of a row."""
    columns = zip(cells, fit.widths, strict=True)
    lines = [_count_lines(content.text, fit.size, max(1, width - 2 * MARGIN)) for content, width in columns]
    return max(lines, default=1) * fit.size * POINT * 6 // 5


def _count_lines(text: str, size: int, width: int) -> int:
    return sum(width_of(text_line, size) // width + 1 for text_line in text.split("\n"))
