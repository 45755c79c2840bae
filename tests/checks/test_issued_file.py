"""The data are compared with the issued file in each of its formats."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook

from plan190.load import issued_lines
from plan190.load.issued_text import IssuedText, read_issued
from tests.checks.test_rules import checked
from tests.conftest import DATA, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Ran

NAME = "source/ke-hoach-190-kh-ubnd.txt"
HEAD = ("STT", "Nội dung, nhiệm vụ", "Đơn vị phối hợp", "Thời gian hoàn thành", "Sản phẩm/ Kết quả", "Ghi chú")


def table(issued: IssuedText) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the appendix."""
    yield HEAD
    lead = ""
    for row in issued.rows:
        if row.lead != lead:
            lead = row.lead
            yield (lead, "", "", "", "", "")
        yield (row.number, *row.cells.values())


def as_docx(paragraphs: list[str], issued: IssuedText) -> bytes:
    """Return the plan as a Word document."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    word_table = document.add_table(rows=0, cols=len(HEAD))
    for row in table(issued):
        cells = word_table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_xlsx(paragraphs: list[str], issued: IssuedText) -> bytes:
    """Return the plan as a workbook."""
    book = Workbook()
    for row in ([paragraph] for paragraph in paragraphs):
        book.active.append(row)
    for row in table(issued):
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_md(paragraphs: list[str], issued: IssuedText) -> bytes:
    """Return the plan as Markdown."""
    rows = ["| " + " | ".join(row) + " |" for row in table(issued)]
    return "\n\n".join([*paragraphs, "\n".join([rows[0], "|---" * len(HEAD) + "|", *rows[1:]])]).encode()


FORMATS = {".docx": as_docx, ".xlsx": as_xlsx, ".md": as_md}


@pytest.fixture(params=FORMATS)
def converted(request: pytest.FixtureRequest, copy: Path) -> str:
    """Replace the issued text of the data by a file of another format, and return its path."""
    text = (DATA / NAME).read_bytes()
    issued = read_issued(NAME, text)
    paragraphs: list[str] = []
    for line in issued_lines.read_lines(NAME, text[: text.index(b"STT\t")]):
        if paragraphs and line.words[:1].islower():
            paragraphs[-1] += f" {line.words}"
        elif line.words:
            paragraphs.append(line.words)
    name = f"source/ke-hoach{request.param}"
    (copy / name).write_bytes(FORMATS[request.param](paragraphs, issued))
    (copy / NAME).unlink()
    replaced(copy, "plan.yaml", NAME, name)
    return name


def test_the_plan_in_another_format_has_no_problem(converted: str, copy: Path) -> None:
    """All quotations are found in a document, a workbook and a Markdown table."""
    assert (copy / converted).exists()
    assert checked(copy)[1] == []


@pytest.mark.usefixtures("converted")
def test_a_changed_cell_is_reported(copy: Path) -> None:
    """A word that differs from the issued file is reported in each format."""
    replaced(copy, "tasks.yaml", "chuyên đổi số", "chuyển đổi số")

    assert [finding[1:3] for finding in checked(copy)[1]] == [("P312", "cell")]


def test_a_damaged_file_is_reported(converted: str, copy: Path, run: Callable[..., Ran]) -> None:
    """A file that cannot be read is an error with its name, not a traceback."""
    (copy / converted).write_bytes(b"\xff\xfe\0")
    ran = run("check", "--data", str(copy))

    assert ran.code == 1
    assert "P314" in ran.out
    assert converted in ran.out


def test_a_section_that_differs_is_reported(copy: Path, run: Callable[..., Ran]) -> None:
    """The headings above a task are compared too, and the message names them."""
    replaced(copy, "tasks.yaml", "  - number: 1\n", "  - number: 1\n    section: Mục khác\n")
    ran = run("check", "--data", str(copy))

    assert ran.code == 1
    assert "ô Phần (section)" in ran.out
