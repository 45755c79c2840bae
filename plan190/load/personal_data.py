"""What points at one person, found in the text of reports and decisions: they hold totals, and git forgets nothing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from plan190.diagnostics import MOST_FAULTS, Diagnostic, Place, problem
from plan190.words.text import PERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from plan190.load.yaml_reader import Parsed, Plain
    from plan190.model.register import KeyPath


def personal_data(path: str, text: str, parsed: Parsed | None) -> list[Diagnostic]:
    """Give each number of an ID card or a telephone in a file, without repeating it.

    The lines are looked at, comments and all; where they show none, the values as YAML puts them together.
    """
    found = [
        problem(Place(path, row, one.start() + 1, row, one.end() + 1), "P329", "phone" if one["phone"] else "id")
        for row, one in islice(_numbers(text), MOST_FAULTS)
    ]
    if found or parsed is None:
        return found
    return [
        problem(parsed.values.get(key_path, Place(path)), "P329", "phone" if one["phone"] else "id")
        for key_path, value in _texts(parsed.plain, ())
        if (one := PERSONAL.search(" ".join(value.split()))) is not None
    ]


def _numbers(text: str) -> Iterator[tuple[int, Match[str]]]:
    for row, line in enumerate(text.split("\n"), start=1):
        yield from ((row, one) for one in PERSONAL.finditer(line))


def _texts(plain: Plain, key_path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Give every text with the steps that lead to it."""
    if isinstance(plain, str):
        yield key_path, plain
    elif isinstance(plain, list):
        for number, one in enumerate(plain):
            yield from _texts(one, (*key_path, number))
    elif isinstance(plain, dict):
        for key, one in plain.items():
            yield from _texts(one, (*key_path, key))
