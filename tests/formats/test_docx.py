"""Word documents have the layout of the Decree, can be read back, and always have the same bytes."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from plan190.document.blocks import (
    Annex,
    Bar,
    Bars,
    Cell,
    Column,
    Form,
    Heading,
    Items,
    Link,
    Number,
    Numbers,
    Pairs,
    Paragraph,
    Table,
    View,
)
from plan190.document.checksum import CHECKSUM_PLACEHOLDER, has_valid_checksum
from plan190.document.extracted import differences, provenance_of
from plan190.formats import RenderOptions, render
from plan190.formats.docx.measure import even_lines, widest_word, width_of
from plan190.formats.docx.nodes import unbroken
from plan190.formats.reading import extract
from plan190.words import words_in
from tests.changed import replace
from tests.conftest import ROOT
from tests.formats.sample_findings import NAMES, SENTENCES, finding
from tests.formats.sample_views import FORM, PROVENANCE
from tests.programs import program

if TYPE_CHECKING:
    from tests.conftest import Convert

OPTIONS = RenderOptions(words_in("vi"))

TALLY = Table(
    (Column("Tình trạng"), Column("Số nhiệm vụ", number=True)),
    ((Cell("Quá hạn"), Cell("27", 27)), (Cell("Còn hạn"), Cell("40", 40))),
    (Cell("Tổng số"), Cell("67", 67)),
    name="tally",
)

TASKS = Table(
    (
        Column("STT", number=True),
        Column("Nhiệm vụ", wide=True),
        Column("Còn hạn", number=True, group="Tình trạng"),
        Column("Quá hạn", number=True, group="Tình trạng"),
        Column("Hạn", optional=True),
    ),
    tuple(tuple(map(Cell, (str(n), f"Nhiệm vụ số {n} của kế hoạch", "1", "0", "30/6/2023"))) for n in range(1, 68)),
    name="tasks",
)

REPORT = View(
    "Báo cáo tháng 9/2023",
    (
        Paragraph("Công an tỉnh báo cáo như sau:"),
        Heading("I. Tình hình chung"),
        TALLY,
        Heading("1. Khó khăn", 2),
        Items(("Hạ tầng chưa đồng bộ;", "Nhân lực còn thiếu.")),
        *(Paragraph("Công an tỉnh tiếp tục theo dõi, đôn đốc các cơ quan, đơn vị thực hiện. " * 4) for _ in range(8)),
        Paragraph("Trên đây là báo cáo tháng 9 năm 2023."),
    ),
    form=FORM,
    annexes=(
        Annex("I", "Kết quả từng nhiệm vụ", "Nhiệm vụ", (TASKS,), "Kèm theo Báo cáo số     /BC-CAT"),
        Annex("II", "Theo cơ quan", "Cơ quan", (Paragraph("Lời dẫn."), TALLY, TALLY)),
    ),
    provenance=PROVENANCE.line,
    day=date(2023, 9, 20),
)

LETTER = replace(
    REPORT,
    form=replace(
        FORM,
        kind="",
        number="Số:        /CAT-PC06",
        subject="V/v đôn đốc các nhiệm vụ quá hạn",
        to=("Sở Nội vụ;", "Sở Y tế", "Ban Dân tộc."),
    ),
    blocks=(Paragraph("Đề nghị các cơ quan thực hiện."), TALLY),
    annexes=(),
)

SHEET = View("Tình trạng", (Heading("Quá hạn"), TASKS), day=date(2023, 9, 20))


def opened(view: View, options: RenderOptions = OPTIONS) -> Any:
    """Return the document as python-docx reads it."""
    return Document(io.BytesIO(render("docx", view, options)))


def extracted(data: bytes) -> list[str | tuple[str, ...]]:
    """Return the extracted paragraphs and rows, with single spaces."""
    parts = [tuple(" ".join(text.split()) for text in part) for part in extract("docx", data)]
    return [part if len(part) > 1 else part[0] for part in parts]


def texts(view: View) -> list[str | tuple[str, ...]]:
    """Return the texts that are extracted from the document of a view."""
    return extracted(render("docx", view, OPTIONS))


def paragraph_of(document: Any, text: str) -> Any:
    """Return the first paragraph that contains the text, also in tables."""
    paragraphs = document.element.body.iter(qn("w:p"))
    return next(p for p in paragraphs if text in "".join(p.itertext(qn("w:t"))).replace("\u00a0", " "))


def style_of(document: Any, text: str) -> Any:
    """Return the style of the first paragraph that contains the text."""
    return next(s for s in document.styles if s.style_id == paragraph_of(document, text).style)


def texts_of(document: Any, style: str) -> list[str]:
    """Return the paragraphs of a style."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def table_of(document: Any, text: str) -> Any:
    """Return the first table that contains the text."""
    return next(t for t in document.element.body.iter(qn("w:tbl")) if text in "".join(t.itertext(qn("w:t"))))


def test_the_page_has_the_layout_of_the_decree() -> None:
    """A4 portrait with margins of 20, 15, 20 and 30 mm; the page number is in the header, except on page 1."""
    section = opened(REPORT).sections[0]
    head = section.header.paragraphs[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.mm) for margin in margins] == [20, 15, 20, 30]
    assert section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    assert head._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]
    assert head.style.paragraph_format.alignment == 1
    assert head.style.font.size.pt == 14
    assert section._sectPr.xpath("w:pgNumType/@w:start") == ["1"]


def test_each_annex_is_a_section_in_landscape_numbered_from_one() -> None:
    """Its page numbers begin again, its first page shows none, and the header continues."""
    sections = list(opened(REPORT).sections)

    assert len(sections) == 3
    for section in sections[1:]:
        assert section.orientation == WD_ORIENTATION.LANDSCAPE
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
        assert section._sectPr.xpath("w:pgNumType/@w:start") == ["1"]
        assert section.different_first_page_header_footer
        assert section.header.is_linked_to_previous


def test_the_heading_of_an_annex_is_a_heading() -> None:
    """Other programs list it with the headings; it is centred, and only its title is in capitals."""
    document = opened(REPORT)
    style = style_of(document, "Phụ lục II")
    number, title = paragraph_of(document, "Phụ lục II").r_lst

    assert texts_of(document, "Annex Heading") == ["Phụ lục I\nKết quả từng nhiệm vụ", "Phụ lục II\nTheo cơ quan"]
    assert (style.base_style.name, style.paragraph_format.first_line_indent) == ("Heading 1", 0)
    assert (style.font.all_caps, number.xpath("w:rPr/w:caps"), len(title.xpath("w:rPr/w:caps"))) == (False, [], 1)


def test_the_font_is_times_and_the_language_vietnamese() -> None:
    """Each paragraph style names the font for every kind of script; the defaults name the language."""
    document = opened(REPORT)
    fonts = {
        value
        for style in document.styles.element.xpath("w:style[@w:type='paragraph']/w:rPr | w:docDefaults//w:rPr")
        for name in ("ascii", "hAnsi", "eastAsia", "cs")
        for value in style.xpath(f"w:rFonts/@w:{name}") or ["none"]
    }
    languages = document.styles.element.xpath("w:docDefaults//w:lang/@w:val")

    assert fonts == {"Times New Roman"}
    assert languages == ["vi-VN"]
    assert opened(SHEET, RenderOptions(words_in("en"))).styles.element.xpath("//w:lang/@w:val") == ["en-GB"]


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic", "align"),
    [
        ("BỘ CÔNG AN", 12, False, False, 1),
        ("CÔNG AN TỈNH", 12, True, False, 1),
        ("CỘNG HÒA", 12, True, False, 1),
        ("Độc lập", 13, True, False, 1),
        ("/BC-CAT", 13, False, False, 1),
        ("năm 2023", 13, False, True, 1),
        ("BÁO CÁO", 14, True, False, 1),
        ("Kết quả thực hiện", 14, True, False, 1),
        ("Kính gửi", 14, False, False, 1),
        ("báo cáo như sau", 14, False, False, 3),
        ("1. Khó khăn", 14, True, False, None),
        ("Nơi nhận", 12, True, True, None),
        ("Lưu: VT", 11, False, False, None),
        ("PHÓ GIÁM ĐỐC", 14, True, False, 1),
        ("Nguyễn Văn A", 14, True, False, 1),
        ("Phụ lục I", 14, True, False, 1),
        ("Kèm theo", 14, False, True, 1),
        ("[plan190", 8, False, False, None),
    ],
)
def test_each_part_has_the_font_of_the_decree(
    text: str, size: int, *, bold: bool, italic: bool, align: int | None
) -> None:
    """Size, weight, slope and alignment are those of Annex I of the Decree."""
    style = style_of(opened(REPORT), text)

    assert style.font.size.pt == size
    assert (bool(style.font.bold), bool(style.font.italic)) == (bold, italic)
    assert style.paragraph_format.alignment == align


def test_running_text_has_the_layout_of_the_decree() -> None:
    """First lines are indented by 1 to 1.27 cm, 6 pt are between paragraphs, headings stay with their text."""
    document = opened(REPORT)
    text = style_of(document, "báo cáo như sau").paragraph_format
    part = style_of(document, "I. Tình hình")

    assert 1 <= text.first_line_indent.cm <= 1.28
    assert text.space_after.pt >= 6
    assert 1 <= text.line_spacing <= 1.5
    assert part.font.all_caps
    assert part.font.bold
    assert part.paragraph_format.keep_with_next
    assert not style_of(opened(SHEET), "Quá hạn").font.all_caps


def test_the_letterhead_has_two_columns_on_one_page() -> None:
    """The left column has 40 to 45 % of the width; there are no borders, and the table stays on one page."""
    table = table_of(opened(REPORT), "CỘNG HÒA")
    left, right = (int(width) for width in table.xpath("w:tblGrid/w:gridCol/@w:w"))
    cells = [read_cell(cell) for cell in table.xpath("w:tr/w:tc")]

    assert 0.40 <= left / (left + right) <= 0.45
    assert table.xpath(".//w:tblBorders") == []
    assert len(table.xpath("w:tr/w:trPr/w:cantSplit")) == 2
    assert cells == [
        ["BỘ CÔNG AN", "CÔNG AN TỈNH BÌNH PHƯỚC", ""],
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""],
        ["Số:        /BC-CAT", "DỰ THẢO"],
        ["Bình Phước, ngày      tháng      năm\u00a02023"],
    ]


def read_cell(cell: Any) -> list[str]:
    """Return the paragraphs of a cell unchanged, with their spaces."""
    return ["".join(p.itertext(qn("w:t"))) for p in cell.xpath("w:p")]


def test_blanks_to_fill_in_are_kept() -> None:
    """Every text element preserves its spaces."""
    document = opened(REPORT)
    pieces = list(document.element.body.iter(qn("w:t")))

    assert len(pieces) > 300
    assert {piece.get(qn("xml:space")) for piece in pieces} == {"preserve"}


def test_lines_under_titles_have_the_right_length() -> None:
    """As long as the motto; a third to a half of issuer and subject. They are borders, not text."""
    document = opened(REPORT)
    lines = {"Độc lập": (13, 0.58), "CÔNG AN TỈNH": (12, 0.42), "Kết quả thực hiện": (14, 1.0)}
    shares = {}
    for text, (size, share) in lines.items():
        above = paragraph_of(document, text)
        rule = above.getnext()
        assert rule.xpath("w:pPr/w:pBdr/w:top/@w:val") == ["single"]
        assert rule.xpath("w:r") == []
        width = (11906 - 1701 - 850) * share
        aside = sum(int(rule.xpath(f"w:pPr/w:ind/@w:{side}")[0]) for side in ("left", "right"))
        shares[text] = (width - aside) / width_of("".join(above.itertext(qn("w:t"))), size, bold=True)

    assert 0.98 <= shares["Độc lập"] <= 1.02
    assert 1 / 3 <= shares["CÔNG AN TỈNH"] <= 1 / 2
    assert 1 / 3 <= shares["Kết quả thực hiện"] <= 1 / 2
    assert document.element.xpath("//w:u") == []


def test_widths_are_those_of_the_font() -> None:
    """By the metrics of the font, the nation's name is 95.67 mm wide in bold 13 pt."""
    assert abs(width_of(FORM.nation, 13, bold=True) / 1440 * 25.4 - 95.67) < 0.3
    assert width_of("cơ", 100) > width_of("co", 100) == width_of("cọ", 100) == width_of("co\u0323", 100)
    assert width_of("中", 100) == 2 * width_of("5", 100)


def test_long_titles_are_broken_evenly() -> None:
    """The last line does not have only one word; the length of the drawn line depends on the lines."""
    form = replace(FORM, above="", issuer="ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC", to=())
    title = paragraph_of(opened(replace(REPORT, form=form)), "ỦY BAN")

    assert title.xpath("w:r/*/text() | w:r/w:br") == ["ỦY BAN NHÂN DÂN", title.xpath("w:r/w:br")[0], "TỈNH BÌNH PHƯỚC"]
    assert title.getnext().xpath("w:pPr/w:pBdr/w:top") != []
    assert even_lines("một hai ba bốn", 14, 10**4) == ["một hai ba bốn"]
    for text in ("x" * 500, "x " * 5000, ""):
        assert even_lines(text, 14, 5000) == [text]
    four = even_lines("mười hai " * 14, 14, 4800)
    assert len(four) == 4
    assert max(width_of(text, 14) for text in four) - min(width_of(text, 14) for text in four) < 1000


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kế hoạch số 190/KH-UBND ngày 12 tháng 6 năm 2023", "số 190/KH-UBND|ngày 12|tháng 6|năm 2023"),
        ("Kế hoạch 190/KH-UBND: nhiệm vụ 5, tháng 9/2023", "hoạch 190/KH-UBND|nhiệm vụ 5|tháng 9/2023"),
        ("Plan No. 190/KH-UBND of 12 June 2023, Annex II", "No. 190/KH-UBND|12 June 2023|Annex II"),
    ],
)
def test_a_line_is_not_broken_before_a_number(text: str, kept: str) -> None:
    """A document number, a date and the number of a task stay on the line of the word before them."""
    for part in kept.split("|"):
        assert part.replace(" ", "\u00a0") in unbroken(text)
    assert unbroken(text).replace("\u00a0", " ") == text


def test_a_date_is_not_broken() -> None:
    """The widest piece of a text that stays on one line is a whole date, not its year."""
    assert widest_word("2023-06-30", 9) == width_of("2023-06-30", 9)
    assert widest_word("190/KH-UBND", 9) < width_of("190/KH-UBND", 9)


def test_a_text_stays_with_the_table_after_it_and_a_remark_with_the_table_before_it() -> None:
    """No text is left at the end of a page without its table, and no page has only a remark or the provenance."""
    blocks = (Paragraph("Danh sách:"), TALLY, Paragraph("Chú thích.", "mute"), TALLY)
    document = opened(View("", blocks, provenance=PROVENANCE.line))

    assert paragraph_of(document, "Danh sách:").xpath("w:pPr/w:keepNext") != []
    for table in document.tables:
        last = table.rows[-1]
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in last.cells)
    assert paragraph_of(document, "Chú thích.").getprevious().xpath("w:pPr/w:keepNext") != []


def test_a_draft_has_a_frame_and_a_document_has_none() -> None:
    """The word has four borders; without a draft mark there is no empty frame."""
    box = paragraph_of(opened(REPORT), "DỰ THẢO")
    without = opened(replace(REPORT, form=replace(FORM, draft="")))

    assert len(box.xpath("w:pPr/w:pBdr/*")) == 4
    assert without.element.xpath("//w:pBdr[w:left]") == []


def test_a_letter_has_its_subject_under_its_number() -> None:
    """The subject is in the left cell after the number, and its words stay whole; no kind is above the text."""
    table = table_of(opened(LETTER), "CỘNG HÒA")
    left = read_cell(table.xpath("w:tr[2]/w:tc[1]")[0])

    assert left == ["Số:        /CAT-PC06", "V/v đôn\u00a0đốc các nhiệm\u00a0vụ quá\u00a0hạn", "DỰ THẢO"]
    assert style_of(opened(LETTER), "V/v").font.size.pt == 12
    assert "BÁO CÁO" not in texts(LETTER)
    assert texts(LETTER).count("V/v đôn đốc các nhiệm vụ quá hạn") == 1


def test_one_addressee_is_beside_the_label_several_are_below_it() -> None:
    """The dashes are under the colon; each line ends with a semicolon, the last one with a full stop."""
    document = opened(LETTER)
    label = paragraph_of(document, "Kính gửi:")
    items = [paragraph_of(document, name) for name in ("Sở Nội vụ", "Sở Y tế", "Ban Dân tộc")]
    ind = "w:pPr/w:ind/@w:"
    colon = int(label.xpath(f"{ind}left")[0]) + width_of("Kính gửi", 14)
    dashes = {int(item.xpath(f"{ind}left")[0]) - int(item.xpath(f"{ind}hanging")[0]) for item in items}

    assert "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh" in texts(REPORT)
    assert ["".join(item.itertext(qn("w:t"))) for item in items] == ["- Sở Nội vụ;", "- Sở Y tế;", "- Ban Dân tộc."]
    assert dashes == {colon}


def test_a_report_without_addressees_has_a_gap_above_its_text() -> None:
    """An empty line is above the text, unless addressees are there."""
    above = [
        paragraph_of(opened(replace(REPORT, form=replace(FORM, to=to))), "báo cáo như sau").getprevious().style
        for to in ((), FORM.to)
    ]

    assert above == ["Gap", "Addressee"]


@pytest.mark.parametrize(
    ("last", "read_back"),
    [
        (Paragraph("Hết."), ["Hết./."]),
        (Paragraph("Hết./."), ["Hết./."]),
        (Paragraph("Hết"), ["Hết./."]),
        (Paragraph("Vân vân..."), ["Vân vân.../."]),
        (Items(("Một;", "Hai.")), ["- Một;", "- Hai./."]),
        (Pairs((("Một", "1"), ("Hai", "2"))), ["Một: 1", "Hai: 2./."]),
        (Paragraph("một\nhai."), ["một", "hai./."]),
        (TALLY, ["./."]),
    ],
)
def test_the_end_is_marked_right_after_the_last_words(last: Any, read_back: list[str]) -> None:
    """The end mark replaces the full stop of any last block, and stays on the page of the signature."""
    view = replace(REPORT, blocks=(Paragraph("Đầu."), last), annexes=())
    parts = texts(view)
    marked = paragraph_of(opened(view), "./.")

    assert parts[parts.index("Nơi nhận:") - len(read_back) : parts.index("Nơi nhận:")] == read_back
    assert marked.xpath("w:pPr/w:keepNext") != []


def test_a_plain_sheet_has_no_end_mark() -> None:
    """Only an official document has one."""
    assert texts(View("", (Paragraph("Hết."),))) == ["Hết."]


def test_the_signature_has_two_halves_and_space_to_sign() -> None:
    """Recipients at the left, the office at the right, 25 to 30 mm above the name, all on one page."""
    document = opened(REPORT)
    table = table_of(document, "Nơi nhận")
    left, right = (int(width) for width in table.xpath("w:tblGrid/w:gridCol/@w:w"))
    copies, office = (read_cell(cell) for cell in table.xpath("w:tr/w:tc"))

    assert left == right
    assert len(table.xpath("w:tr")) == len(table.xpath("w:tr/w:trPr/w:cantSplit")) == 1
    assert copies == ["Nơi nhận:", "- Như trên;", "- UBND tỉnh;", "- Lưu: VT, PC06."]
    assert office == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn A"]
    assert 25 <= style_of(document, "Nguyễn Văn A").paragraph_format.space_before.mm <= 30


def test_a_signature_without_a_name_or_copies_is_still_there() -> None:
    """A draft has space for both."""
    bare = replace(FORM, signer="", copies=(), office=(), to=(), above="", draft="")

    assert "Nơi nhận:" not in texts(replace(REPORT, form=bare))
    assert opened(replace(REPORT, form=bare, blocks=())).element.xpath("count(//w:tbl)") > 2


def test_tables_have_borders_titles_and_totals() -> None:
    """Borders, fixed widths that fill the page, repeated titles, rows on one page, a caption, bold totals."""
    document = opened(REPORT)
    table = table_of(document, "Tình trạng")
    rows = table.xpath("w:tr")

    assert table.xpath("w:tblPr/w:tblLayout/@w:type") == ["fixed"]
    assert len(table.xpath("w:tblPr/w:tblBorders/*[@w:val='single']")) == 6
    assert table.xpath("w:tblPr/w:tblCaption/@w:val") == ["tally"]
    assert table.xpath("w:tblPr/w:tblLook/@w:firstRow") == ["1"]
    assert sum(map(int, table.xpath("w:tblGrid/w:gridCol/@w:w"))) == 11906 - 1701 - 850
    assert [bool(row.xpath("w:trPr/w:tblHeader")) for row in rows] == [True, False, False, False]
    assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
    assert rows[1].xpath("w:tc[2]/w:p/w:pPr/w:jc/@w:val") == ["center"]
    assert [bool(row.xpath("w:tc/w:p/w:r/w:rPr/w:b")) for row in rows] == [True, False, False, True]
    assert [len(row.xpath("w:tc/w:p/w:pPr/w:keepNext")) for row in rows] == [2, 0, 2, 0]


def test_shared_titles_are_one_merged_cell_over_their_columns() -> None:
    """There are two repeated rows of titles; the other titles span both rows."""
    table = table_of(opened(REPORT), "Nhiệm vụ số 1 ")
    upper, lower, *rest = table.xpath("w:tr")

    assert [bool(row.xpath("w:trPr/w:tblHeader")) for row in (upper, lower, rest[0])] == [True, True, False]
    assert [read_cell(cell)[0] for cell in upper.xpath("w:tc")] == ["STT", "Nhiệm vụ", "Tình trạng", "Hạn"]
    assert upper.xpath("w:tc[3]/w:tcPr/w:gridSpan/@w:val") == ["2"]
    assert len(upper.xpath("w:tc/w:tcPr/w:vMerge[@w:val='restart']")) == 3
    assert len(lower.xpath("w:tc/w:tcPr/w:vMerge[@w:val='continue']")) == 3
    assert len(rest) == 67


def test_long_rows_may_be_divided_and_short_words_are_not_broken() -> None:
    """A row taller than a page may be divided; thirteen columns of short words break no word."""
    long = Table((Column("a"), Column("b", wide=True)), ((Cell("x"), Cell("chữ " * 3000)), (Cell("y"), Cell("z"))))
    many = Table(tuple(Column(f"Hoàn thành {n}") for n in range(13)), ())
    rows = table_of(opened(View("", (long,))), "chữ").xpath("w:tr")
    wide = table_of(opened(View("", (many,))), "Hoàn")
    size = int(wide.xpath("substring-after(string(w:tr[1]/w:tc[1]/w:p/w:pPr/w:pStyle/@w:val), 'Cell')"))

    assert [bool(row.xpath("w:trPr/w:cantSplit")) for row in rows] == [True, False, True]
    assert min(map(int, wide.xpath("w:tblGrid/w:gridCol/@w:w"))) >= width_of("Hoàn", size, bold=True) + 160
    assert size >= 11


def test_a_sheet_with_many_columns_is_in_landscape() -> None:
    """A sheet with six columns is still in portrait."""
    tables = [Table(tuple(Column(str(n)) for n in range(count)), ()) for count in (6, 7)]
    sides = [opened(View("", (table,))).sections[0].orientation for table in tables]

    assert sides == [WD_ORIENTATION.PORTRAIT, WD_ORIENTATION.LANDSCAPE]


ORDER = {
    "pPr": "pStyle keepNext pBdr spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rFonts b bCs i iCs caps sz szCs lang",
    "pBdr": "top left bottom right",
    "tblPr": "tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tblBorders": "top left bottom right insideH insideV",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "tbl": "tblPr tblGrid tr",
    "style": "name basedOn uiPriority semiHidden qFormat pPr rPr tblPr",
    "sectPr": "headerReference pgSz pgMar pgNumType cols titlePg",
    "settings": "defaultTabStop compat themeFontLang",
}
"""The order of child elements in ECMA-376; Word rejects a file with another order."""


def test_elements_are_in_the_order_of_the_standard() -> None:
    """In the text, the styles and the settings, with all elements that plan190 writes."""
    document = opened(everywhere("x"))
    parts = (document.element, document.styles.element, document.settings.element)
    looked_at = set()
    for element in (element for part in parts for element in part.iter()):
        name = element.tag.partition("}")[2]
        if name in ORDER:
            inside = [inner.tag.partition("}")[2] for inner in element]
            assert inside == sorted(inside, key=ORDER[name].split().index), name
            looked_at.add(name)

    assert looked_at == set(ORDER)


def test_two_tables_do_not_become_one() -> None:
    """A paragraph is between them, and the document ends with one, as Word requires."""
    body = opened(View("", (TALLY, TALLY))).element.body
    kinds = [element.tag.partition("}")[2] for element in body]

    assert kinds == ["tbl", "p", "tbl", "p", "sectPr"]


def test_properties_describe_the_document_without_an_author() -> None:
    """They have title, subject, language and date, but no author, program or time of day."""
    properties = opened(REPORT).core_properties
    parts = zipfile.ZipFile(io.BytesIO(render("docx", REPORT, OPTIONS))).namelist()

    assert properties.title == "Báo cáo tháng 9/2023"
    assert properties.subject == FORM.subject
    assert properties.language == "vi-VN"
    assert properties.created.replace(tzinfo=None) == datetime(2023, 9, 20)  # noqa: DTZ001 - the library's times have no zone
    assert properties.modified == properties.created
    assert properties.identifier.startswith("plan190-seal:")
    assert (properties.author, properties.last_modified_by, properties.comments, properties.keywords) == ("",) * 4
    assert opened(replace(REPORT, provenance="", day=None)).core_properties.identifier == ""
    assert opened(replace(REPORT, day=None)).core_properties.created.year == 1980
    assert parts[0] == "[Content_Types].xml"
    assert not [name for name in parts if "thumbnail" in name or "custom" in name or "app.xml" in name]


def test_the_package_has_no_times_and_no_compression() -> None:
    """It is a package by ECMA-376 whose bytes do not depend on a compression library."""
    entries = zipfile.ZipFile(io.BytesIO(render("docx", REPORT, OPTIONS))).infolist()

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert len({entry.filename for entry in entries}) == len(entries) == 8


_AGAIN = """
import hashlib
from plan190.formats import render
from tests.formats.test_docx import LETTER, OPTIONS, REPORT, SHEET
for view in (REPORT, LETTER, SHEET):
    print(hashlib.sha256(render("docx", view, OPTIONS)).hexdigest())
"""


def test_the_same_view_gives_the_same_bytes_anywhere() -> None:
    """In this process, in a second run, and in another process with another time zone and language."""
    from hashlib import sha256

    here = [sha256(render("docx", view, OPTIONS)).hexdigest() for view in (REPORT, LETTER, SHEET)]
    again = [sha256(render("docx", view, OPTIONS)).hexdigest() for view in (REPORT, LETTER, SHEET)]
    ran = subprocess.run(
        [sys.executable, "-c", _AGAIN],
        cwd=ROOT,
        env={**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert here == again == ran.stdout.split()


def test_the_checksum_is_valid_until_the_document_changes() -> None:
    """It is in a property; another byte in the text makes it invalid; without provenance there is none."""
    data = render("docx", REPORT, OPTIONS)
    changed = rewritten(data, lambda text: text.replace("Còn hạn", "Con hạn", 1))

    assert has_valid_checksum(data)
    assert CHECKSUM_PLACEHOLDER.encode() not in data
    assert extracted(changed) != extracted(data)
    assert not has_valid_checksum(changed)
    assert not has_valid_checksum(render("docx", replace(REPORT, provenance=""), OPTIONS))


def rewritten(data: bytes, change: Any, part: str = "word/document.xml") -> bytes:
    """Return the package with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            assert name != part or change(text) != text
            new.writestr(name, change(text) if name == part else text)
    return out.getvalue()


ROWS = [("Tình trạng", "Số nhiệm vụ"), ("Quá hạn", "27"), ("Còn hạn", "40"), ("Tổng số", "67")]


def test_a_document_is_read_back() -> None:
    """The form, texts and rows are in order, the provenance is last."""
    parts = texts(REPORT)
    read = extract("docx", render("docx", REPORT, OPTIONS))

    assert parts[:11] == [
        "BỘ CÔNG AN",
        "CÔNG AN TỈNH BÌNH PHƯỚC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /BC-CAT",
        "DỰ THẢO",
        "Bình Phước, ngày tháng năm 2023",
        "BÁO CÁO",
        FORM.subject,
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh",
        "Công an tỉnh báo cáo như sau:",
    ]
    assert parts[12:16] == ROWS
    start = parts.index("(Kèm theo Báo cáo số /BC-CAT)") + 1
    assert parts[start : start + 2] == [
        ("STT", "Nhiệm vụ", "Tình trạng", "Hạn"),
        ("", "", "Còn hạn", "Quá hạn", ""),
    ]
    assert parts[start + 2 : start + 69] == [tuple(cell.text for cell in row) for row in TASKS.rows]
    assert parts[-11:-9] == ["Phụ lục II Theo cơ quan", "Lời dẫn."]
    assert parts[-9:-1] == ROWS * 2
    assert provenance_of(read) == PROVENANCE
    assert list(differences(read, read)) == []


def test_every_kind_of_block_is_written() -> None:
    """Numbers, links, drawings as words, findings on one line, remarks in a smaller font."""
    blocks = (
        Numbers((Number("Quá hạn", 18, "bad", "thêm 2"),)),
        Link("Xem thêm", "https://example.org/a"),
        Bars("Chỉ tiêu", "một cơ quan đạt", (Bar("a", "80%", 800, 700),)),
        finding(),
        Paragraph("nhỏ", "mute"),
        Pairs((("Hạn", "30/6/2023"),)),
    )

    assert texts(View("Tên", blocks)) == [
        "Tên",
        "Quá hạn: 18 thêm 2",
        "Xem thêm: https://example.org/a",
        "Chỉ tiêu: một cơ quan đạt",
        "data/updates/so-noi-vu/2023-07.yaml:5:11: error[P304] task 12 is not of “so-noi-vu”",
        "nhỏ",
        "Hạn: 30/6/2023",
    ]
    assert style_of(opened(View("", blocks)), "nhỏ").font.italic


def everywhere(text: str) -> View:
    """Return a view with the text in every part that data can fill."""
    table = Table(
        (Column(text), Column("b", group=text), Column(text, group=text, number=True)),
        ((Cell(text), Cell("c"), Cell(text, Decimal(1))),),
        (Cell(text), Cell(""), Cell("")),
        name=text,
    )
    form = Form(*([text] * 9), (text, text), text, (text,), text, text, (text,))
    blocks = (Heading(text), Paragraph(text), Items((text,)), Pairs(((text, text),)), table, Link(text, text))
    return View(text, blocks, form=form, annexes=(Annex(text, text, text, blocks, text),), provenance=text)


def seen(text: str) -> str:
    """Return a text as the document displays it."""
    from plan190.words.text import printable

    return " ".join(printable(re.sub(r"[\t\n\v\f\r]+", " ", text)).split()).replace("\u2011", "-")


@pytest.mark.parametrize("text", [*SENTENCES, *NAMES, "", " ", "./.", "\ud800\udfff\ufffe\uffff\x00", "&#0; &lt;w:p/>"])
def test_hostile_text_is_text(text: str) -> None:
    """No text from the data ends or adds markup or breaks XML; it is read back as it is displayed."""
    data = render("docx", everywhere(text), OPTIONS)
    flat = [text for part in extract("docx", data) for text in part]
    plain = opened(everywhere("x"))

    assert " ".join(" ".join(flat).split()).count(seen(text)) >= 20 or not seen(text)
    assert not any(unicodedata.category(letter)[0] == "C" for letter in "".join(flat))
    if "\n" not in text and text:
        tags = [element.tag for element in opened(everywhere(text)).element.iter() if "}" in str(element.tag)]
        assert set(tags) == {element.tag for element in plain.element.iter()}


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_cell_and_title_are_read_back(title: str, text: str) -> None:
    """Any characters are read back as they are displayed."""
    table = Table((Column("n"), Column(title, wide=True)), ((Cell("1"), Cell(text)),))

    assert texts(View("", (table,))) == [("n", seen(title)), ("1", seen(text))]


def test_tables_of_any_shape_are_written() -> None:
    """No columns, no rows, a hundred columns, words of ten thousand characters."""
    wide = Table(tuple(Column(f"cột {n}", group="g" * 10_000) for n in range(100)), ((Cell("x" * 10_000),) * 100,))
    parts = texts(View("", (Table((), ()), Table((Column("a"),), ()), wide)))

    assert parts[0] == "a"
    assert list(map(len, parts[2:])) == [100, 100]
    widths = list(map(int, table_of(opened(View("", (wide,))), "cột").xpath("w:tblGrid/w:gridCol/@w:w")))
    assert max(widths) < 2 * min(widths)


def test_tracked_changes_are_read_as_printed() -> None:
    """Deleted words are left out, inserted words are read; rows stay rows."""
    data = render("docx", View("", (Paragraph("MỘT"), TALLY)), OPTIONS)

    def change(text: str) -> str:
        struck = '<w:del w:id="1" w:author="x"><w:r><w:delText>BA</w:delText></w:r></w:del>'
        added = '<w:ins w:id="2" w:author="x"><w:r><w:t>HAI</w:t><w:br/><w:t>BỐN</w:t></w:r></w:ins>'
        text = re.sub(r"<w:r><w:t [^>]*>MỘT</w:t></w:r>", struck + added, text)
        return re.sub(
            r"(<w:tc><w:tcPr>)(<w:tcW [^>]*/>)((?:(?!<w:tc>).)*Quá hạn)", r'\1\2<w:gridSpan w:val="2"/>\3', text
        )

    assert extracted(rewritten(data, change)) == ["HAI BỐN", *ROWS]


def test_broken_files_are_refused() -> None:
    """Empty, cut, of another kind, without parts, with changed bytes: each one raises ValueError."""
    data = render("docx", LETTER, OPTIONS)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("a.txt", "x")
    packed = rewritten(data, lambda text: text.replace("DỰ", "ĐỰ"))
    broken = [b"", b"PK\x03\x04", b"x" * 100, other.getvalue(), data[:-100], data[: len(data) // 2]]
    broken += [rewritten(data, lambda text: text[:-20]), rewritten(data, lambda _: "<a/>")]
    broken += [rewritten(data, lambda _: "", name) for name in ("[Content_Types].xml", "_rels/.rels")]

    for file in broken:
        with pytest.raises(ValueError, match="not a docx file"):
            extract("docx", file)
        assert not has_valid_checksum(file)
    for place in range(0, len(packed), 37):
        spoiled = packed[:place] + bytes([packed[place] ^ 0x55]) + packed[place + 1 :]
        assert not has_valid_checksum(spoiled)
        with suppress(ValueError):
            extract("docx", spoiled)


LETTERS = tuple(
    replace(
        LETTER,
        blocks=(*map(Paragraph, "a" * lines), *[Paragraph("b", "mute")] * small, Paragraph("Lời cuối.")),
        annexes=(Annex("", "Theo cơ quan", "Cơ quan", (TALLY,)),),
    )
    for lines in (11, 14, 17)
    for small in (0, 3, 6)
)
"""Letters whose texts end at different heights of a page."""


@pytest.fixture(scope="module")
def printed(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, list[str]]]:
    """The report and the letters as LibreOffice prints them: the output of `pdfinfo` and the text of each page."""
    folder = tmp_path_factory.mktemp("printed")
    files = [folder / f"{number}.docx" for number in range(len(LETTERS) + 1)]
    for file, view in zip(files, (REPORT, *LETTERS), strict=True):
        file.write_bytes(render("docx", view, OPTIONS))
    convert("pdf", folder, *files)
    pdfs = [str(file.with_suffix(".pdf")) for file in files]
    sizes = [output("pdfinfo", "-l", "-1", pdf) for pdf in pdfs]
    pages = [output("pdftotext", "-layout", pdf, "-").split("\f")[:-1] for pdf in pdfs]
    return list(zip(sizes, pages, strict=True))


def output(name: str, *arguments: str) -> str:
    """Return the standard output of a program."""
    return subprocess.run([program(name), *arguments], check=True, capture_output=True, encoding="utf-8").stdout


def test_it_prints_with_the_layout_of_the_decree(printed: list[tuple[str, list[str]]]) -> None:
    """Portrait pages, then annexes in landscape; no number on a first page; the words are in order."""
    sizes, pages = printed[0]
    upright = len(re.findall("595.* x 842|595.* x 841", sizes))
    first = [page.split() for page in pages]
    order = ("BỘ CÔNG AN", "Số:", "BÁO CÁO", "Kính gửi", "TÌNH HÌNH CHUNG", "Tổng số")
    places = [pages[0].index(words) for words in order]

    assert upright == 2
    assert len(pages) - upright == len(re.findall("84[12].* x 595", sizes)) >= 3
    assert first[0][0] == "BỘ"
    assert first[1][0] == "2"
    assert first[2][:3] == ["Phụ", "lục", "I"]
    assert first[3][0] == "2"
    assert first[-1][:3] == ["Phụ", "lục", "II"]
    assert places == sorted(places)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0].split("\n")[0]
    assert "./." in pages[1]
    assert "Nguyễn Văn A" in pages[1]
    assert all("STT" in page for page in pages[2:-1])


def test_the_signature_is_not_left_alone_on_a_page(printed: list[tuple[str, list[str]]]) -> None:
    """The last words are on the page of the name, no page is empty, and some texts take two pages."""
    counts = set()
    for _, pages in printed[1:]:
        signed = next(page for page in pages if "Nguyễn Văn A" in page)
        counts.add(len(pages))

        assert "Lời cuối./." in signed
        assert "Nơi nhận" in signed
        assert [page.split() for page in pages if len(page.split()) < 2] == []

    assert counts == {2, 3}


def test_the_number_of_a_document_has_a_plain_hyphen() -> None:
    """Other programs read it unchanged; titles are divided at blanks, so it stays on one line."""
    title = f"{FORM.subject}, tổng hợp đến hết ngày 14/9/2023"
    document = opened(replace(REPORT, form=replace(FORM, subject=title)))
    subject = texts_of(document, "Subject")[0]

    assert "190/KH-UBND" in subject
    assert "\n" in subject
    assert " ".join(subject.split()) == title
    assert document.element.xpath("//w:noBreakHyphen | //w:t[contains(., '\u2011')]") == []


def test_a_number_or_abbreviation_in_a_cell_is_not_broken() -> None:
    """Its hyphen is read back as a plain one."""
    view = View("", (Table((Column("n"),), ((Cell("410/CV-HUCAU ngày 29/8/2023 - Sở LĐ-TB&XH"),),)),))

    assert "410/CV\u2011HUCAU ngày 29/8/2023 - Sở LĐ\u2011TB&XH" in "".join(opened(view).element.itertext())
    assert texts(view)[-1] == "410/CV-HUCAU ngày 29/8/2023 - Sở LĐ-TB&XH"


def test_tables_with_equal_columns_have_one_font_size() -> None:
    """The table with short words has that of the one with long words; a table with other columns has its own."""
    columns = tuple(map(Column, "abcd"))
    words = ("x", "x" * 60)
    tables = [Table(columns, (tuple(Cell(word) for _ in columns),)) for word in words]
    view = View("", (*tables, Table(columns[:1], ((Cell("x"),),))))
    first, second, other = opened(view).element.xpath("//w:tbl/w:tr[2]/w:tc[1]/w:p/w:pPr/w:pStyle/@w:val")

    assert first == second != other
