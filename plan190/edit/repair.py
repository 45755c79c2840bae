"""Faults that can be mended without asking, and a file's text with them mended.

Only what keeps the meaning is mended: a byte order mark, line ends, letters in pieces, no-break spaces that indent,
`40%` where a number is wanted, `2026-1-5` where a day is. Never a day written day first, never a state, never quotes.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.diagnostics import Diagnostic

_MARK = "\ufeff"
_PERCENT = re.compile(r"(['\"]?)(100|[1-9]?[0-9]) ?%\1")
_DAY = re.compile(r"(['\"]?)([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\1")


def is_mendable(fault: Diagnostic, text: str) -> bool:
    """Say whether the fault can be mended in the file's text, line ends made `\\n`."""  # noqa: D301 - the letters
    if fault.code == "P601":
        return not any(unicodedata.normalize("NFC", one).isascii() and not one.isascii() for one in set(text))
    return (fault.code, fault.variant) in _WHOLE or _mended_line(fault, _line(fault, text)) is not None


def mended(text: str, faults: Iterable[Diagnostic]) -> str:
    """Give the text, as it is in the file, with those of the faults mended that can be."""
    several = list(faults)
    whole = {(one.code, one.variant) for one in several}
    lines = text.split("\n")
    for one in sorted(several, key=lambda one: (one.place.line, one.place.column), reverse=True):
        row = one.place.line - 1
        if row < len(lines):
            # A mark before the first line is no part of it for the places.
            mark = _MARK if row == 0 and lines[0].startswith(_MARK) else ""
            changed = _mended_line(one, lines[row].removeprefix(mark))
            lines[row] = lines[row] if changed is None else mark + changed
    text = "\n".join(lines)
    if ("P005", "mark") in whole:
        text = text.removeprefix(_MARK)
    if ("P005", "line-ends") in whole:
        text = text.replace("\r\n", "\n")
    if ("P601", "") in whole:
        text = unicodedata.normalize("NFC", text)
    return text


_WHOLE = frozenset({("P005", "mark"), ("P005", "line-ends"), ("P601", "")})
"""Faults of a file as a whole."""


def _line(fault: Diagnostic, text: str) -> str:
    lines = text.split("\n")
    return lines[fault.place.line - 1] if 0 < fault.place.line <= len(lines) else ""


def _mended_line(fault: Diagnostic, line: str) -> str | None:
    """Give the line with the fault mended; None where that cannot be done without asking."""
    start, end = fault.place.column - 1, fault.place.end_column - 1
    if fault.place.end_line != fault.place.line:
        return None
    written = line[start:end]
    match fault.code, fault.variant:
        case "P004", "blank":
            indent = len(line) - len(line.lstrip(" \u00a0"))
            return line[:indent].replace("\u00a0", " ") + line[indent:] if start < indent else None
        case "P203", "percent" if fault.at.rpartition(".")[2] == "progress":  # a value may be asked for as a number
            found = _PERCENT.fullmatch(written)
            return line[:start] + found[2] + line[end:] if found is not None else None
        case "P206", _:
            found = _DAY.fullmatch(written)
            return line[:start] + day + line[end:] if found is not None and (day := _padded(found)) else None
        case _:
            return None


def _padded(found: re.Match[str]) -> str | None:
    try:
        return date(int(found[2]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return None
