"""Paragraphs and table rows read back from a report, and the differences between a report and a newly built one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher, unified_diff
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from plan190.document.blocks import BLANK
from plan190.document.provenance import read_provenance
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plan190.document.provenance import Provenance

Part = tuple[str, ...]
"""A paragraph (one text) or a table row (the texts of its two or more cells)."""

_BLANKS = re.compile(f"(?:{BLANK})+")

_FILLED_IN = ".{0,60}"
"""The content of a filled-in blank: a number, a date or a name."""

_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)*%?")

Item = TypeVar("Item")

MOST_LINES = 200
"""The most lines of a text diff."""


class Difference(NamedTuple):
    """A paragraph or cell that differs. `actual` and `expected`: its text, "" if it is missing.

    `where`: the headings, row and column that lead to it. `in_table`: it is a cell or a row. `filled`: only blanks of
    the form were filled in.
    """

    where: tuple[str, ...]
    actual: str
    expected: str
    in_table: bool = False
    filled: bool = False

    @property
    def kind(self) -> str:
        """The kind: "filled", "figures" (in a table, or numbers in a paragraph), or "texts"."""
        if self.filled:
            return "filled"
        if self.in_table or _NUMBER.findall(self.actual) != _NUMBER.findall(self.expected):
            return "figures"
        return "texts"


class _Position(NamedTuple):
    """A position in a report: the last paragraph, and the titles (first row) of the table after it."""

    heading: str = ""
    titles: Part = ()

    def after(self, part: Part) -> _Position:
        """Return the position after a further part."""
        if len(part) == 1:
            return _Position(part[0])
        return _Position(self.heading, self.titles or part)

    def of_cell(self, row: Part, number: int) -> tuple[str, ...]:
        """Return the paragraph before the table, the name of the row, and the title of the column if known."""
        title = self.titles[number] if number < len(row) <= len(self.titles) else ""
        return tuple(filter(None, (self.heading, _row_name(row), title)))


def provenance_of(parts: Sequence[Part]) -> Provenance | None:
    """Return the last provenance that is a whole paragraph, None if there is none; other texts may quote one."""
    lines = (read_provenance(part[0]) for part in reversed(parts) if len(part) == 1)
    return next(filter(None, lines), None)


def differences(file: Sequence[Part], rebuilt: Sequence[Part]) -> Iterator[Difference]:
    """Yield the paragraphs and cells in which a file differs from the newly built report, in reading order."""
    blanks = {one_line(text): text for text, *_ in rebuilt if _BLANKS.search(text)}
    actual = [tuple(map(one_line, part)) for part in _bounded(file, rebuilt)]
    expected = [tuple(map(one_line, part)) for part in rebuilt]
    position = _Position()
    for kind, start, end, expected_start, expected_end in SequenceMatcher(None, actual, expected).get_opcodes():
        pairs = zip_longest(actual[start:end], expected[expected_start:expected_end], fillvalue=())
        for actual_part, expected_part in pairs:
            if kind != "equal":
                yield from _compared(actual_part, expected_part, position, blanks)
            position = position.after(expected_part or actual_part)


def _compared(
    actual_part: Part, expected_part: Part, position: _Position, blanks: Mapping[str, str]
) -> Iterator[Difference]:
    """Yield the cells that differ if both parts are rows, otherwise both parts as a whole."""
    if len(actual_part) > 1 and len(expected_part) > 1:
        for number, (actual, expected) in enumerate(zip_longest(actual_part, expected_part, fillvalue="")):
            if actual != expected:
                yield Difference(position.of_cell(expected_part, number), actual, expected, in_table=True)
        return
    actual, expected = " | ".join(actual_part), " | ".join(expected_part)
    where = (position.heading,) if position.heading else ()
    in_table = len(actual_part) > 1 or len(expected_part) > 1
    yield Difference(where, actual, expected, in_table, filled=_fills_blanks(actual, blanks.get(expected, "")))


def _fills_blanks(text: str, form: str) -> bool:
    """Return whether the text is that of the form with its blanks filled in."""
    pieces = [re.escape(one_line(piece)) for piece in _BLANKS.split(form)]
    return bool(text) and re.fullmatch(_FILLED_IN.join(pieces), text) is not None


def text_diff(file: str, rebuilt: str) -> tuple[str, ...]:
    """Return a unified diff from the newly built report to the file, ignoring line ends."""
    expected = rebuilt.splitlines()
    lines = unified_diff(expected, _bounded(file.splitlines(), expected), lineterm="", n=1)
    diff = tuple(islice(lines, 2, MOST_LINES + 3))  # without the first two lines, which name the files
    if len(diff) > MOST_LINES:
        return (*diff[:MOST_LINES], "…")
    return diff


def _bounded(file: Sequence[Item], rebuilt: Sequence[Item]) -> Sequence[Item]:
    """Return the file, or only its beginning if it is far longer than the report: comparing all would be slow."""
    return file[: 2 * len(rebuilt) + 1000]


def _row_name(row: Part) -> str:
    """Return the first cells of a row up to the first one with a letter, such as "3 Sở Y tế"."""
    last = next((number for number, text in enumerate(row) if any(map(str.isalpha, text))), 0)
    return " ".join(row[: last + 1]).strip()
