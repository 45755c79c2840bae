"""Parse an issued file into its sections and the rows of its appendix.

Plan 190 is a scan converted to Markdown with some HTML. Its appendix is a table with tabs between cells; lead agencies
are in heading rows, in five notations (`<b>…</b>` and plain with tabs, `**…**`, `##`, `###`). Page breaks leave blank
lines, and separator rows after a row that was mistaken for a table head. Other plans have the layouts that
`issued_rows` and `issued_list` read. Errors are not corrected: a cell keeps its words, without tags, with single spaces
and in Unicode form NFC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.errors import Plan190Error
from plan190.load.issued_head import MOTTO, IssuedHead, read_head
from plan190.load.issued_lines import IssuedLine, Where, plain_text, read_lines
from plan190.load.issued_list import read_list
from plan190.load.issued_rows import COLUMNS, Heading, Row, is_rule, read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.model.register import Register

__all__ = [
    "COLUMNS", "Heading", "IssuedHead", "IssuedText", "Row", "Section", "Where", "issued_text_of",
    "plain_text", "read_issued",
]  # fmt: skip

FEWEST_COLUMNS = FEWEST_ROWS = 3
"""The fewest columns or rows of a table of tasks; tables for the layout of a page have two of each."""

_AROUND = re.compile(rf"{MOTTO.pattern}|\bnơi nhận\s*:|\brecipients\s*:", re.IGNORECASE)
"""Words in a table that holds the head or the end of a document."""

_NUMBERED = re.compile(r"^([0-9]+(?:\.[0-9]+)*)\.\s+")
_ROMAN = re.compile(r"^([IVX]+)\.\s+(\S.*)$")
_ARTICLE = re.compile(r"^((?:Điều|Article|Section)\s+[0-9]{1,3}[a-zđ]?)\b[.:]?\s*(.*)$")
_POINT = re.compile(r"^([a-zđ])\)\s+")


@dataclass(frozen=True)
class Section:
    """A paragraph outside the appendix, and the number of its section, "" before the first.

    The number is that of a section (`II.1.3.6`), or of an article, its clauses and points (`điểm a khoản 2 Điều 1`).
    """

    ref: str
    words: str
    where: Where


@dataclass(frozen=True)
class IssuedText:
    """The parsed file: its head and sections, and of its appendix rows, headings and unread lines, each in order.

    `accounted`: the number of lines of the appendix that are heads of tables, page breaks or the rest of a row before.
    `ignored`: the rows of tables outside the appendix, and the hidden sheets.
    """

    head: IssuedHead
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]
    unread: tuple[IssuedLine, ...]
    accounted: int
    ignored: tuple[IssuedLine, ...] = ()

    @cached_property
    def words(self) -> str:
        """All words of the document on one line, in which quotations are searched."""
        cells = [" ".join([row.section, row.lead, *row.cells.values(), *map(" ".join, row.other)]) for row in self.rows]
        return " ".join([section.words for section in self.sections] + cells)


@lru_cache(maxsize=2)
def read_issued(name: str, content: bytes) -> IssuedText:
    """Return the parsed issued file, whose name gives its format; Plan190Error if it cannot be read."""
    all_lines = read_lines(name, content)
    hidden = tuple(line for line in all_lines if line.where.kind == "hidden")
    lines = [line for line in all_lines if line.where.kind != "hidden"]
    appendix = read_tables(lines)
    if not appendix.rows and not appendix.unread:
        appendix = read_list(lines)
    sections = tuple(_sections(appendix.rest))
    accounted = len(appendix.skipped) + appendix.continued
    head, ignored = read_head(appendix.rest), (*_ignored(appendix.rest), *hidden)
    return IssuedText(head, sections, appendix.rows, appendix.headings, appendix.unread, accounted, ignored)


def issued_text_of(register: Register) -> IssuedText | None:
    """Return the parsed issued file of the plan; None if it is missing or cannot be read, which P314 reports."""
    try:
        return read_issued(register.plan.source, register.source) if register.source else None
    except Plan190Error:
        return None


def _ignored(rest: Sequence[IssuedLine]) -> Iterator[IssuedLine]:
    """Yield the rows of the tables outside the appendix, except those of tables for the layout of a page."""
    for block, lines in groupby(rest, attrgetter("block")):
        rows = [line for line in lines if not is_rule(line)]
        is_sheet = bool(rows) and rows[0].where.kind == "sheet"
        if not block or is_sheet:
            yield from (row for row in rows if sum(bool(cell.text) for cell in row.cells) >= FEWEST_COLUMNS)
        elif not _is_layout(rows):
            yield from rows


def _is_layout(rows: Sequence[IssuedLine]) -> bool:
    """Return whether a table only places the head or the end of a document in columns."""
    width = max((len(row.cells) for row in rows), default=0)
    is_small = width < FEWEST_COLUMNS and len(rows) < FEWEST_ROWS
    return is_small or width == 1 or len(rows) <= 1 or any(_AROUND.search(row.words) for row in rows)


def _sections(lines: Sequence[IssuedLine]) -> Iterator[Section]:
    refs = _Refs()
    last: Section | None = None
    for line in lines:
        for words in line.paragraphs:
            is_rest = line.where.kind == "line" and words[0].islower() and not _POINT.match(words)
            if last is not None and is_rest:
                # No paragraph of the plan begins with a lower-case letter, so a page break split this one.
                last = Section(last.ref, f"{last.words} {words}", last.where)
                continue
            if last is not None:
                yield last
            last = Section(*refs.of(words), line.where)
    if last is not None:
        yield last


class _Refs:
    """The number of the section of each paragraph."""

    def __init__(self) -> None:
        self._chapter = self._article = self._clause = self._ref = ""

    def of(self, words: str) -> tuple[str, str]:
        """Return the number of the section of the next paragraph, and its words without number or dash."""
        chapter, article = _ROMAN.match(words), _ARTICLE.match(words)
        numbered, point = _NUMBERED.match(words), _POINT.match(words)
        if chapter is not None:
            self._chapter, self._article, self._ref = chapter[1], "", chapter[1]
            return self._ref, chapter[2]
        if article is not None and article[2]:
            self._article, self._clause, self._ref = article[1], "", article[1]
            return self._ref, article[2]
        if numbered is not None and self._article:
            self._clause = f"khoản {numbered[1]} {self._article}"
            self._ref = self._clause
            return self._ref, words[numbered.end() :]
        if point is not None and self._article:
            self._ref = f"điểm {point[1]} {self._clause or self._article}"
            return self._ref, words[point.end() :]
        if numbered is not None:
            self._ref = f"{self._chapter}.{numbered[1]}" if self._chapter else numbered[1]
            return self._ref, words[numbered.end() :]
        return self._ref, words.removeprefix("- ")
