"""Text for a pipe or a file: aligned columns, one row per line; no wrapping, cutting, frames or colour."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from plan190.document.blocks import Finding, Pairs, Table
from plan190.document.column_groups import span_line
from plan190.document.excerpt import finding_lines
from plan190.document.flow import text_flow, text_lines
from plan190.words.text import display_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.document.blocks import Cell, View
    from plan190.document.flow import SimpleBlock
    from plan190.formats import RenderOptions


def render(view: View, options: RenderOptions) -> bytes:
    """Return the view as lines of UTF-8 text."""
    lines = chain.from_iterable(_lines(block, options) for block in text_flow(view, options.words))
    return "".join(f"{line.rstrip()}\n" for line in lines).encode("utf-8", "backslashreplace")


def _lines(block: SimpleBlock, options: RenderOptions) -> Iterable[str]:
    match block:
        case Pairs(rows=rows):
            width = max((display_width(label) for label, _ in rows), default=0)
            return [f"  {_padded(printable(label), width)}  {printable(text)}" for label, text in rows]
        case Table():
            return _table_lines(block)
        case Finding():
            return [line for line, _ in finding_lines(block, options.words, None)]
        case _:
            return map(printable, text_lines(block))


def _table_lines(table: Table) -> Iterator[str]:
    rows = [[printable(column.title) for column in table.columns], *map(_texts, table.all_rows)]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    rule = ["-" * width for width in widths]
    rows.insert(1, rule)
    if table.totals:
        rows.insert(-1, rule)
    spans = span_line(table.columns, widths, 2)
    if spans is not None:
        yield spans
    for row in rows:
        yield _aligned(row, widths, table)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [printable(cell.text) for cell in row]


def _aligned(row: list[str], widths: list[int], table: Table) -> str:
    columns = zip(row, widths, table.columns, strict=True)
    return "  ".join(_padded(text, width, right=column.number) for text, width, column in columns)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    blanks = " " * (width - display_width(text))
    return blanks + text if right else text + blanks
