"""Text for a pipe or a file: columns in line, one record a line, nothing broken, cut, framed or coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Heading, Items, Link, Pairs, Paragraph, Table
from plan190.document.column_groups import span_line
from plan190.document.excerpt import finding_lines
from plan190.document.flow import flow
from plan190.words.text import cells, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import View
    from plan190.document.flow import Simple
    from plan190.formats import RenderOptions


def render(view: View, options: RenderOptions) -> bytes:
    """Give the view as lines of UTF-8 text."""
    lines = [shown(view.title)] if view.title else []
    before: Simple | None = None
    for block in flow(view, options.words):
        if lines and (isinstance(block, Heading | Table) or isinstance(before, Table)):
            lines.append("")
        lines += _lines(block, options)
        before = block
    lines += ["", shown(view.provenance)] if view.provenance else []
    return "".join(f"{line.rstrip()}\n" for line in lines).encode("utf-8", "backslashreplace")


def _lines(block: Simple, options: RenderOptions) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield from (shown(line) for line in text.split("\n"))
        case Items(texts=texts):
            yield from (f"- {shown(text)}" for text in texts)
        case Pairs(rows=rows):
            widest = max((cells(label) for label, _ in rows), default=0)
            yield from (f"  {_padded(shown(label), widest)}  {shown(text)}" for label, text in rows)
        case Table():
            yield from _table(block)
        case Link(text=text, address=address):
            yield f"{shown(text)}: {shown(address)}"
        case _:
            yield from (piece for piece, _ in finding_lines(block, options.words, None))


def _table(table: Table) -> Iterator[str]:
    head = [shown(column.title) for column in table.columns]
    body = [[shown(cell.text) for cell in row] for row in table.rows]
    foot = [[shown(cell.text) for cell in table.totals]] if table.totals else []
    widths = [max(map(cells, column)) for column in zip(head, *body, *foot, strict=True)]
    spans = span_line(table.columns, widths, 2)
    if spans is not None:
        yield spans
    rule = ["-" * width for width in widths]
    for row in (head, rule, *body, *([rule] if foot else []), *foot):
        placed = zip(row, widths, table.columns, strict=True)
        yield "  ".join(_padded(text, width, right=column.number) for text, width, column in placed)


def _padded(text: str, width: int, *, right: bool = False) -> str:
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks
