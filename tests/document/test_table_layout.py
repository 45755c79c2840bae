"""The layout of tables on screens of 40 to 200 cells."""

from __future__ import annotations

import functools
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.cli.app import module_of
from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.document.blocks import Cell, Column, Table, View
from plan190.document.table_layout import LONGEST_WORD, table_layout
from plan190.formats import RenderOptions, render
from plan190.words import words_in
from plan190.words.text import display_width
from tests.conftest import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.words import Language
    from tests.conftest import Ran

WIDTHS = range(40, 201, 8)
COMMANDS: tuple[tuple[str, dict[str, object]], ...] = (
    ("status", {}),
    ("tasks", {}),
    ("overdue", {}),
    ("agencies", {}),
    ("agency", {"name": ["so-tu-phap"]}),
    ("show", {"number": "62"}),
    ("explain", {"number": "39"}),
    ("claims", {}),
    ("reports", {}),
    ("reports", {"missing": True}),
    ("obstacles", {}),
    ("indicators", {}),
    ("at-risk", {}),
    ("agenda", {"idle": "20"}),
    ("forecast", {"fail_on": ["overdue,missing-report,stale"]}),
    ("assumptions", {}),
)
WORDS = words_in("vi")


@functools.cache
def tables(language: Language) -> tuple[Table, ...]:
    """Return all tables of the commands on the example data, as text formats show them."""
    from plan190.document.media import for_medium

    session = Session(Request(data=str(EXAMPLE), as_of=date(2023, 9, 20), lang=language))
    views = [module_of(name).run(session, **options).view for name, options in COMMANDS]
    return tuple(table for view in views for table in for_medium(view, "text").tables)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_and_no_number_is_broken(language: Language, width: int) -> None:
    """Each column has room for its longest word, and a column of numbers for its longest number."""
    for table in tables(language):
        layout = table_layout(table, width)
        if layout is None:  # printed as pairs of title and text
            continue
        assert layout.width <= width
        for number, column_width in enumerate(layout.widths):
            texts = [row[number].text for row in layout.table.all_rows]
            column = layout.table.columns[number]
            parts = texts if column.number else filter(_is_word, " ".join(texts).split(" "))
            assert max(map(display_width, [*parts, *column.title.split(" ")])) <= column_width


def _is_word(text: str) -> bool:
    """Return whether the text is a word, not a path or an address."""
    return len(text) <= LONGEST_WORD


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_widest_text_is_never_narrower_on_a_wider_screen(language: Language) -> None:
    """The wide columns grow with the screen, although optional columns are added."""
    for table in tables(language):
        layouts = [layout for layout in (table_layout(table, width) for width in WIDTHS) if layout is not None]
        widths = [_wide_widths(layout.table, layout.widths) for layout in layouts]
        assert widths == sorted(widths), table.name


def _wide_widths(table: Table, widths: list[int]) -> list[int]:
    return [width for column, width in zip(table.columns, widths, strict=True) if column.wide and not column.optional]


def rows(*texts: str) -> tuple[tuple[Cell, ...], ...]:
    """Return one row with these texts."""
    return (tuple(map(Cell, texts)),)


def test_the_least_important_column_is_left_out_first() -> None:
    """The column with the highest number of `optional` goes first, then the next; the others always stay."""
    columns = (Column("Name"), Column("Less", optional=2), Column("More", optional=1))
    table = Table(columns, rows("a" * 20, "b" * 20, "c" * 20))

    titles = [[column.title for column in table_layout(table, width).table.columns] for width in (64, 63, 41)]  # type: ignore[union-attr]

    assert titles == [["Name", "Less", "More"], ["Name", "More"], ["Name"]]


def test_a_table_that_does_not_fit_is_printed_row_by_row() -> None:
    """Six numbers of eight digits do not fit into 40 cells; each is printed whole, beside its title."""
    table = Table(tuple(Column(f"Title {n}", number=True) for n in range(6)), rows(*["12345678"] * 6))
    text = render("table", View("", (table,)), RenderOptions(WORDS, 40, wrap=True)).decode()

    assert text.count("12345678") == 6
    assert "Title 5  12345678" in text


def test_a_pipe_gets_one_line_for_each_record(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """Long texts are cut; with --full they are not; with --width lines keep to the width."""
    monkeypatch.delenv("COLUMNS")
    command = ("tasks", "--as-of", "2023-07-01", "--lang", "en")
    lines, full = run(*command).out.split("\n"), run(*command, "--full").out.split("\n")
    narrow = run(*command, "--width", "90").out.split("\n")

    for output in (lines, full, narrow):
        assert [line.split()[0] for line in output[-68:-1]] == [str(number) for number in range(1, 68)]
    assert max(map(display_width, lines)) < 200
    assert max(map(display_width, full)) > 400
    assert max(map(display_width, narrow)) <= 90
