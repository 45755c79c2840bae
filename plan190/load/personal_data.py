"""Find data that identify a person. Reports and decisions are public, and git keeps them permanently."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from plan190.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Place, diagnostic_at
from plan190.load.text_reader import place_of
from plan190.words.personal_numbers import may_have_number, personal_numbers
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.load.yaml_reader import Parsed, Plain
    from plan190.model.register import KeyPath


def personal_data(path: str, text: str, parsed: Parsed | None) -> list[Diagnostic]:
    """Report each number of an ID card or telephone in a file, without repeating the number.

    The text of the file is searched, comments included. If it contains none, the values are searched too, because a
    value may be joined from several lines.
    """
    texts = {text} if parsed is None else {text, parsed.text}
    if not any(map(_may_have_number, texts)):
        return []
    numbers = islice(personal_numbers(text), MOST_DIAGNOSTICS)
    diagnostics = [
        diagnostic_at(place_of(path, text, start, end - start), "P329", kind) for kind, start, end in numbers
    ]
    if diagnostics or parsed is None:
        return diagnostics
    for key_path, value in _texts(parsed.plain, ()):
        number = next(personal_numbers(one_line(value)), None)
        if number is not None:
            diagnostics.append(diagnostic_at(parsed.place(key_path) or Place(path), "P329", number.kind))
    return diagnostics


def _may_have_number(text: str) -> bool:
    """Return whether the text, or a value in it, may have a number; a backslash may stand for any character."""
    return "\\" in text or may_have_number(text)


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
