"""Cells and rows as offices write them keep their words and their meaning."""

from __future__ import annotations

from plan190.load.issued_columns import columns_of
from plan190.load.issued_lines import Cell, IssuedLine, Where
from plan190.load.issued_text import read_issued


def test_a_heading_that_names_no_field_follows_the_one_that_covers_it() -> None:
    """"Hoàn thành" under "Thời gian" is the deadline; a row of tasks is no second row of headings."""
    right = Cell("", right=True)
    top = IssuedLine(Where("table", 1), (Cell("Nội dung"), Cell("Chủ trì"), Cell("Thời gian"), right), 1)
    second = (Cell("Nội dung", above=True), Cell("Chủ trì", above=True), Cell("Bắt đầu"), Cell("Hoàn thành"))
    tasks = tuple(map(Cell, ("Tập huấn", "Sở Y tế", "Tháng 5/2025", "Quý III/2025")))

    found = columns_of(top, IssuedLine(Where("table", 2), second, 1))
    assert found is not None
    assert (found[0].fields, found[1]) == (("content", "lead", "", "deadline"), 2)
    without = columns_of(top, IssuedLine(Where("table", 2), tasks, 1))
    assert without is not None
    assert without[1] == 1


def test_a_title_above_the_head_is_no_head() -> None:
    """A row with one text, such as the title of a sheet, has no headings of columns."""
    title = IssuedLine(Where("sheet", 1), (Cell("CÁC NHIỆM VỤ NĂM 2025"), Cell(""), Cell("")), 1)
    head = IssuedLine(Where("sheet", 3), (Cell("STT"), Cell("Nội dung"), Cell("Chủ trì")), 1)

    assert columns_of(title, head) is None


def test_lines_of_a_cell_of_bodies_are_kept() -> None:
    """The words of a cell are on one line; its lines are kept beside them."""
    text = "| STT | Nội dung | Phối hợp |\n|--|--|--|\n| 1 | Họp | Sở A<br>Sở B |\n"
    row = read_issued("x.md", text.encode()).rows[0]

    assert (row.cell("cooperating"), row.names("cooperating")) == ("Sở A Sở B", "Sở A\nSở B")
