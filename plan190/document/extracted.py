"""Paragraphs and table rows read back from a report, and the differences between two such reports."""

from __future__ import annotations

import re
from difflib import SequenceMatcher, unified_diff
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from plan190.document.provenance import read_provenance
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plan190.document.provenance import Provenance

Part = tuple[str, ...]
"""A paragraph (one text) or a table row (the texts of its cells, two or more)."""

BLANK = re.compile("\u00a0{6,}")
"""A blank of an official form, to be filled in by hand. Data cannot contain one (P004)."""

_FILLED_IN = ".{0,60}"
"""What may stand in a filled-in blank: a number, a date, a name."""

_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*%?")

Item = TypeVar("Item")

MOST_LINES = 200
"""The most lines of a text diff."""


class Difference(NamedTuple):
    """A paragraph or cell that differs: its place, what the file says and what was expected, "" for nothing.

    `in_table`: it is a cell or a row. `filled`: only blanks of the form were filled in.
    """

    where: tuple[str, ...]
    actual: str
    expected: str
    in_table: bool = False
    filled: bool = False

    @property
    def kind(self) -> str:
        """What differs: "figures" (a cell of a table, a number in a paragraph), else "texts"; or "filled"."""
        if self.filled:
            return "filled"
        same_numbers = _NUMBER.findall(self.actual) == _NUMBER.findall(self.expected)
        return "texts" if same_numbers and not self.in_table else "figures"


class _Position(NamedTuple):
    """A position in the report: the last paragraph, and the first row of the table after it."""

    heading: str = ""
    titles: Part = ()

    def after(self, part: Part) -> _Position:
        if len(part) == 1:
            return _Position(part[0])
        return self if self.titles else _Position(self.heading, part)

    def of_cell(self, row: Part, number: int) -> tuple[str, ...]:
        """Return the paragraph before the table, the name of the row, and the title of the column where known."""
        title = self.titles[number] if number < len(row) <= len(self.titles) else ""
        return tuple(filter(None, (self.heading, _row_name(row), title)))


def provenance_of(parts: Sequence[Part]) -> Provenance | None:
    """Return the last provenance that is a paragraph of its own; agencies may quote others in their texts."""
    lines = (read_provenance(part[0]) for part in reversed(parts) if len(part) == 1)
    return next(filter(None, lines), None)


def differences(file: Sequence[Part], rebuilt: Sequence[Part]) -> Iterator[Difference]:
    """Yield the paragraphs and cells in which a file differs from the report made again, in reading order."""
    blanks = {one_line(text): text for text, *_ in rebuilt if BLANK.search(text)}
    stands = [tuple(map(one_line, part)) for part in _bounded(file, rebuilt)]
    expected = [tuple(map(one_line, part)) for part in rebuilt]
    position = _Position()
    for kind, a, b, c, d in SequenceMatcher(None, stands, expected).get_opcodes():
        for part, rebuilt_part in zip_longest(stands[a:b], expected[c:d], fillvalue=()):
            if kind != "equal":
                yield from _compared(part, rebuilt_part, position, blanks)
            position = position.after(rebuilt_part or part)


def _compared(part: Part, rebuilt: Part, position: _Position, blanks: Mapping[str, str]) -> Iterator[Difference]:
    """Yield the cells that differ if both are rows, else the two parts as a whole."""
    if len(part) > 1 and len(rebuilt) > 1:
        for number, (stands, expected) in enumerate(zip_longest(part, rebuilt, fillvalue="")):
            if stands != expected:
                yield Difference(position.of_cell(rebuilt, number), stands, expected, in_table=True)
        return
    stands, expected = " | ".join(part), " | ".join(rebuilt)
    where = (position.heading,) if position.heading else ()
    in_table = len(part) > 1 or len(rebuilt) > 1
    yield Difference(where, stands, expected, in_table, filled=_fills_blanks(stands, blanks.get(expected, "")))


def _fills_blanks(text: str, form: str) -> bool:
    """Return whether the text is that of the form with its blanks filled in."""
    pieces = [re.escape(one_line(piece)) for piece in BLANK.split(form)]
    return bool(text) and re.fullmatch(_FILLED_IN.join(pieces), text) is not None


def text_diff(file: str, rebuilt: str) -> tuple[str, ...]:
    """Return a unified diff from the report made again to the file, without regard to line ends."""
    expected = rebuilt.splitlines()
    lines = unified_diff(expected, _bounded(file.splitlines(), expected), lineterm="", n=1)
    diff = tuple(islice(lines, 2, MOST_LINES + 3))  # the first two lines name the files
    return diff if len(diff) <= MOST_LINES else (*diff[:MOST_LINES], "…")


def _bounded(file: Sequence[Item], rebuilt: Sequence[Item]) -> Sequence[Item]:
    """Return the beginning of a file that is far longer than the report: a comparison of all of it would take long."""
    return file[: 2 * len(rebuilt) + 1000]


def _row_name(row: Part) -> str:
    """Return the first cells of a row up to the first one with letters, such as "3 Sở Y tế"."""
    named = next((number for number, text in enumerate(row) if any(map(str.isalpha, text))), 0)
    return " ".join(row[: named + 1]).strip()
