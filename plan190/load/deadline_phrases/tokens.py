"""Find the dates, months, quarters and years in the words of a deadline, in Vietnamese and English.

`scan` replaces each of them by a mark, one character that stands for its kind, so that a form of the grammar reads like
the phrase: `trước {DAY}`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.deadline import By, InHalfYear, InMonth, InQuarter, InYear
from plan190.model.month import EARLIEST_YEAR, LATEST_YEAR, Month
from plan190.model.period import MONTHS_IN, Period

if TYPE_CHECKING:
    from plan190.model.deadline import DatedRule
    from plan190.model.period import PeriodUnit

DAY, MONTH, QUARTER, HALF_YEAR, YEAR = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
"""Marks of the expressions with a year."""
SHORT_DAY, SHORT_MONTH, SHORT_QUARTER, DAY_NUMBER = "\ue005", "\ue006", "\ue007", "\ue008"
"""Marks of those without a year: "28/5", "tháng 3", "quý III", "ngày 15"."""
CITED = "\ue009"
"""The mark of a cited document: "số 50/NQ-CP ngày 08/4/2022"."""
MARKS = f"{DAY}-{CITED}"
"""All marks, as a range in a character class."""
TIMES = f"{DAY}-{DAY_NUMBER}"
"""All marks except that of a cited document."""

_D = r"(?P<d>0?[1-9]|[12][0-9]|3[01])"
_M = r"(?P<m>0?[1-9]|1[0-2])"
_Y = r"(?P<y>(?:19|20)[0-9]{2})"
_OF_YEAR = rf"(?: ?/| ?[-.]|,? năm | )\s?{_Y}"
_Q = r"(?P<q>IV|I{1,3}|0?[1-4])"
_NEXT = r"(?:(?<=[-–—])|(?<=[-–—,] )|(?<=và )|(?<=đến )|(?<=tới ))"
"""Before a second number, as in "quý II, III năm 2025"."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = r"(?:quý|qúy|quí)"
_NAME = "(?P<name>" + "|".join(f"{name}|{name[:3]}\\.?" for name in calendar.month_name[1:]) + r"|Sept\.?)"
_NTH = r"(?:st|nd|rd|th)?"
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDINAL = f"(?P<order>{'|'.join(_ORDER)})"
_SIX = "(?:0?6|sáu)"
_NO_SYMBOL = "(?![QT][0-9]|(?:" + "|".join(calendar.month_abbr[1:]) + r")[a-z]*\b)"
"""After the number of a document: not a quarter or month, as in 31-Mar-2026."""
_DOCUMENT = rf"(?:số )?[0-9]{{1,6}}[a-z]?(?:/[0-9]{{4}})?[-/](?-i:{_NO_SYMBOL}[A-ZĐ])[^\s,;()]*"

UNITS: dict[str, PeriodUnit] = {MONTH: "month", QUARTER: "quarter", HALF_YEAR: "half_year", YEAR: "year"}
"""The units of the periods that have a year."""

_PATTERNS = {
    CITED: [rf"{_DOCUMENT}(?: ngày [0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{4}})?"],
    DAY: [
        rf"(?:ngày )?{_D}(?P<mark>[/.-]){_M}(?P=mark){_Y}",
        rf"(?:ngày )?{_D} tháng {_M}{_OF_YEAR}",
        rf"(?:ngày )?{_D}/{_M},? năm {_Y}",
        rf"{_Y}-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12][0-9]|3[01])",
        rf"(?:the )?{_D}{_NTH}(?:-| (?:of )?){_NAME}(?:-|,? ){_Y}",
        rf"{_NAME} {_D}{_NTH},? {_Y}",
    ],
    HALF_YEAR: [
        rf"(?:{_SIX} tháng|nửa) (?P<half>đầu|cuối) (?:của )?năm {_Y}",
        rf"(?:the )?(?P<half>first|second) half of {_Y}",
        rf"H(?P<half>[12])[ /-]{_Y}",
    ],
    QUARTER: [
        rf"{_QUARTER} {_Q} ?(?:/| |-|,? năm |/ ?năm ) ?{_Y}",
        rf"(?<!giai đoạn )(?P<q>IV|I{{1,3}})/{_Y}",
        rf"{_NEXT}(?P<q>IV|I{{1,3}}) năm {_Y}",
        rf"Q(?P<q>[1-4])[ /-]{_Y}",
        rf"{_Y}[ -]Q(?P<q>[1-4])",
        rf"(?:the )?{_ORDINAL} quarter (?:of )?{_Y}",
    ],
    MONTH: [
        rf"(?:tháng |T\.?)?{_M}/{_Y}",
        rf"tháng {_M}{_OF_YEAR}",
        rf"{_NEXT}{_M} năm {_Y}",
        rf"{_NAME},? {_Y}",
    ],
    SHORT_DAY: [rf"(?:ngày )?{_D}/{_M}", rf"ngày {_D} tháng {_M}", rf"{_D}{_NTH}[ -]{_NAME}", rf"{_NAME} {_D}{_NTH}"],
    SHORT_QUARTER: [rf"{_QUARTER} {_Q}", r"Q(?P<q>[1-4])"],
    SHORT_MONTH: [rf"tháng {_M}", f"(?-i:{_NAME})"],
    YEAR: [rf"(?:năm )?{_Y}"],
    DAY_NUMBER: [rf"ngày {_D}", rf"the {_D}(?:st|nd|rd|th)"],
}  # fmt: skip
_END = r"(?![\w/%]|[.,][0-9]| lần)"
"""What must not follow an expression: the rest of a word or number, or the word "times"."""
_COMPILED = {
    kind: [re.compile(pattern + _END, re.IGNORECASE) for pattern in patterns] for kind, patterns in _PATTERNS.items()
}


class Token(NamedTuple):
    """An expression in a phrase: its mark, its words, its first and last date, and its day, month and quarter.

    One without a year has no dates. `is_ambiguous`: a date in digits in which day and month could be exchanged.
    """

    mark: str
    words: str
    first: date | None = None
    last: date | None = None
    day: int = 0
    month: int = 0
    quarter: int = 0
    is_ambiguous: bool = False

    @property
    def start(self) -> date:
        """The first date of an expression with a year."""
        assert self.first is not None, "a form asks only expressions with a year for their dates"  # noqa: S101
        return self.first

    @property
    def end(self) -> date:
        """The last date of an expression with a year."""
        assert self.last is not None, "a form asks only expressions with a year for their dates"  # noqa: S101
        return self.last

    def rule(self, since: date | None = None) -> DatedRule:
        """Return the rule of work due by the end of the expression; ValueError if it ends before `since`."""
        last = self.end
        if since is not None and since > last:
            raise ValueError("the range ends before it begins")
        month = Month(last.year, last.month)
        match self.mark:
            case str(mark) if mark == DAY:
                return By(date=last, since=since)
            case str(mark) if mark == MONTH:
                return InMonth(month=month, since=since)
            case str(mark) if mark == QUARTER:
                return InQuarter(quarter=Period(month, "quarter"), since=since)
            case str(mark) if mark == HALF_YEAR:
                return InHalfYear(half_year=Period(month, "half_year"), since=since)
        return InYear(year=last.year, since=since)


def scan(phrase: str) -> tuple[str, list[Token]]:
    """Return the phrase with marks instead of expressions, and the expressions; ValueError for an impossible date."""
    shape, tokens, position = [], [], 0
    while position < len(phrase):
        token = _token_at(phrase, position)
        if token is None:
            shape.append(phrase[position])
            position += 1
        else:
            shape.append(token.mark)
            tokens.append(token)
            position += len(token.words)
    return "".join(shape), tokens


def _token_at(phrase: str, position: int) -> Token | None:
    """Return the expression that begins at the position; None if there is none."""
    before = phrase[position - 1 : position]
    if before.isalnum() or (before and before in "/.,_"):
        return None
    for mark, patterns in _COMPILED.items():
        for pattern in patterns:
            if match := pattern.match(phrase, position):
                return _token(mark, match)
    return None


def _token(mark: str, match: re.Match[str]) -> Token:
    parts, words = match.groupdict(), match[0]
    day, year, month = int(parts.get("d") or 0), int(parts.get("y") or 0), _month(parts)
    if year and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError("the year is far away")
    quarter = _quarter(parts)
    token = Token(mark, words, day=day, month=month, quarter=quarter)
    if mark in {DAY, SHORT_DAY}:
        in_digits = not parts.get("name") and "tháng" not in words.lower() and not words[:4].isdigit()
        token = token._replace(is_ambiguous=in_digits and day <= 12 and day != month)  # noqa: PLR2004
    if mark == DAY:
        named = date(year, month, day)
        return token._replace(first=named, last=named)
    if mark not in UNITS:
        return token
    unit = UNITS[mark]
    period = Period(Month(year, (month or quarter or _half(parts)) * MONTHS_IN[unit]), unit)
    first, last = period.first_month.first_day, period.last_month.later(1).first_day - timedelta(days=1)
    return token._replace(first=first, last=last)


def _half(parts: dict[str, str | None]) -> int:
    half = parts.get("half")
    return 1 if half is None or half.lower() in {"đầu", "first", "1"} else 2


def _month(parts: dict[str, str | None]) -> int:
    name = parts.get("name")
    if name is not None:
        return _MONTHS[name[:3].lower()]
    return int(parts.get("m") or 0)


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr)}


def _quarter(parts: dict[str, str | None]) -> int:
    order, quarter = parts.get("order"), parts.get("q")
    if order is not None:
        return _ORDER[order.lower()]
    if quarter is None:
        return 0
    return _ROMAN.get(quarter.lower()) or int(quarter)
