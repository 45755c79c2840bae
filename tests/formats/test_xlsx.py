"""Workbooks have typed values, can be sorted and printed, have no formula, and can be read back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.document.blocks import Annex, Cell, Column, Heading, Link, Paragraph, Table, View
from plan190.document.checksum import has_valid_checksum
from plan190.document.extracted import differences, provenance_of
from plan190.document.media import for_medium
from plan190.formats import render
from plan190.formats.reading import extract
from plan190.words import words_in
from plan190.words.text import printable
from tests.changed import replace
from tests.conftest import ROOT
from tests.formats.sample_findings import CONTROL, OPTIONS, SENTENCES, finding
from tests.formats.sample_views import PROVENANCE, SHARED, report

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.conftest import Convert

VI = replace(OPTIONS, words=words_in("vi"))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(view: View, options: Any = VI) -> Workbook:
    """Return the workbook of a view as openpyxl reads it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(render("xlsx", view, options)))


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def alone(*cells: Cell, titles: tuple[str, ...] = ()) -> Worksheet:
    """Return the sheet of a table with one row: title, column titles, and the row in line 4."""
    columns = tuple(Column(title) for title in titles or map(str, range(len(cells))))
    return opened(View("T", (Table(columns, (cells,)),))).worksheets[1]


def seen(text: str) -> str:
    """Return a text as the workbook displays it."""
    return " ".join("\n".join(map(printable, text.split("\n"))).split())


def shown_in(cell: Any, language: str) -> str:
    """Return the text that a program displays in a cell, by its number format."""
    value, form = cell.value, cell.number_format
    if isinstance(value, dt.datetime):
        day = value.date()
        brief = f"{day.day}/{day.month}"
        return day.isoformat() if "-" in form else f"{brief}/{day.year}" if "y" in form else brief
    if "%" in form and value is not None:
        share = f"{value:.1%}".replace(".0%", "%")
        return share if language == "en" else share.replace(".", ",")
    if form == "#,##0":
        return words_in(language).number(value)  # type: ignore[arg-type]
    return "" if value is None else " ".join(str(value).replace("_x005F_", "_").split())


def rows_of(data: bytes, language: str = "vi") -> list[tuple[str, ...]]:
    """Return the displayed rows of all sheets, without empty cells at the end."""
    sheets = load_workbook(io.BytesIO(data)).worksheets
    rows = [[shown_in(cell, language) for cell in row] for sheet in sheets for row in sheet.iter_rows()]
    return [trimmed(row) for row in rows]


def trimmed(row: list[str]) -> tuple[str, ...]:
    """Return the cells up to the last one that is not empty."""
    return tuple(row[: max((number for number, text in enumerate(row, 1) if text), default=0)])


def expected_in(cell: Cell) -> str:
    """Return what a cell shows: of a date only the date, of a missing value nothing."""
    if cell.value == "":
        return ""
    return seen(re.split(r" \(|, ", cell.text)[0] if isinstance(cell.value, dt.date) else cell.text)


def rows_in(table: Table) -> list[tuple[str, ...]]:
    """Return the texts of a table's rows as they should be read back, without empty cells at the end."""
    return [trimmed([expected_in(cell) for cell in row]) for row in table.all_rows]


def test_numbers_dates_and_shares_are_typed() -> None:
    """Counts are numbers, dates are dates, shares are percentages; they can be sorted and added up."""
    sheet = opened(report())["Phụ lục I"]
    row = [sheet.cell(6, column) for column in range(1, 7)]

    assert [cell.value for cell in row[:5]] == [1, "Sở Nội vụ", 12, 0, 0.923]
    assert row[5].value.date() == dt.date(2023, 6, 30)
    assert [cell.number_format for cell in row[2:]] == ["0", "0", "0.0%", "d/m/yyyy"]
    assert row[5].is_date


def test_only_totals_are_bold() -> None:
    """No other row is bold."""
    lines = [opened(report())["Phụ lục I"][line][:6] for line in (6, 7, 8)]

    assert [{bool(cell.font.bold) for cell in line} for line in lines] == [{False}, {False}, {True}]


def test_a_date_is_a_date_whatever_its_text_says() -> None:
    """A moved due date too, in both languages, so that the column can be sorted; a missing date leaves no dash."""
    day = dt.date(2023, 8, 14)
    row = alone(Cell("14/8/2023 (gốc 30/6/2023)", day), Cell("2023-08-14 (x)", day), Cell("—", ""))[4][:3]

    assert [cell.value and cell.value.date() for cell in row] == [day, day, None]
    assert [cell.number_format for cell in row[:2]] == ["d/m/yyyy", "yyyy-mm-dd"]


def test_a_text_with_more_than_its_value_stays_text() -> None:
    """A share keeps its parts, a count its words; an empty text is no 0."""
    kept = [
        Cell("3/4 (75%)", Decimal("0.75")),
        Cell("2 → 3", 3),
        Cell("75%", Decimal("0.7549")),
        Cell("1", None),
        Cell("7/2023", "2023-07"),
        Cell("1/1/1899", dt.date(1899, 1, 1)),
        Cell("1234567890123456", 1234567890123456),
    ]

    assert [cell.value for cell in alone(*kept)[4]][: len(kept)] == [cell.text for cell in kept]
    assert alone(Cell("", 0), Cell("x"))["A4"].value is None


def test_dates_of_both_languages_are_typed() -> None:
    """1/7/2023, 2023-07-01, and a date without a year."""
    day = dt.date(2023, 7, 1)
    row = alone(Cell("1/7/2023", day), Cell("2023-07-01", day), Cell("1/7", day))[4][:3]

    assert [cell.value.date() for cell in row] == [day] * 3
    assert [cell.number_format for cell in row] == ["d/m/yyyy", "yyyy-mm-dd", "d/m"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://e.invalid")', "+1", "-1", "@x", "=", "＝1", "#N/A", "#REF!", "TRUE", "1", "1e5"],
)
def test_a_text_is_never_computed(text: str) -> None:
    """Any text is stored as a text, and stays one when someone edits the cell."""
    data = render("xlsx", report(text), VI)
    sheets = [part for name, part in parts(data).items() if name.startswith("xl/worksheets/sheet")]
    fields = [field for part in sheets for field in ET.fromstring(part).iter(f"{MAIN}c")]  # noqa: S314 - our own
    cells = [cell for book in [load_workbook(io.BytesIO(data))] for sheet in book for row in sheet for cell in row]
    same = [cell for cell in cells if cell.value == text]

    assert [field for field in fields if field.find(f"{MAIN}f") is not None] == []
    assert len(same) >= 5
    assert {cell.data_type for cell in same} == {"s"}
    assert {bool(cell.quotePrefix) for cell in same} == {text[0] in "=+-@＝"}


@pytest.mark.parametrize("text", [*SENTENCES, "_x0041_", "_x005F_x0041_", "a\nb", "\x00\ud800\uffff", "  hai  chữ "])
def test_hostile_texts_are_read_back(text: str) -> None:
    """In every part that data can fill; no raw control character remains."""
    view = report(text)
    data = render("xlsx", view, VI)
    assert CONTROL.search("".join(part.decode() for part in parts(data).values())) is None

    rows, whole = rows_of(data), seen(text)
    if whole:
        assert {(whole,), (f"- {whole}",)} <= set(rows)
        assert {("Kỳ", whole), (f"Kỳ: {whole}",)} & {tuple(filter(None, row)) for row in rows}
    assert [row for table in view.tables for row in rows_in(table) if row not in rows] == []
    assert provenance_of(extract("xlsx", data)) == PROVENANCE


@given(st.text(max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    """No character that XML or Excel forbids remains, and nothing is lost."""
    view = View(text, (Paragraph(text), Table((Column("x"), Column(text)), ((Cell("y"), Cell(text)),))))
    rows = rows_of(render("xlsx", view, VI))

    assert rows[-2:] == [("x", seen(text)), ("y", seen(text))] or not seen(text)


def test_a_too_long_text_ends_with_an_ellipsis() -> None:
    """Excel's limit counts characters beyond the first plane twice."""
    for text in ("x" * 40_000, "😀" * 20_000, "_x0041_" * 5000):
        written = alone(Cell(text), Cell("y"))["A4"].value
        assert len(written.encode("utf-16-le")) // 2 <= 32_767
        assert len(written.encode("utf-16-le")) // 2 >= 32_760
        assert written.endswith("…")


def test_each_annex_has_a_sheet_with_a_valid_name() -> None:
    """Without forbidden characters, not too long or empty, unique without regard to case, not reserved."""
    briefs = ["Phụ lục I", "phụ lục i", "a[b]:c*d?e/f\\g", "", "'", "x" * 40, "x" * 40, "History", "Nội dung", "a\x07"]
    annexes = tuple(Annex("", f"T{number}", brief, ()) for number, brief in enumerate(briefs))
    names = opened(View("T", (), annexes=annexes)).sheetnames

    assert names[:4] == ["Nội dung", "Phụ lục I", "phụ lục i (2)", "a b c d e f g"]
    assert len({name.casefold() for name in names}) == len(names) == len(briefs) + 1
    assert all(1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert "history" not in {name.casefold() for name in names}


def test_a_list_has_its_table_on_a_sheet_of_its_own() -> None:
    """Without annexes, a line of the text links to the table's sheet, which repeats the heading."""
    book = opened(View("T", (Heading("Một"), SHARED, Paragraph("sau"), Heading("Hai"), SHARED)))
    first, second, third = book.worksheets

    assert book.sheetnames == ["Nội dung", "Bảng 1", "Bảng 2"]
    assert [second["A1"].value, second["A3"].value, third["A3"].value] == ["T", "Một", "Hai"]
    assert first["A4"].value == "→ Xem bảng ở trang “Bảng 1” (2 dòng)"
    assert first["A4"].hyperlink.location == "'Bảng 1'!A1"


def test_a_table_can_be_sorted_filtered_and_scrolled() -> None:
    """Titles and names stay visible, the filter leaves out totals, shared titles span their columns."""
    sheet = opened(report())["Phụ lục I"]

    assert [sheet["A1"].value, sheet["A2"].value] == ["Phụ lục I. Theo cơ quan", "(Kèm theo Báo cáo)"]
    assert sheet.freeze_panes == "C6"
    assert sheet.auto_filter.ref == "A5:F7"
    assert {"C4:D4", "A4:A5", "F4:F5"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert [sheet["C4"].value, sheet["C5"].value, sheet["B4"].value] == ["Đã hoàn thành", "Đúng hạn", "Cơ quan"]
    assert [sheet.cell(8, column).value for column in (2, 3, 5)] == ["Cộng", 9, 1]
    assert all(sheet.cell(row, column).border.left.style == "thin" for row in range(6, 9) for column in range(1, 7))
    assert all(sheet.cell(row, 2).font.b for row in (4, 8))
    assert not sheet["B6"].font.b
    assert sheet["E6"].fill.fgColor.rgb != sheet["C7"].fill.fgColor.rgb != sheet["C6"].fill.fgColor.rgb


def test_two_tables_on_a_sheet_are_not_frozen() -> None:
    """The titles of one table must not stay above another one; the longest table has the filter."""
    long = replace(SHARED, rows=SHARED.rows * 4)
    sheet = opened(View("T", (), annexes=(Annex("", "x", "x", (SHARED, long)),))).worksheets[1]

    assert sheet.freeze_panes is None
    assert sheet.print_title_rows is None
    assert sheet.auto_filter.ref == "A10:F18"


def test_a_table_in_the_running_text_is_not_frozen() -> None:
    """Its titles would stay above other text, on the screen and in print."""
    sheet = opened(report()).worksheets[0]

    assert sheet.auto_filter.ref == "A19:B20"
    assert sheet.freeze_panes is None
    assert sheet.print_title_rows is None


def test_a_table_below_much_text_has_no_frozen_rows() -> None:
    """Otherwise there would be no space to scroll."""
    above = tuple(Paragraph("chữ " * 200) for _ in range(5))
    sheet = opened(View("T", (), annexes=(Annex("", "x", "x", (*above, SHARED)),))).worksheets[1]

    assert sheet.freeze_panes == "C1"


def test_it_is_set_up_for_print() -> None:
    """A4 landscape, one page wide, titles on each page, the workbook's title from page 2 on, page numbers."""
    for sheet in opened(replace(report(), title="R&D &P báo cáo")):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.sheet_state == "visible"
        assert [row for row in sheet.row_dimensions.values() if row.hidden] == []
    data = parts(render("xlsx", replace(report(), title="R&D &P báo cáo"), VI))
    (printed,) = ET.fromstring(data["xl/worksheets/sheet2.xml"]).iter(f"{MAIN}headerFooter")  # noqa: S314 - our own
    header, *footers = [element.text or "" for element in printed]

    assert opened(report())["Phụ lục I"].print_title_rows == "$4:$5"
    assert header == '&L&"Times New Roman,Regular"R&&D &&P báo cáo&R&"Times New Roman,Regular"&A'
    assert printed.get("differentFirst") == "1"
    assert sum(footer.endswith("Trang &P/&N") for footer in footers) == 2


def test_columns_are_as_wide_as_their_texts_and_no_wider_than_excel_allows() -> None:
    """This holds for any title and any cell."""
    long = Table((Column("x" * 500), Column("y", wide=True)), ((Cell("1", 1), Cell("z" * 9000)),))
    for view in (report("x" * 9000), View("T", (long,)), View("", ())):
        for sheet in opened(view):
            assert all(5 <= column.width <= 255 for column in sheet.column_dimensions.values())
            assert all((row.height or 15) <= 409 for row in sheet.row_dimensions.values())


def test_a_long_paragraph_is_fully_visible() -> None:
    """If one row cannot be tall enough, the paragraph spans several rows."""
    sheet = opened(View("T", (Paragraph("chữ " * 2500), Paragraph("sau")))).worksheets[0]
    merged = next(area for area in sheet.merged_cells.ranges if area.min_row == 2)

    assert merged.max_row > 3
    assert sheet.cell(merged.max_row + 1, 1).value == "sau"


def test_properties_have_no_author() -> None:
    """They have title, language and date of the view, but no author, time of day or library name."""
    data = render("xlsx", report(), VI)
    properties = load_workbook(io.BytesIO(data)).properties

    core = parts(data)["docProps/core.xml"]

    assert (properties.title, properties.language) == ("Báo cáo tháng 9", "vi")
    assert properties.created == properties.modified
    assert str(properties.created) == "2023-09-20 00:00:00"
    assert [word for word in (b"creator", b"lastModifiedBy") if word in core] == []
    assert b"openpyxl" not in b"".join(parts(data).values()).lower()
    assert b">1980-01-01T00:00:00Z<" in parts(render("xlsx", View("", ()), VI))["docProps/core.xml"]


def test_the_package_is_in_order_and_has_a_checksum() -> None:
    """Content types first and complete, no times, equal bytes; a changed cell makes the checksum invalid."""
    data = render("xlsx", report(), VI)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
    contents = parts(data)
    named = set(re.findall(r'PartName="/([^"]+)"', contents["[Content_Types].xml"].decode()))

    assert render("xlsx", report(), VI) == data
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert named == {name for name in contents if not name.endswith(".rels")} - {"[Content_Types].xml"}
    assert has_valid_checksum(data)
    assert data.count(b"<v>12</v>") == 1
    assert not has_valid_checksum(data.replace(b"<v>12</v>", b"<v>13</v>"))


def test_defined_names_are_unique_for_each_sheet() -> None:
    """They are the filters and print titles of each sheet."""
    root = ET.fromstring(parts(render("xlsx", report(), VI))["xl/workbook.xml"])  # noqa: S314 - our own
    names = [
        (element.get("name"), element.get("localSheetId"), element.text) for element in root.iter(f"{MAIN}definedName")
    ]

    assert len({name[:2] for name in names}) == len(names)
    assert ("_xlnm._FilterDatabase", "1", "'Phụ lục I'!$A$5:$F$7") in names
    assert ("_xlnm.Print_Titles", "1", "'Phụ lục I'!$4:$5") in names


def test_findings_and_links_are_written() -> None:
    """No command prints them as a workbook, but a format prints every view."""
    blocks = (finding(), Link("Trang", "https://e.invalid/x"))
    rows = rows_of(render("xlsx", View("", blocks), OPTIONS))

    assert ("Trang: https://e.invalid/x",) in rows
    assert any("task 12 is not of" in row[0] for row in rows)


EXAMPLE = ("status", "tasks", "reports", "indicators", "obstacles", "agency")


def example(name: str, language: str) -> View:
    """Return a view of the fictional quarter."""
    from plan190.parts.context import view_context
    from plan190.status.figures.agency import agency_figures
    from plan190.status.figures.indicators import indicators_figures
    from plan190.status.figures.obstacles import obstacles_figures
    from plan190.status.figures.reports import reports_figures
    from plan190.status.figures.status import status_figures
    from plan190.status.figures.tasks import TasksFigures
    from plan190.status.obstacles import open_obstacles
    from plan190.views import agency, indicators, obstacles, reports, status, tasks

    session = Session(Request(data=str(ROOT / "examples" / "q3-2023"), as_of=date(2023, 9, 20), lang=language))
    register, assessed, words = session.register, session.assessment, session.words
    body = next(entry.value for entry in register.agencies if entry.value.id == "so-y-te")
    context = view_context(register, assessed, words)
    views = {
        "status": lambda: status.build(status_figures(register, assessed), context),
        "tasks": lambda: tasks.build(TasksFigures(assessed.tasks, 67), context),
        "reports": lambda: reports.build(reports_figures(register, assessed), context, 6),
        "indicators": lambda: indicators.build(indicators_figures(register, assessed), context),
        "obstacles": lambda: obstacles.build(obstacles_figures(open_obstacles(assessed)), context),
        "agency": lambda: agency.build(agency_figures(register, assessed, body), context),
    }
    return views[name]()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", EXAMPLE)
def test_every_cell_of_the_example_is_read_back(name: str, language: str) -> None:
    """Each cell, typed or not, displays its text; the names of tables are unique."""
    view = example(name, language)
    data = render("xlsx", view, replace(OPTIONS, words=words_in(language)))  # type: ignore[arg-type]
    rows = rows_of(data, language)

    tables = for_medium(view, "sheet").tables
    for table in tables:
        assert [row for row in rows_in(table) if row not in rows] == []
    assert len({table.name for table in tables}) == len(tables)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", table.name) for table in tables)


def test_a_moved_due_date_has_its_first_date_beside_it() -> None:
    """Both are dates; the sentence with both is only for formats that people read."""
    (table,) = for_medium(example("tasks", "vi"), "sheet").tables
    titles = [column.title for column in table.columns]
    row = dict(zip(titles, table.rows[38], strict=True))

    assert row["Ngày cuối đúng hạn"].value == dt.date(2023, 9, 25)
    assert row["Hạn gốc"].value == dt.date(2023, 6, 30)
    assert "Hạn gốc" not in [column.title for column in for_medium(example("tasks", "vi"), "text").tables[0].columns]


def test_edits_in_a_copy_are_found() -> None:
    """A changed figure, an inserted row and a changed word are each found at their places."""
    data = render("xlsx", report(), VI)
    book = load_workbook(io.BytesIO(data))
    book["Phụ lục I"]["C6"] = 13
    book["Phụ lục I"]["F7"] = dt.date(2023, 8, 15)
    book["Nội dung"]["A1"] = "Báo cáo tháng 10"
    out = io.BytesIO()
    book.save(out)
    changes = list(differences(extract("xlsx", out.getvalue()), extract("xlsx", data)))

    assert [(change.actual, change.expected) for change in changes] == [
        ("Báo cáo tháng 10", "Báo cáo tháng 9"),
        ("13", "12"),
        ("15/8/2023", "14/8/2023"),
    ]
    assert changes[1].where == ("(Kèm theo Báo cáo)", "1 Sở Nội vụ", "Đã hoàn thành")
    assert not has_valid_checksum(out.getvalue())


def bomb(rows: int) -> bytes:
    """Return a workbook whose last rows have a cell in the last column."""
    book, out = Workbook(), io.BytesIO()
    for number in range(rows):
        book.worksheets[0].cell(1_048_576 - number, 16_384, "x")
    book.save(out)
    return out.getvalue()


def test_a_cell_in_the_last_corner_is_read() -> None:
    """Reading it takes little memory and time."""
    ((*_, last),) = extract("xlsx", bomb(1))

    assert last == "x"


@pytest.mark.parametrize("data", [b"", b"x", b"PK\x05\x06" + b"\0" * 18, bomb(200)])
def test_files_that_are_no_workbook_are_refused(data: bytes) -> None:
    """They raise a ValueError quickly."""
    with pytest.raises(ValueError, match="not a xlsx file"):
        extract("xlsx", data)


def test_another_program_shows_the_same(convert: Convert, tmp_path: Path) -> None:
    """LibreOffice displays every cell as it should be, and no formula."""
    view = replace(report("=1+1"), title="T")
    book = tmp_path / "book.xlsx"
    book.write_bytes(render("xlsx", view, VI))
    # Comma, quotes, UTF-8, as shown, all sheets.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    files = convert(form, tmp_path / "out", book)
    lines = {file.stem: list(csv.reader(file.read_text("utf-8").splitlines())) for file in files}
    annex = next(rows for name, rows in lines.items() if name.endswith("Phụ lục I"))

    assert len(files) == 3
    assert annex[5][:4] == ["1", "Sở Nội vụ", "12", "0"]
    assert annex[5][4] in {"92.3%", "92,3%"}
    assert annex[5][5] == "30/6/2023"
    assert annex[6][1] == "=1+1"
    assert annex[6][5] == "14/8/2023"
    assert annex[7][:4] == ["", "Cộng", "9", "1"]


def test_a_copy_saved_by_another_program_is_read(convert: Convert, tmp_path: Path) -> None:
    """A copy saved by LibreOffice has the same texts and cells."""
    data = render("xlsx", report("=1+1; _x0041_ chữ"), VI)
    book = tmp_path / "book.xlsx"
    book.write_bytes(data)
    (file,) = convert("xlsx", tmp_path / "out", book)

    saved = extract("xlsx", file.read_bytes())
    assert list(differences(saved, extract("xlsx", data))) == []
    assert provenance_of(saved) == PROVENANCE
