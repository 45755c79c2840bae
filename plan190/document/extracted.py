"""A report as it is read back from a file of any format: its texts and tables in their order, and how two differ."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from plan190.document.provenance import find_provenance, read_provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.document.provenance import Provenance

INK = re.compile("\u00a0{6,}")
"""The room in a text where somebody writes by hand; data hold no such blanks (P004)."""

_WRITTEN_IN = re.compile(r"[\s.…_]{0,30}(?:[0-9]{1,5}[a-zA-Z]?)?(?:/[\w-]{1,30})?[\s.…_]{0,30}")
"""What is written there: a number, with the symbol after it where that is not printed, or nothing yet."""

FACTS = ("path", "value")
"""The titles of the table that facts for machines are read as."""


class StrangeError(ValueError):
    """A file holds what plan190 never writes, named by its text: what a reader sees of it cannot be told."""


@dataclass(frozen=True)
class Grid:
    """A table as it was read: the whole titles of its columns, and its rows, that of totals last."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Extracted:
    """What a report says, in the order of reading. Blanks of a text count as one.

    `around`: all that is no text, in formats that no office program saves: marks, forms, scripts, drawings.
    """

    parts: tuple[str | Grid, ...]
    around: tuple[str, ...] = ()

    @property
    def provenance(self) -> Provenance | None:
        """What the report says it was made of: the last text that is an imprint and nothing besides.

        A report quotes what people wrote, who may have written the like: in a table, or among other words. There it
        counts only where no imprint stands by itself.
        """
        alone = [read_provenance(one) for one in self._alone()]
        texts = (part if isinstance(part, str) else " ".join(map(" ".join, part.rows)) for part in self.parts)
        return next(filter(None, reversed(alone)), None) or find_provenance("\n".join(texts))

    def _alone(self) -> Iterator[str]:
        """Give the texts outside of tables, and the fact of that name, which for machines stands in their table."""
        for part in self.parts:
            if isinstance(part, str):
                yield part
            elif part.titles == FACTS:
                yield from (value for path, value in part.rows if path == "imprint")


class Difference(NamedTuple):
    """A place where a paper says something else: what stands there, what should; "" for nothing.

    `in_table`: it is a cell, a row or a table. `filled`: only ink came into blanks that were left for it.
    """

    where: tuple[str, ...]
    stands: str
    expected: str
    in_table: bool = False
    filled: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether what counts differs: anything in a table, and outside of them digits, signs and shares.

        In a table words are figures too: whose row it is, how a task stands. Elsewhere who signs may word otherwise.
        """
        return not self.filled and (self.in_table or _figures(self.stands) != _figures(self.expected))


def _figures(text: str) -> list[str]:
    """Give the numbers in a text, each with its sign, its marks between the digits, and its share."""
    found = re.findall(r"(?:(?<![\w)])[-−–+])?\d+(?:[.,]\d+)*(?:\s?[%‰])?", text)
    # 23⁰ and 23½ are other figures than 23, and so is 23 behind a letter that turns the reading round.
    odd = [one for one in text if unicodedata.category(one) in {"No", "Nl", "Cc", "Cf"}]
    return ["".join(one.split()) for one in found] + odd


def differences(extracted: Extracted, rebuilt: Extracted, blanks: Sequence[str] = ()) -> tuple[Difference, ...]:
    """Give every text and cell in which a paper is not as it was built, in the order of reading.

    `blanks`: the texts with room for ink (`INK`), where a number or a day may have been written in since.
    """
    found = _differences(extracted.parts, rebuilt.parts)
    return tuple(one._replace(filled=_is_filled(one, blanks)) for one in found)


def _is_filled(one: Difference, blanks: Sequence[str]) -> bool:
    """Say whether the text is the expected one but for what was written into its blanks."""
    if not one.stands or one.in_table:
        return False
    return any(_fits(one, text) for text in blanks if " ".join(text.split()) in one.expected)


def _fits(one: Difference, blank: str) -> bool:
    """Say whether what stands is the expected text with something written into the blanks of this one."""
    before, _, after = one.expected.partition(" ".join(blank.split()))
    first, *pieces = [" ".join(piece.split()) for piece in INK.split(blank)]
    if not one.stands.startswith(before + first) or not pieces:
        return False
    at = len(before + first)
    for number, piece in enumerate(pieces, start=1):
        last = number == len(pieces)
        until = len(one.stands) - len(piece + after) if last else one.stands.find(piece, at)
        if until < at or (last and not one.stands.endswith(piece + after)):
            return False
        if _WRITTEN_IN.fullmatch(one.stands[at:until]) is None:
            return False
        at = until + len(piece)
    return True


def _differences(stands: Sequence[str | Grid], expected: Sequence[str | Grid]) -> Iterator[Difference]:
    keys = [[part if isinstance(part, str) else part.titles for part in side] for side in (stands, expected)]
    heading = ""
    for kind, a, b, c, d in difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        here, there = stands[a:b], expected[c:d]
        for number in range(max(len(here), len(there))):
            one = here[number] if number < len(here) else ""
            other = there[number] if number < len(there) else ""
            where = (heading,) if heading else ()
            if isinstance(one, Grid) or isinstance(other, Grid):
                yield from _in_grids(where, one, other)
            elif kind != "equal":
                yield Difference(where, one, other)
            heading = other if isinstance(other, str) and other else heading


def _in_grids(where: tuple[str, ...], one: str | Grid, other: str | Grid) -> Iterator[Difference]:
    if isinstance(one, str) or isinstance(other, str) or len(one.titles) != len(other.titles):
        # Nothing of a whole table is passed over: it is told with all its rows.
        yield Difference(where, _flat(one), _flat(other), in_table=True)
        return
    for stands, expected in zip(one.titles, other.titles, strict=True):
        if stands != expected:
            yield Difference(where, stands, expected, in_table=True)
    names = [[_name(row) for row in side.rows] for side in (one, other)]
    for _, a, b, c, d in difflib.SequenceMatcher(None, names[0], names[1], autojunk=False).get_opcodes():
        for number in range(max(b - a, d - c)):
            left = one.rows[a + number] if a + number < b else ()
            right = other.rows[c + number] if c + number < d else ()
            if not left or not right:
                yield Difference((*where, _name(left or right)), " | ".join(left), " | ".join(right), in_table=True)
                continue
            for title, stands, expected in zip(other.titles, left, right, strict=True):
                if stands != expected:
                    yield Difference((*where, _name(right), title), stands, expected, in_table=True)


def _name(row: tuple[str, ...]) -> str:
    """Give what a row is known by: its first cells up to the first one with letters."""
    for number, text in enumerate(row):
        if any(letter.isalpha() for letter in text):
            return " ".join(row[: number + 1]).strip()
    return row[0] if row else ""


def _flat(part: str | Grid) -> str:
    return part if isinstance(part, str) else " | ".join(" | ".join(row) for row in (part.titles, *part.rows))
