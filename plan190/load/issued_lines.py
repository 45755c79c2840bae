"""Read the bytes of an issued file (.docx, .xlsx, .md, .txt) as lines: paragraphs of one cell, and rows of tables."""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.errors import Plan190Error
from plan190.load.loader import ISSUED_SUFFIXES
from plan190.load.text_reader import is_forbidden, stacked_marks
from plan190.words.damaged_text import unusual_characters
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.words import Words

MOST_CHARACTERS = 16 * 1024 * 1024
"""The most characters of all cells together; merged cells count in each row."""

_PIPE = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"(?<!\\)\*{2,}|^\s*\*\s|^#+ ")
"""Marks of strong emphasis, lists and headings in Markdown."""

_EMPHASIS = re.compile(r"(?<![\w\\])\*(?=[\w“(])([^*]*[^\s\\*])\*")
"""Words with emphasis in Markdown; another asterisk refers to a note."""

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n[a-z][\w-]*:.*\n(?:(?:[a-z][\w-]*:|[ \t#-]).*\n|\n)*?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.ASCII
)
"""YAML at the beginning of a Markdown file: keys between two rules."""

_FEWEST_PIPES = 2
"""The fewest pipes in a row of a Markdown table that does not begin with one."""


class Where(NamedTuple):
    """Where a line is: the line of a text, the paragraph of a document, the row of a table or sheet, a hidden sheet."""

    kind: Literal["line", "paragraph", "table", "sheet", "hidden"]
    number: int
    table: int = 0
    sheet: str = ""

    @property
    def short(self) -> str:
        """The place in any language: the number, after the name of the sheet; only this name if it is hidden."""
        return f"{self.sheet}!A{self.number}" if self.kind == "sheet" else self.sheet or str(self.number)

    def shown(self, words: Words) -> str:
        """Return the place for people, such as `table 2, row 14` and `Sheet1!A14`."""
        if self.kind == "sheet":
            return self.short
        return words(f"where.{self.kind}", number=self.number, table=self.table, sheet=self.sheet)


class Cell(NamedTuple):
    r"""A cell with its text, whose paragraphs end with `\n`.

    `right`: the cell to its left covers this column too, and the text is there. `above`: the cell above covers this row
    too, and the text is repeated from there.
    """

    text: str
    right: bool = False
    above: bool = False


class IssuedLine(NamedTuple):
    """A paragraph (one cell), or a row of a table. `block`: the number of its table or sheet; 0 without one.

    `is_heading`: the text marks the paragraph as a heading, but not as the title of the document.
    """

    where: Where
    cells: tuple[Cell, ...]
    block: int = 0
    is_heading: bool = False

    @property
    def words(self) -> str:
        """The texts of all cells on one line."""
        return one_line(" ".join(cell.text for cell in self.cells if not cell.above))

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of all cells with text, each on one line."""
        paragraphs = "\n".join(cell.text for cell in self.cells).split("\n")
        return list(filter(None, map(one_line, paragraphs)))


def read_lines(name: str, content: bytes) -> list[IssuedLine]:
    """Return the lines of an issued file, whose name gives its format; Plan190Error if it cannot be read."""
    from plan190.load.office_package import LARGEST, PackageError

    suffix = name[name.rfind(".") :].lower()
    try:
        if suffix == ".docx":
            from plan190.load.issued_docx import read_document

            return _bounded(read_document(content))
        if suffix == ".xlsx":
            from plan190.load.issued_xlsx import read_workbook

            return _bounded(read_workbook(content))
        if suffix in ISSUED_SUFFIXES:
            return list(_text_lines(decoded(content)))
    except UnicodeDecodeError as error:
        raise Plan190Error("error.issued_encoding", name=name) from error
    except PackageError as error:
        raise Plan190Error(f"error.issued_{error.reason}", name=name, megabytes=LARGEST >> 20) from error
    raise Plan190Error("error.issued_suffix", name=name, suffixes=", ".join(ISSUED_SUFFIXES))


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 with its mark; UnicodeDecodeError if it is in neither."""
    is_utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if is_utf_16 else "utf-8-sig")


def _bounded(lines: Iterable[IssuedLine]) -> list[IssuedLine]:
    """Return the lines; PackageError if they are too long together, because merged cells repeat long texts."""
    from plan190.load.office_package import PackageError

    total = 0
    read = []
    for line in lines:
        total += sum(len(cell.text) for cell in line.cells)
        if total > MOST_CHARACTERS:
            raise PackageError("large")
        read.append(line)
    return read


def clean(text: str) -> str:
    """Return the text in Unicode form NFC, without characters that no data file may contain; line breaks stay."""
    for character in set(filter(is_forbidden, unusual_characters(text))):
        text = text.replace(character, "" if unicodedata.category(character) == "Cf" else " ")
    if stacked_marks(text) is not None:  # composing them takes quadratic time
        text = "".join(character for character in text if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", text)


def plain_text(text: str) -> str:
    """Return the text without tags and emphasis, with single spaces and in Unicode form NFC."""
    bare = html.unescape(re.sub(r"</?[a-z][^<>]*>", " ", text))
    bare = _EMPHASIS.sub(r"\1", _MARKS.sub("", bare))
    return one_line(clean(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare)))


def _text_lines(text: str) -> Iterator[IssuedLine]:
    block, has_title = 0, False
    lines = ["", *_without_front_matter(text.replace("\r\n", "\n")).split("\n")]
    for number, (previous, line) in enumerate(pairwise(lines), start=1):
        where = Where("line", number)
        is_heading = line.startswith("#")
        if line.startswith("# ") and not has_title:
            has_title, is_heading = True, False
        if _is_pipe_row(line):
            block += not _is_pipe_row(previous)
            inner = line.strip().removeprefix("|")
            inner = re.sub(r"(?<!\\)\|$", "", inner)
            cells = ["\n".join(map(plain_text, _BREAK.split(cell.replace(r"\|", "|")))) for cell in _PIPE.split(inner)]
            yield IssuedLine(where, tuple(map(Cell, cells)), block)
        else:
            yield IssuedLine(where, tuple(Cell(plain_text(cell)) for cell in line.split("\t")), 0, is_heading)


def _without_front_matter(text: str) -> str:
    """Return the text with blank lines in place of the YAML at its beginning."""
    match = _FRONT_MATTER.match(text)
    return "\n" * match[0].count("\n") + text[match.end() :] if match is not None else text


def _is_pipe_row(line: str) -> bool:
    return line.lstrip().startswith("|") or ("\t" not in line and len(_PIPE.findall(line)) >= _FEWEST_PIPES)
