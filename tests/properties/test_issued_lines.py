"""No line of an issued file is lost, whatever its layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from plan190.load.issued_lines import Cell, IssuedLine, Where, read_lines
from plan190.load.issued_list import read_list
from plan190.load.issued_rows import Appendix, read_tables
from plan190.load.issued_text import read_issued
from plan190.model.task import TASK

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADS = (
    ("STT", "Nội dung", "Chủ trì", "Thời hạn", "Kinh phí"),
    ("Thời hạn", "Nhiệm vụ", "Sản phẩm", "Ghi chú", "TT"),
    ("Nội dung", "Thời gian", "Phối hợp", "Kết quả", ""),
)
TEXTS = st.sampled_from(
    [
        "", "", "", "1", "2", "2.1", "I", "II", "A", "a)", "-", "x1", "(1)", "Sở Y tế", "SỞ Y TẾ", "Lập danh mục",
        "- Lập danh mục", "và danh mục", "I. Mở đầu", "1. Rà soát", "a) Rà soát", "Quý I/2027", "STT", "Nội dung",
        "Nơi nhận:", "---", "Chủ trì: Sở Y tế; thời hạn: 2027", "Thời gian: 2027", "Kinh phí: không",
    ]
)  # fmt: skip
ROWS = st.lists(st.tuples(*[TEXTS] * 5) | st.tuples(TEXTS), max_size=12)


def assert_accounted(lines: Sequence[IssuedLine], appendix: Appendix) -> None:
    """Assert that each line is in exactly one place, and that no words are lost."""
    outside = {line.where for line in appendix.rest}
    headings = [heading for heading in appendix.headings if heading.where not in outside]
    parts = (appendix.rest, appendix.rows, headings, appendix.unread, appendix.skipped)
    assert sum(map(len, parts)) + appendix.continued == len(lines)
    numbers = [row.number for row in appendix.rows]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(TASK, number) for number in numbers)
    kept = [line.words for line in (*appendix.rest, *appendix.skipped, *appendix.unread)]
    kept += [heading.words for heading in headings]
    for row in appendix.rows:
        kept += [row.number, row.lead, *row.cells.values(), *map(" ".join, row.other)]
    words = set(re.findall(r"\w+", " ".join(kept)))
    all_words = set(re.findall(r"\w+", " ".join(line.words for line in lines)))
    assert {word for word in all_words - words if len(word) > 1} <= {"Chủ", "trì", "thời", "hạn", "Thời", "gian", "II"}


@given(st.sampled_from(HEADS), ROWS, st.sampled_from(HEADS), ROWS, st.sampled_from((0, 1)))
def test_each_row_of_a_table_is_accounted_for(
    head: tuple[str, ...],
    rows: list[tuple[str, ...]],
    second: tuple[str, ...],
    others: list[tuple[str, ...]],
    block: int,
) -> None:
    """Rows, headings, unread lines and page breaks together are the lines of the tables."""
    all_rows = [head, *rows, ("II. Phần sau",), second, *others]
    lines = [
        IssuedLine(Where("table", number), tuple(map(Cell, row)), block * (len(row) > 1))
        for number, row in enumerate(all_rows, start=1)
    ]
    assert_accounted(lines, read_tables(lines))


@given(ROWS)
def test_each_paragraph_of_a_list_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    """Without a table, the same is true of the paragraphs."""
    lines = [IssuedLine(Where("line", number), (Cell(" ".join(row)),)) for number, row in enumerate(rows, start=1)]
    assert_accounted(lines, read_list(lines))


@given(st.lists(st.text("|\t#*-<> .1aI:ếNộidung", max_size=30), max_size=10).map("\n".join))
def test_any_text_is_read(text: str) -> None:
    """No text ends in an exception, and each of its lines has a place."""
    issued = read_issued("plan.md", f"STT\tNội dung\tThời gian\n{text}".encode())
    assert len(read_lines("plan.md", text.encode())) == text.count("\n") + 1
    assert len(issued.rows) <= text.count("\n") + 1
