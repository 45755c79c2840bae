"""Text for a terminal or a pipe: tables that fit the width, faults with their line and a mark under the spot.

With a width, text wraps and long cells are cut with a sign; without one (a pipe, a file) every record is one line and
nothing is cut. Everything goes to rich as `Text`, so that no data is taken for markup.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from plan190.document import Finding, Heading, Pairs, Paragraph, Table
from plan190.words.text import clip, shown

if TYPE_CHECKING:
    from rich.console import RenderableType

    from plan190.document import Block, Cell, Tone, View
    from plan190.formats import Look

_STYLES: dict[Tone, str] = {"plain": "", "good": "green", "warn": "yellow", "bad": "red", "mute": "dim"}
_GRAVE = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
ENDLESS = 100_000
"""The width of a line that is never broken."""

TALLEST = 3
"""How many lines a cell may take where there is a width."""


def render(view: View, look: Look) -> bytes:
    """Give the view as lines of UTF-8 text."""
    out = StringIO()
    console = Console(
        file=out,
        width=look.width or ENDLESS,
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    if view.title:
        console.print(Text(shown(view.title), "bold"))
    for number, block in enumerate(view.blocks):
        if isinstance(block, (Heading, Table)) and (number or view.title):
            console.print()
        console.print(_rendered(block, look), crop=False)
    lines = out.getvalue().split("\n")
    return "\n".join(line if look.colour else line.rstrip() for line in lines).encode("utf-8", "backslashreplace")


def _rendered(block: Block, look: Look) -> RenderableType:
    match block:
        case Heading(text=text):
            return Text(shown(text), "bold")
        case Paragraph(text=text, tone=tone):
            return Text(shown(text), _STYLES[tone])
        case Pairs(rows=rows):
            return _pairs(rows)
        case Table():
            return _table(block, look)
        case Finding():
            return _finding(block, look)


def _pairs(rows: tuple[tuple[str, str], ...]) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for label, text in rows:
        grid.add_row(Text(shown(label), "bold"), Text(shown(text)))
    return Padding(grid, (0, 0, 0, 2))


def _table(table: Table, look: Look) -> RenderableType:
    lines = box.ASCII2 if look.ascii else box.SIMPLE_HEAD
    rich = RichTable(box=lines, padding=(0, 1, 0, 0), pad_edge=False, show_footer=table.totals is not None)
    totals = table.totals or ((None,) * len(table.columns))
    for column, total in zip(table.columns, totals, strict=True):
        rich.add_column(
            Text(shown(column.title), "bold"),
            Text(shown(total.text), "bold") if total else Text(""),
            justify="right" if column.number else "left",
            overflow="fold",
            ratio=1 if column.wide and look.width else None,
            vertical="top",
        )
    for row in table.rows:
        rich.add_row(*(_cell(cell, look) for cell in row))
    return rich


def _cell(cell: Cell, look: Look) -> Text:
    text = shown(cell.text)
    if look.width:
        text = clip(text, look.width)
    return Text(text, _STYLES[cell.tone])


def _finding(finding: Finding, look: Look) -> RenderableType:
    text = Text()
    text.append(f"{shown(finding.path)}:{finding.line}:{finding.column}: ")
    text.append(f"{finding.severity_word}[{finding.code}]", _GRAVE[finding.severity])
    text.append(f" {finding.message}\n")
    if finding.excerpt is not None:
        text.append(_excerpt(finding, look))
    text.append(f"   = {look.words('finding.help')}: {finding.help}\n", "dim")
    return text


def _excerpt(finding: Finding, look: Look) -> Text:
    """Give the line with a mark under the spot, cut around it where the width asks for that."""
    line, column = finding.excerpt or "", finding.column
    room = max(30, (look.width or ENDLESS) - 10)
    start = max(0, column - 1 - room // 2) if len(line) > room else 0
    piece = line[start : start + room].replace("\t", " ")
    before = ("…" if start else "") + shown(piece[: column - 1 - start])
    marked = shown(piece[column - 1 - start : finding.end_column - 1 - start])
    after = shown(piece[finding.end_column - 1 - start :]) + ("…" if start + room < len(line) else "")
    gutter = " " * max(4, len(str(finding.line)) + 1)
    number = str(finding.line).rjust(len(gutter) - 1)
    excerpt = Text(f"{gutter}|\n{number} | {before}{marked}{after}\n{gutter}| ")
    excerpt.append(" " * Text(before).cell_len + "^" * max(1, Text(marked).cell_len) + "\n", _GRAVE[finding.severity])
    return excerpt
