"""Deadlines in Vietnamese words: every phrase of the plan, similar ones, and phrases that must not be guessed."""

from __future__ import annotations

from datetime import date

import pytest

from plan190.load.deadline_phrases import parse_deadline
from plan190.model.deadline import (
    AfterEvent,
    Before,
    InMonth,
    InYear,
    Milestone,
    OutsideSchedule,
    Recurring,
    Rule,
    Target,
)
from plan190.model.month import Month

JUNE = InMonth(month=Month(2023, 6))


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Tháng 6/2023", JUNE),
        ("Trong tháng 6/2023", JUNE),
        ("Hoàn thành trong tháng 6/2023", JUNE),
        ("Tháng 12/2023", InMonth(month=Month(2023, 12))),
        ("tháng 06/2023", JUNE),
        ("Trong năm 2023", InYear(year=2023)),
        ("Thực hiện thường xuyên", Recurring()),
        ("Từ tháng 5/2023 và thực hiện thường xuyên", Recurring(since=Month(2023, 5))),
        ("Trước 30/6/2023", Before(date=date(2023, 6, 30))),
        ("trước ngày 05/6/2023", Before(date=date(2023, 6, 5))),  # 5 June, never 6 May
        (
            "Hoàn thành nhập dữ liệu hộ tịch đang có từ sổ hộ tịch tại 3 cấp tỉnh, huyện, xã trước ngày 15/7/2023",
            Before(date=date(2023, 7, 15)),
        ),
        (
            "Hoàn thành trước ngày 30/6/2023 và duy trì thực hiện thường xuyên",
            Milestone(date=date(2023, 6, 30)),
        ),
        (
            "Triển khai tại 100% cơ sở giáo dục xong trước 15/6/2023; duy trì thực hiện thường xuyên",
            Milestone(date=date(2023, 6, 15), target=100),
        ),
        (
            "Triển khai tại 100% cơ sở khám bệnh, chữa bệnh; duy trì thực hiện thường xuyên",
            Target(target=100),
        ),
        (
            "(thực hiện sau khi có hướng dẫn của Bộ Thông tin và Truyền thông).",
            AfterEvent(event="có hướng dẫn của Bộ Thông tin và Truyền thông"),
        ),
        (
            "Theo lộ trình, hướng dẫn của Bộ Tài nguyên và Môi trường",
            OutsideSchedule(schedule="lộ trình, hướng dẫn của Bộ Tài nguyên và Môi trường"),
        ),
    ],
)
def test_a_known_phrase_is_read(words: str, rule: Rule) -> None:
    """Each phrase has its rule."""
    assert parse_deadline(words) == rule


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Sớm",
        "Tháng 6",
        "Tháng 13/2023",
        "Trước 30/2/2023",
        "Trước ngày 15 hàng tháng",
        "Không trước 30/6/2023",
        "Trước ngày 15/7/2023 hoặc 1/8/2023",
        "Sau khi có hướng dẫn, xong trước 30/6/2023",
        "Theo tiến độ, xong trước 30/6/2023",
        "Triển khai tại 100% cơ sở; duy trì thực hiện thường xuyên trước 1/1/2024",
        "Thực hiện thường xuyên, riêng tháng 6/2023",
        "Tháng 6/2023\n",
        "Triển khai tại 100% cơ sở trong tháng 6/2023 và duy trì thực hiện thường xuyên",
        "Triển khai tại 100% cơ sở, chậm nhất 30.6.2023; duy trì thực hiện thường xuyên",
        "Hoàn thành chậm nhất 10 ngày trước ngày 30/6/2023",
        "Triển khai tại 99,5% cơ sở xong trước 30/6/2023 và duy trì thực hiện thường xuyên",
        "Sau khi có hướng dẫn, hoàn thành trong tháng 6/2023",
        "Sau khi có hướng dẫn, xong ngày 30 tháng 6 năm 2023",
        "Theo lộ trình, chậm nhất 30/6/2023",
        "Theo tiến độ, hoàn thành trong tháng 6/2023",
    ],
)
def test_an_unknown_phrase_is_not_guessed(words: str) -> None:
    """A phrase that is not understood completely has no rule; above all, no date in it is ever skipped."""
    assert parse_deadline(words) is None


def test_every_phrase_of_the_plan_is_read() -> None:
    """Every deadline of the real appendix has a rule."""
    from tests.conftest import real_register

    unread = [entry.value.number for entry in real_register().tasks if not parse_deadline(entry.value.deadline.words)]

    assert unread == []
