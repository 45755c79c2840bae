"""Columns of real plans are recognized by their headings."""

from __future__ import annotations

import pytest

from plan190.load.issued_columns import columns_of
from plan190.load.issued_lines import Cell, IssuedLine, Where
from plan190.load.issued_text import read_issued

HEADS = {
    "TT | Nội dung | Chủ trì | Phối hợp | Thời gian | Sản phẩm":
        "number content lead cooperating deadline product",
    "STT | Nhiệm vụ, giải pháp | Cơ quan, đơn vị thực hiện | Thời gian trình | Dự kiến kết quả đạt được | Ghi chú":
        "number content lead deadline product note",
    "NV | Kết quả | Thời gian | Cơ quan | Tiến độ | Kết quả hiện nay":
        "content product deadline lead - -",
    "Số TT | TÊN CÔNG VIỆC | Thời gian bắt đầu | Thời gian hoàn thành | Đơn vị chủ trì thực hiện | Đơn vị phối hợp":
        "number content - deadline lead cooperating",
    "Stt | Nội dung công việc | Tiến độ | Kết quả | Nguồn kinh phí":
        "number content deadline product -",
    "No. | Action | Responsible department | Supporting units | Target completion date | Expected output | Status":
        "number content lead cooperating deadline product -",
    "# | Task | Owner | Due | Deliverable | Comments":
        "number content lead deadline product note",
    "Milestone | Measurement | Target Date | Responsible Party":
        "content - deadline lead",
    "Ref | Action | Lead | Timescale": "number content lead deadline",
    "TT | Nhiệm vụ | Chủ trì | Thời gian bắt đầu - kết thúc": "number content lead deadline",
    "TT | Nội dung | Thời gian từ ngày | Thời gian đến ngày": "number content - deadline",
    "TT | Đơn vị | Nội dung | Hoàn thành trong tháng": "number lead content deadline",
    "Ref | Finding | Agreed action | Action owner | Target date": "number - content lead deadline",
    "Task | Owner | Date due": "content lead deadline",
}  # fmt: skip


@pytest.mark.parametrize(("head", "fields"), HEADS.items())
def test_headings_of_columns(head: str, fields: str) -> None:
    """Each heading gives its field; `-` is a column for which a task has none."""
    line = IssuedLine(Where("line", 1), tuple(map(Cell, head.split(" | "))))
    found = columns_of(line, None)

    assert found is not None
    assert [field or "-" for field in found[0].fields] == fields.split()


@pytest.mark.parametrize("head", ["STT | Chỉ tiêu | Đơn vị tính | Năm 2025", "Nội dung", "TT | Họ và tên | Chức vụ"])
def test_other_tables_are_no_appendix(head: str) -> None:
    """A table of indicators or persons has no tasks."""
    line = IssuedLine(Where("line", 1), tuple(map(Cell, head.split(" | "))))

    assert columns_of(line, None) is None


def test_a_table_that_is_not_read_is_listed() -> None:
    """Each row of a table outside the appendix is listed; the tables around a document are not."""
    letterhead = "| UBND XÃ A | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| Số: 1/KH | A, ngày 1 tháng 2 năm 2027 |\n\n"
    end = "\n| Nơi nhận: - Lưu | |\n| x | |\n| CHỦ TỊCH | |\n"
    text = f"{letterhead}| Việc cần | Ai |\n|---|---|\n| Họp | Sở Y tế |\n| Tập huấn | Sở Y tế |\n{end}"

    ignored = [line.words for line in read_issued("x.md", text.encode()).ignored]
    assert ignored == ["Việc cần Ai", "Họp Sở Y tế", "Tập huấn Sở Y tế"]


def test_rows_beside_the_appendix_of_a_sheet_or_text_are_listed() -> None:
    """They have three cells or more."""
    rows = "STT\tNội dung\tThời hạn\n1\tHọp\t2027\nPhụ lục 2\nMã\tChỉ tiêu\tMức\na\tTỷ lệ\t90%\n"
    issued = read_issued("x.txt", f"Người lập\tA\nMã\tViệc\tHạn\n{rows}".encode())

    assert [line.words for line in issued.ignored] == ["Mã Việc Hạn", "Mã Chỉ tiêu Mức", "a Tỷ lệ 90%"]


def test_numbers_of_several_parts_in_the_text_of_a_task() -> None:
    """Without a column of numbers, "1.2 Publish" has the number 1.2."""
    text = "| Milestone | Target date |\n|---|---|\n| **1.1** Plan | May 2021 |\n| 1.2 Publish | May 2021 |\n"

    assert [row.number for row in read_issued("x.md", text.encode()).rows] == ["1.1", "1.2"]
