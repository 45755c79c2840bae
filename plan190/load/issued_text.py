"""Parse the issued text into its sections and the rows of its appendix.

The text is a scan converted to Markdown with some HTML. Its appendix is a table with tabs between cells; lead agencies
are in heading rows, in five notations (`<b>…</b>` and plain with tabs, `**…**`, `##`, `###`). Page breaks leave blank
lines, and separator rows after a row that was mistaken for a table head. Errors are not corrected: a cell keeps its
words, without tags, with single spaces and in Unicode form NFC.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from plan190.words.text import one_line

COLUMNS = ("content", "cooperating", "deadline", "product", "note")
"""The columns of the appendix after the number, named like the fields of `Task` that contain their words."""

_NUMBERED = re.compile(r"^([0-9]+(?:\.[0-9]+)*)\.\s+")
_ROMAN = re.compile(r"^([IVX]+)\.\s+(\S.*)$")


def plain_text(text: str) -> str:
    """Return the text without tags and emphasis, with single spaces and in Unicode form NFC."""
    bare = html.unescape(re.sub(r"</?[a-z][^<>]*>", " ", text))
    bare = re.sub(r"\*+|^#+ ", "", bare)
    return one_line(unicodedata.normalize("NFC", bare))


@dataclass(frozen=True)
class Row:
    """A row of the appendix: the number of the task, the heading above it, and the cells by column."""

    number: int
    lead: str
    cells: dict[str, str]
    line: int

    @property
    def task(self) -> str:
        """The id of the task."""
        return str(self.number)

    def cell(self, name: str) -> str:
        """Return the words of a cell by the name of its column; `lead` is the heading above the row."""
        return self.lead if name == "lead" else self.cells[name]


@dataclass(frozen=True)
class Section:
    """A paragraph outside the appendix, and the number of its section (`II.1.3.6`), "" before the first."""

    ref: str
    words: str
    line: int


@dataclass(frozen=True)
class Unread:
    """A line of the appendix that is neither a task nor a heading nor caused by a page break."""

    line: int
    words: str


@dataclass(frozen=True)
class IssuedText:
    """The issued text: its sections, the rows of its appendix, and the lines that could not be read, each in order."""

    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    unread: tuple[Unread, ...]

    @cached_property
    def words(self) -> str:
        """All words of the document on one line, in which quotations are searched."""
        cells = [f"{row.lead} {' '.join(row.cells.values())}" for row in self.rows]
        return " ".join([section.words for section in self.sections] + cells)


@lru_cache(maxsize=2)
def read_issued_text(text: str) -> IssuedText:
    r"""Return the parsed issued text; its lines must end with `\n`."""
    lines = text.split("\n")
    head_row = next((number for number, line in enumerate(lines) if line.startswith("STT\t")), len(lines))
    rows, unread = _rows(lines, head_row)
    return IssuedText(tuple(_sections(lines[:head_row])), tuple(rows), tuple(unread))


def _rows(lines: list[str], head_row: int) -> tuple[list[Row], list[Unread]]:
    """Return the rows of the appendix below its head, and the lines that could not be read."""
    rows: list[Row] = []
    unread: list[Unread] = []
    lead = ""
    for number, line in enumerate(lines[head_row + 1 :], start=head_row + 2):
        cells = [plain_text(cell) for cell in line.split("\t")]
        if not any(cells) or not re.sub(r"[-\s]", "", line):
            continue
        if len(cells) == len(COLUMNS) + 1 and re.fullmatch("[0-9]+", cells[0]):
            rows.append(Row(int(cells[0]), lead, dict(zip(COLUMNS, cells[1:], strict=True)), number))
        elif _is_heading(cells):
            lead = cells[0]
        else:
            unread.append(Unread(number, plain_text(line)))
    return rows, unread


def _is_heading(cells: list[str]) -> bool:
    """Return whether only the first cell has a text, in capital letters and without a number."""
    text = cells[0]
    return text != "" and not any(cells[1:]) and text == text.upper() and not text[0].isdigit()


def _sections(lines: list[str]) -> list[Section]:
    roman = ref = ""
    sections: list[Section] = []
    for number, line in enumerate(lines, start=1):
        words = plain_text(line)
        if not words:
            continue
        if sections and words[0].islower():
            # No paragraph of the plan begins with a lower-case letter, so a page break split this one.
            first_part = sections.pop()
            sections.append(Section(first_part.ref, f"{first_part.words} {words}", first_part.line))
            continue
        roman, ref, words = _numbered(roman, ref, words)
        sections.append(Section(ref, words, number))
    return sections


def _numbered(roman: str, ref: str, words: str) -> tuple[str, str, str]:
    """Return the numbers of the chapter and of the section of a paragraph, and its words without number or dash."""
    chapter = _ROMAN.match(words)
    if chapter is not None:
        return chapter[1], chapter[1], chapter[2]
    numbered = _NUMBERED.match(words)
    if numbered is not None and roman:
        return roman, f"{roman}.{numbered[1]}", words[numbered.end() :]
    return roman, ref, words.removeprefix("- ")
