"""Cells and rows as offices write them keep their words and their meaning."""

from __future__ import annotations

import pytest

from plan190.load.issued_columns import columns_of
from plan190.load.issued_lines import Cell, IssuedLine, Where, plain_text
from plan190.load.issued_rows import read_tables
from plan190.load.issued_text import read_issued


def test_a_heading_that_names_no_field_follows_the_one_that_covers_it() -> None:
    """The heading "Hoàn thành" under "Thời gian" is the deadline; a row of tasks is no second row of headings."""
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


HEAD = "| TT | Nội dung | Chủ trì | Thời hạn |\n|--|--|--|--|\n"


def rows_of(lines: str) -> list[tuple[str, str]]:
    """Return number and section of each row of a table with these lines."""
    return [(row.number, row.section) for row in read_issued("x.md", (HEAD + lines).encode()).rows]


def test_a_task_after_the_sub_tasks_of_a_section_is_in_no_section() -> None:
    """Row 3 does not belong to heading 2, of which the tasks are 2.1 and 2.2."""
    lines = (
        "| 2 | Kinh tế số | | |\n| 2.1 | Họp | Sở A | 2025 |\n| 2.2 | Thi | Sở A | 2025 |\n| 3 | Đo | Sở B | 2025 |\n"
    )

    assert rows_of(lines) == [("2.1", "2. Kinh tế số"), ("2.2", "2. Kinh tế số"), ("3", "")]


def test_headings_in_the_column_of_the_content() -> None:
    """A heading may follow an empty number, also where the numbers of tasks go on."""
    lines = "| | I. Một | | |\n| 1 | Họp | Sở A | 2025 |\n| | **II. Hai** | | |\n| 2 | Thi | Sở A | 2025 |\n"

    assert rows_of(lines) == [("1", "I. Một"), ("2", "II. Hai")]


def test_a_note_below_the_rows_is_no_heading() -> None:
    """A row with a remark is listed as not read."""
    text = f"{HEAD}| 1 | Họp | Sở A | 2025 |\n| Ghi chú: chưa gồm vốn đầu tư | | | |\n"

    assert [line.words for line in read_issued("x.md", text.encode()).unread] == ["Ghi chú: chưa gồm vốn đầu tư"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"**Sở A** và *(B)*: \(lần 1\), 2\*3", "Sở A và (B): (lần 1), 2*3"),
        ("Báo cáo *; hồ sơ (*) và (*), 30/6*; 1/7*", "Báo cáo *; hồ sơ (*) và (*), 30/6*; 1/7*"),
        ("* Sở A", "Sở A"),
    ],
)
def test_marks_of_markdown(text: str, plain: str) -> None:
    """Emphasis and escapes are marks; an asterisk that refers to a note is text."""
    assert plain_text(text) == plain


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_texts_with_a_byte_order_mark(encoding: str) -> None:
    """Windows saves texts in UTF-16 too."""
    assert read_issued("x.txt", f"{HEAD}| 1 | Họp | Sở A | 2025 |\n".encode(encoding)).rows[0].cell("content") == "Họp"


@pytest.mark.parametrize(
    ("text", "issuer", "title"),
    [
        ("UBND HUYỆN A LƯỚI\nPHÒNG Y TẾ\nSố: 1/KH-PYT\nKẾ HOẠCH\nThực hiện Đề án 06 năm 2025\nThực hiện Công văn số 2;",
         "PHÒNG Y TẾ", "Thực hiện Đề án 06 năm 2025"),
        ("ỦY BAN NHÂN DÂN\nTỈNH A\nSố: 1/KH-UBND\nKẾ HOẠCH\nThực hiện Nghị quyết số 1, UBND tỉnh ban hành Kế hoạch:",
         "ỦY BAN NHÂN DÂN TỈNH A", None),
        ("Northwind Ltd\nPlan No. 7/2026 of 12 January 2026\nSafety Plan 2026", "Northwind Ltd", "Safety Plan 2026"),
    ],
)  # fmt: skip
def test_issuer_and_title(text: str, issuer: str, title: str | None) -> None:
    """The issuer is the body below its superior; a title may begin like a sentence."""
    head = read_issued("x.txt", text.encode()).head

    assert (head.issuer, head.title) == (issuer, title)


def test_an_english_number_with_its_date() -> None:
    """Number and date may be on one line after the kind of the document."""
    head = read_issued("x.txt", b"Northwind Ltd\nPlan No. 7/2026 of 12 January 2026\nSafety Plan 2026").head

    assert (head.number, str(head.issued_on)) == ("7/2026", "2026-01-12")


@pytest.mark.parametrize(
    ("cell", "lead", "cooperating"),
    [
        ("Chủ trì: Sở A<br>Phối hợp: Sở B", "Chủ trì: Sở A", "Phối hợp: Sở B"),
        ("Sở A chủ trì, phối hợp với Sở B", "Sở A chủ trì,", "phối hợp với Sở B"),
        ("Phòng Phối hợp liên ngành", "Phòng Phối hợp liên ngành", ""),
    ],
)
def test_a_cell_of_lead_and_cooperating_bodies(cell: str, lead: str, cooperating: str) -> None:
    """Without a column of cooperating bodies, the cell of the lead may name them."""
    row = read_issued("x.md", f"{HEAD}| 1 | Họp | {cell} | 2025 |\n".encode()).rows[0]

    assert (row.lead, row.cell("cooperating")) == (lead, cooperating)


def test_a_table_after_a_page_break_goes_on_without_a_head() -> None:
    """A table that begins with the next number has the columns of the one before; another table has not."""
    texts = (("TT", "Nội dung", "Chủ trì"), ("1", "Họp", "Sở A"), ("2", "Thi", "Sở A"), ("5", "Ông", "Bà"))
    lines = [
        IssuedLine(Where("table", 1, number), tuple(map(Cell, cells)), number)
        for number, cells in zip((1, 1, 2, 3), texts, strict=True)
    ]

    appendix = read_tables(lines)
    assert [(row.number, row.lead) for row in appendix.rows] == [("1", "Sở A"), ("2", "Sở A")]
    assert appendix.rest == (lines[-1],)


def test_a_total_is_no_task() -> None:
    """The row of totals is listed as not read."""
    text = "| TT | Nội dung | Chủ trì | Kinh phí |\n|--|--|--|--|\n| 1 | Họp | Sở A | 5 |\n| | Tổng cộng | | 5 |\n"

    assert [line.words for line in read_issued("x.md", text.encode()).unread] == ["Tổng cộng 5"]
