"""Comparison, width and dates of Vietnamese text."""

from __future__ import annotations

from datetime import date

import pytest

from plan190.words.text import (
    alphabetical_order,
    clip,
    clip_at_clause,
    display_width,
    document_number,
    fold,
    natural_order,
    parse_day,
    printable,
    short_date,
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("số hoá", "so hoa"),
        ("số hóa", "số hoá"),
        ("Sở TT&TT", "so tt tt"),
        ("Đồng Xoài", "dong xoai"),
        ("NÐ-CP", "nd cp"),
        ("SỞ Y TẾ", "So\u031b\u0309 Y te\u0302\u0301"),
        ("  a—b ", "a b"),
    ],
)
def test_fold_makes_spelling_variants_equal(text: str, same: str) -> None:
    """Accents, tone placement, case, look-alikes, Unicode form and punctuation make no difference."""
    assert fold(text) == fold(same)


@pytest.mark.parametrize("text", ["05/QĐ-UBND", "5/qđ-ubnd", "5/QÐ–UBND", "５/QĐ‑UBND", "5 / QĐ - UBND", "5/QD-UBND"])
def test_one_number_of_a_document(text: str) -> None:
    """Zeros, case, look-alikes, hyphens and blanks make no difference; other digits and symbols do."""
    assert document_number(text) == document_number("5/QĐ-UBND")
    assert document_number(text) not in map(document_number, ("50/QĐ-UBND", "5/CV-UBND", "5/QĐ", "5/2023/QĐ-UBND"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-07-01", date(2023, 7, 1)),
        ("1/7/2023", date(2023, 7, 1)),
        ("01/07/2023", date(2023, 7, 1)),
        ("05/6/2023", date(2023, 6, 5)),
    ],
)
def test_dates_are_parsed_day_first(text: str, day: date) -> None:
    """ISO or day/month/year, padded or not; never month first."""
    assert parse_day(text) == day


@pytest.mark.parametrize(
    "text", ["", "31/2/2023", "2023-02-30", "7/2023", "2023-7-1", "1-7-2023", "hôm nay", "１/7/2023", "1/7/23"]
)
def test_incomplete_or_impossible_dates_are_rejected(text: str) -> None:
    """Only a full date is accepted."""
    with pytest.raises(ValueError, match=r".+"):
        parse_day(text)


def test_short_date_is_not_padded() -> None:
    """Dates are written as the plan writes them."""
    assert short_date(date(2023, 6, 5)) == "5/6/2023"


def test_width_is_counted_in_cells_and_clipped_text_is_marked() -> None:
    """Composed and decomposed characters have the same width; clipped text ends with an ellipsis."""
    assert display_width("Sở") == display_width("So\u031b\u0309") == 2
    assert display_width("日本") == 4
    assert clip("một hai ba bốn", 10) == "một hai…"
    assert clip("ngắn", 10) == "ngắn"


def test_control_characters_are_escaped() -> None:
    """No character that controls a terminal is printed."""
    assert printable("a\x1b[31m\u202eb\u2028") == "a\\x1b[31m\\u202eb\\u2028"


def test_numbers_in_a_text_are_sorted_as_numbers() -> None:
    """Text order would put 10 before 9."""
    assert sorted(["10", "I.10", "9", "I.2", "67", "I"], key=natural_order) == ["9", "10", "67", "I", "I.2", "I.10"]


def test_names_are_sorted_as_in_a_vietnamese_dictionary() -> None:
    """The letter đ is after d, ê after e; of equal letters, the tones decide."""
    names = ["Ê", "Đài", "Bình", "E", "Bạ", "Ba Tơ", "Bá", "Dân tộc", "Bả", "Bà", "Ơn"]

    assert sorted(names, key=alphabetical_order) == [
        *("Bà", "Bả", "Bá", "Bạ", "Ba Tơ", "Bình", "Dân tộc", "Đài", "E", "Ê", "Ơn"),
    ]


def test_a_long_text_ends_at_a_clause_if_one_ends_near() -> None:
    """A comma in the first two thirds is no such end; a short text stays."""
    assert clip_at_clause("Số hóa, làm sạch dữ liệu; thực hiện nhập dữ liệu", 36) == "Số hóa, làm sạch dữ liệu…"
    assert clip_at_clause("Số hóa, làm sạch dữ liệu", 20) == "Số hóa, làm sạch…"
    assert clip_at_clause("Số hóa, làm", 20) == "Số hóa, làm"
