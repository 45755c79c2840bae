"""Find numbers that identify a person: of ID cards and telephones, in any digits, with any separators and prefixes."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS_OF_SEPARATOR = {
    " ": "\t\u00a0\u1680\u202f\u205f\u3000\u00ad\u2060\ufeff" + "".join(map(chr, range(0x2000, 0x200E))),
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d",
    ".": "\u00b7\u2022\u2024\u2027\u22c5\u30fb\uff0e",
    "/": "\u2044\u2215\uff0f",
    # `?` stands in the text for a character that is not allowed.
    "_": "()[]{}\\?\uff08\uff09\uff3f",
    "+": "\uff0b",
}
"""The characters that are written for each separator, and for the sign before a country code."""

_NORMAL = {ord(other): normal for normal, others in _KINDS_OF_SEPARATOR.items() for other in others}

# A separator is no digit, so each search below takes time in proportion to the length of the text.
_ANY = re.escape(" -./_" + "".join(map(chr, _NORMAL)))
_RUN = re.compile(rf"\d(?:[{_ANY}\n]*+\d){{8}}")
"""The least that a number has: nine digits with only separators between them, also over the end of a line."""

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"


def _dates(separator: str) -> str:
    """Return the pattern of dates with this separator; those of two parts stand for themselves."""
    between, itself = f" ?{separator} ?", rf"(?<!\d{separator})(?:{{}})(?!{separator}\d)"
    whole = f"{_DAY}{between}{_MONTH}{between}{_YEAR}|{_YEAR}{between}{_MONTH}{between}{_DAY}"
    short = f"{_DAY}{separator}{_MONTH}{separator}[23][0-9]|{_MONTH}{between}{_YEAR}|{_YEAR}{between}{_MONTH}"
    if separator == "/":
        short += f"|{_DAY}/{_MONTH}"
    return f"{whole}|{itself.format(short)}"


_DATE = re.compile(rf"(?<!\d)(?:{'|'.join(map(_dates, ('/', '-', '[.]')))})(?!\d)")

_AMOUNT = re.compile(
    r"(?<![\d+])(?<!\d[-./_ ])(?<!\d[-./_ ]{2})(?<!\d[-./_ ]{3})(?!84 [35789]\d\d(?: \d{3}){2}(?! ?\d))"
    r"[1-9]\d{0,2}([. ])\d{3}(?:\1\d{3})*(?!\1?\d)"
)
"""A number in groups of three digits; with blanks, it may also be a telephone number with its country code."""

_S = "[-./_ ]{0,4}"
_NUMBER = re.compile(
    rf"""
    (?<!\d) (?<!\d[.]) (?<!\b\d,) (?<!\b\d\d,) (?: (?<!\d[-/]) | (?=0\d\d) )
    (?!0[.]\d{{4}})
    (?:
      (?P<id>
        (?! \d{{10,11}}(?!\d) ) (?= \d{{3}} | \d\d?[-./_ ]+\d\d?(?!\d) )
        0{_S} (?: 0{_S}[1-9] | [1-9]{_S}\d ) (?:{_S}\d){{9}}
      )
      | (?P<phone>
        (?: \+{_S}84 | 0084 | _84(?!\d) | 84(?!\d{{9,10}}\s?(?:đ|vnđ|vnd|đồng)\b) ) (?:{_S}0)? {_S}
        (?: 2(?:{_S}\d){{9}} | [1-9](?:{_S}\d){{8}} )
        | (?: (?=\d{{3}}) 0[1-7] | 0{_S}2 ) (?:{_S}\d){{9}}
        | (?: (?=\d{{3}}) 0[1-9] | 0{_S}[35789] ) (?:{_S}\d){{8}}
      )
    )
    (?!\d) (?![.]\d{{1,8}}(?!\d)) (?!,\d{{1,3}}(?!\d))
    # the symbol of a document: 12/BC-SYT, 12-CV/TU
    (?![ ]?/[ ]?(?:[A-ZĐ]{{2}}|[^\W\d_]+-)) (?![ ]?-[ ]?[A-ZĐ]{{2,}}/)
    """,
    re.VERBOSE,
)
"""An ID number of twelve digits; a telephone number of ten or eleven digits, or of nine or ten after a country code."""

_OLD_ID = re.compile(
    r"\b(?:CMND|CMTND|CMT|chứng minh(?: nhân dân| thư)?)(?: số)?[ :._]{0,4}(\d{3} ?\d{3} ?\d{3})(?![ .,]?\d)",
    re.IGNORECASE,
)
"""An ID number of nine digits, which only the words before it distinguish from an amount."""


_TAX_CODE = re.compile(r"\b(?:MST|mã số thuế|mã số doanh nghiệp)\W{0,3}$", re.IGNORECASE)
"""The words before the tax code of an organisation."""

_MONEY = re.compile(r" ?(?:đ|đồng|vnđ|vnd)\b", re.IGNORECASE)
"""The currency after an amount."""


class PersonalNumber(NamedTuple):
    """A number that identifies a person, and its place in the text."""

    kind: Literal["id", "phone"]
    start: int
    end: int


def may_have_number(text: str) -> bool:
    """Return whether the text, or the text with its lines joined, has as many digits together as a number has."""
    return _RUN.search(text) is not None


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Yield each number of an ID card or telephone. Dates, amounts, lists and numbers of documents are none."""
    if not may_have_number(text):
        return
    text = _normalized(text)
    for match in _OLD_ID.finditer(text):
        yield PersonalNumber("id", *match.span(1))
    for pattern in (_DATE, _AMOUNT):
        text = pattern.sub(_crossed_out, text)
    for match in _NUMBER.finditer(text):
        is_other = _TAX_CODE.search(text, max(0, match.start() - 20), match.start()) or _MONEY.match(text, match.end())
        if not is_other and _is_one_number(match[0]):
            yield PersonalNumber("id" if match["id"] else "phone", *match.span())


def _normalized(text: str) -> str:
    """Return a text of the same length with ASCII digits, and one character for each kind of separator."""
    digits = {ord(digit): str(unicodedata.decimal(digit)) for digit in set(text) if digit.isdecimal()}
    return text.translate(_NORMAL | digits)


def _crossed_out(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _is_one_number(text: str) -> bool:
    """Return whether the groups of digits can be one number, and are not a list or a row of a table.

    A number that begins with a group of one or two digits has groups of at least three digits after it, or only groups
    of the same length with the same separators.
    """
    groups = re.findall(r"\d+", text)
    steps = {int(second) - int(first) for first, second in pairwise(groups)}
    if len(groups) > 2 and steps == {1}:  # noqa: PLR2004 - 08, 09, 10, 11, 12
        return False
    if not text[0].isdecimal() or len(groups[0]) > 2 or min(map(len, groups[1:])) > 2:  # noqa: PLR2004
        return True
    is_even = len(set(map(len, groups))) == len(set(re.findall(r"\D+", text))) == 1
    return is_even and not all(re.fullmatch(r"0\d", group) for group in groups)


def script_patterns() -> dict[str, str]:
    """Return the patterns for a script: what is no number of a person, and the numbers, without the finer distinctions."""
    number = re.sub(r"(\[[^\]]*\])|#.*|\s+", lambda match: match[1] or "", _NUMBER.pattern)
    number = number.replace("(?P<", "(?<").replace(r"[^\W\d_]", r"\p{L}").replace(r"đồng)\b", r"đồng)(?!\p{L})")
    return {"other": f"{_DATE.pattern}|{_AMOUNT.pattern}", "number": number}
