"""The view as an Excel workbook: its text on the first sheet, each annex on its own, so too each table of a list.

A cell holds the value itself - a number, a day, a share - where its text is no more than that value written out: so it
sorts, filters and adds up. Where the text says more, such as "14/8/2023 (gốc 30/6/2023)" for a day that was moved, the
text stays: a comment is not printed, and a typed day alone would hide that there was another. Totals are the figures
of plan190 and no formulas: what is printed must be what was computed, whatever is filtered.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from openpyxl import Workbook, load_workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from plan190.document.blocks import Heading, Items, Link, Pairs, Paragraph, Table, View
from plan190.document.checksum import CHECKSUM, LARGEST
from plan190.document.excerpt import finding_lines
from plan190.document.extracted import Extracted, Grid, StrangeError
from plan190.document.flow import flow, label_of
from plan190.formats.escaping import could_be_formula
from plan190.words import LANGUAGES, words_in
from plan190.words.text import cells, clip, short_date, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.cell.cell import Cell as Field
    from openpyxl.worksheet.worksheet import Worksheet

    from plan190.document.blocks import Cell, Column, Tone
    from plan190.document.flow import Simple
    from plan190.formats import RenderOptions
    from plan190.words import Words

LONGEST = 32_767
"""The most letters that a cell can hold, those beyond the first plane counted twice."""

LONGEST_NAME = 31
"""The most letters that the name of a sheet can have."""

MOST_CELLS = 2_000_000
"""The most cells of a sheet that are read; a single one in the last corner would ask for billions."""

NEVER = dt.date(1980, 1, 1)
"""The day of a file whose view is of none."""

FIRST_DAY = dt.date(1900, 3, 1)
"""The first day that Excel counts right: it knows a 29 February 1900."""

DAY, BRIEF_DAY, ENGLISH_DAY, WHOLE, GROUPED, SHARE = "d/m/yyyy", "d/m", "[$-409]d mmmm yyyy", "0", "#,##0", "0.0%"
"""How numbers are shown: a day in Vietnamese, without its year, in English; a count, in groups of digits; a share."""

MOST_DIGITS = 10**15
"""From here on Excel no longer keeps all digits of a number."""

ROOM, LEAST, LABEL = 150, 100, 30
"""How many letters wide the page is, the least that texts get of it, and that their labels get."""

NARROW, NARROWEST, WIDEST = 24, 8, 90
"""The most letters of a column that is not wide, the fewest of any, the most of a wide one."""

TALLEST = 390.0
"""The most points of a row; Excel has 409."""

FROZEN = 200.0
"""The most points that stay in sight above a table: with more, nothing is left to scroll on a small screen."""

FACE = "Times New Roman"
TEXT, SMALL = 12, 11
HEADINGS = {0: 15, 1: 13}
"""The sizes of letters: of texts, of tables and remarks, of headings by their level, 0 for the title."""

HEAD = "D9E2F3"
FILLS: dict[Tone, str] = {"good": "E2F0D9", "warn": "FFF2CC", "bad": "F8D7DA", "mute": "F2F2F2"}
GREY = "595959"

_EDGE = Border(*(Side("thin", "808080"),) * 4)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel reads as the number of a letter where it stands in a text."""

_MADE_BY = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>plan190</Application></Properties>"
)


@dataclass(frozen=True)
class Page:
    """What one sheet holds. `running`: it is the text of the view, whose tables stand among paragraphs."""

    name: str
    blocks: tuple[Simple, ...]
    running: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


class Line(NamedTuple):
    """A text over the whole width of a sheet, its label before it; `place`: where a click on it leads."""

    text: str
    font: Font = Font(FACE, TEXT)
    tone: Tone = "plain"
    label: str = ""
    place: str = ""


class Area(NamedTuple):
    """Where a table stands on its sheet: the first and last line of its head, its last line without totals."""

    table: Table
    first: int
    head: int
    last: int


def render(view: View, options: RenderOptions) -> bytes:
    """Give the workbook, sealed; a view without annexes has a sheet for each table, to be sorted and filtered alone."""
    book = Workbook()
    book.remove(book.worksheets[0])
    # Widths count the digits of this font; the library's own is on few machines besides Excel's.
    book._named_styles["Normal"].font = Font(FACE, SMALL)  # type: ignore[attr-defined] # noqa: SLF001 - no other way
    for page in _pages(view, options.words):
        _fill(book.create_sheet(page.name), page, view.title, options.words)
    # With nothing to compute, Excel does not ask on closing whether to keep what it computed.
    book.calculation = CalcProperties(calcId=191029, fullCalcOnLoad=False)
    day = view.day or NEVER
    made = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the file has no zone, and no time of the day
    book.properties = DocumentProperties(
        title=_fitting(view.title) or None,
        creator=None,
        identifier=CHECKSUM,
        language=options.words.language,
        created=made,
        modified=made,
    )
    return _packed(book)


def _packed(book: Workbook) -> bytes:
    """Give the package, its table of contents first, as Excel writes it, and no word of the library that made it."""
    out = BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()
    with zipfile.ZipFile(out) as written:
        parts = {name: written.read(name) for name in written.namelist()} | {"docProps/app.xml": _MADE_BY}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name in sorted(parts):  # [Content_Types].xml is before all letters
            package.writestr(name, parts[name])
    return packed.getvalue()


def _pages(view: View, words: Words) -> list[Page]:
    """Give the sheets in their order: the text, then the annexes, or else the tables."""
    title = (Heading(view.title, 0),) if view.title else ()
    text = tuple(flow(replace(view, annexes=()), words))
    tables = () if view.annexes else tuple(_captioned(text))
    many = len(tables) > 1
    main, *names = _names(
        (
            words("xlsx.text"),
            *(annex.brief for annex in view.annexes),
            *(
                words("xlsx.table.of", number=number) if many else words("xlsx.table")
                for number in range(1, len(tables) + 1)
            ),
        ),
        words("xlsx.sheet"),
    )
    leads = iter(names)
    provenance = (Paragraph(view.provenance, "mute"),) if view.provenance else ()
    blocks = tuple(_lead(one, next(leads), words) if tables and isinstance(one, Table) else one for one in text)
    pages = [Page(main, (*title, *blocks, *provenance), running=True)]
    for annex, name in zip(view.annexes, names, strict=False):
        heading = Heading(f"{label_of(annex, words)}. {annex.title}", 0)
        note = (Paragraph(annex.note, "mute"),) if annex.note else ()
        pages.append(Page(name, (heading, *note, *flow(View("", annex.blocks), words))))
    for (caption, table), name in zip(tables, names, strict=not view.annexes):
        pages.append(Page(name, (*title, *caption, table)))
    return pages


def _captioned(blocks: Sequence[Simple]) -> Iterator[tuple[tuple[Heading, ...], Table]]:
    """Give each table with the heading that it stands under."""
    caption: tuple[Heading, ...] = ()
    for block in blocks:
        if isinstance(block, Heading):
            caption = (block,)
        elif isinstance(block, Table):
            yield caption, block


def _lead(table: Table, name: str, words: Words) -> Link:
    """Give the line that stands where the table would, and leads to its sheet."""
    return Link(words("xlsx.see", sheet=name, rows=len(table.rows)), f"#'{name}'!A1")


def _names(wanted: Sequence[str], fallback: str) -> list[str]:
    """Give the names as sheets may have them: no forbidden sign, not empty, not too long, each once."""
    names: list[str] = []
    for one in wanted:
        stem = " ".join(_FORBIDDEN.sub(" ", shown(one)).split())[:LONGEST_NAME].strip("' ") or fallback
        # Excel keeps "History" for itself.
        taken = {"history", *(name.casefold() for name in names)}
        tries = (stem, *(f"{stem[: LONGEST_NAME - 5].strip()} ({number})" for number in range(2, len(wanted) + 2)))
        names.append(next(name for name in tries if name.casefold() not in taken))
    return names


def _fill(sheet: Worksheet, page: Page, title: str, words: Words) -> None:
    """Write the blocks under one another and set the sheet up for the screen and for paper."""
    widths = _page_widths(page.tables)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    areas: list[Area] = []
    before: Simple | None = None
    row = 1
    for block in page.blocks:
        apart = isinstance(block, Table) or isinstance(before, Table) or (isinstance(block, Heading) and block.level)
        row += bool(apart and before is not None)
        if isinstance(block, Table):
            areas.append(_put_table(sheet, row, block, widths))
            row = areas[-1].last + (block.totals is not None) + 1
        else:
            for line in _lines_of(block, words):
                row = _put_line(sheet, row, line, widths)
        before = block
    sole = areas[0] if len(areas) == 1 and not page.running else None
    _for_screen(sheet, areas, sole, widths)
    _for_paper(sheet, sole, title, words)


def _for_screen(sheet: Worksheet, areas: Sequence[Area], sole: Area | None, widths: Sequence[float]) -> None:
    """Keep head and names in sight where the sheet is for one table; let rows be picked, of several of the longest."""
    sheet.sheet_view.showGridLines = False
    longest = max(areas, key=lambda area: area.last - area.head, default=None)
    if longest is not None and longest.table.rows:
        last = get_column_letter(len(longest.table.columns))
        sheet.auto_filter.ref = f"A{longest.head}:{last}{longest.last}"
    if sole is not None:
        above = sum(sheet.row_dimensions[row].height or 0 for row in range(1, sole.head + 1))
        row = sole.head + 1 if above <= FROZEN else 1
        sheet.freeze_panes = f"{get_column_letter(_names_end(sole.table.columns, widths) + 1)}{row}"


def _names_end(columns: Sequence[Column], widths: Sequence[float]) -> int:
    """Give how many columns say what a row is about, as far as they leave room to scroll."""
    end = next((number for number, column in enumerate(columns, start=1) if not column.number), 0)
    return end if sum(widths[:end]) <= ROOM / 2 and end < len(columns) else 0


def _for_paper(sheet: Worksheet, sole: Area | None, title: str, words: Words) -> None:
    """Set A4 across, as wide as the page, the head again on each page, the title above from the second one on."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.5, top=0.75, bottom=0.7, header=0.35, footer=0.35)
    sheet.print_options.horizontalCentered = True
    if sole is not None:
        sheet.print_title_rows = f"{sole.first}:{sole.head}"
    header, footer = HeaderFooterItem(), HeaderFooterItem()
    header.left.text = clip(shown(" ".join(title.split())), 100).replace("&", "&&")
    header.right.text = "&A"
    footer.center.text = words("xlsx.page", page="&P", pages="&N")
    for part in (header.left, header.right, footer.center):
        part.font = f"{FACE},Regular"
    sheet.HeaderFooter.differentFirst = True
    sheet.HeaderFooter.oddHeader = header
    sheet.HeaderFooter.oddFooter = sheet.HeaderFooter.firstFooter = footer


def _page_widths(tables: Sequence[Table]) -> list[float]:
    """Give the widths of the columns: those of the tables, and a last one for the rest of the texts' room."""
    each = [_widths(table) for table in tables]
    many = max(map(len, each), default=0)
    widths = [max(one[number] for one in each if number < len(one)) for number in range(many)] or [float(LABEL)]
    rest = LEAST - sum(widths)
    return [*widths, rest] if rest >= NARROWEST else widths


def _widths(table: Table) -> list[float]:
    """Give how wide the columns are: as their texts ask, the wide ones as the page allows."""
    rows = (*table.rows, *((table.totals,) if table.totals else ()))
    asked = [_widest([row[number].text for row in rows]) + 4 for number in range(len(table.columns))]
    # A title may take two lines, and the button of the filter covers its end.
    titled = [max(_widest(one.title.split()) + 3, min(cells(one.title) / 2 + 4, NARROW)) for one in table.columns]
    widths = [
        max(float(NARROWEST), min(title, WIDEST), min(ask, NARROW)) for title, ask in zip(titled, asked, strict=True)
    ]
    wide = [number for number, column in enumerate(table.columns) if column.wide and asked[number] > NARROW]
    room = ROOM - sum(width for number, width in enumerate(widths) if number not in wide)
    # Very long texts would leave the others nothing.
    whole = sum(min(asked[number], 4 * WIDEST) for number in wide)
    for number in wide:
        share = room * min(asked[number], 4 * WIDEST) / whole
        least = 2 * NARROW if len(wide) == 1 else NARROW + 6
        widths[number] = float(min(asked[number], round(max(least, share)), WIDEST))
    return widths


def _widest(texts: Sequence[str]) -> int:
    return max((cells(line) for text in texts for line in text.split("\n")), default=0)


def _lines_of(block: Simple, words: Words) -> Iterator[Line]:
    """Give a block that is no table as lines over the whole width."""
    match block:
        case Heading(text=text, level=level):
            yield Line(text, Font(FACE, HEADINGS.get(level, TEXT), bold=True))
        case Paragraph(text=text, tone="mute"):
            yield Line(text, Font(FACE, SMALL, italic=True, color=GREY))
        case Paragraph(text=text, tone=tone):
            yield Line(text, tone=tone)
        case Items(texts=texts):
            yield from (Line(f"- {text}") for text in texts)
        case Pairs(rows=rows):
            yield from (Line(text, label=label) for label, text in rows)
        case Link(text=text, address=address) if address.startswith("#"):
            yield Line(text, Font(FACE, TEXT, color="1F3864", underline="single"), place=address[1:])
        case Link(text=text, address=address):
            yield Line(f"{text}: {address}")
        case Table():
            raise TypeError(block)
        case _:
            yield from (Line(text.rstrip()) for text, _ in finding_lines(block, words, None))


def _put_line(sheet: Worksheet, row: int, line: Line, widths: Sequence[float]) -> int:
    """Write a line, over several rows where one cannot be tall enough, and give the row after it."""
    whole = len(widths)
    # The columns are those of the sheet's tables, which may leave none for labels.
    split = next((one for one in range(1, whole) if LABEL / 2 <= sum(widths[:one]) <= LABEL * 1.5), 0)
    if line.label and line.text and split:
        pieces = [(line.label, 1, split, Font(FACE, TEXT, bold=True)), (line.text, split + 1, whole, line.font)]
    else:
        pieces = [(": ".join(filter(None, (line.label, line.text))), 1, whole, line.font)]
    if not any(text.strip() for text, *_ in pieces):
        return row
    most = max(_height(text, sum(widths[start - 1 : end]), font.sz or TEXT) for text, start, end, font in pieces)
    rows = ceil(most / TALLEST)
    for number in range(row, row + rows):
        sheet.row_dimensions[number].height = round(most / rows, 2)
    for text, start, end, font in pieces:
        field = _at(sheet, row, start)
        _put(field, text)
        field.font = font
        field.alignment = Alignment(wrap_text=True, vertical="top")
        if line.tone in FILLS:
            field.fill = PatternFill("solid", fgColor=FILLS[line.tone])
        if end > start or rows > 1:
            sheet.merge_cells(start_row=row, end_row=row + rows - 1, start_column=start, end_column=end)
    if line.place:
        _at(sheet, row, 1).hyperlink = Hyperlink(ref="", location=line.place)
    return row + rows


def _at(sheet: Worksheet, row: int, column: int) -> Field:
    """Give the cell; none that is asked for here lies behind another in a merged one, which would be no `Field`."""
    return cast("Field", sheet.cell(row, column))


def _height(text: str, width: float, size: float) -> float:
    """Give how tall a text is, in points, where it is so many letters wide; no program but Excel knows it for sure."""
    return _count_lines(text, width, size) * size * 1.32 + 3


def _count_lines(text: str, width: float, size: float) -> int:
    """Give how many lines the words of a text fill; one longer than a line goes on on the next."""
    room = max(1.0, width * 12.5 / size)
    lines = 0
    for line in text.split("\n"):
        lines, used = lines + 1, 0.0
        for word in map(cells, line.split(" ")):
            if used and used + word > room:
                lines, used = lines + 1, 0.0
            lines += max(0, ceil(word / room) - 1)
            used += word % room + 1
    return lines


def _put_table(sheet: Worksheet, row: int, table: Table, widths: Sequence[float]) -> Area:
    """Write the table and give where it stands."""
    head = _put_head(sheet, row, table.columns, widths)
    last = head + len(table.rows)
    totals = (table.totals,) if table.totals else ()
    for number, cells_ in enumerate((*table.rows, *totals), start=head + 1):
        for place, (cell, column) in enumerate(zip(cells_, table.columns, strict=True), start=1):
            field = _at(sheet, number, place)
            typed = _put_cell(field, cell)
            field.font = Font(FACE, SMALL, bold=number > last)
            field.border = _EDGE
            side = "right" if column.number else "center" if typed else "left"
            field.alignment = Alignment(side, "top", wrap_text=field.data_type == "s", indent=side != "center")
            if cell.tone in FILLS:
                field.fill = PatternFill("solid", fgColor=FILLS[cell.tone])
        tall = max(_height(cell.text, width - 2, SMALL) for cell, width in zip(cells_, widths, strict=False))
        sheet.row_dimensions[number].height = min(TALLEST, tall)
    return Area(table, row, head, last)


def _put_head(sheet: Worksheet, row: int, columns: Sequence[Column], widths: Sequence[float]) -> int:
    """Write the titles, shared ones above, and give the last line of the head."""
    grouped = any(column.group for column in columns)
    last = row + grouped
    for line in range(row, last + 1):
        for place in range(1, len(columns) + 1):
            _as_head(_at(sheet, line, place))
    for place, column in enumerate(columns, start=1):
        _put(_at(sheet, last if column.group else row, place), column.title)
        if grouped and not column.group:
            sheet.merge_cells(start_row=row, end_row=last, start_column=place, end_column=place)
    place = 1
    for group, members in groupby(columns, key=lambda column: column.group):
        end = place + len(list(members))
        if group:
            _put(_at(sheet, row, place), group)
            sheet.merge_cells(start_row=row, end_row=row, start_column=place, end_column=end - 1)
        place = end
    tall = max(_height(one.title, width - 3, SMALL) for one, width in zip(columns, widths, strict=False))
    sheet.row_dimensions[last].height = min(TALLEST, tall)
    if grouped:
        sheet.row_dimensions[row].height = _height("", 1, SMALL)
    return last


def _as_head(field: Field) -> None:
    field.font = Font(FACE, SMALL, bold=True)
    field.fill = PatternFill("solid", fgColor=HEAD)
    field.border = _EDGE
    field.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _put_cell(field: Field, cell: Cell) -> bool:
    """Write what the cell holds, and say whether it is a day or a share."""
    typed = _typed(cell)
    if typed is None:
        _put(field, cell.text)
        return False
    field.value, field.number_format = typed
    return field.number_format not in {WHOLE, GROUPED}


def _typed(cell: Cell) -> tuple[int | Decimal | dt.date, str] | None:
    """Give the value and how it is shown, where that says all that the text says."""
    match cell.value:
        case int() if cell.text == str(cell.value) and abs(cell.value) < MOST_DIGITS:
            return cell.value, WHOLE
        case int() if cell.text in _grouped(cell.value) and abs(cell.value) < MOST_DIGITS:
            return cell.value, GROUPED
        case dt.date() if cell.value >= FIRST_DAY:
            forms = (form for form in (DAY, BRIEF_DAY, ENGLISH_DAY) if cell.text == _day(cell.value, form))
            return next(((cell.value, form) for form in forms), None)
        case Decimal() if cell.value.is_finite() and _percent(cell.text) == cell.value * 100:
            return cell.value, SHARE
    return None


def _day(day: dt.date, form: str) -> str:
    """Give a day as it is shown in that form, or in one that a spreadsheet has made of it."""
    if "mmmm" in form:
        return words_in("en").day(day)
    return short_date(day) if "y" in form else f"{day.day}/{day.month}"


def _grouped(number: int) -> tuple[str, ...]:
    return tuple(words_in(language).number(number) for language in LANGUAGES)


def _percent(text: str) -> Decimal | None:
    written = re.fullmatch(r"(-?[0-9]{1,9})(?:[.,]([0-9]))? ?%", text)
    return Decimal(f"{written[1]}.{written[2] or 0}") if written else None


def _put(field: Field, text: str) -> None:
    """Write a text as a text, whatever it begins with; also when somebody enters the cell and leaves it again."""
    written = _fitting(text)
    if written:
        field.value = written
        field.data_type = "s"
        field.quotePrefix = could_be_formula(written)


def _fitting(text: str) -> str:
    """Give the text in letters that Excel holds and reads as they are, the end cut with a sign where it is too long."""
    plain = "\n".join(map(shown, text.split("\n")))
    written = _ESCAPE.sub("_x005F_", plain)
    units = written.encode("utf-16-le")
    return written if len(units) <= 2 * LONGEST else units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def read(data: bytes) -> Extracted:
    """Give the texts and tables of a workbook that `render` wrote, or of a copy edited since; ValueError for no such.

    What has the colour of a table's head begins one, what has lines around it goes on with it. Numbers are as they are
    shown, of formulas the last result.
    """
    try:
        book = _opened(data)
        english = book.properties.language == "en"
        return Extracted(tuple(part for sheet in book.worksheets for part in _parts(sheet, english=english)))
    except StrangeError:
        raise
    except Exception as error:  # the library raises whatever comes to hand over a damaged file
        raise ValueError(str(error)) from error


def _opened(data: bytes) -> Workbook:
    with zipfile.ZipFile(BytesIO(data)) as package:
        if sum(one.file_size for one in package.infolist()) > LARGEST:
            raise ValueError("too large")
        for name in package.namelist():
            if _SHEET.fullmatch(name):
                _demand_plain(name, package.read(name))
            elif name == "xl/workbook.xml" and _HIDDEN_SHEET.search(package.read(name)):
                raise StrangeError("a hidden sheet")
            elif "vbaProject" in name or name.startswith("xl/comments") or _is_drawn(package, name):
                raise StrangeError(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the library leaves out
        return load_workbook(BytesIO(data), data_only=True)


def _is_drawn(package: zipfile.ZipFile, name: str) -> bool:
    """Say whether a part has something drawn over the cells; other programs save empty ones."""
    return name.startswith("xl/drawings/drawing") and b"Anchor" in package.read(name)


_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_HIDDEN_SHEET = re.compile(rb"state=[\"'](?:hidden|veryHidden)[\"']")
_HIDDEN = re.compile(rb"<(?:\w+:)?(?:row|col)\b[^>]*\bhidden=[\"'](?:1|true)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_RANGE = re.compile(rb"\b(?:ref|sqref)=[\"']\$?([A-Z]{1,3})\$?([0-9]{1,7}):\$?([A-Z]{1,3})\$?([0-9]{1,7})[\"']")


def _demand_plain(name: str, part: bytes) -> None:
    """Raise StrangeError for formulas and hidden cells, which plan190 never writes; ValueError for endless ranges.

    Before the library looks: it makes every cell of a range.
    """
    if _FORMULA.search(part):
        raise StrangeError(f"a formula in {name}")
    if _HIDDEN.search(part):
        raise StrangeError(f"hidden rows or columns in {name}")
    for left, top, right, bottom in _RANGE.findall(part):
        wide = column_index_from_string(right.decode()) - column_index_from_string(left.decode()) + 1
        if wide * (int(bottom) - int(top) + 1) > MOST_CELLS:
            raise ValueError("too large")


_PLAIN_FORM = re.compile(r"General|@|[#0,.]+%?|(?:\[\$-[0-9A-Fa-f]+\])?[dmy/\\ .-]+(?:;@)?", re.IGNORECASE)
"""The forms of numbers that show nothing but the number."""


def _parts(sheet: Worksheet, *, english: bool) -> Iterator[str | Grid]:
    if sheet.max_row * sheet.max_column > MOST_CELLS:
        raise ValueError("too large")
    head: list[Any] = []
    for kind, lines in groupby(sheet.iter_rows(), key=_kind):
        rows: list[Any] = list(lines)
        if head and kind != "row":
            yield _grid(sheet, head, [], english=english)
        if kind == "row":
            yield _grid(sheet, head, rows, english=english)
        elif kind == "text":
            texts = (": ".join(filter(None, (_seen(field, english=english) for field in row))) for row in rows)
            yield from filter(None, texts)
        head = rows if kind == "head" else []
    if head:
        yield _grid(sheet, head, [], english=english)


def _kind(row: Sequence[Any]) -> str:
    """Say whether a row is of a table's head, of its rows, or of the text."""
    if not any(map(_is_edged, row)):
        return "text"
    return "head" if any(str(field.fill.fgColor.rgb).endswith(HEAD) for field in row) else "row"


def _is_edged(field: Any) -> bool:  # noqa: ANN401 - a cell, or one that lies behind another in merged ones
    """Say whether the cell has a line at any side; of merged ones only the sides of the whole have some."""
    edges = field.border
    return any(side.style for side in (edges.left, edges.right, edges.top, edges.bottom) if side is not None)


def _grid(sheet: Worksheet, head: Sequence[Any], rows: Sequence[Any], *, english: bool) -> Grid:
    """Give the table under a head of one line or two."""
    edged = [number for number, field in enumerate((head or rows)[0]) if _is_edged(field)]
    merged = {
        (row, column): sheet.cell(one.min_row, one.min_col)
        for one in sheet.merged_cells.ranges
        if head and head[0][0].row <= one.min_row <= head[-1][0].row
        for row in range(one.min_row, one.max_row + 1)
        for column in range(one.min_col, one.max_col + 1)
    }

    def title(number: int) -> str:
        fields = [merged.get((line[number].row, line[number].column), line[number]) for line in head]
        return ": ".join(dict.fromkeys(filter(None, (_seen(field, english=english) for field in fields))))

    first, last = (rows[0][0].row, rows[-1][0].row) if rows else (1, 0)
    if any(one.max_row >= first and one.min_row <= last for one in sheet.merged_cells.ranges):
        raise StrangeError(f"merged cells in a table of {sheet.title}")
    others = (field for row in rows for number, field in enumerate(row) if number not in edged)
    beside = [field for field in others if field.value is not None]
    if beside:
        raise StrangeError(f"a cell beside a table: {sheet.title}, {beside[0].coordinate}")
    body = (tuple(_seen(row[number], english=english) for number in edged) for row in rows)
    return Grid(tuple(map(title, edged)), tuple(body))


def _seen(field: Any, *, english: bool) -> str:  # noqa: ANN401 - as above
    """Give what the reader sees in a cell."""
    value, form = field.value, field.number_format if field.value is not None else ""
    if form and _PLAIN_FORM.fullmatch(form) is None:
        raise StrangeError(f"a number format of its own: {field.coordinate}")
    if isinstance(value, dt.datetime):
        return _day(value.date(), form.lower())
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(str(value))
        if "%" in form:
            tenths = f"{number * 100:.1f}".removesuffix(".0")
            return f"{tenths if english else tenths.replace('.', ',')}%"
        if number != int(number):
            return str(number)
        return words_in("en" if english else "vi").number(int(number)) if form == GROUPED else f"{int(number)}"
    return " ".join(str(value).replace("_x005F_", "_").split()) if value is not None else ""
