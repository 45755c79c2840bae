"""The issued text is parsed by row and by section, without corrections and without omissions."""

from __future__ import annotations

from plan190.load.issued_text import IssuedText, plain_text, read_issued
from tests.conftest import DATA

TEXT = (DATA / "source" / "ke-hoach-190-kh-ubnd.txt").read_text("utf-8")
HEAD = "STT\tNội dung, nhiệm vụ\tĐơn vị phối hợp\tThời gian hoàn thành\tSản phẩm/ Kết quả\tGhi chú\n"
ROW = "{}\tviệc\tai\tTháng 6/2023\tgì\t\n"


def read_text(text: str) -> IssuedText:
    """Return the parsed text of a text file."""
    return read_issued("plan.txt", text.encode())


def test_all_67_rows_are_read() -> None:
    """All rows of the real appendix are read, including the last one, although the file has no final newline."""
    source = read_text(TEXT)

    assert not TEXT.endswith("\n")
    assert [row.number for row in source.rows] == [str(number) for number in range(1, 68)]
    assert source.unread == ()
    assert source.rows[-1].cells["note"].endswith("bỏ sổ hộ khẩu, sổ tạm trú giấy")


def test_five_notations_of_headings() -> None:
    """Bold HTML, plain text with tabs, Markdown bold and two levels of headings all name the lead agency."""
    for heading in ("<b>SỞ Y TẾ</b>\t\t\t\t\t", "SỞ Y TẾ\t\t\t\t\t", "**SỞ Y TẾ**", "## SỞ Y TẾ", "### SỞ Y TẾ"):
        source = read_text(HEAD + heading + "\n\n" + ROW.format(1))
        assert [row.lead for row in source.rows] == ["SỞ Y TẾ"], heading


def test_page_breaks_and_separator_rows_are_skipped() -> None:
    """A blank line and a row of hyphens between two tasks have no effect."""
    source = read_text(HEAD + "**A**\n" + ROW.format(1) + "\n----\t--\t---\t---\t---\t--\n\n\n" + ROW.format(2))

    assert [row.number for row in source.rows] == ["1", "2"]
    assert source.unread == ()


def test_an_unreadable_line_is_reported() -> None:
    """A row with a missing cell and a stray text are returned with their line numbers."""
    source = read_text(HEAD + "1\tviệc\tai\tTháng 6/2023\tgì\nthừa ra\n")

    assert source.rows == ()
    assert [(line.where.number, line.words) for line in source.unread] == [
        (2, "1 việc ai Tháng 6/2023 gì"),
        (3, "thừa ra"),
    ]


def test_cells_lose_tags_and_keep_errors_of_the_text() -> None:
    """`<p>` and `<i>` are removed and `&amp;` is decoded; the words are unchanged."""
    rows = {row.number: row for row in read_text(TEXT).rows}

    assert rows["44"].cells["cooperating"] == "Cơ cơ quan, doanh nghiệp có liên quan"
    assert "Sở TT&TT" in rows["39"].cells["note"]
    assert "( Thông tin người lao động" in rows["9"].cells["content"]
    assert rows["57"].lead == "UBUBMTTQ VÀ CÁ TỔ CHỨC CHÍNH TRỊ - XÃ HỘI TỈNH"


def test_sentences_are_joined_over_page_breaks() -> None:
    """A paragraph with a page break in it is one section; the next number begins a new one."""
    sections = {section.ref: section.words for section in read_text(TEXT).sections}

    assert "đảm bảo triển khai có hiệu quả" in sections["II.1.1"]
    assert sections["II.2.2"].endswith("nguy cơ chậm tiến độ, không hoàn thành nhiệm vụ được giao.")


def test_plain_text_of_plain_text_is_the_same() -> None:
    """A second call changes nothing, and decomposed characters are composed."""
    assert plain_text("<p>So\u0323 <i>Y</i> tê\u0301 </p>") == "Sọ Y tế"
    assert plain_text(plain_text(TEXT)) == plain_text(TEXT)
