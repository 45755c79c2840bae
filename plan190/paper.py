"""A report as it is read back from a file of any format: its texts and tables in their order, and how two differ."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from plan190.imprint import find_imprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.imprint import Imprint


@dataclass(frozen=True)
class Grid:
    """A table as it was read: the whole titles of its columns, and its rows, that of totals last."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Paper:
    """What a report says, in the order of reading. Blanks of a text count as one."""

    parts: tuple[str | Grid, ...]

    @property
    def imprint(self) -> Imprint | None:
        """What the report says it was made of."""
        texts = (part if isinstance(part, str) else " ".join(map(" ".join, part.rows)) for part in self.parts)
        return find_imprint("\n".join(texts))


class Difference(NamedTuple):
    """A place where a paper says something else: what stands there, what should; "" for nothing."""

    where: tuple[str, ...]
    stands: str
    expected: str

    @property
    def is_figure(self) -> bool:
        """Whether the digits differ, and not the words alone."""
        return re.findall("[0-9]+", self.stands) != re.findall("[0-9]+", self.expected)


def differences(paper: Paper, rebuilt: Paper) -> tuple[Difference, ...]:
    """Give every text and cell in which a paper is not as it was built, in the order of reading."""
    return tuple(_differences(paper.parts, rebuilt.parts))


def _differences(stands: Sequence[str | Grid], expected: Sequence[str | Grid]) -> Iterator[Difference]:
    keys = [[part if isinstance(part, str) else part.titles for part in side] for side in (stands, expected)]
    heading = ""
    for kind, a, b, c, d in difflib.SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        here, there = stands[a:b], expected[c:d]
        for number in range(max(len(here), len(there))):
            one = here[number] if number < len(here) else ""
            other = there[number] if number < len(there) else ""
            if isinstance(one, Grid) or isinstance(other, Grid):
                yield from _in_grids(heading, one, other)
            elif kind != "equal":
                yield Difference((heading,) if heading else (), one, other)
            heading = other if isinstance(other, str) and other else heading


def _in_grids(heading: str, one: str | Grid, other: str | Grid) -> Iterator[Difference]:
    where = (heading,) if heading else ()
    if isinstance(one, str) or isinstance(other, str) or one.titles != other.titles:
        yield Difference(where, _flat(one), _flat(other))
        return
    names = [[_name(row) for row in side.rows] for side in (one, other)]
    for _, a, b, c, d in difflib.SequenceMatcher(None, names[0], names[1], autojunk=False).get_opcodes():
        for number in range(max(b - a, d - c)):
            left = one.rows[a + number] if a + number < b else ()
            right = other.rows[c + number] if c + number < d else ()
            if not left or not right:
                yield Difference((*where, _name(left or right)), " | ".join(left), " | ".join(right))
                continue
            for title, stands, expected in zip(one.titles, left, right, strict=True):
                if stands != expected:
                    yield Difference((*where, _name(right), title), stands, expected)


def _name(row: tuple[str, ...]) -> str:
    """Give what a row is known by: its first cells up to the first one with letters."""
    for number, text in enumerate(row):
        if any(letter.isalpha() for letter in text):
            return " ".join(row[: number + 1]).strip()
    return row[0] if row else ""


def _flat(part: str | Grid) -> str:
    return part if isinstance(part, str) else " | ".join(part.titles)
