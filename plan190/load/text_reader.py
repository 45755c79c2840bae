"""Decode the bytes of a data file, and report encodings and characters that are not allowed."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections import defaultdict
from functools import lru_cache

from plan190.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Place, diagnostic_at
from plan190.words.damaged_text import damage_in, unusual_characters

BYTE_ORDER_MARK = "\ufeff"
"""What some editors write at the beginning of a file."""

MOST_NAMES = 3
"""The most characters that a message names."""

MOST_MARKS = 10
"""The most combining marks on one letter; Vietnamese letters have at most two."""

FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
"""Invisible characters of categories that are otherwise allowed."""


def read_text(path: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    r"""Return the text with `\n` as line ends (None if it cannot be read as YAML) and the problems.

    Forbidden characters are reported and replaced by a space or `?`, so that problems after them are found too.
    """
    text, diagnostics = _decode(path, data)
    if text is None:
        return None, diagnostics
    if "\r" in text:
        diagnostics.append(diagnostic_at(place_of(path, text, text.index("\r")), "P005", "line-ends"))
        text = text.replace("\r\n", "\n")
    forbidden = set(filter(is_forbidden, unusual_characters(text)))
    diagnostics += _forbidden_characters(path, text, forbidden)
    diagnostics += _damage(path, text)
    marks = stacked_marks(text)
    if marks is not None:
        diagnostics.append(diagnostic_at(place_of(path, text, marks), "P205", "marks", most=MOST_MARKS, more="more"))
        return None, diagnostics
    for character in forbidden:
        text = text.replace(f" {character}", "  ")  # it is no part of the word after it
    for character in forbidden:
        text = text.replace(character, _replacement(character))
    return text, diagnostics


def stacked_marks(text: str) -> int | None:
    """Return the position of the first letter with more than `MOST_MARKS` combining marks; None if there is none.

    Such text must not be converted to a Unicode form, because the time grows with the square of the number of marks.
    """
    unusual = unusual_characters(text)
    marks = "".join(character for character in unusual if unicodedata.category(character).startswith("M"))
    match = re.search(f"[{marks}]{{{MOST_MARKS + 1}}}", text) if marks else None
    return max(match.start() - 1, 0) if match is not None else None


def is_forbidden(character: str) -> bool:
    """Return whether no file may contain the character: controls, invisible characters, spaces other than U+0020."""
    if character in " \n\t":
        return False
    category = unicodedata.category(character)
    return category[0] == "C" or category in {"Zl", "Zp", "Zs"} or character in FILLERS


def character_name(character: str) -> str:
    """Return code point and Unicode name, as in `U+200B ZERO WIDTH SPACE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def span(path: str, line: int, column: int, length: int = 1) -> Place:
    """Return the place of some characters on one line; line and column count from 1."""
    return Place(path, line, column, line, column + length)


def place_of(path: str, text: str, start: int, length: int = 1) -> Place:
    """Return the place of some characters of a text; `start` counts from 0."""
    line_starts = _line_starts(text)
    line = bisect.bisect_right(line_starts, start)
    return span(path, line, start - line_starts[line - 1] + 1, length)


def _decode(path: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return None, [diagnostic_at(Place(path), "P007", "office")]
    if re.match(rb"\s*<(!DOCTYPE|html|\?xml)", data, re.IGNORECASE):
        return None, [diagnostic_at(Place(path), "P007", "page")]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4].count(0) > 1:
        return None, [diagnostic_at(Place(path), "P003", "utf-16", more="more")]
    diagnostics = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        diagnostics.append(diagnostic_at(Place(path), "P005", "mark"))
    try:
        return data.decode("utf-8"), diagnostics
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = place_of(path, before + "?", len(before))
        return None, [*diagnostics, diagnostic_at(place, "P003", byte=f"0x{data[error.start]:02X}", more="more")]


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _forbidden_characters(path: str, text: str, forbidden: set[str]) -> list[Diagnostic]:
    """Report forbidden spaces, and other forbidden characters, once per line, because they are pasted together."""
    if not forbidden:
        return []
    places: dict[tuple[int, str], Place] = {}
    names: dict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for number, character in enumerate(text):
        if character not in forbidden:
            continue
        place = place_of(path, text, number)
        kind = (place.line, "blank" if _is_blank(character) else "")
        if kind not in places and len(places) == MOST_DIAGNOSTICS:
            break
        places.setdefault(kind, place)
        names[kind][character_name(character)] = None
    return [_forbidden(place, kind[1], list(names[kind])) for kind, place in places.items()]


def _forbidden(place: Place, variant: str, names: list[str]) -> Diagnostic:
    shown = names[:MOST_NAMES] + ["…"] * (len(names) > MOST_NAMES)
    return diagnostic_at(place, "P004", variant, letter=", ".join(shown))


def _is_blank(character: str) -> bool:
    return unicodedata.category(character) == "Zs"


def _replacement(character: str) -> str:
    return " " if _is_blank(character) else "?"


def _damage(path: str, text: str) -> list[Diagnostic]:
    """Report each kind of damage once, at its first place, because a damaged file has it on most lines."""
    return [
        diagnostic_at(
            place_of(path, text, damage.start, len(damage.sample)),
            "P603",
            damage.kind,
            text=damage.sample,
            lines=damage.lines,
            encoding=damage.encoding,
        )
        for damage in damage_in(text)
    ]
