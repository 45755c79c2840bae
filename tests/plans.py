"""Generate issued plans of six layouts, with the tasks that reading them must yield.

Their content is invented. Each document is built by another library or by hand, so that the reader is not its own test.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, NamedTuple

from docx import Document
from docx.shared import Cm
from openpyxl import Workbook

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


class Expected(NamedTuple):
    """A task that a document must yield; the fields are those of a row of the issued text."""

    number: str
    lead: str
    content: str
    cooperating: str = ""
    deadline: str = ""
    product: str = ""
    note: str = ""
    section: str = ""
    other: tuple[tuple[str, str], ...] = ()


class IssuedPlan(NamedTuple):
    """A generated document: its name, its bytes, its tasks, and what its head says."""

    name: str
    content: bytes
    tasks: tuple[Expected, ...]
    head: dict[str, Any]


def all_plans() -> list[IssuedPlan]:
    """Return the six documents."""
    return [
        decision_with_merged_cells(), list_with_sections(), workbook_with_funding(), text_with_tabs(),
        markdown_with_sections(), english_policy(),
    ]  # fmt: skip


def _saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _head(document: Any, issuer: str, number: str, place_and_day: str) -> None:
    """Add the two columns above a document: issuer and number; motto, place and date."""
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = issuer
    table.cell(0, 1).text = "\n".join(MOTTO)
    table.cell(1, 0).text = f"Số: {number}"
    table.cell(1, 1).text = place_and_day


def _end(document: Any, recipients: list[str], office: str, signer: str) -> None:
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "\n".join(["Nơi nhận:", *recipients])
    table.cell(0, 1).text = f"{office}\n\n\n{signer}"


def decision_with_merged_cells() -> IssuedPlan:
    """Return a decision (.docx): two heading rows, the lead in a cell that several tasks share, sections as rows."""
    document = Document()
    _head(document, "ỦY BAN NHÂN DÂN\nTỈNH SÔNG HẠ", "1627/QĐ-UBND", "Sông Hạ, ngày 05 tháng 11 năm 2026")
    document.add_paragraph("QUYẾT ĐỊNH")
    document.add_paragraph("Về việc phân công nhiệm vụ tổng kiểm kê tài sản công năm 2027")
    document.add_paragraph("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;")
    document.add_paragraph("QUYẾT ĐỊNH:")
    document.add_paragraph("Điều 1. Phân công nhiệm vụ tổng kiểm kê tài sản công tại Phụ lục kèm theo.")
    document.add_paragraph("Điều 2. Tổ chức thực hiện")
    document.add_paragraph("1. Sở Tài chính theo dõi, đôn đốc.")
    document.add_paragraph("a) Báo cáo trước ngày 25 hằng tháng.")
    _end(document, ["- Như Điều 2;", "- Các sở, ban, ngành;", "- Lưu: VT."], "KT. CHỦ TỊCH", "Nguyễn Văn Khuê")
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph("(Kèm theo Quyết định số 1627/QĐ-UBND)")
    table = document.add_table(rows=0, cols=7)

    def row(*texts: str) -> Any:
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=False):
            cell.text = text
            cell.width = Cm(3)
        return cells

    top = row("STT", "Nội dung công việc", "Cơ quan thực hiện", "", "Thời gian thực hiện", "Sản phẩm", "Ghi chú")
    below = row("", "", "Chủ trì", "Phối hợp", "", "", "")
    top[2].merge(top[3])
    for column in (0, 1, 4, 5, 6):
        top[column].merge(below[column])
    row("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)")
    section = row("I. CÔNG TÁC CHUẨN BỊ")
    section[0].merge(section[6])
    first = row(
        "1", "Ban hành kế hoạch kiểm kê", "Sở Tài chính", "Các sở, ngành", "Trước ngày 15/11/2026", "Kế hoạch", ""
    )
    second = row(
        "2", "Tập huấn cho cơ sở\nvề phần mềm kiểm kê", "", "UBND các xã", "Tháng 11 - 12/2026.", "", "Trực tuyến"
    )
    first[2].merge(second[2])
    section = row("II. THỰC HIỆN KIỂM KÊ")
    section[0].merge(section[6])
    row(
        "1",
        "Kiểm kê tại cơ quan, đơn vị",
        "Các sở, ban, ngành",
        "",
        "Từ ngày 01/01/2027 đến ngày 31/3/2027.",
        "Báo cáo",
        "",
    )
    row("", "và nhập số liệu vào phần mềm", "", "", "", "", "")
    row("STT", "Nội dung công việc", "Cơ quan thực hiện", "", "Thời gian thực hiện", "Sản phẩm", "Ghi chú")
    row("2", "Tổng hợp kết quả", "Sở Tài chính", "", "", "Báo cáo tổng hợp", "")
    prepare, carry_out = "I. CÔNG TÁC CHUẨN BỊ", "II. THỰC HIỆN KIỂM KÊ"
    tasks = (
        Expected(
            "I.1", "Sở Tài chính", "Ban hành kế hoạch kiểm kê", "Các sở, ngành", "Trước ngày 15/11/2026", "Kế hoạch",
            section=prepare,
        ),
        Expected(
            "I.2", "Sở Tài chính", "Tập huấn cho cơ sở về phần mềm kiểm kê", "UBND các xã", "Tháng 11 - 12/2026.",
            note="Trực tuyến", section=prepare,
        ),
        Expected(
            "II.1", "Các sở, ban, ngành", "Kiểm kê tại cơ quan, đơn vị và nhập số liệu vào phần mềm",
            deadline="Từ ngày 01/01/2027 đến ngày 31/3/2027.", product="Báo cáo", section=carry_out,
        ),
        Expected("II.2", "Sở Tài chính", "Tổng hợp kết quả", product="Báo cáo tổng hợp", section=carry_out),
    )  # fmt: skip
    head = {
        "kind": "Quyết định", "number": "1627", "symbol": "1627/QĐ-UBND", "place": "Sông Hạ",
        "issued_on": "2026-11-05", "issuer": "ỦY BAN NHÂN DÂN TỈNH SÔNG HẠ",
        "title": "Về việc phân công nhiệm vụ tổng kiểm kê tài sản công năm 2027",
    }  # fmt: skip
    return IssuedPlan("quyet-dinh.docx", _saved(document), tasks, head)


def list_with_sections() -> IssuedPlan:
    """Return an unsigned plan (.docx) without a table: lists with labels below each task, numbered in each section."""
    document = Document()
    _head(document, "UBND TỈNH SÔNG HẠ", "      /KH-UBND", "Sông Hạ, ngày    tháng    năm 2027")
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Chuyển đổi số trong trường học năm 2027")
    document.add_paragraph("Thực hiện chỉ đạo của Bộ Giáo dục và Đào tạo, UBND tỉnh ban hành Kế hoạch như sau:")
    document.add_paragraph("I. Hạ tầng")
    for text in (
        "1. Nâng cấp đường truyền Internet cho các trường trung học cơ sở.",
        "Thời gian thực hiện: Quý II/2027.",
        "Cơ quan chủ trì: Sở Khoa học và Công nghệ.",
        "Cơ quan phối hợp: Sở Giáo dục và Đào tạo; UBND các xã, phường.",
        "Sản phẩm: 100% trường có đường truyền cáp quang.",
        "2. Trang bị phòng máy tính",
        "- Đơn vị chủ trì: Sở Giáo dục và Đào tạo; đơn vị phối hợp: Sở Tài chính; thời hạn: trước ngày 31/8/2027",
        "- Nguồn kinh phí: Ngân sách tỉnh",
        "II. Kỹ năng số",
        "1. Bồi dưỡng giáo viên về trí tuệ nhân tạo",
        "Kết quả: 2.000 giáo viên được cấp chứng nhận",
        "Thời hạn: hằng năm",
        "Đơn vị chủ trì: Sở Giáo dục và Đào tạo",
        "2. Tổ chức ngày hội STEM (Chủ trì: Tỉnh đoàn; thời gian: tháng 10 hằng năm)",
    ):
        document.add_paragraph(text)
    _end(document, ["- Bộ Giáo dục và Đào tạo;", "- Lưu: VT."], "TM. ỦY BAN NHÂN DÂN", "")
    education = "Sở Giáo dục và Đào tạo"
    tasks = (
        Expected(
            "I.1", "Sở Khoa học và Công nghệ", "Nâng cấp đường truyền Internet cho các trường trung học cơ sở.",
            "Sở Giáo dục và Đào tạo; UBND các xã, phường", "Quý II/2027", "100% trường có đường truyền cáp quang",
            section="I. Hạ tầng",
        ),
        Expected(
            "I.2", education, "Trang bị phòng máy tính", "Sở Tài chính", "trước ngày 31/8/2027",
            section="I. Hạ tầng", other=(("Nguồn kinh phí", "Ngân sách tỉnh"),),
        ),
        Expected(
            "II.1", education, "Bồi dưỡng giáo viên về trí tuệ nhân tạo", deadline="hằng năm",
            product="2.000 giáo viên được cấp chứng nhận", section="II. Kỹ năng số",
        ),
        Expected(
            "II.2", "Tỉnh đoàn", "Tổ chức ngày hội STEM", deadline="tháng 10 hằng năm", section="II. Kỹ năng số",
        ),
    )  # fmt: skip
    head = {
        "kind": "Kế hoạch", "number": None, "symbol": None, "place": "Sông Hạ",
        "issued_on": None, "issuer": "UBND TỈNH SÔNG HẠ", "title": "Chuyển đổi số trong trường học năm 2027",
    }  # fmt: skip
    return IssuedPlan("ke-hoach-truong-hoc.docx", _saved(document), tasks, head)


def workbook_with_funding() -> IssuedPlan:
    """Return an appendix (.xlsx): a title above the table, columns in another order, funding, and empty cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Phụ lục"
    for row in (
        ["", "PHỤ LỤC NHIỆM VỤ PHÒNG, CHỐNG THIÊN TAI NĂM 2027"],
        ["", "(Kèm theo Kế hoạch số 308/KH-UBND ngày 12/01/2027 của UBND xã Thượng Lâm)"],
        [],
        ["TT", "Thời hạn", "Nhiệm vụ", "Kết quả", "Đơn vị chủ trì", "Đơn vị phối hợp", "Nguồn kinh phí"],
        ["A", "", "TRƯỚC MÙA MƯA", "", "", "", ""],
        [1, "30/4/2027", "Rà soát khu vực có nguy cơ sạt lở", "Bản đồ", "Phòng Kinh tế", "Công an xã", "Ngân sách xã"],
        [2, "", "Cắm biển cảnh báo", "", "Phòng Kinh tế", "", "Xã hội hóa"],
        ["B", "", "TRONG MÙA MƯA", "", "", "", ""],
        [3, "Thường xuyên", "Trực ban 24/24 giờ", "", "Ban Chỉ huy quân sự xã", "Các thôn", ""],
    ):
        sheet.append(row)
    sheet.merge_cells("B1:G1")
    sheet.merge_cells("E6:E7")
    before, during = "A. TRƯỚC MÙA MƯA", "B. TRONG MÙA MƯA"
    tasks = (
        Expected(
            "1", "Phòng Kinh tế", "Rà soát khu vực có nguy cơ sạt lở", "Công an xã", "30/4/2027", "Bản đồ",
            section=before, other=(("Nguồn kinh phí", "Ngân sách xã"),),
        ),
        Expected(
            "2", "Phòng Kinh tế", "Cắm biển cảnh báo", section=before, other=(("Nguồn kinh phí", "Xã hội hóa"),),
        ),
        Expected("3", "Ban Chỉ huy quân sự xã", "Trực ban 24/24 giờ", "Các thôn", "Thường xuyên", section=during),
    )  # fmt: skip
    head = {
        "kind": "Kế hoạch", "number": "308", "symbol": "308/KH-UBND", "issued_on": "2027-01-12",
        "issuer": "UBND xã Thượng Lâm",
    }  # fmt: skip
    return IssuedPlan("phu-luc.xlsx", _saved(book), tasks, head)


def text_with_tabs() -> IssuedPlan:
    """Return a plan as text with tabs between cells and the lead in heading rows, as in Plan 190."""
    lines = [
        "UBND TỈNH SÔNG HẠ",
        "",
        "Số: 77/KH-UBND",
        "",
        "Sông Hạ, ngày 09 tháng 02 năm 2027",
        "",
        "## KẾ HOẠCH",
        "",
        "### Cải cách thủ tục hành chính năm 2027",
        "",
        "Thực hiện chỉ đạo của Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:",
        "",
        "#### I. MỤC ĐÍCH",
        "",
        "1. Giảm thời gian giải quyết thủ tục.",
        "",
        "Nơi nhận:",
        "- Văn phòng Chính phủ;",
        "- Lưu: VT.",
        "",
        "**Lê Thị Hòa**",
        "",
        "STT\tNhiệm vụ\tPhối hợp\tThời gian hoàn thành\tSản phẩm\tGhi chú",
        "<b>SỞ NỘI VỤ</b>\t\t\t\t\t",
        "1\tRà soát thủ tục nội bộ\tCác sở\tTháng 6/2027\tQuyết định\t",
        "",
        "---\t---\t---\t---\t---\t---",
        "2\tCông bố danh mục thủ tục\t\tTrong năm 2027\tDanh mục\tHai đợt",
        "**VĂN PHÒNG UBND TỈNH**",
        "3\tKiểm tra việc thực hiện\tSở Nội vụ\tThường xuyên\t\t",
    ]
    tasks = (
        Expected("1", "SỞ NỘI VỤ", "Rà soát thủ tục nội bộ", "Các sở", "Tháng 6/2027", "Quyết định"),
        Expected("2", "SỞ NỘI VỤ", "Công bố danh mục thủ tục", "", "Trong năm 2027", "Danh mục", "Hai đợt"),
        Expected("3", "VĂN PHÒNG UBND TỈNH", "Kiểm tra việc thực hiện", "Sở Nội vụ", "Thường xuyên"),
    )
    head = {
        "kind": "Kế hoạch", "number": "77", "symbol": "77/KH-UBND", "place": "Sông Hạ", "issued_on": "2027-02-09",
        "issuer": "UBND TỈNH SÔNG HẠ", "title": "Cải cách thủ tục hành chính năm 2027",
    }  # fmt: skip
    return IssuedPlan("ke-hoach.txt", "\n".join(lines).encode(), tasks, head)


def markdown_with_sections() -> IssuedPlan:
    """Return a plan in Markdown: one table for each section, numbering that restarts, sub-tasks, a missing product."""
    text = """\
Số: 05-CTr/TU

Sông Hạ, ngày 01/12/2026

# CHƯƠNG TRÌNH

Phát triển kinh tế biển giai đoạn 2026 - 2030

Căn cứ Nghị quyết Đại hội Đảng bộ tỉnh.

## I. Quy hoạch

| TT | Nội dung | Thời gian | Chủ trì | Phối hợp |
|---:|---|---|---|---|
| 1 | Lập quy hoạch cảng biển | Quý IV/2026- Quý II/2027 | Sở Xây dựng | |
| 2 | Rà soát đất ven biển | | | |
| 2.1 | Đo đạc bản đồ | 2027 | Sở Nông nghiệp và Môi trường | Các xã ven biển |
| 2.2 | Thu hồi đất chậm sử dụng | 2026 - 2028 | Sở Nông nghiệp và Môi trường |

## II. Thủy sản

| TT | Nội dung | Thời gian | Chủ trì | Phối hợp |
|---:|---|---|---|---|
| 1 | Kiểm soát tàu cá, chống khai thác \\| đánh bắt trái phép | **Hằng tháng** | Bộ đội Biên phòng | |
| a) | Lắp thiết bị giám sát | 6/2027 | Chi cục Thủy sản | |

Nơi nhận:
- Các tỉnh ủy viên.
"""
    land = "Sở Nông nghiệp và Môi trường"
    first, parent, second = "I. Quy hoạch", "I. Quy hoạch – 2. Rà soát đất ven biển", "II. Thủy sản"
    tasks = (
        Expected("I.1", "Sở Xây dựng", "Lập quy hoạch cảng biển", "", "Quý IV/2026- Quý II/2027", section=first),
        Expected("I.2.1", land, "Đo đạc bản đồ", "Các xã ven biển", "2027", section=parent),
        Expected("I.2.2", land, "Thu hồi đất chậm sử dụng", "", "2026 - 2028", section=parent),
        Expected(
            "II.1", "Bộ đội Biên phòng", "Kiểm soát tàu cá, chống khai thác | đánh bắt trái phép",
            deadline="Hằng tháng", section=second,
        ),
        Expected("II.1.a", "Chi cục Thủy sản", "Lắp thiết bị giám sát", deadline="6/2027", section=second),
    )  # fmt: skip
    head = {
        "kind": "Chương trình", "number": "05", "symbol": "05-CTr/TU", "place": "Sông Hạ", "issued_on": "2026-12-01",
        "title": "Phát triển kinh tế biển giai đoạn 2026 - 2030", "recipients": ("Các tỉnh ủy viên.",),
    }  # fmt: skip
    return IssuedPlan("chuong-trinh.md", text.encode(), tasks, head)


def english_policy() -> IssuedPlan:
    """Return the plan of a fictional company (.docx) with numbers that Word generates."""
    document = Document()
    for text in (
        "Issued by: Harbour Lights Foods Ltd",
        "Ref: HLF-2027-04",
        "Rotterdam, 15 January 2027",
        "PLAN",
        "Food Safety Improvement 2027",
        "This plan sets out the actions that follow from the audit of 2026.",
        "Approved by: Jane Okafor, Chief Executive",
        "Distribution: All site managers; Quality Team",
    ):
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=7)
    titles = ("No.", "Action", "Owner", "Support", "Due", "Deliverable", "Budget")
    for cell, text in zip(table.rows[0].cells, titles, strict=True):
        cell.text = text
    tasks = (
        Expected(
            "1", "Quality Team", "Update the hazard analysis", "Production", "by 30 June 2027", "Approved analysis"
        ),
        Expected(
            "2", "Production", "Calibrate the thermometers", "", "monthly", "Log", other=(("Budget", "EUR 2,000"),)
        ),
        Expected("3", "IT", "Replace the label printers", "Purchasing", "", "", other=(("Budget", "EUR 40,000"),)),
    )
    for task in tasks:
        cells = table.add_row().cells
        cells[0].paragraphs[0].style = "List Number"
        budget = dict(task.other).get("Budget", "")
        texts = (task.content, task.lead, task.cooperating, task.deadline, task.product, budget)
        for cell, text in zip(cells[1:], texts, strict=True):
            cell.text = text
    head = {
        "kind": "Plan", "number": "HLF-2027-04", "symbol": "HLF-2027-04", "place": "Rotterdam",
        "issued_on": "2027-01-15", "issuer": "Harbour Lights Foods Ltd", "title": "Food Safety Improvement 2027",
        "recipients": ("All site managers", "Quality Team"),
    }  # fmt: skip
    return IssuedPlan("food-safety.docx", _saved(document), tasks, head)
