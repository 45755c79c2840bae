"""Vietnamese text folded for search, measured and cut for terminals; dates as people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEPARATED = r"(?:[ ._()–-]{0,2}[0-9])"
PERSONAL = re.compile(
    r"(?<![0-9])(?<![0-9][.,/–-])(?![0-9]{1,2}[-.–][0-9]{1,2}[-.–][0-9]{4})(?!0[.,][0-9]{4})"
    rf"(?:(?P<id>0{_SEPARATED}{{11}})|(?P<phone>\(?(?:\+84|0084|0){_SEPARATED}{{9}}))"
    r"(?![0-9]|/[^\W\d_]|[.,][0-9])"
)
"""The number of an ID card (twelve digits, the first of them 0: the province) or of a telephone, as people write them."""

_D = str.maketrans({"đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "Ɖ": "d", "ɖ": "d"})


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Give the text without accents, case, punctuation and doubled blanks: `Số hoá` and `so hoa` are equal."""
    bare = unicodedata.normalize("NFD", text.translate(_D).casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", letters))


def nearest(word: str, names: Iterable[str], likeness: float = 0.6) -> str:
    """Give the name most like the word, "" when none is like it."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(names), n=1, cutoff=likeness)), "")


def short_date(day: date) -> str:
    """Give a day as d/m/yyyy, the way the plan writes its deadlines."""
    return f"{day.day}/{day.month}/{day.year}"


def parse_day(text: str) -> date:
    """Give the day that ISO or d/m/yyyy text names, never guessing month first; ValueError otherwise."""
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    if iso is not None:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    written = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    if written is not None:
        return date(int(written[3]), int(written[2]), int(written[1]))
    raise ValueError("neither YYYY-MM-DD nor d/m/yyyy")


def clip(text: str, letters: int) -> str:
    """Give the text, or as many of its words as fit, with a sign that there is more."""
    if len(text) <= letters:
        return text
    return text[: letters - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def masked(text: str) -> str:
    """Give the text with the digits of ID cards and telephones covered, as long as before: logs are public."""
    return PERSONAL.sub(lambda found: re.sub("[0-9]", "•", found[0]), text)


def cells(text: str) -> int:
    """Give how many cells of a terminal the text takes: joined marks take none, East Asian wide letters two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def shown(text: str) -> str:
    """Give the text with control and invisible letters written out, so that it can be printed anywhere."""
    if text.isprintable():
        return text
    return "".join(
        letter if unicodedata.category(letter)[0] != "C" and letter not in "\u2028\u2029" else _escape(letter)
        for letter in text
    )


def _escape(letter: str) -> str:
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"  # noqa: PLR2004
