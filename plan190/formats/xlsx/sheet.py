"""One sheet: its paragraphs and tables one below the other, set up for the screen and for print."""

from __future__ import annotations

from copy import copy
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, NamedTuple, cast

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins, PrintPageSetup
from openpyxl.worksheet.properties import PageSetupProperties

from plan190.document.blocks import Finding, Heading, Items, Link, Pairs, Paragraph, Table
from plan190.document.excerpt import finding_lines
from plan190.document.flow import stands_apart, text_lines
from plan190.formats.xlsx.measure import LABEL, PAGE, SMALL, TALLEST, TEXT, page_widths, row_height, text_height
from plan190.formats.xlsx.values import put_cell, put_text
from plan190.words.text import clip, one_line, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell.cell import Cell as Field
    from openpyxl.worksheet.worksheet import Worksheet

    from plan190.document.blocks import Cell, Column, Tone
    from plan190.document.flow import SimpleBlock
    from plan190.words import Words

FROZEN = 200.0
"""The most points that are frozen above a table; more would leave no space to scroll on a small screen."""

FACE = "Times New Roman"
HEADINGS = {0: 15, 1: 13}
"""Font sizes of headings by level, 0 for the title."""

HEAD = "D9E2F3"
FILLS: dict[Tone, str] = {
    "good": "E2F0D9", "late": "E8DFF3", "open": "DCEEF2", "warn": "FFF2CC", "bad": "F8D7DA", "mute": "F2F2F2",
}  # fmt: skip
GREY, BLUE = "595959", "1F3864"
_EDGE = Border(*(Side("thin", "808080"),) * 4)


class Page(NamedTuple):
    """The content of a sheet. `running`: it is the first sheet, with the text of the view."""

    name: str
    blocks: tuple[SimpleBlock, ...]
    running: bool = False


class Line(NamedTuple):
    """A line of text across the sheet, with a label before it; `place`: the cell that it links to."""

    text: str
    font: Font = Font(FACE, TEXT)
    tone: Tone = "plain"
    label: str = ""
    place: str = ""


class Piece(NamedTuple):
    """A part of a line: its text in the columns from `start` through `end`."""

    text: str
    start: int
    end: int
    font: Font


class Area(NamedTuple):
    """A table on a sheet. `first`, `head`: the first and the last row of its titles."""

    table: Table
    first: int
    head: int


def fill(sheet: Worksheet, page: Page, title: str, words: Words) -> None:
    """Write the blocks of a page into a sheet; `title` is the title of the workbook."""
    widths = page_widths([block for block in page.blocks if isinstance(block, Table)])
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    areas: list[Area] = []
    before: SimpleBlock | None = None
    row = 1
    for block in page.blocks:
        if stands_apart(block, before):
            row += 1
        if isinstance(block, Table):
            areas.append(_put_table(sheet, row, block, widths))
            row = areas[-1].head + len(block.all_rows) + 1
        else:
            for line in _lines_of(block, words):
                row = _put_line(sheet, row, line, widths)
        before = block
    only_area = areas[0] if len(areas) == 1 and not page.running else None
    _set_up_screen(sheet, areas, only_area, widths)
    set_up_print(sheet, f"{only_area.first}:{only_area.head}" if only_area is not None else None, title, words)


def _set_up_screen(sheet: Worksheet, areas: Sequence[Area], only_area: Area | None, widths: Sequence[float]) -> None:
    """Add a filter to the longest table; if it is the only table, freeze its titles and the names of its rows."""
    sheet.sheet_view.showGridLines = False
    longest = max(areas, key=lambda area: len(area.table.rows), default=None)
    if longest is not None and longest.table.rows:
        last_column, last_row = get_column_letter(len(longest.table.columns)), longest.head + len(longest.table.rows)
        sheet.auto_filter.ref = f"A{longest.head}:{last_column}{last_row}"
    if only_area is not None:
        above = sum(sheet.row_dimensions[row].height or 0 for row in range(1, only_area.head + 1))
        row = only_area.head + 1 if above <= FROZEN else 1
        column = get_column_letter(_frozen_columns(only_area.table.columns, widths) + 1)
        sheet.freeze_panes = f"{column}{row}"


def _frozen_columns(columns: Sequence[Column], widths: Sequence[float]) -> int:
    """Return the count of the first columns through the first one without numbers; 0 if the rest could not scroll."""
    count = next((number for number, column in enumerate(columns, start=1) if not column.number), 0)
    return count if sum(widths[:count]) <= PAGE / 2 and count < len(columns) else 0


def set_up_print(sheet: Worksheet, title_rows: str | None, title: str, words: Words) -> None:
    """Set A4 landscape, one page wide; the rows of titles on each page, the title of the workbook from page 2 on."""
    sheet.page_setup = PrintPageSetup(sheet, "landscape", paperSize=9, fitToWidth=1, fitToHeight=0)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.5, top=0.75, bottom=0.7, header=0.35, footer=0.35)
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = title_rows
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = clip(printable(one_line(title)), 100).replace("&", "&&")
    header.right.text = "&A"
    footer.center.text = words("xlsx.page", page="&P", pages="&N")
    for part in (header.left, header.right, footer.center):
        part.font = f"{FACE},Regular"
    sheet.HeaderFooter.differentFirst = True
    sheet.HeaderFooter.oddHeader = header
    sheet.HeaderFooter.oddFooter = sheet.HeaderFooter.firstFooter = footer


def _lines_of(block: SimpleBlock, words: Words) -> Iterator[Line]:
    """Yield the lines of a block that is not a table."""
    match block:
        case Heading(text=text, level=level):
            yield Line(text, Font(FACE, HEADINGS.get(level, TEXT), bold=True))
        case Paragraph(text=text, tone="mute"):
            yield Line(text, Font(FACE, SMALL, italic=True, color=GREY))
        case Paragraph(text=text, tone=tone):
            yield Line(text, tone=tone)
        case Pairs(rows=rows):
            yield from (Line(text, label=label) for label, text in rows)
        case Link(text=text, address=address) if address.startswith("#"):
            yield Line(text, Font(FACE, TEXT, color=BLUE, underline="single"), place=address[1:])
        case Items() | Link():
            yield from map(Line, text_lines(block))
        case Finding():
            yield from (Line(text.rstrip()) for text, _ in finding_lines(block, words, None))


def _put_line(sheet: Worksheet, row: int, line: Line, widths: Sequence[float]) -> int:
    """Write a line, over several rows if it is too tall for one row; return the number of the next row."""
    pieces = _pieces_of(line, widths)
    if not (line.label + line.text).strip():
        return row
    height = max(_piece_height(piece, widths) for piece in pieces)
    rows = ceil(height / TALLEST)
    for number in range(row, row + rows):
        sheet.row_dimensions[number].height = round(height / rows, 2)
    for piece in pieces:
        field = _field(sheet, row, piece.start)
        put_text(field, piece.text)
        field.font = piece.font
        field.alignment = Alignment(wrap_text=True, vertical="top")
        _set_tone(field, line.tone)
        if piece.end > piece.start or rows > 1:
            _merge(sheet, (row, piece.start), (row + rows - 1, piece.end))
    if line.place:
        _field(sheet, row, 1).hyperlink = Hyperlink(ref="", location=line.place)
    return row + rows


def _pieces_of(line: Line, widths: Sequence[float]) -> list[Piece]:
    """Return the label and the text side by side, or in one piece if no first columns are as wide as a label."""
    last = len(widths)
    split = next((end for end in range(1, last) if LABEL / 2 <= sum(widths[:end]) <= LABEL * 1.5), 0)
    if line.label and line.text and split:
        return [Piece(line.label, 1, split, Font(FACE, TEXT, bold=True)), Piece(line.text, split + 1, last, line.font)]
    return [Piece(": ".join(filter(None, (line.label, line.text))), 1, last, line.font)]


def _piece_height(piece: Piece, widths: Sequence[float]) -> float:
    return text_height(piece.text, sum(widths[piece.start - 1 : piece.end]), piece.font.sz or TEXT)


def _put_table(sheet: Worksheet, row: int, table: Table, widths: Sequence[float]) -> Area:
    """Write a table from this row on; return where it is."""
    head = _put_head(sheet, row, table.columns, widths)
    styled: dict[object, Field] = {}
    last = head + len(table.rows)
    for number, cells in enumerate(table.all_rows, start=head + 1):
        for place, (cell, column) in enumerate(zip(cells, table.columns, strict=True), start=1):
            _put_table_cell(_field(sheet, number, place), cell, column, styled, bold=number > last)
        sheet.row_dimensions[number].height = row_height((cell.text for cell in cells), widths, 2)
    return Area(table, row, head)


def _put_table_cell(field: Field, cell: Cell, column: Column, styled: dict[object, Field], *, bold: bool) -> None:
    """Write a cell of a table; `styled`: a cell of each style, because to copy a style is faster than to make it."""
    side = "center" if put_cell(field, cell) else "left"
    if column.number:
        side = "right"
    wraps = field.data_type == "s"
    style = side, wraps, bold, cell.tone, field.number_format, field.quotePrefix
    if style in styled:
        field._style = copy(styled[style]._style)  # type: ignore[attr-defined]  # noqa: SLF001 - as openpyxl advises
        return
    styled[style] = field
    field.font = Font(FACE, SMALL, bold=bold)
    field.border = _EDGE
    field.alignment = Alignment(side, "top", wrap_text=wraps, indent=side != "center")
    _set_tone(field, cell.tone)


def _put_head(sheet: Worksheet, row: int, columns: Sequence[Column], widths: Sequence[float]) -> int:
    """Write the titles of the columns, with shared titles in a row above; return the last row of titles."""
    grouped = any(column.group for column in columns)
    last = row + grouped
    for place, column in enumerate(columns, start=1):
        for number in range(row, last + 1):
            _style_head(_field(sheet, number, place))
        put_text(_field(sheet, last if column.group else row, place), column.title)
        if grouped and not column.group:
            _merge(sheet, (row, place), (last, place))
    for group, members in groupby(enumerate(columns, start=1), key=lambda pair: pair[1].group):
        places = [place for place, _ in members]
        if group:
            put_text(_field(sheet, row, places[0]), group)
            _merge(sheet, (row, places[0]), (row, places[-1]))
    if grouped:
        sheet.row_dimensions[row].height = text_height("", 1, SMALL)
    sheet.row_dimensions[last].height = row_height((column.title for column in columns), widths, 3)
    return last


def _style_head(field: Field) -> None:
    field.font = Font(FACE, SMALL, bold=True)
    field.fill = PatternFill("solid", fgColor=HEAD)
    field.border = _EDGE
    field.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _set_tone(field: Field, tone: Tone) -> None:
    if tone in FILLS:
        field.fill = PatternFill("solid", fgColor=FILLS[tone])


def _merge(sheet: Worksheet, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Merge the cells between two corners, each a row and a column."""
    sheet.merge_cells(start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1])


def _field(sheet: Worksheet, row: int, column: int) -> Field:
    """Return a cell. The library's type includes cells hidden by a merged one, but this is never one of them."""
    return cast("Field", sheet.cell(row, column))
