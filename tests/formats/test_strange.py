"""A file in which a reader may see something else than its text says is refused by name, never taken for the same."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from plan190.document.extracted import StrangeError, differences
from plan190.formats import read_back, render
from tests.formats.faults import LOOK
from tests.formats.papers import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

DOCUMENT = "word/document.xml"


def packed(data: bytes, change: Callable[[str], str], name: str) -> bytes:
    """Give a package with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            new.writestr(entry.filename, change(part.decode()).encode() if entry.filename == name else part)
    return out.getvalue()


def refused(form: str, data: bytes, what: str) -> None:
    """Demand that the file is refused for that."""
    with pytest.raises(StrangeError, match=what):
        read_back(form, data)


@pytest.mark.parametrize(
    "inside",
    [
        '<w:sym w:char="0031"/>',
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Fallback><w:t>0</w:t></mc:Fallback></mc:AlternateContent>',
        '<m:t xmlns:m="urn:m">0</m:t>',
        "<w:rPr><w:vanish/></w:rPr>",
        '<w:bdo w:val="rtl"/>',
        "<w:pict/>",
        "<w:customXml/>",
        "<w:moveFrom/>",
        "<w:instrText>QUOTE 0</w:instrText>",
        '<w:fldSimple w:instr="DOCPROPERTY x"/>',
    ],
)
def test_what_word_shows_without_a_text(inside: str) -> None:
    """Signs, copies for other programs, formulas, hidden letters, fields, drawings."""
    whole = render("docx", report(), LOOK)
    data = packed(whole, lambda text: re.sub(r"(<w:r>)(<w:t )", rf"\1{inside}\2", text, count=1), DOCUMENT)

    refused("docx", data, r"in word/document\.xml")


def test_a_package_is_a_plain_one() -> None:
    """No text in the heads of pages, no row that was struck out, no second part of a name, nothing around it."""
    whole = render("docx", report(), LOOK)
    head = next(name for name in zipfile.ZipFile(io.BytesIO(whole)).namelist() if "header" in name)

    refused(
        "docx",
        packed(whole, lambda text: text.replace("</w:p>", "<w:r><w:t>0 quá hạn</w:t></w:r></w:p>", 1), head),
        "text",
    )
    refused(
        "docx",
        packed(whole, lambda text: text.replace("<w:trPr>", '<w:trPr><w:del w:id="1" w:author="x"/>', 1), DOCUMENT),
        "w:del",
    )
    refused("docx", whole + b"x", "before or after")
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(DOCUMENT, "<x/>")
    refused("docx", out.getvalue(), "two parts")


def _formula(book: Workbook) -> None:
    book.worksheets[1]["C4"] = "=1+1"


def _hidden(book: Workbook) -> None:
    book.worksheets[1].row_dimensions[5].hidden = True


def _hidden_sheet(book: Workbook) -> None:
    book.worksheets[1].sheet_state = "hidden"


def _form(book: Workbook) -> None:
    next(cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value == 12).number_format = '"3"'


def _beside(book: Workbook) -> None:
    row = next(cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value == 12).row
    book.worksheets[1].cell(row, 30).value = "đã xong"


def _merged(book: Workbook) -> None:
    row = next(cell for row in book.worksheets[1].iter_rows() for cell in row if cell.value == 12).row
    book.worksheets[1].merge_cells(start_row=row, end_row=row, start_column=3, end_column=4)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_formula, "formula"),
        (_hidden, "hidden rows"),
        (_hidden_sheet, "hidden sheet"),
        (_form, "number format"),
        (_beside, "beside a table"),
        (_merged, "merged"),
    ],
)
def test_what_excel_shows_otherwise(change: Callable[[Workbook], None], what: str) -> None:
    """Formulas, what is hidden, forms of numbers that are words, cells beside and over a table."""
    book = load_workbook(io.BytesIO(render("xlsx", report(), LOOK)))
    change(book)
    out = io.BytesIO()
    book.save(out)

    refused("xlsx", out.getvalue(), what)


def test_a_small_workbook_cannot_ask_for_billions_of_cells() -> None:
    """Ranges are measured before the library makes their cells."""
    whole = render("xlsx", report(), LOOK)
    data = packed(
        whole,
        lambda text: text.replace(
            "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "xl/worksheets/sheet1.xml",
    )
    with pytest.raises(ValueError, match="too large"):
        read_back("xlsx", data)


@pytest.mark.parametrize("inside", ["<!--> 0 <!-- -->", "<![CDATA[ > 0 ]]>", "<![foo[ x ]]>", "</ x>0", "<?x?>"])
def test_what_browsers_end_elsewhere(inside: str) -> None:
    """Comments, sections and the like."""
    page = render("html", report(), LOOK).decode()

    refused("html", page.replace("</h1>", f"</h1>{inside}", 1).encode(), "comment or a declaration")


def test_a_text_between_cells_is_shown_above_the_table() -> None:
    """So it is none of its cells."""
    page = render("html", report(), LOOK).decode()

    refused("html", page.replace("<tbody>", "<tbody>0 quá hạn", 1).encode(), "between the cells")


def test_markdown_hides_nothing() -> None:
    """Neither in comments nor in the line under the titles."""
    text = render("markdown", report(), LOOK).decode()

    refused("markdown", text.replace("\n\n", "\n\n<!--\n\n", 1).encode(), "comment")
    refused("markdown", re.sub(r"\| --- ", "| 0 ", text, count=1).encode(), "line under")


def test_json_says_each_thing_once_and_in_its_own_kind() -> None:
    """Programs take the first of two keys, or the last; "1" is no number."""
    text = render("json", report(), LOOK).decode()

    refused("json", text.replace('"number": 1', '"number": 0, "number": 1').encode(), "twice")
    changed = read_back("json", text.replace('"number": 1', '"number": "1"').encode())
    assert [one.stands for one in differences(changed, read_back("json", text.encode()))] == ['"1"']
