"""Estimate the widths of columns in characters and the heights of rows in points; only Excel can measure them."""

from __future__ import annotations

from itertools import zip_longest
from math import cbrt, ceil
from typing import TYPE_CHECKING

from plan190.words.text import display_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.document.blocks import Column, Table

TEXT, SMALL = 12, 11
"""Font sizes in points: of texts, and of tables and remarks."""

PAGE, LEAST, LABEL = 150, 100, 30
"""Widths in characters: of the page, the least one for texts, and of the labels before texts."""

NARROW, NARROWEST, WIDEST = 24, 8, 90
"""Widths of columns in characters: the most if not `wide`, the least of all columns, the most if `wide`."""

TALLEST = 390.0
"""The greatest height of a row in points; Excel allows 409."""


def page_widths(tables: Sequence[Table]) -> list[float]:
    """Return the widths of a sheet's columns; if the tables are narrow, one more column makes space for texts."""
    columns = zip_longest(*map(_table_widths, tables), fillvalue=0.0)
    widths = list(map(max, columns)) or [float(LABEL)]
    rest = LEAST - sum(widths)
    if rest >= NARROWEST:
        widths.append(rest)
    return widths


def _table_widths(table: Table) -> list[float]:
    """Return the widths of a table's columns; wide columns share the width of the page that the others leave."""
    needed = [_needed_width(table, number) for number in range(len(table.columns))]
    pairs = zip(table.columns, needed, strict=True)
    widths = [max(float(NARROWEST), min(_title_width(column), WIDEST), min(need, NARROW)) for column, need in pairs]
    wide = [number for number, column in enumerate(table.columns) if column.wide and needed[number] > NARROW]
    others = sum(width for number, width in enumerate(widths) if number not in wide)
    available = max(PAGE - others, NARROW * len(wide))
    weights = {number: _weight(table, number) for number in wide}
    least = 2 * NARROW if len(wide) == 1 else NARROW * 2 // 3
    for number, weight in weights.items():
        share = available * weight / sum(weights.values())
        widths[number] = float(min(needed[number], round(max(least, share)), WIDEST))
    return widths


def _needed_width(table: Table, number: int) -> int:
    """Return the width at which no text of a column wraps."""
    return _longest(row[number].text for row in table.all_rows) + 4


def _weight(table: Table, number: int) -> float:
    """Return the share of a wide column, which minimizes the sum over its cells of their squared number of lines."""
    return cbrt(sum(_longest([row[number].text]) ** 2 for row in table.rows))


def _title_width(column: Column) -> float:
    """Return the width for a title on two lines, with space for the button of the filter at its end."""
    longest_word = _longest(column.title.split())
    return max(longest_word + 3, min(display_width(column.title) / 2 + 4, NARROW))


def _longest(texts: Iterable[str]) -> int:
    return max(map(display_width, "\n".join(texts).split("\n")))


def text_height(text: str, width: float, size: float) -> float:
    """Return the height in points of a text, from its width in characters and its font size in points."""
    return _count_lines(text, width, size) * size * 1.32 + 3


def row_height(texts: Iterable[str], widths: Iterable[float], margin: int) -> float:
    """Return the height of a table's row; `margin`: the width in characters that a cell's text does not use."""
    heights = (text_height(text, width - margin, SMALL) for text, width in zip(texts, widths, strict=False))
    return min(TALLEST, max(heights))


def _count_lines(text: str, width: float, size: float) -> int:
    """Return the number of lines of a text; a word longer than a line continues on the next one."""
    available = max(1.0, width * 12.5 / size)
    lines = 0
    for line in text.split("\n"):
        lines, used = lines + 1, 0.0
        for word in map(display_width, line.split(" ")):
            if used and used + word > available:
                lines, used = lines + 1, 0.0
            lines += max(0, ceil(word / available) - 1)
            used += word % available + 1
    return lines
