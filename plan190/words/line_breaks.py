"""Where lines of documents do not end: characters that keep the parts of numbers, dates and compound words together."""

from __future__ import annotations

import calendar
import re

NO_BREAK_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u2011"

_BEFORE_NUMBER = re.compile(
    r" (?=[0-9]+/[0-9A-ZĐ])"  # a document number or a date in digits
    r"|(?<!\u00a0)\b(?:số|ngày|tháng|năm|mục|nhiệm vụ|Phụ lục|task|section|Annex|No\.) (?=[0-9IVX])"
    rf"|\b[0-9]{{1,2}} (?:{'|'.join(calendar.month_name[1:])}) (?=[0-9]{{4}})"
)
"""Text that stays on the line of the number after it."""

_COMPOUND = re.compile(
    r"\b(?:báo cáo|bổ sung|đến hạn|đề nghị|đôn đốc|hằng tháng|hoàn thiện|kế hoạch|kết quả|nhiệm vụ|nội dung|phối hợp"
    r"|quá hạn|thành phố|thông tin|thực hiện)\b",
    re.IGNORECASE,
)
"""Compound words that are frequent in titles."""

_HYPHEN = re.compile(r"(?<=\w)-(?=[A-ZĐ0-9])")
"""A hyphen in the number of a document or in an abbreviation."""


def unbroken(text: str) -> str:
    """Return the text with no-break spaces before document numbers and dates, and after words such as "số"."""
    return _BEFORE_NUMBER.sub(_with_no_break_spaces, text)


def unbroken_title(text: str) -> str:
    """Return the text as `unbroken` does, and with no-break spaces in frequent compound words."""
    return _COMPOUND.sub(_with_no_break_spaces, unbroken(text))


def unbroken_hyphens(text: str) -> str:
    """Return the text with no-break hyphens in numbers of documents and in abbreviations."""
    return _HYPHEN.sub(NO_BREAK_HYPHEN, text)


def _with_no_break_spaces(match: re.Match[str]) -> str:
    return match[0].replace(" ", NO_BREAK_SPACE)
