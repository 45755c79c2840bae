"""Word documents and workbooks are read as they show their text; damaged and hostile ones are refused."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook

from plan190.errors import Plan190Error
from plan190.load.issued_lines import read_lines
from plan190.load.issued_text import read_issued
from plan190.words import words_in
from tests.plans import decision_with_merged_cells, workbook_with_funding

if TYPE_CHECKING:
    from collections.abc import Callable

DOCX, XLSX = decision_with_merged_cells().content, workbook_with_funding().content
MAIN, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"


def changed(package: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a package with a changed part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return out.getvalue()


def body(xml: str) -> bytes:
    """Return a document with this XML as its body."""
    return changed(DOCX, MAIN, lambda text: re.sub("(?s)(<w:body>).*(</w:body>)", rf"\g<1>{xml}\g<2>", text))


def texts(content: bytes) -> list[str]:
    """Return the words of the lines of a document."""
    return [line.words for line in read_lines("x.docx", content)]


def test_deleted_and_hidden_text_is_left_out() -> None:
    """Tracked deletions and hidden text are not read; insertions are."""
    xml = (
        "<w:p><w:r><w:t>Kế hoạch</w:t></w:r><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
        '<w:ins><w:r><w:t xml:space="preserve"> mới</w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:noBreakHyphen/><w:t>a</w:t></w:r></w:p>"
    )

    assert texts(body(xml)) == ["Kế hoạch mới-a"]


def test_generated_numbers_are_read() -> None:
    """A list that Word numbers has its numbers; a bullet is a dash."""
    document = Document()
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("việc", style=style)
    buffer = BytesIO()
    document.save(buffer)

    assert texts(buffer.getvalue()) == ["1. việc", "2. việc", "- việc"]


def test_numbers_and_dates_are_read_as_shown() -> None:
    """A month that Excel stores as a day stays a month; decimals of a number are kept."""
    book = Workbook()
    row = [date(2027, 6, 1), date(2027, 6, 1), 1.1, 0.5, 3]
    book.active.append(row)
    for cell, code in zip(book.active[1], ("mm/yyyy", "dd/mm/yyyy", "0.00", "0%", "General"), strict=True):
        cell.number_format = code
    buffer = BytesIO()
    book.save(buffer)

    assert [cell.text for cell in read_lines("x.xlsx", buffer.getvalue())[0].cells] == [
        "6/2027", "1/6/2027", "1.10", "50%", "3",
    ]  # fmt: skip


def test_a_date_in_an_english_workbook_is_not_ambiguous() -> None:
    """3/4/2025 could be 3 April or 4 March."""
    book = Workbook()
    book.active.append(["Replace the lamps", date(2025, 4, 3)])
    buffer = BytesIO()
    book.save(buffer)

    assert read_lines("x.xlsx", buffer.getvalue())[0].cells[1].text == "3 April 2025"


def test_a_formula_without_a_result_is_no_empty_cell() -> None:
    """A file of a program that does not calculate has the formula only; its cell is not a missing deadline."""
    book = Workbook()
    book.active.append(["việc", "=TODAY()"])
    buffer = BytesIO()
    book.save(buffer)

    assert [cell.text for cell in read_lines("x.xlsx", buffer.getvalue())[0].cells] == ["việc", "=TODAY()"]


def test_a_hidden_sheet_is_listed_and_hidden_rows_are_read() -> None:
    """Nothing of a workbook is left out silently."""
    book = Workbook()
    book.active.append(["STT", "Nội dung", "Thời hạn"])
    book.active.append([1, "Họp", "2027"])
    book.active.row_dimensions[2].hidden = True
    for name, row in (("Cũ", [2, "Tổng kết"]), ("Trống", [])):
        sheet = book.create_sheet(name)
        sheet.append(row)
        sheet.sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    issued = read_issued("x.xlsx", buffer.getvalue())

    assert [row.cell("content") for row in issued.rows] == ["Họp"]
    assert [line.where.shown(words_in("vi")) for line in issued.ignored] == ["trang tính ẩn “Cũ”"]
    assert issued.ignored[0].where.short == "Cũ"


def test_places_are_for_people() -> None:
    """A row is named by its table or sheet, a line by its number."""
    words = words_in("vi")

    assert read_issued("x.docx", DOCX).rows[0].where.shown(words) == "bảng 3, hàng 5"
    assert read_issued("x.xlsx", XLSX).rows[0].where.shown(words) == "Phụ lục!A6"
    assert read_lines("x.txt", b"a\nb")[1].where.shown(words) == "dòng 2"


NESTED = "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000
CELLS = "<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.docx", b"", "damaged"),
        ("x.docx", DOCX[:2000], "damaged"),
        ("x.xlsx", b"PK\x03\x04" + bytes(100), "damaged"),
        ("x.docx", bytes.fromhex("d0cf11e0a1b11ae1"), "encrypted"),
        ("x.docx", XLSX, "damaged"),
        ("x.xlsx", DOCX, "damaged"),
        ("x.docx", changed(DOCX, MAIN, lambda text: "<!DOCTYPE a [<!ENTITY b 'c'>]>" + text), "damaged"),
        ("x.docx", changed(DOCX, MAIN, lambda text: text[:-20]), "damaged"),
        ("x.docx", changed(DOCX, MAIN, lambda text: text + " " * 17_000_000), "large"),
        ("x.docx", body("<w:p/>" * 1_600_000), "large"),
        ("x.xlsx", changed(XLSX, SHEET, lambda text: text.replace("B1:G1", "A1:XFD1048576")), ""),
        ("x.xlsx", changed(XLSX, SHEET, lambda text: text.replace('r="A5"', 'r="XFD5"')), "large"),
        ("x.docx", body(NESTED), ""),
        ("x.docx", body(CELLS), ""),
        ("x.txt", "Kế".encode("utf-16")[:-1], "encoding"),
        ("x.pdf", b"", "suffix"),
    ],
)
def test_hostile_files_are_refused(name: str, content: bytes, reason: str) -> None:
    """A damaged, huge or deeply nested file ends in an error for a clerk, or is read; never in a traceback."""
    if not reason:
        read_issued(name, content)
        return
    with pytest.raises(Plan190Error) as raised:
        read_issued(name, content)

    assert raised.value.key == f"error.issued_{reason}"
    assert name in words_in("vi")(raised.value.key, **raised.value.values)
