"""Text for people: on a terminal texts wrap within its width; in a pipe or a file each record is one line.

A narrow screen shows no `optional` columns. A state is always printed as text; colour is an addition.
"""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from plan190.document.blocks import Finding, Heading, Items, Pairs, Paragraph, Table
from plan190.document.column_groups import span_line
from plan190.document.excerpt import finding_lines
from plan190.document.flow import text_flow, text_lines
from plan190.document.table_layout import full_layout, printable_table, table_layout
from plan190.words.text import clip, display_width, printable, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.document.blocks import Cell, Column, View
    from plan190.document.flow import SimpleBlock
    from plan190.document.table_layout import Layout
    from plan190.formats import RenderOptions

TEXT_WIDTH = 120
"""The width of paragraphs in cells if the width is not limited."""

CUT_WIDE, CUT = 60, 36
"""The most characters of a text in a wide column, and in another one, if the width is not limited."""

MOST_LINES = 3
"""The most lines of a cell in a clipped column."""

_STYLES = {"good": "green", "open": "green", "late": "yellow", "warn": "yellow", "bad": "red", "mute": "dim"}
_STYLES |= {"bold": "bold", "help": "dim"}
_STYLES |= {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
"""The style of each tone, severity and kind of line in the words of rich; the others have none."""


class Piece(NamedTuple):
    """A part of a line: its text, and the key of its style."""

    text: str
    style: str = ""


Line = list[Piece]


def render(view: View, options: RenderOptions) -> bytes:
    """Return the view as lines of UTF-8 text."""
    lines = chain.from_iterable(_lines(block, options) for block in text_flow(view, options.words))
    return "".join(map(_coloured if options.colour else _plain, lines)).encode("utf-8", "backslashreplace")


def _plain(line: Line) -> str:
    return "".join(piece.text for piece in line).rstrip() + "\n"


def _coloured(line: Line) -> str:
    """Return the line with the codes for its styles."""
    from rich.color import ColorSystem
    from rich.style import Style

    styles = [Style.parse(_STYLES.get(piece.style, "")) for piece in line]
    pieces = zip(line, styles, strict=True)
    return "".join(style.render(piece.text, color_system=ColorSystem.STANDARD) for piece, style in pieces) + "\n"


def _lines(block: SimpleBlock, options: RenderOptions) -> Iterable[Line]:
    match block:
        case Pairs(rows=rows):
            return _pairs(rows, options)
        case Table(stacked=True) if options.wrap:
            return _stacked(block, options)
        case Table():
            return _table(block, options)
        case Finding():
            return _finding(block, options)
        case Items(texts=texts):
            return chain.from_iterable(_paragraph(text, options, first="- ") for text in texts)
        case Heading(text=text):
            return _paragraph(text, options, style="bold")
        case Paragraph(tone=tone):
            return chain.from_iterable(_paragraph(text, options, style=tone) for text in text_lines(block))
        case _:
            return [[Piece(printable(text))] for text in text_lines(block)]


def _paragraph(text: str, options: RenderOptions, *, style: str = "", first: str = "") -> Iterator[Line]:
    """Yield the lines of a text; the first one begins with `first`, the others are indented by as much."""
    lines = _wrapped(printable(text), _text_width(options) - len(first), options)
    for number, line in enumerate(lines):
        yield [Piece((" " * len(first) if number else first) + line, style)]


def _text_width(options: RenderOptions) -> int:
    return options.width or TEXT_WIDTH


def _wrapped(text: str, width: int, options: RenderOptions) -> list[str]:
    """Return the text as lines of this width; only one line if a pipe or a file gets texts in full."""
    return [text] if options.full and not options.wrap else wrapped(text, width)


def _pairs(rows: Sequence[tuple[str, str]], options: RenderOptions) -> Iterator[Line]:
    """Yield labels and texts in two columns."""
    labels = [printable(label) for label, _ in rows]
    available = _text_width(options) - 4
    width = min(max(map(display_width, labels), default=0), available // 2)
    for label, (_, text) in zip(labels, rows, strict=True):
        texts = _wrapped(printable(text), available - width, options)
        for left, right in zip_longest(wrapped(label, width), texts, fillvalue=""):
            blanks = " " * (width - display_width(left))
            yield [Piece("  "), Piece(left, "bold"), Piece(blanks + "  "), Piece(right)]


def _stacked(table: Table, options: RenderOptions) -> Iterator[Line]:
    """Yield each row as pairs of title and text, one below the other."""
    for row in table.all_rows:
        yield from _pairs([(column.title, cell.text) for column, cell in zip(table.columns, row, strict=True)], options)
        yield []


# --- tables ----------------------------------------------------------------------------------------------------------


def _table(table: Table, options: RenderOptions) -> Iterable[Line]:
    """Return the lines of a table, or, if it is too wide for the screen, of its cells one below the other."""
    is_prose = table.wraps and not options.full
    layout = _layout(printable_table(table), options, is_prose=is_prose)
    if layout is None:
        return _stacked(table, options)
    return _rows(layout, _rule(layout, options), options._replace(wrap=options.wrap or is_prose))


def _rows(layout: Layout, rule: str, options: RenderOptions) -> Iterator[Line]:
    """Yield the titles, the rows and the totals, with the rule between them."""
    columns, bold = layout.table.columns, ["bold"] * len(layout.table.columns)
    spans = span_line(columns, layout.widths, layout.gap)
    if spans is not None:
        yield [Piece(spans, "bold")]
    titles = [wrapped(column.title, width) for column, width in zip(columns, layout.widths, strict=True)]
    yield from _row(titles, bold, layout)
    yield [Piece(rule)]
    for row in layout.table.rows:
        yield from _row(_cell_lines(row, layout, options), [cell.tone for cell in row], layout)
    if layout.table.totals:
        yield [Piece(rule)]
        yield from _row(_cell_lines(layout.table.totals, layout, options), bold, layout)
    if layout.left_out:
        yield from _paragraph(options.words("table.left_out", titles=", ".join(layout.left_out)), options, style="mute")


def _layout(table: Table, options: RenderOptions, *, is_prose: bool) -> Layout | None:
    """Return the layout for the width; None if the table is too wide for rows of cells."""
    if options.full and not options.wrap:
        return full_layout(table)
    if options.width or is_prose:
        width = _text_width(options)
        cut = None if options.wrap or is_prose else table_layout(table, width, wraps=False)
        return cut or table_layout(table, width)
    layout = full_layout(table)
    widths = map(_clipped_width, layout.table.columns, layout.widths)
    return layout._replace(widths=list(widths))


def _clipped_width(column: Column, width: int) -> int:
    most = CUT_WIDE if column.wide else CUT
    return width if column.number else min(width, max(most, display_width(column.title)))


def _rule(layout: Layout, options: RenderOptions) -> str:
    """Return the line below the titles."""
    if options.wrap:
        return ("-" if options.ascii else "─") * layout.width
    return (" " * layout.gap).join("-" * width for width in layout.widths)


def _cell_lines(row: Sequence[Cell], layout: Layout, options: RenderOptions) -> list[list[str]]:
    """Return the lines of each cell."""
    cells = zip(row, layout.table.columns, layout.widths, strict=True)
    return [_lines_of_cell(cell.text, column, width, options) for cell, column, width in cells]


def _lines_of_cell(text: str, column: Column, width: int, options: RenderOptions) -> list[str]:
    if not options.wrap:
        return [clip(text, width)]
    if column.clipped and not options.full:
        text = clip(text, (width - 1) * MOST_LINES)
    return wrapped(text, width)


def _row(cells: Sequence[Sequence[str]], styles: Sequence[str], layout: Layout) -> Iterator[Line]:
    """Yield the lines of a row, given the lines and the style of each cell."""
    for texts in zip_longest(*cells, fillvalue=""):
        yield list(_row_line(texts, styles, layout))


def _row_line(texts: Sequence[str], styles: Sequence[str], layout: Layout) -> Iterator[Piece]:
    """Yield the pieces of one line of a row, with gaps between the columns."""
    gap = ""
    for text, style, column, width in zip(texts, styles, layout.table.columns, layout.widths, strict=True):
        blanks = " " * (width - display_width(text))
        left, right = (blanks, "") if column.number else ("", blanks)
        yield from (Piece(gap + left), Piece(text, style), Piece(right))
        gap = " " * layout.gap


def _finding(finding: Finding, options: RenderOptions) -> Iterator[Line]:
    styles = {"head": "bold", "mark": finding.severity, "help": "help", "line": ""}
    for line, part in finding_lines(finding, options.words, options.width or None):
        texts = _wrapped_finding(line, part, options)
        yield from ([Piece(text, styles[part])] for text in texts)


def _wrapped_finding(line: str, part: str, options: RenderOptions) -> list[str]:
    """Return a line of a finding; on a terminal the message and the advice wrap, the excerpt never does."""
    if not options.wrap or part not in {"head", "help"}:
        return [line]
    indent = " " * (len(line) - len(line.lstrip()))
    first, *others = wrapped(line.lstrip(), options.width - len(indent) - 2)
    return [indent + first, *(f"{indent}  {other}" for other in others)]
