"""Repair problems in data files that have only one possible correction.

Repairs do not change the meaning: they remove a byte order mark, convert line ends and decomposed characters, replace
no-break spaces in an indentation, and write `40%` as a number and `2026-1-5` as a date. Dates with the day first,
states and quotes are never changed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.load.text_reader import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from plan190.diagnostics import Diagnostic

_PERCENT = re.compile(r"(['\"]?)(100|[1-9]?[0-9]) ?%\1")
_DAY = re.compile(r"(['\"]?)([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\1")


def repairable(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> frozenset[Diagnostic]:
    r"""Return the problems that can be repaired in the texts of their files, whose line ends are `\n`."""
    repairable_problems: set[Diagnostic] = set()
    for path, problems in groupby(sorted(diagnostics, key=_path), key=_path):
        lines = texts[path].split("\n") if path in texts else []
        repairable_problems.update(problem for problem in problems if _is_repairable(problem, lines))
    return frozenset(repairable_problems)


_path = attrgetter("place.path")
"""Return the path of the file of a problem."""


def _is_repairable(diagnostic: Diagnostic, lines: Sequence[str]) -> bool:
    if diagnostic.code == "P601":
        return not any(map(_becomes_ascii, set(chain.from_iterable(lines))))
    return diagnostic.code == "P005" or _repaired_line(diagnostic, lines) is not None


def repaired(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """Return the text of a file with every repairable problem repaired.

    The text must be as stored, with its byte order mark and line ends.
    """
    # From the end, so that a repair does not move the place of a problem before it.
    from_the_end = sorted(diagnostics, key=attrgetter("place.line", "place.column"), reverse=True)
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    lines = text.removeprefix(mark).split("\n")  # the columns of places do not count the mark
    for diagnostic in from_the_end:
        changed = _repaired_line(diagnostic, lines)
        if changed is not None:
            lines[diagnostic.place.line - 1] = changed
    text = "\n".join(lines)
    kinds = {(diagnostic.code, diagnostic.variant) for diagnostic in from_the_end}
    if ("P005", "mark") not in kinds:
        text = mark + text
    if ("P005", "line-ends") in kinds:
        text = text.replace("\r\n", "\n")
    if ("P601", "") in kinds:
        text = unicodedata.normalize("NFC", text)
    return text


def _becomes_ascii(character: str) -> bool:
    """Return whether Unicode form NFC turns the character into ASCII, which could change the YAML."""
    return unicodedata.normalize("NFC", character).isascii() and not character.isascii()


def _repaired_line(diagnostic: Diagnostic, lines: Sequence[str]) -> str | None:
    """Return the line with the problem repaired; None if there is no single correction of it on one line."""
    place = diagnostic.place
    if place.end_line != place.line or place.line > len(lines):
        return None
    line = lines[place.line - 1]
    start, end = place.column - 1, place.end_column - 1
    replacement = None
    match diagnostic.code, diagnostic.variant:
        case "P004", "blank":
            start, end = 0, len(line) - len(line.lstrip(" \u00a0"))
            if place.column <= end:
                replacement = line[:end].replace("\u00a0", " ")
        case "P203", "percent" if diagnostic.at.endswith(".progress"):  # other fields may need a count
            replacement = _number(line[start:end])
        case "P206", _:
            replacement = _iso_date(line[start:end])
    if replacement is None:
        return None
    return line[:start] + replacement + line[end:]


def _number(written: str) -> str | None:
    """Return the number of a percentage; None for any other text."""
    match = _PERCENT.fullmatch(written)
    return match and match[2]


def _iso_date(written: str) -> str | None:
    """Return a date with missing zeros or in quotes as YYYY-MM-DD; None for any other text."""
    match = _DAY.fullmatch(written)
    if match is None:
        return None
    try:
        return date(int(match[2]), int(match[3]), int(match[4])).isoformat()
    except ValueError:  # a date that does not exist
        return None
