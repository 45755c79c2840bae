"""Text for a terminal: tables that fit its width, faults with their line and a mark under the spot.

Text wraps; brief cells are cut with a sign, spare columns left out where room is scarce. Everything goes to rich as
`Text`, so that no data is taken for markup. State is said in words; colour only repeats it.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from plan190.document.blocks import Cell, Finding, Heading, Items, Link, Pairs, Paragraph, Table
from plan190.document.column_groups import span_line
from plan190.document.excerpt import finding_lines
from plan190.document.flow import flow
from plan190.words.text import cells, clip, shown

if TYPE_CHECKING:
    from rich.console import RenderableType

    from plan190.document.blocks import Column, Tone, View
    from plan190.document.flow import Simple
    from plan190.formats import RenderOptions

_STYLES: dict[Tone, str] = {"plain": "", "good": "green", "warn": "yellow", "bad": "red", "mute": "dim"}
_GRAVE = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
ROOMY = 100
"""From which width on nothing is left out."""

MANY = 6
"""From how many columns on they stand closer together."""

NARROW = 12
"""The fewest cells that a wide column gets."""

TALLEST = 3
"""How many lines a brief cell may take where there is a width."""


def render(view: View, options: RenderOptions) -> bytes:
    """Give the view as lines of UTF-8 text."""
    out = StringIO()
    console = Console(
        file=out,
        width=options.width,
        force_terminal=options.colour,
        color_system="standard" if options.colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    if view.title:
        console.print(Text(shown(view.title), "bold"))
    before: Simple | None = None
    for block in flow(view, options.words):
        if (isinstance(block, (Heading, Table)) and (before or view.title)) or isinstance(before, Table):
            console.print()
        console.print(_rendered(block, options), crop=False)
        before = block
    if view.provenance:
        console.print(Text(f"\n{shown(view.provenance)}", "dim"))
    lines = out.getvalue().split("\n")
    return "\n".join(line if options.colour else line.rstrip() for line in lines).encode("utf-8", "backslashreplace")


def _rendered(block: Simple, options: RenderOptions) -> RenderableType:
    match block:
        case Heading(text=text):
            return Text(shown(text), "bold")
        case Paragraph(text=text, tone=tone):
            return Text("\n".join(map(shown, text.split("\n"))), _STYLES[tone])
        case Items(texts=texts):
            return Text("\n".join(f"- {shown(text)}" for text in texts))
        case Pairs(rows=rows):
            return _pairs(rows)
        case Table():
            return _table(block, options)
        case Finding():
            return _finding(block, options)
        case Link(text=text, address=address):
            return Text(f"{shown(text)}: {shown(address)}")


def _pairs(rows: tuple[tuple[str, str], ...]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for label, text in rows:
        grid.add_row(Text(shown(label), "bold"), Text(shown(text)))
    return Padding(grid, (0, 0, 0, 2))


def _table(table: Table, options: RenderOptions) -> RenderableType:
    if table.stacked:
        return _stacked(table)
    if options.width < ROOMY:
        table = _without_spare(table)
    gap = 1 if len(table.columns) > MANY else 2
    widths = _widths(table, options.width - gap * (len(table.columns) - 1))
    lines = box.ASCII2 if options.ascii else box.SIMPLE
    rich = RichTable(
        box=lines,
        padding=(0, gap - 1, 0, 0),
        pad_edge=False,
        show_edge=False,
        show_footer=table.totals is not None,
    )
    for number, column in enumerate(table.columns):
        rich.add_column(
            Text(shown(column.title), "bold"),
            Text(shown(table.totals[number].text), "bold") if table.totals else "",
            justify="right" if column.number else "left",
            overflow="fold",
            width=widths[number],
            vertical="top",
        )
    for row in table.rows:
        rich.add_row(*map(_cell, row, table.columns, widths))
    spans = span_line(table.columns, widths, gap)
    return rich if spans is None else Group(Text(spans, "bold", no_wrap=True), rich)


def _without_spare(table: Table) -> Table:
    """Give the table without its spare columns, its cells saying what was left out."""
    kept = [number for number, column in enumerate(table.columns) if not column.spare]
    if len(kept) == len(table.columns):
        return table
    rows = tuple(tuple(_scarce(row[number]) for number in kept) for row in table.rows)
    totals = tuple(table.totals[number] for number in kept) if table.totals else None
    return Table(tuple(table.columns[number] for number in kept), rows, totals, table.stacked)


def _scarce(cell: Cell) -> Cell:
    return cell if cell.scarce is None else Cell(cell.scarce, tone=cell.tone)


def _stacked(table: Table) -> RenderableType:
    titles = [column.title for column in table.columns]
    return Group(
        *(
            Padding(_pairs(tuple((title, cell.text) for title, cell in zip(titles, row, strict=True))), (0, 0, 1, 0))
            for row in table.rows
        )
    )


def _widths(table: Table, room: int) -> list[int]:
    """Give each column's width: what it needs if there is room; else texts get a share, wide columns the rest."""
    rows = (*table.rows, *((table.totals,) if table.totals else ()))
    columns = [[cell.text for cell in column] for column in zip(*rows, strict=True)] or [[] for _ in table.columns]
    titles = [column.title for column in table.columns]
    whole = [max([cells(title), *map(cells, column)]) for title, column in zip(titles, columns, strict=True)]
    if sum(whole) <= room:
        return whole
    widths = [
        0 if column.wide else _narrowed(column, texts, need, room // 5)
        for column, texts, need in zip(table.columns, columns, whole, strict=True)
    ]
    wide = sum(column.wide for column in table.columns)
    left = max(room - sum(widths), NARROW * wide)
    return [left // wide if column.wide else width for column, width in zip(table.columns, widths, strict=True)]


def _narrowed(column: Column, texts: list[str], need: int, share: int) -> int:
    """Give the width of a column whose head may wrap, and whose texts may unless they are numbers."""
    word = max(cells(word) for word in column.title.split() or [""])
    if column.number:
        return max([word, *map(cells, texts)])
    longest = max([word, *(cells(word) for text in texts for word in text.split())])
    return min(need, max(longest, share))


def _cell(cell: Cell, column: Column, width: int) -> Text:
    text = shown(cell.text)
    if column.brief:
        text = clip(text, width * TALLEST - TALLEST)
    return Text(text, _STYLES[cell.tone])


def _finding(finding: Finding, options: RenderOptions) -> RenderableType:
    text = Text()
    for line, part in finding_lines(finding, options.words, options.width):
        style = {"head": "bold", "mark": _GRAVE[finding.severity], "help": "dim", "line": ""}[part]
        text.append(line + "\n", style)
    text.right_crop(1)
    return text
