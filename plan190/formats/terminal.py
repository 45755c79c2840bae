"""Text for a terminal: tables fitted to its width, findings with their source line and a caret.

Texts wrap. The cells of `clipped` columns are cut with an ellipsis, and narrow terminals show no `optional` columns.
Each text is a `Text` object of rich, because rich would interpret markup in a plain string. A state is always printed
as text; colour is an addition.
"""

from __future__ import annotations

from io import StringIO
from itertools import compress, groupby
from typing import TYPE_CHECKING, Literal

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from plan190.document.blocks import Cell, Finding, Heading, Pairs, Paragraph, Table
from plan190.document.column_groups import span_line
from plan190.document.excerpt import finding_lines
from plan190.document.flow import text_flow, text_lines
from plan190.words.text import clip, display_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from plan190.document.blocks import Column, Tone, View
    from plan190.document.flow import SimpleBlock
    from plan190.formats import RenderOptions

_STYLES: dict[Tone, str] = {
    "plain": "", "good": "green", "late": "yellow", "open": "green", "warn": "yellow", "bad": "red", "mute": "dim",
}  # fmt: skip
_SEVERITY_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
FULL_WIDTH = 100
"""The least width in cells of a terminal that shows optional columns."""

MANY_COLUMNS = 6
"""A table with more columns than this has a narrower gap between them."""

LEAST_WIDE = 12
"""The least width of a wide column in cells."""

MOST_LINES = 3
"""The most lines of a cell in a clipped column."""


def render(view: View, options: RenderOptions) -> bytes:
    """Return the view as lines of UTF-8 text."""
    out = StringIO()
    colours: Literal["standard"] | None = "standard" if options.colour else None
    console = Console(
        file=out, width=options.width, force_terminal=options.colour, color_system=colours, legacy_windows=False
    )
    for block in text_flow(view, options.words):
        console.print(_rendered(block, options), crop=False)
    lines = out.getvalue().split("\n")
    if not options.colour:
        lines = list(map(str.rstrip, lines))
    return "\n".join(lines).encode("utf-8", "backslashreplace")


def _rendered(block: SimpleBlock, options: RenderOptions) -> RenderableType:
    match block:
        case Heading(text=text):
            return Text(printable(text), "bold")
        case Pairs(rows=rows):
            return _pairs(rows)
        case Table(stacked=True):
            return _stacked(block)
        case Table():
            return _table(block, options)
        case Finding():
            return _finding(block, options)
        case _:
            style = _STYLES[block.tone] if isinstance(block, Paragraph) else ""
            return Text("\n".join(map(printable, text_lines(block))), style)


def _pairs(rows: Iterable[tuple[str, str]]) -> Padding:
    """Return labels and texts in two columns."""
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for label, text in rows:
        grid.add_row(Text(printable(label), "bold"), Text(printable(text)))
    return Padding(grid, (0, 0, 0, 2))


def _stacked(table: Table) -> Group:
    """Return each row as pairs of title and text, one below the other."""
    rows = []
    for row in table.rows:
        pairs = [(column.title, cell.text) for column, cell in zip(table.columns, row, strict=True)]
        rows.append(Padding(_pairs(pairs), (0, 0, 1, 0)))
    return Group(*rows)


def _table(table: Table, options: RenderOptions) -> RenderableType:
    if options.width < FULL_WIDTH:
        table = _without_optional(table)
    gap = 1 if len(table.columns) > MANY_COLUMNS else 2
    widths = _widths(table, options.width - gap * (len(table.columns) - 1), gap)
    frame = box.ASCII2 if options.ascii else box.SIMPLE
    padding = (0, gap - 1, 0, 0)
    grid = RichTable(box=frame, padding=padding, pad_edge=False, show_edge=False, show_footer=bool(table.totals))
    totals = table.totals or [Cell("")] * len(table.columns)
    for column, total, width in zip(table.columns, totals, widths, strict=True):
        title, total_text = Text(printable(column.title), "bold"), Text(printable(total.text), "bold")
        grid.add_column(title, total_text, justify="right" if column.number else "left", overflow="fold", width=width)
    for row in table.rows:
        grid.add_row(*map(_cell, row, table.columns, widths))
    spans = span_line(table.columns, widths, gap)
    return grid if spans is None else Group(Text(spans, "bold", no_wrap=True), grid)


def _without_optional(table: Table) -> Table:
    """Return the table without its optional columns; the other cells of its rows have their `narrow_text`."""
    kept = [not column.optional for column in table.columns]
    if all(kept):
        return table
    rows = tuple(tuple(map(_narrow_cell, compress(row, kept))) for row in table.rows)
    totals = tuple(compress(table.totals or (), kept))
    return table._replace(columns=tuple(compress(table.columns, kept)), rows=rows, totals=totals)


def _narrow_cell(cell: Cell) -> Cell:
    return cell if cell.narrow_text is None else Cell(cell.narrow_text, tone=cell.tone)


def _widths(table: Table, available: int, gap: int) -> list[int]:
    """Return the width of each column: that of its longest text if all columns fit into the available width.

    Otherwise titles and texts wrap, and the wide columns share the width that the other columns leave.
    """
    columns = [(column, _column_texts(table, number)) for number, column in enumerate(table.columns)]
    widths = [_widest([column.title, *texts]) for column, texts in columns]
    if sum(widths) <= available:
        return widths
    widths = [_narrowed(column, texts, available // 5) for column, texts in columns]
    wide_numbers = [number for number, column in enumerate(table.columns) if column.wide]
    least = LEAST_WIDE * len(wide_numbers)
    _fit_shared_titles(table.columns, widths, gap, spare=available - sum(widths) - least)
    left = max(available - sum(widths), least)
    for number in wide_numbers:
        widths[number] = left // len(wide_numbers)
    return widths


def _fit_shared_titles(columns: Sequence[Column], widths: list[int], gap: int, spare: int) -> None:
    """Widen the last column of each group to the title that its columns share, by at most `spare` cells in all."""
    for title, members in groupby(range(len(columns)), key=lambda number: columns[number].group):
        numbers = list(members)
        width = sum(widths[number] for number in numbers) + gap * (len(numbers) - 1)
        more = max(0, min(spare, display_width(title) - width))
        widths[numbers[-1]] += more
        spare -= more


def _column_texts(table: Table, number: int) -> list[str]:
    return [row[number].text for row in table.all_rows]


def _narrowed(column: Column, texts: list[str], share: int) -> int:
    """Return the width of a column if not all fit, 0 for a wide one: titles and texts wrap, numbers do not.

    A column of words gets at least `share` cells, unless its texts need less.
    """
    if column.wide:
        return 0
    if column.number:
        return _widest([*column.title.split(), *texts])
    words = " ".join([column.title, *texts]).split()
    return min(_widest([column.title, *texts]), max(_widest(words), share))


def _widest(texts: Iterable[str]) -> int:
    return max(map(display_width, texts), default=0)


def _cell(cell: Cell, column: Column, width: int) -> Text:
    text = printable(cell.text)
    if column.clipped:
        text = clip(text, (width - 1) * MOST_LINES)
    return Text(text, _STYLES[cell.tone])


def _finding(finding: Finding, options: RenderOptions) -> Text:
    styles = {"head": "bold", "mark": _SEVERITY_STYLES[finding.severity], "help": "dim", "line": ""}
    lines = [Text(line, styles[part]) for line, part in finding_lines(finding, options.words, options.width)]
    return Text("\n").join(lines)
