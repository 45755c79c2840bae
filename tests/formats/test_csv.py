"""CSV: the chosen table, numbers as numbers, and no formula in any spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from plan190.document.blocks import Annex, Cell, Column, Table, View
from plan190.formats import render
from plan190.formats.escaping import could_be_formula, without_formulas
from tests.changed import replace
from tests.formats.sample_findings import OPTIONS
from tests.formats.sample_views import report


def written(*cells: Cell, form: str = "csv") -> str:
    """Return the lines of a table with one row."""
    table = Table(tuple(Column(f"c{number}") for number in range(len(cells))), (cells,))
    return render(form, View("", (table,)), OPTIONS).decode()


def fields(text: str, delimiter: str = ",") -> list[str]:
    """Return all cells as a spreadsheet with this list separator reads them."""
    return [field for line in csv.reader(io.StringIO(text), delimiter=delimiter) for field in line]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠x", "﹦1", " =1", "\u00a0=1", '"=1"', "'=1", "==1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_is_no_formula(text: str) -> None:
    """A formula is escaped at the beginning of a cell, after blanks or quotes, and in East Asian characters."""
    assert could_be_formula(text)
    assert fields(written(Cell(text)))[1].lstrip(' \u00a0"')[0] == "'"


@pytest.mark.parametrize("text", ["a;=1+1;b", 'a; "=1', "a;b; -1", ";=1"])
def test_a_text_is_no_formula_with_another_separator(text: str) -> None:
    """No piece of a text between `;` begins a formula; many computers have `;` as the list separator."""
    pieces = fields(written(Cell("x,y"), Cell(text)), ";")

    assert [piece for piece in pieces if piece.lstrip(' "')[:1] in set("=+-@") and piece] == []


@pytest.mark.parametrize("text", ["30/6/2023", "a=b", "—", "a-b; c", "190/KH-UBND", "50%", "|x", "%x", "(=)", ""])
def test_other_texts_are_left_alone(text: str) -> None:
    """A text that begins no formula gets no apostrophe."""
    assert not could_be_formula(text)
    assert without_formulas(text) == text


def test_numbers_and_dates_are_not_escaped() -> None:
    """A negative number stays a number; a text that looks like one is escaped."""
    text = written(Cell("-5", -5), Cell("−2,5%", Decimal("-0.025")), Cell("30/6/2023", date(2023, 6, 30)), Cell("-5"))

    assert fields(text)[4:] == ["-5", "-0.025", "2023-06-30", "'-5"]


def test_a_text_value_is_no_formula() -> None:
    """The value of a cell also comes from the data, so it is escaped too."""
    assert fields(written(Cell("x", "=1+1")))[1] == "'=1+1"


def test_the_named_table_is_printed() -> None:
    """The table is chosen by its name, also in an annex; without a name it is the first one."""
    assert render("csv", report(), OPTIONS).decode().startswith("Một đoạn.,Số\r\n")
    output = render("csv", report(), replace(OPTIONS, table="agencies")).decode()
    assert output.splitlines()[:2] == [
        "TT,Cơ quan,Đã hoàn thành: Đúng hạn,Đã hoàn thành: Quá hạn,Tỷ lệ,Thời hạn",
        "1,Sở Nội vụ,12,0,0.923,2023-06-30",
    ]
    assert output.splitlines()[2:] == ["2,'=1+1,-3,1,0.75,2023-08-14"]  # no totals


def test_byte_order_mark_on_request() -> None:
    """The same lines follow one byte order mark."""
    plain, marked = (render(form, report(), OPTIONS) for form in ("csv", "csv-bom"))

    assert marked == b"\xef\xbb\xbf" + plain
    assert not plain.startswith(b"\xef")


def test_a_table_in_an_annex_alone_is_found() -> None:
    """The first table may be in an annex."""
    table = Table((Column("x"),), ((Cell("1", 1),),), name="t")
    view = View("", (), annexes=(Annex("I", "t", "t", (table,)),))

    assert render("csv", view, OPTIONS) == b"x\r\n1\r\n"
