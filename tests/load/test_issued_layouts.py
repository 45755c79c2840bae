"""Issued plans of six layouts are read without loss."""

from __future__ import annotations

from datetime import date

import pytest

from plan190.load.issued_text import Row, read_issued
from tests.plans import Expected, IssuedPlan, all_plans, decision_with_merged_cells

PLANS = all_plans()
NAMES = [plan.name for plan in PLANS]


def expected(row: Row) -> Expected:
    """Return a row as the generator states it."""
    return Expected(row.number, row.lead, **row.cells, section=row.section, other=row.other)


@pytest.mark.parametrize("plan", PLANS, ids=NAMES)
def test_all_rows_are_read(plan: IssuedPlan) -> None:
    """Rows in = tasks out, with every cell and nothing unread."""
    issued = read_issued(plan.name, plan.content)

    assert list(map(expected, issued.rows)) == list(plan.tasks)
    assert issued.unread == ()


@pytest.mark.parametrize("plan", PLANS, ids=NAMES)
def test_the_head_is_read(plan: IssuedPlan) -> None:
    """Kind, number, place, date, issuer and title are those of the document; blank ones are None."""
    head = read_issued(plan.name, plan.content).head._asdict()
    head["issued_on"] = head["issued_on"] and head["issued_on"].isoformat()

    assert {name: head[name] for name in plan.head} == plan.head


def test_articles_clauses_and_points_are_sections() -> None:
    """The sections of a decision are its articles, with their clauses and points."""
    issued = read_issued("x.docx", decision_with_merged_cells().content)
    sections = {section.ref: section.words for section in issued.sections if section.ref}

    assert sections["Điều 1"].startswith("Phân công nhiệm vụ")
    assert sections["khoản 1 Điều 2"] == "Sở Tài chính theo dõi, đôn đốc."
    assert "Báo cáo trước ngày 25 hằng tháng." in issued.words
    assert any(section.ref == "điểm a khoản 1 Điều 2" for section in issued.sections)


ISSUER = "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK"
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
HEADS = [
    "ỦY BAN NHÂN DÂN\nTỈNH ĐẮK LẮK\nSố: 12/KH-UBND, ngày 31 tháng 01 năm 2024\nKẾ HOẠCH\nPhát triển du lịch",
    f"{ISSUER}    {MOTTO}\nSố: 12/KH-UBND    Đắk Lắk, ngày 31/01/2024\nKẾ HOẠCH\nPhát triển du lịch",
    f"# KẾ HOẠCH\nPhát triển du lịch\n{ISSUER}\nSố: 12/KH-UBND – Đắk Lắk, ngày 31 tháng 01 năm 2024",
    f"# Kế hoạch Phát triển du lịch\n{ISSUER}\nSố: 12/KH-UBND, ngày 31 tháng 01 năm 2024",
]


@pytest.mark.parametrize("text", HEADS)
def test_number_and_date_on_one_line(text: str) -> None:
    """Neither the title above the number nor the motto is the issuer."""
    head = read_issued("x.md", text.encode()).head

    assert (head.symbol, head.issued_on) == ("12/KH-UBND", date(2024, 1, 31))
    assert (head.kind, head.title) == ("Kế hoạch", "Phát triển du lịch")
    assert head.issuer == ISSUER


def test_front_matter_is_no_part_of_the_document() -> None:
    """The lines keep their numbers; rules around other text are no front matter."""
    matter = '---\ntitle: "Note: draft"\ndate: 2020-01-02\ntags:\n  - a\n---\n'
    head = read_issued("x.md", f"{matter}{HEADS[0]}".encode())
    ruled = read_issued("x.md", f"---\n{HEADS[0]}\n---\nx: y\n---\n".encode())

    assert (head.head, head.sections[0].where.number) == (ruled.head, 7)
    assert head.head.issuer == ISSUER


def test_an_english_number_and_date_on_one_line() -> None:
    """The number does not end with the comma."""
    head = read_issued("x.md", b"ACME Ltd\n\nRef: AC-12, dated 31 January 2024\n\n# Safety Plan").head

    assert (head.number, head.issued_on, head.issuer) == ("AC-12", date(2024, 1, 31), "ACME Ltd")


def test_a_goal_before_a_list_is_no_task() -> None:
    """Above the first task, only headings of higher levels belong to the list."""
    goals = "KẾ HOẠCH\nI. MỤC TIÊU\n1. Mục tiêu cụ thể\na) Các cơ sở dữ liệu được kết nối\n"
    tasks = "II. NHIỆM VỤ\n1. Xây dựng cổng\n- Cơ quan chủ trì: Sở Y tế\n- Thời gian thực hiện: Quý II/2025\n"
    rows = read_issued("x.txt", (goals + tasks).encode()).rows

    assert [(row.number, row.section) for row in rows] == [("1", "II. NHIỆM VỤ")]
