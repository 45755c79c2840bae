"""CSV: the table that was asked for, numbers as numbers, and no formula, whichever spreadsheet opens it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plan190.document.blocks import Annex, Cell, Column, Table, View
from plan190.formats import render
from plan190.formats.escaping import could_be_formula, without_formulas
from tests.formats.sample_findings import LOOK
from tests.formats.sample_views import report


def written(*cells: Cell, form: str = "csv") -> str:
    """Return the lines of a table with one row."""
    table = Table(tuple(Column(f"c{number}") for number in range(len(cells))), (cells,))
    return render(form, View("", (table,)), LOOK).decode()


def fields(text: str, delimiter: str = ",") -> list[str]:
    """Return all cells as a spreadsheet reads them whose list separator that is."""
    return [field for line in csv.reader(io.StringIO(text), delimiter=delimiter) for field in line]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠x", "﹦1", " =1", "\u00a0=1", '"=1"', "'=1", "==1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_is_no_formula(text: str) -> None:
    """Neither at the head of its cell, behind blanks or quotes, nor in the forms of East Asian keyboards."""
    assert could_be_formula(text)
    assert fields(written(Cell(text)))[1].lstrip(' \u00a0"')[0] == "'"


@pytest.mark.parametrize("text", ["a;=1+1;b", 'a; "=1', "a;b; -1", ";=1"])
def test_nor_where_the_separator_is_another(text: str) -> None:
    """Where `;` parts cells, as on many machines with a decimal comma, no piece of a text begins a formula."""
    pieces = fields(written(Cell("x,y"), Cell(text)), ";")

    assert [piece for piece in pieces if piece.lstrip(' "')[:1] in set("=+-@") and piece] == []


@pytest.mark.parametrize("text", ["30/6/2023", "a=b", "—", "a-b; c", "190/KH-UBND", "50%", "|x", "%x", "(=)", ""])
def test_other_texts_are_left_alone(text: str) -> None:
    """What begins no formula gets no sign."""
    assert not could_be_formula(text)
    assert without_formulas(text) == text


def test_numbers_and_days_are_not_quoted() -> None:
    """A negative number is a number; a text that looks like one is not ours to trust."""
    text = written(Cell("-5", -5), Cell("−2,5%", Decimal("-0.025")), Cell("30/6/2023", date(2023, 6, 30)), Cell("-5"))

    assert fields(text)[4:] == ["-5", "-0.025", "2023-06-30", "'-5"]


def test_a_typed_text_is_no_formula_either() -> None:
    """The value that a cell shows to machines comes from the data too."""
    assert fields(written(Cell("x", "=1+1")))[1] == "'=1+1"


def test_the_table_asked_for_is_printed() -> None:
    """By its name, also one of an annex; the first where none is asked for."""
    assert render("csv", report(), LOOK).decode().startswith("Một đoạn.,Số\r\n")
    output = render("csv", report(), replace(LOOK, table="agencies")).decode()
    assert output.splitlines()[:2] == [
        "TT,Cơ quan,Đã hoàn thành: Đúng hạn,Đã hoàn thành: Quá hạn,Tỷ lệ,Thời hạn",
        "1,Sở Nội vụ,12,0,0.923,2023-06-30",
    ]
    assert output.splitlines()[2:] == ["2,'=1+1,-3,1,0.75,2023-08-14", ",Cộng,9,1,1,"]


def test_with_a_mark_for_excel_on_request() -> None:
    """The same lines behind the mark, and the mark once."""
    plain, marked = (render(form, report(), LOOK) for form in ("csv", "csv-bom"))

    assert marked == b"\xef\xbb\xbf" + plain
    assert not plain.startswith(b"\xef")


def test_a_table_in_an_annex_alone_is_found() -> None:
    """The first table may be one of an annex."""
    table = Table((Column("x"),), ((Cell("1", 1),),), name="t")
    view = View("", (), annexes=(Annex("I", "t", "t", (table,)),))

    assert render("csv", view, LOOK) == b"x\r\n1\r\n"
