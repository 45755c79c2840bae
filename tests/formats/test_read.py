"""A report is read back as it was written: the same texts and cells, whatever is in them, and what was edited since."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan190.document.blocks import Cell, Column, Paragraph, Table, View
from plan190.document.extracted import Grid, differences
from plan190.formats import csv, markdown, render
from plan190.formats import json as json_format
from plan190.words.text import shown
from tests.formats.faults import LOOK, SENTENCES
from tests.formats.papers import IMPRINT, SHARED, expected, report

ODD = [
    *SENTENCES,
    "'=1",
    "''@x",
    "a;=1;'=2",
    ' "=1',
    "a\\|b\\",
    "**x** `y` ``z``",
    "`@x`y@z`",
    "a`b`` c@d\\ e",
    "-",
    "|",
    "x\\",
    "@x\\",
]


def squeezed(text: str) -> str:
    """Give the text with single blanks."""
    return " ".join(shown(" ".join(text.split())).split())


@pytest.mark.parametrize("text", ODD)
def test_markdown_is_read_as_it_was_meant(text: str) -> None:
    """Texts, lists, pairs and tables come back in their order, without the signs that made them harmless."""
    view = report(text)
    extracted = markdown.read(render("markdown", view, LOOK))

    assert extracted.parts == expected(view, squeezed)
    assert extracted.provenance == IMPRINT


@given(st.text(alphabet=st.sampled_from("ab1 .:@#/\\`*_~!|<>&;$[](){}-+='\"\n\t^%đ\x1b"), max_size=40))
def test_any_text_in_markdown_comes_back(text: str) -> None:
    """However the signs come together."""
    table = Table((Column("x"), Column("y")), ((Cell(text), Cell("")),))
    view = View("", (Paragraph(f"{text} end"), table))

    assert markdown.read(render("markdown", view, LOOK)).parts == expected(view, squeezed)


def test_markdown_that_an_editor_wrapped_is_the_same() -> None:
    """Line ends inside a paragraph, Windows' line ends and padded tables are blanks."""
    extracted = markdown.read(
        b"# T\r\n\r\none two\r\nthree\r\n\r\n- a\r\n  b\r\n- c\r\n\r\n|x  |y|\r\n|---|--:|\r\n| 1 |  |\r\n"
    )

    assert extracted.parts == ("T", "one two three", "a b", "c", Grid(("x", "y"), (("1", ""),)))


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("form", ["csv", "csv-bom"])
def test_csv_is_read_as_it_was_meant(text: str, form: str) -> None:
    """The apostrophe that keeps a formula from being one is gone again, one that was written stays."""
    table = Table(
        (Column(text), Column("n", number=True)), ((Cell(text), Cell("-1", -1)),), (Cell("Sum"), Cell("2", 2))
    )
    extracted = csv.read(render(form, View("", (table,)), LOOK))
    seen = " ".join(shown(text).split())

    assert extracted.parts == (Grid((seen, "n"), ((seen, "-1"), ("Sum", "2"))),)


def test_csv_is_no_table_where_there_is_none() -> None:
    """Nothing comes of nothing; of a ragged table no cell is lost; what is no text is refused."""
    assert csv.read(b"").parts == ()
    assert csv.read(b"a,b\n1\n1,2,3\n").parts == (Grid(("a", "b", ""), (("1", "", ""), ("1", "2", "3"))),)
    with pytest.raises(ValueError, match="utf-8"):
        csv.read(b"\xff\xfe")


@pytest.mark.parametrize("text", ODD)
def test_json_is_read_as_paths_and_values(text: str) -> None:
    """Every fact is a row with the way to it, in the order of the contract; the imprint is among them."""
    extracted = json_format.read(render("json", report(text), LOOK))
    rows = (
        ("imprint", IMPRINT.line),
        ("tasks[0].number", "1"),
        ("tasks[0].text", " ".join(text.split())),
        ("tasks[0].none", "null"),
        ("empty", "[]"),
    )

    assert extracted.parts == (Grid(("path", "value"), rows),)
    assert extracted.provenance == IMPRINT


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(data: bytes) -> None:
    """With a ValueError, however deep it is."""
    with pytest.raises(ValueError):  # noqa: PT011 - the reason is the library's
        json_format.read(data)


def test_numbers_of_json_are_read_to_the_digit() -> None:
    """None is rounded on the way."""
    data = json.dumps({"a": 12345678901234567890}).encode().replace(b"}", b', "b": 0.10}')

    assert json_format.read(data).parts == (Grid(("path", "value"), (("a", "12345678901234567890"), ("b", "0.10"))),)


def test_an_edited_figure_is_found() -> None:
    """One cell and one word in a copy differ, and nothing else."""
    whole = render("markdown", report(), LOOK)
    edited = whole.replace(b"| 12 |", b"| 13 |").replace("Kèm theo".encode(), "Gửi kèm".encode())
    found = differences(markdown.read(edited), markdown.read(whole))

    assert [(one.stands, one.expected, one.is_figure) for one in found] == [
        ("(Gửi kèm Báo cáo)", "(Kèm theo Báo cáo)", False),
        ("13", "12", True),
    ]
    assert found[1].where[1:] == ("1 Sở Nội vụ", SHARED.columns[2].whole_title)
