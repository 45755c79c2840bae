"""Functions for Vietnamese text: folding for search, width in a terminal, shortening, masking, short dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache
from itertools import filterfalse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LIKE_D = str.maketrans({"đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "Ɖ": "d", "ɖ": "d"})
"""The letter đ and its look-alikes, which Unicode does not decompose into d and an accent."""


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""The marks of the tones in the order of Vietnamese dictionaries; a letter without a mark is before them."""

LONGEST_LINE = 120
"""The most characters of a line of a file in a message."""

NaturalOrder = tuple[tuple[bool, int, str], ...]


@lru_cache(maxsize=4096)
def natural_order(text: str) -> NaturalOrder:
    """Return the key that sorts texts with numbers in them by these numbers: 9, 10, I.2, I.10."""
    parts = re.findall("[0-9]+|[^0-9]+", text)
    return tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)


def alphabetical_order(text: str) -> tuple[list[tuple[int, str]], list[int]]:
    """Return the sort key of a text in Vietnamese alphabetical order: by letters (đ after d, ê after e), then by tones."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", text.casefold()):
        marks = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in marks if mark in _TONES), "")
        letter = unicodedata.normalize("NFC", marks.replace(tone, ""))
        letters.append((_ALPHABET.find(letter), letter))
        tones.append(_TONES.find(tone) if tone else -1)
    return letters, tones


@lru_cache(maxsize=4096)
def is_english(text: str) -> bool:
    """Return whether a text of several words is English rather than Vietnamese: few of its letters have accents."""
    letters = list(filter(str.isalpha, text))
    return sum(letter > "\x7f" for letter in letters) <= len(letters) / 20


def fold(text: str) -> str:
    """Return the text without accents, case, punctuation and repeated spaces: `Số hoá` becomes `so hoa`."""
    return " ".join(filter(None, map(_folded_word, text.split())))


@lru_cache(maxsize=4096)
def _folded_word(word: str) -> str:
    """Fold one word; cached because most words occur in many texts."""
    decomposed = unicodedata.normalize("NFD", word.translate(_LIKE_D).casefold())
    base = "".join(filterfalse(unicodedata.combining, decomposed))
    return " ".join(re.findall(r"[^\W_]+", base))


def document_number(text: str) -> str:
    """Return the number of a document in the form for comparisons: `05/QĐ–UBND` and `5/qđ-ubnd` are the same number.

    Numbering restarts each year, so documents are compared by number and year.
    """
    return fold(unicodedata.normalize("NFKC", text)).lstrip("0")


def nearest(word: str, names: Iterable[str], likeness: float = 0.6) -> str:
    """Return the name most similar to the word, "" if none has at least this likeness (0 to 1)."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(names), n=1, cutoff=likeness)), "")


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces."""
    return " ".join(text.split())


def short_date(day: date) -> str:
    """Return a date as d/m/yyyy, the form used in the plan."""
    return f"{day.day}/{day.month}/{day.year}"


def short_hash(commit: str) -> str:
    """Return the beginning of the hash of a commit, as people read and type it."""
    return commit[:10]


def parse_day(text: str) -> date:
    """Return the date written as YYYY-MM-DD or d/m/yyyy; ValueError for any other text."""
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text):
        return date(int(match[3]), int(match[2]), int(match[1]))
    raise ValueError("neither YYYY-MM-DD nor d/m/yyyy")


def clip(text: str, length: int) -> str:
    """Return the text; if it has more than `length` characters, its first words with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def clip_at_clause(text: str, length: int) -> str:
    """Return the text as `clip` does, but cut at a comma or semicolon if one is in the last third."""
    clipped = clip(text, length)
    end = max(clipped.rfind(","), clipped.rfind(";"))
    return f"{clipped[:end]}…" if clipped != text and end > len(clipped) * 2 // 3 else clipped


def wrapped(text: str, width: int) -> list[str]:
    """Return the text as lines of at most this width in terminal cells; only a word longer than a line is broken.

    Such words are paths and addresses. Lines end at ordinary spaces, not at no-break spaces.
    """
    return [line for paragraph in text.split("\n") for line in _wrapped_line(paragraph, width)]


def _wrapped_line(text: str, width: int) -> Iterator[str]:
    if display_width(text) <= width:
        yield text
        return
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if display_width(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *pieces, line = _pieces(word, width)
        yield from pieces
    yield line


def _pieces(word: str, width: int) -> list[str]:
    """Return the word in pieces of at most this width, which end at slashes where possible; there is at least one."""
    pieces, begin, slash, used = [], 0, 0, 0
    for position, character in enumerate(word):
        used += _cells_of(character)
        if used > width and position > begin:
            end = slash or position
            pieces.append(word[begin:end])
            begin, slash = end, 0
            used = display_width(word[begin : position + 1])
        if character == "/":
            slash = position + 1
    return [*pieces, word[begin:]]


def shortened(line: str) -> str:
    """Return a line of a file for a message; of a long one, its beginning, with the quote at its end."""
    closing = line[-1:] if line[-1:] in {'"', "'"} else ""
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 2].rsplit(" ", 1)[0] + "…" + closing


def masked(text: str) -> str:
    """Return the text with the digits of ID and telephone numbers replaced by dots, because logs may be public."""
    from plan190.words.personal_numbers import personal_numbers  # only here, because most commands mask nothing

    characters = list(text)
    for _, start, end in personal_numbers(text):
        characters[start:end] = ["•" if character.isdecimal() else character for character in text[start:end]]
    return "".join(characters)


def display_width(text: str) -> int:
    """Return the width of the text in terminal cells: combining marks take none, East Asian wide characters two."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


@cache
def _cells_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def printable(text: str) -> str:
    """Return the text with control and invisible characters as escapes, so that it is safe to print."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if unicodedata.category(character)[0] != "C" and character not in "\u2028\u2029":
        return character
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"  # noqa: PLR2004
