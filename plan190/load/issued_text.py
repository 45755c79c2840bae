"""Read the issued text into its sections and the rows of its appendix.

The text is a scan converted to Markdown with some HTML. Its appendix is a table with tabs between cells; lead agencies
are in heading rows, in five notations (`<b>…</b>` and plain with tabs, `**…**`, `##`, `###`). Page breaks leave blank
lines, and separator rows after a row that was taken for a table head. Errors are not corrected: a cell keeps its words,
without tags, with single blanks and in Unicode form NFC.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from plan190.words.text import one_line

COLUMNS = ("content", "cooperating", "deadline", "product", "note")
"""The columns of the appendix after the number, by the names of the fields that quote them."""

_NUMBERED = re.compile(r"^([0-9]+(?:\.[0-9]+)*)\.\s+")
_ROMAN = re.compile(r"^([IVX]+)\.\s+(\S.*)$")


def plain_text(text: str) -> str:
    """Return the words of a text without tags and emphasis, with single blanks and in Unicode form NFC."""
    bare = html.unescape(re.sub(r"</?[a-z][^<>]*>", " ", text))
    bare = re.sub(r"\*+|^#+ ", "", bare)
    return one_line(unicodedata.normalize("NFC", bare))


@dataclass(frozen=True)
class Row:
    """A row of the appendix: number of the task, heading above it, and cells by column."""

    number: int
    lead: str
    cells: dict[str, str]
    line: int

    def cell(self, name: str) -> str:
        """Return the words of a cell; `lead` is the heading."""
        return self.lead if name == "lead" else self.cells[name]


@dataclass(frozen=True)
class Section:
    """A paragraph outside the appendix, and the number of its section (`II.1.3.6`), "" before the first."""

    ref: str
    words: str
    line: int


@dataclass(frozen=True)
class Unread:
    """A line of the appendix that is not a task, a heading or the trace of a page break."""

    line: int
    words: str


@dataclass(frozen=True)
class IssuedText:
    """The document: its sections and the rows of its appendix in order, and the lines that could not be read."""

    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    unread: tuple[Unread, ...]

    @cached_property
    def words(self) -> str:
        """All words of the document on one line, to search for quotations."""
        cells = [f"{row.lead} {' '.join(row.cells.values())}" for row in self.rows]
        return " ".join([section.words for section in self.sections] + cells)


@lru_cache(maxsize=2)
def read_issued_text(text: str) -> IssuedText:
    r"""Return the document in the text, whose lines end with `\n`."""
    lines = text.split("\n")
    table = next((number for number, line in enumerate(lines) if line.startswith("STT\t")), len(lines))
    rows, unread = _rows(lines, table)
    return IssuedText(tuple(_sections(lines[:table])), tuple(rows), tuple(unread))


def _rows(lines: list[str], table: int) -> tuple[list[Row], list[Unread]]:
    rows: list[Row] = []
    unread: list[Unread] = []
    lead = ""
    for number, line in enumerate(lines[table + 1 :], start=table + 2):
        cells = [plain_text(cell) for cell in line.split("\t")]
        if not any(cells) or not re.sub(r"[-\s]", "", line):
            continue
        if len(cells) == len(COLUMNS) + 1 and re.fullmatch("[0-9]+", cells[0]):
            rows.append(Row(int(cells[0]), lead, dict(zip(COLUMNS, cells[1:], strict=True)), number))
        elif cells[0] and not any(cells[1:]) and cells[0] == cells[0].upper() and not cells[0][0].isdigit():
            lead = cells[0]
        else:
            unread.append(Unread(number, plain_text(line)))
    return rows, unread


def _sections(lines: list[str]) -> list[Section]:
    roman = ref = ""
    sections: list[Section] = []
    for number, line in enumerate(lines, start=1):
        words = plain_text(line)
        if not words:
            continue
        if sections and words[0].islower():
            # A page break within a sentence: no paragraph of the plan begins with a small letter.
            begun = sections.pop()
            sections.append(Section(begun.ref, f"{begun.words} {words}", begun.line))
            continue
        roman, ref, words = _numbered(roman, ref, words)
        sections.append(Section(ref, words, number))
    return sections


def _numbered(roman: str, ref: str, words: str) -> tuple[str, str, str]:
    """Return the chapter, the number of the section, and the words without the number."""
    chapter = _ROMAN.match(words)
    if chapter is not None:
        return chapter[1], chapter[1], chapter[2]
    numbered = _NUMBERED.match(words)
    if numbered is not None and roman:
        return roman, f"{roman}.{numbered[1]}", words[numbered.end() :]
    return roman, ref, words.removeprefix("- ")
