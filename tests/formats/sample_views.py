"""Views with every kind of block, an official form and annexes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plan190.document.blocks import Annex, Cell, Column, Form, Heading, Items, Pairs, Paragraph, Table, View
from plan190.document.provenance import Provenance

PROVENANCE = Provenance("0.1.0", ("report", "monthly", "--as-of", "2023-09-20"), "data", "a" * 40, "b" * 64)

SHARED = Table(
    (
        Column("TT", number=True),
        Column("Cơ quan", wide=True),
        Column("Đúng hạn", number=True, group="Đã hoàn thành"),
        Column("Quá hạn", number=True, group="Đã hoàn thành"),
        Column("Tỷ lệ", number=True),
        Column("Thời hạn"),
    ),
    (
        (
            Cell("1", 1),
            Cell("Sở Nội vụ"),
            Cell("12", 12),
            Cell("0", 0),
            Cell("92,3%", Decimal("0.923"), "good"),
            Cell("30/6/2023", date(2023, 6, 30)),
        ),
        (
            Cell("2", 2),
            Cell("=1+1"),
            Cell("-3", -3, "bad"),
            Cell("1", 1),
            Cell("3/4 (75%)", Decimal("0.75")),
            Cell("14/8/2023 (gốc 30/6/2023)", date(2023, 8, 14)),
        ),
    ),
    (Cell(""), Cell("Cộng"), Cell("9", 9), Cell("1", 1), Cell("100%", Decimal(1)), Cell("—", "")),
    name="agencies",
)
"""A table with shared titles, all types of values and totals."""

FORM = Form(
    above="BỘ CÔNG AN",
    issuer="CÔNG AN TỈNH BÌNH PHƯỚC",
    nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    number="Số:        /BC-CAT",
    dated="Bình Phước, ngày      tháng      năm 2023",
    kind="BÁO CÁO",
    subject="Kết quả thực hiện Kế hoạch số 190/KH-UBND tháng 9 năm 2023",
    to_label="Kính gửi:",
    to=("Chủ tịch Ủy ban nhân dân tỉnh",),
    draft="DỰ THẢO",
    office=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    signer="Nguyễn Văn A",
    copies_label="Nơi nhận:",
    copies=("Như trên;", "UBND tỉnh", "Lưu: VT, PC06."),
)
"""An official form in which no part is empty."""


def report(text: str = "Một đoạn.") -> View:
    """Return a report with an official form, two annexes, and the text in every part that data can fill."""
    small = Table((Column(text), Column("Số", number=True)), ((Cell(text), Cell("1", 1)),), name="small")
    blocks = (Heading("I. Kết quả"), Paragraph(text), Items((text, "Hai")), Pairs((("Kỳ", text),)), small)
    annexes = (
        Annex("I", "Theo cơ quan", "Phụ lục I", (SHARED,), "(Kèm theo Báo cáo)"),
        Annex("Phụ lục II", text, "I", (Paragraph("Hai bảng"), small, Heading("Sau"), small)),
    )
    facts = {"imprint": PROVENANCE.line, "tasks": [{"number": 1, "text": text, "none": None}], "empty": []}
    return View(
        "Báo cáo tháng 9", blocks, facts, form=FORM, annexes=annexes, provenance=PROVENANCE.line, day=date(2023, 9, 20)
    )
