"""Find data that identify a person. Reports and decisions are public, and git keeps them permanently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Place, diagnostic_at
from plan190.load.text_reader import span
from plan190.words.text import PERSONAL, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from plan190.load.yaml_reader import Parsed, Plain
    from plan190.model.register import KeyPath


def personal_data(path: str, text: str, parsed: Parsed | None) -> list[Diagnostic]:
    """Report each number of an ID card or telephone in a file, without repeating the number.

    The lines of the file are searched, comments included. If they contain none, the values are searched too, because a
    value may be joined from several lines.
    """
    diagnostics = []
    for row, line in enumerate(text.split("\n"), start=1):
        for match in PERSONAL.finditer(line):
            diagnostics.append(_diagnostic(span(path, row, match.start() + 1, len(match[0])), match))
            if len(diagnostics) == MOST_DIAGNOSTICS:
                return diagnostics
    if diagnostics or parsed is None:
        return diagnostics
    for key_path, value in _texts(parsed.plain, ()):
        number = PERSONAL.search(one_line(value))
        if number is not None:
            diagnostics.append(_diagnostic(parsed.values.get(key_path, Place(path)), number))
    return diagnostics


def _diagnostic(place: Place, match: Match[str]) -> Diagnostic:
    return diagnostic_at(place, "P329", str(match.lastgroup))  # the pattern's groups are named like the variants


def _texts(plain: Plain, key_path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text and its key path."""
    if isinstance(plain, str):
        yield key_path, plain
    elif isinstance(plain, list):
        for number, item in enumerate(plain):
            yield from _texts(item, (*key_path, number))
    elif isinstance(plain, dict):
        for key, item in plain.items():
            yield from _texts(item, (*key_path, key))
