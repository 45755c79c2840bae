"""Tables of a document: how large their letters and how wide their columns are, and their rows under repeated heads."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from plan190.formats.docx.measure import widest_word, width_of
from plan190.formats.docx.nodes import POINT, cell, line, paragraph, row, run, table
from plan190.formats.docx.styles import CELL_SIZES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Node

    from plan190.document.blocks import Cell, Column, Table

MARGIN = 4 * POINT
"""The room between a cell's border and its text."""

FEW = 7
"""Up to so many columns a table has its letters as large as they may be."""

TALLEST = 200 * POINT
"""The height up to which a row stays on one page."""

_WORD_SHARE, _NARROW_SHARE, _WORDS_SHARE = 0.25, 0.25, 0.7
"""The most of the room that one word, a column that is not wide, and the widest words of all columns may ask for."""


@dataclass(frozen=True)
class Fit:
    """How a table fits its room: the size of its letters in points, the widths of its columns."""

    size: int
    widths: tuple[int, ...]


@dataclass(frozen=True)
class _Wish:
    """What a column needs so that no word is broken, what it would have, and its share where there is not enough."""

    least: int
    whole: int
    weight: int


def table_node(block: Table, room: int) -> Node:
    """Give the table, as wide as the room."""
    fit = fitted(block, room)
    last = len(block.rows) - 1 if block.totals else -1
    rows = [*_heads(block.columns, fit)]
    rows += [_row(block.columns, cells, fit, keep=number == last) for number, cells in enumerate(block.rows)]
    rows += [_row(block.columns, block.totals, fit, bold=True)] if block.totals else []
    return table(fit.widths, rows, bordered=True, margin=MARGIN, name=block.name, head=True)


def fitted(block: Table, room: int) -> Fit:
    """Give the largest letters with which no word is broken and long texts have room, and how the columns share it."""
    measured = [_measured(block, number) for number in range(len(block.columns))]
    sizes = CELL_SIZES if len(block.columns) <= FEW else CELL_SIZES[1:]
    for size in sizes:
        wishes = [_at(size, *one, room) for one in zip(measured, block.columns, strict=True)]
        if sum(wish.least for wish in wishes) <= room * _WORDS_SHARE:
            break
    return Fit(size, _shared(wishes, room))


def _measured(block: Table, number: int) -> _Wish:
    """Give how wide a column's widest word, its widest text and all of its texts are in letters of a hundred points.

    Of all texts that by which widths in proportion to it make the sum of the squares of all cells' lines least.
    """
    column = block.columns[number]
    members = sum(one.group == column.group for one in block.columns)
    title, group = line(column.title), line(column.group)
    texts = [line(cells[number].text) for cells in block.rows]
    total = line(block.totals[number].text) if block.totals else ""
    words = [*(widest_word(one, 100, bold=True) for one in (title, total)), *(widest_word(one, 100) for one in texts)]
    wholes = [width_of(title, 100, bold=True) // 2, width_of(total, 100, bold=True)]
    lengths = [width_of(one, 100) for one in texts]
    amount = round(sum(one * one for one in lengths) ** (1 / 3))
    least = max(*words, widest_word(group, 100, bold=True) // members)
    return _Wish(least, max(*wholes, *lengths), amount)


def _at(size: int, measured: _Wish, column: Column, room: int) -> _Wish:
    """Give what a column wishes where the letters have that size."""
    # A twentieth more than measured: another font of the same name sets some letters wider.
    least, whole = (one * size * 21 // 2000 + 2 * MARGIN + POINT for one in (measured.least, measured.whole))
    least = min(least, round(room * _WORD_SHARE))
    most = room if column.wide else round(room * _NARROW_SHARE)
    return _Wish(least, max(least, min(whole, most)), measured.weight)


def _shared(wishes: Sequence[_Wish], room: int) -> tuple[int, ...]:
    """Give the widths: each as much as it would have, and where that is too much, after their weights.

    No column is narrower than its least, none wider than it would have: what one leaves goes to the others.
    """
    least, wanted = [wish.least for wish in wishes], [wish.whole for wish in wishes]
    if sum(least) > room:
        widths = [room * one // sum(least) for one in least]
    elif sum(wanted) <= room:
        widths = [one + (room - sum(wanted)) * one // sum(wanted) for one in wanted]
    else:
        widths = _after_text(wishes, room)
    widest = widths.index(max(widths))
    widths[widest] += room - sum(widths)
    return tuple(widths)


def _after_text(wishes: Sequence[_Wish], room: int) -> list[int]:
    """Give widths in proportion to the weights, held between what each column needs and would have."""
    low, high = 0.0, float(room)
    for _ in range(40):  # halved so often, the measure is exact to a fraction of a twip
        measure = (low + high) / 2
        widths = [min(one.whole, max(one.least, int(one.weight * measure))) for one in wishes]
        low, high = (low, measure) if sum(widths) > room else (measure, high)
    return [min(one.whole, max(one.least, int(one.weight * low))) for one in wishes]


def _heads(columns: Sequence[Column], fit: Fit) -> Iterator[Node]:
    """Give the row of titles; two where columns share one, the others' titles then going over both."""

    def titled(text: str, width: int, span: int = 1, merge: str = "") -> Node:
        inside = paragraph(f"Cell{fit.size}", run(text, bold=True), keep=True, align="center")
        return cell(width, inside, span=span, merge=merge, middle=True)

    pairs = list(zip(columns, fit.widths, strict=True))
    if not any(column.group for column in columns):
        yield row(*(titled(column.title, width) for column, width in pairs), head=True)
        return
    upper, lower = [], []
    for group, members in groupby(pairs, lambda pair: pair[0].group):
        those = list(members)
        if group:
            upper.append(titled(group, sum(width for _, width in those), span=len(those)))
            lower += [titled(column.title, width) for column, width in those]
        else:
            upper += [titled(column.title, width, merge="restart") for column, width in those]
            lower += [titled("", width, merge="continue") for _, width in those]
    yield row(*upper, head=True)
    yield row(*lower, head=True)


def _row(columns: Sequence[Column], cells: Sequence[Cell], fit: Fit, *, bold: bool = False, keep: bool = False) -> Node:
    made = []
    for one, column, width in zip(cells, columns, fit.widths, strict=True):
        align = "center" if column.number else ""
        inside = paragraph(f"Cell{fit.size}", run(one.text, bold=bold), keep=keep, align=align)
        made.append(cell(width, inside, middle=bold))
    return row(*made, whole=_height(cells, fit) <= TALLEST)


def _height(cells: Sequence[Cell], fit: Fit) -> int:
    """Give about how tall a row becomes."""
    lines = [
        width_of(one.text, fit.size) // max(1, width - 2 * MARGIN) + 1
        for one, width in zip(cells, fit.widths, strict=True)
    ]
    return max(lines, default=1) * fit.size * POINT * 6 // 5
