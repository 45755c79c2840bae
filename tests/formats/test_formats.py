"""Each format escapes for its own medium, cuts only where it should, and prints the same view."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from plan190.document.blocks import Cell, Column, Heading, Pairs, Paragraph, Table, View
from plan190.formats import MODULES, SUFFIXES, RenderOptions, render
from plan190.words import words_in
from tests.formats.sample_findings import finding

WORDS = words_in("en")
HOSTILE_CELLS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "[red]x[/red]",
    "[/190]",
    ":warning:",
    "<b>&</b>",
    "a|b",
    "*x*",
    "`x`",
    "x\x1b[31m",
    "\u202ey",
]


def view(cells: list[str]) -> View:
    """Return a view with every kind of block around the cells."""
    columns = (Column("No", number=True), Column("Text", wide=True, clipped=True), Column("Spare", optional=True))
    rows = tuple((Cell(str(n), n), Cell(text, narrow_text=None), Cell("s")) for n, text in enumerate(cells))
    blocks = (
        Heading("Head"),
        Paragraph("one\ntwo"),
        Pairs((("label", cells[0]),)),
        Table(columns, rows, (Cell(""), Cell("Sum"), Cell(""))),
        finding(path="a\x1bb.yaml", file="a\x1bb.yaml", excerpt="x: y\x07z"),
    )
    return View("Title", blocks, {"cells": cells})


def text(name: str, cells: list[str], width: int = 0) -> str:
    """Render the view and return its text; for a package, the text of all its parts."""
    data = render(name, view(cells), RenderOptions(WORDS, width, wrap=bool(width), full=not width))
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(part).decode() for part in package.namelist())


def test_csv_cannot_start_a_formula() -> None:
    """A cell that a spreadsheet would compute gets an apostrophe (OWASP ASVS 1.2.10); numbers stay numbers."""
    rows = list(csv.reader(io.StringIO(text("csv", HOSTILE_CELLS))))

    assert [row[1] for row in rows[1:5]] == ["'=1+1", "'+1", "'-1", "'@x"]
    assert [row[0] for row in rows[1:4]] == ["0", "1", "2"]
    assert len(rows) == len(HOSTILE_CELLS) + 1  # no totals


def test_csv_has_iso_dates() -> None:
    """A cell that shows a date has the ISO form in CSV."""
    table = Table((Column("Day"),), ((Cell("1/7/2023", "2023-07-01"),), (Cell("—", ""),)))

    assert render("csv", View("", (table,)), RenderOptions(WORDS)).decode() == 'Day\r\n2023-07-01\r\n""\r\n'


def test_markdown_is_escaped_and_keeps_its_table() -> None:
    """No cell ends a row, begins markup, loads a file or mentions a person."""
    out = text("markdown", [*HOSTILE_CELLS, "a\nb", "![x](https://e.invalid)", "@somebody", "#1"])
    rows = [line for line in out.split("\n") if line.startswith("| ")]

    assert len(rows) == len(HOSTILE_CELLS) + 4 + 3
    assert all(line.count("|") - line.count("\\|") == 4 for line in rows)
    assert "`@somebody`" in out
    assert "`![x](https://e.invalid)`" in out
    assert "\\<b\\>" in out


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("width", [0, 60])
def test_no_control_characters_in_any_format(name: str, width: int) -> None:
    """No character in a cell, path or excerpt can control a terminal."""
    out = text(name, [cell for cell in HOSTILE_CELLS if "\x1b" not in cell and "\u202e" not in cell], width)
    dirty = text(name, HOSTILE_CELLS, width) if name != "json" else out

    assert not any(letter in out + dirty for letter in "\x1b\x07\u202e")


@pytest.mark.parametrize("name", ["table", "concise"])
def test_markup_of_the_terminal_library_is_text(name: str) -> None:
    """Brackets and emoji names are printed unchanged."""
    for width in (0, 80):
        out = text(name, ["[red]x[/red]", "[/190/KH-UBND]", ":warning:"], width)
        if name == "table":
            assert "[red]x[/red]" in out
            assert "[/190/KH-UBND]" in out
            assert ":warning:" in out


def test_a_terminal_cuts_cells_that_are_very_long() -> None:
    """A pipe gets the whole cell on request; a narrow terminal shows an ellipsis and no spare columns."""
    long = " ".join(["một"] * 200)

    assert long in text("table", [long])
    narrow = text("table", [long], 40)
    assert "…" in narrow
    titles, wide_titles = (
        next(line for line in out.split("\n") if "Text" in line) for out in (narrow, text("table", [long], 120))
    )
    assert "Spare" not in titles
    assert "Spare" in wide_titles


def test_lines_of_a_paragraph_stay_lines() -> None:
    """A paragraph keeps its line ends, also on a terminal."""
    for width in (0, 80):
        assert "one\ntwo" in text("table", ["x"], width)


def test_the_same_view_gives_the_same_bytes() -> None:
    """The output does not depend on the time or the computer."""
    for name in MODULES:
        for width in (0, 80):
            assert text(name, HOSTILE_CELLS[:4], width) == text(name, HOSTILE_CELLS[:4], width)


def test_json_prints_the_facts_alone() -> None:
    """JSON has the facts of the view and none of its blocks."""
    assert json.loads(text("json", ["x"])) == {"cells": ["x"]}


def test_an_unknown_format_is_no_format() -> None:
    """An unknown format raises an error."""
    with pytest.raises(KeyError):
        render("toml", view(["x"]), RenderOptions(WORDS))


def test_suffixes_name_formats() -> None:
    """Each file name suffix belongs to an existing format."""
    assert set(SUFFIXES.values()) - {""} <= set(MODULES)


def test_a_shared_title_is_not_cut_if_there_is_room() -> None:
    """The last of its columns is widened; the wide column gives the space."""
    group = [Column(title, number=True, group="Shared title") for title in "ab"]
    table = Table((Column("Text", wide=True), *group), ((Cell("text " * 20), Cell("1"), Cell("2")),))
    lines = render("table", View("", (table,)), RenderOptions(WORDS, 40, wrap=True)).decode().split("\n")

    assert any("Shared title" in line for line in lines)
    assert max(map(len, lines)) <= 40
