"""The issued document's text → its sections and the cells of its appendix.

The text comes from a scan turned into Markdown with bits of HTML. Its appendix is a table of lines whose cells are
parted by tabs; who leads stands in heading rows, in five notations (`<b>…</b>` and plain with tabs, `**…**`, `##`,
`###`). Page breaks leave blank lines, and separator rows where a page's first row was taken for a table head.
Nothing is repaired here: a cell is what is written, its tags stripped, its white space folded, NFC.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = ("content", "cooperating", "deadline", "product", "note")
"""The appendix's columns after the number, by the names of the fields that quote them."""

_NUMBERED = re.compile(r"^([0-9]+(?:\.[0-9]+)*)\.\s+")
_ROMAN = re.compile(r"^([IVX]+)\.\s+(\S.*)$")


def fold(text: str) -> str:
    """Give the words of a piece of the source: tags and emphasis stripped, white space folded, NFC."""
    bare = html.unescape(re.sub(r"</?[a-z][^<>]*>", " ", text))
    bare = re.sub(r"\*+|^#+ ", "", bare)
    return " ".join(unicodedata.normalize("NFC", bare).split())


@dataclass(frozen=True)
class Row:
    """One task as the appendix writes it: its number, the heading it stands under, its cells by column."""

    number: int
    lead: str
    cells: dict[str, str]
    line: int

    def cell(self, name: str) -> str:
        """Give the words of a cell; `lead` is the heading's."""
        return self.lead if name == "lead" else self.cells[name]


@dataclass(frozen=True)
class Section:
    """A paragraph outside the appendix, under the number by which it is cited (`II.1.3.6`), "" before the first."""

    ref: str
    words: str
    line: int


@dataclass(frozen=True)
class Unread:
    """A line of the appendix that is neither a task, nor a heading, nor left by a page break."""

    line: int
    words: str


@dataclass(frozen=True)
class Source:
    """The document: sections in order, the appendix's rows in order, and the lines nobody can read."""

    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    unread: tuple[Unread, ...]

    @cached_property
    def words(self) -> str:
        """All the words of the document in one line, for looking a quotation up."""
        cells = [f"{row.lead} {' '.join(row.cells.values())}" for row in self.rows]
        return " ".join([section.words for section in self.sections] + cells)


@lru_cache(maxsize=2)
def read_source(text: str) -> Source:
    r"""Give the document that the text holds. Lines end with `\\n`, the last one perhaps not."""
    lines = text.split("\n")
    table = next((number for number, line in enumerate(lines) if line.startswith("STT\t")), len(lines))
    rows, unread = _rows(lines, table)
    return Source(tuple(_sections(lines[:table])), tuple(rows), tuple(unread))


def _rows(lines: list[str], table: int) -> tuple[list[Row], list[Unread]]:
    rows: list[Row] = []
    unread: list[Unread] = []
    lead = ""
    for number, line in enumerate(lines[table + 1 :], start=table + 2):
        cells = [fold(cell) for cell in line.split("\t")]
        if not any(cells) or not re.sub(r"[-\s]", "", line):
            continue
        if len(cells) == len(COLUMNS) + 1 and re.fullmatch("[0-9]+", cells[0]):
            rows.append(Row(int(cells[0]), lead, dict(zip(COLUMNS, cells[1:], strict=True)), number))
        elif cells[0] and not any(cells[1:]) and cells[0] == cells[0].upper() and not cells[0][0].isdigit():
            lead = cells[0]
        else:
            unread.append(Unread(number, fold(line)))
    return rows, unread


def _sections(lines: list[str]) -> Iterator[Section]:
    roman = ref = ""
    held: Section | None = None
    for number, line in enumerate(lines, start=1):
        words = fold(line)
        if not words:
            continue
        if held is not None and words[0].islower():
            # A page break in the middle of a sentence: a paragraph of the plan never begins with a small letter.
            held = Section(held.ref, f"{held.words} {words}", held.line)
            continue
        if held is not None:
            yield held
        roman, ref, words = _numbered(roman, ref, words)
        held = Section(ref, words, number)
    if held is not None:
        yield held


def _numbered(roman: str, ref: str, words: str) -> tuple[str, str, str]:
    """Give the chapter, the section's number and its words without the number."""
    chapter = _ROMAN.match(words)
    if chapter is not None:
        return chapter[1], chapter[1], chapter[2]
    found = _NUMBERED.match(words)
    if found is not None and roman:
        return roman, f"{roman}.{found[1]}", words[found.end() :]
    return roman, ref, words.removeprefix("- ")
