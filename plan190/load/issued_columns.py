"""Recognize the columns of an appendix by their headings, in Vietnamese and English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plan190.words.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plan190.load.issued_lines import Cell, IssuedLine

LONGEST_HEADING = 80
"""The most characters of the heading of a column."""

FEWEST_COLUMN_NUMBERS = 3
"""The fewest columns in a row of column numbers: (1) (2) (3)."""

_BODY = "(?:co quan|don vi|to chuc|bo phan|phong ban|ca nhan|nguoi)"
_ROLE = (
    " va| ca nhan| bo phan| don vi| dia phuong| to chuc| duoc giao| phu trach| thuc hien| chiu trach nhiem| dau moi"
    "| tham muu"
)
_TIME = "(?:thoi gian|thoi han|thoi diem|han|tien do|moc thoi gian|ngay|ky han)"

_NO_CONTENT = r"(?!.*\b(owners?|leads?|due|dates?|status|by|responsib(le|ility))\b)"

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("stt|tt|so tt|so thu tu|no|nr|number|item no|id|ref|ma( so| nhiem vu| wbs)?", "nv|item|so"),
    "content": (
        "(ten |cac )?(noi dung|nhiem vu|cong viec|dau viec|nv)( .*)?",
        f"{_NO_CONTENT}((key|agreed|corrective|proposed|recommended|planned) )?(tasks?|actions?|activit(y|ies))( .*)?",
        "(ten |cac )?(hoat dong|giai phap|hang muc|viec can lam)( .*)?",
        "(work items?|descriptions?|measures?|initiatives?|commitments?|recommendations?)( .*)?",
        "(key )?milestones?",
    ),
    "lead": (
        "(?!.*bao cao)(.* )?chu tri( .*)?",
        "(.* )?leads?( (agency|unit|department|body|team|office|person|party))?",
        f"{_BODY}({_ROLE})*",
        "phu trach|(chiu )?trach nhiem( thuc hien)?|phan cong( thuc hien| nhiem vu)?|dau moi( thuc hien)?",
        "(.* )?(owners?|responsib(le|ility)|accountable|assignees?)( .*)?|assigned to|who",
        "implementing .*|(.* )?in charge",
    ),
    "cooperating": (
        "(?!.*chu tri)(.* )?phoi hop( .*)?",
        "(supporting|support(ed)?|co ?operating|partners?|contribut(ors?|ing)|consulted|assisting)( .*)?",
    ),
    "deadline": (
        f"{_TIME} (den|ket thuc)( .*)?|den ngay|hoan thanh (trong|vao)( .*)?",
        f"{_TIME}( .*)? hoan thanh|thoi han( thuc hien)?|han( cuoi| chot| xong)?",
        "deadlines?( .*)?|(date )?due( .*)?|((estimated|expected|planned|target) )?(complet(e|ion)|finish)( by| date)?",
        f"{_TIME} thuc hien( .*)?|thoi gian|nam (thuc hien|hoan thanh)|thoi gian bat dau( va| den)? ket thuc",
        "(?!start)(.* )?dates?|by when|when|time ?(line|frame|scale)s?|(implementation )?period",
        "tien do( .*)?|moc thoi gian|lo trinh( .*)?|ngay|ky han|schedule|timing",
        "(?!.*bat dau|thoi gian tu\\b)thoi (gian|han|diem)( .*)?",
    ),
    "product": (
        "(.* )?san pham( .*)?|(.* )?(deliverables?|outputs?)( .*)?",
        "(du kien )?ket qua( dau ra| du kien| can dat| phai dat| dat duoc| hoan thanh| yeu cau| mong doi)*",
        "dau ra( .*)?",
        "(expected |key )?(results?|outcomes?|products?)",
        "ket qua thuc hien|evidence",
    ),
    "note": ("ghi chu( .*)?|notes?|comments?|remarks?",),
}
"""The headings of the column of each field, without accents and case; the earlier pattern is preferred."""

_PATTERNS = {field: tuple(re.compile(pattern) for pattern in patterns) for field, patterns in _HEADINGS.items()}

_COLUMN_NUMBER = re.compile(r"[(\[]?(?:[0-9]{1,2}|[A-Za-z])[)\]]?(?: ?= ?.{1,20})?")


class Columns(NamedTuple):
    """The columns of a table. `fields`: the field of each, "" for another one. `headings`: the words of each heading.

    `owners`: for each position in a row, the column to which it belongs.
    """

    fields: tuple[str, ...]
    headings: tuple[str, ...]
    owners: tuple[int, ...]

    def has(self, field: str) -> bool:
        """Return whether the table has a column for a field."""
        return field in self.fields

    def field_at(self, position: int) -> str:
        """Return the field of a position in a row, "" for another column."""
        return self.fields[self._column_at(position)]

    def _column_at(self, position: int) -> int:
        return self.owners[min(position, len(self.owners) - 1)]

    def cells(self, cells: Sequence[Cell]) -> list[str]:
        """Return the words of a row by column."""
        return list(map(one_line, self._texts(cells)))

    def lines(self, cells: Sequence[Cell]) -> dict[str, str]:
        """Return the texts of several lines in the columns of bodies by field."""
        texts = zip(self.fields, map(str.strip, self._texts(cells)), strict=True)
        return {field: text for field, text in texts if field in {"lead", "cooperating"} and "\n" in text}

    def _texts(self, cells: Sequence[Cell]) -> list[str]:
        texts = [""] * len(self.fields)
        for position, cell in enumerate(cells):
            texts[self._column_at(position)] += f" {cell.text}"
        return texts

    def other(self, words: Sequence[str]) -> list[tuple[str, str]]:
        """Return heading and words of each filled cell in a column without a field; `words`: those by column."""
        columns = enumerate(zip(self.fields, self.headings, words, strict=True), start=1)
        return [(heading or f"[{number}]", text) for number, (field, heading, text) in columns if text and not field]


def columns_of(line: IssuedLine, below: IssuedLine | None) -> tuple[Columns, int] | None:
    """Return the columns of a table and the number of its heading rows (1 or 2), if they begin at this line."""
    top = _headings(line)
    if top is None or "content" not in map(field_of, top) or sum(map(bool, top)) == 1:
        return None
    second = _second_row(line, below) if below is not None and below.block == line.block else None
    if second is not None:
        columns = _columns(top, second, _owners(line, below))
        if columns is not None:
            return columns, 2
    columns = _columns(top, [""] * len(top), _owners(line, None))
    return (columns, 1) if columns is not None else None


def is_column_numbers(line: IssuedLine) -> bool:
    """Return whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    texts = [one_line(cell.text) for cell in line.cells if not cell.right and not cell.above]
    return (
        len(texts) >= FEWEST_COLUMN_NUMBERS
        and all(map(_COLUMN_NUMBER.fullmatch, texts))
        and len(set(texts)) == len(texts)
    )


def field_of(heading: str) -> str:
    """Return the field of a heading; "" if it is unknown."""
    ranks = [(rank, field) for field in _PATTERNS if (rank := _rank(field, fold(heading))) is not None]
    return min(ranks)[1] if ranks else ""


def _headings(line: IssuedLine) -> list[str] | None:
    """Return the texts of a row that may be one of headings; None if one is too long."""
    texts = [one_line(cell.text) for cell in line.cells]
    return texts if max(map(len, texts), default=0) <= LONGEST_HEADING else None


def _split(line: IssuedLine) -> set[int]:
    """Return the positions under headings that cover several columns, or under none."""
    covered = {position for position, cell in enumerate(line.cells) if cell.right or not cell.text}
    return covered | {position - 1 for position in covered}


def _second_row(line: IssuedLine, below: IssuedLine) -> list[str] | None:
    """Return the headings under those that cover several columns; None if the row below has others.

    A heading that names no field alone follows the one that covers it: "Thời gian", "Hoàn thành".
    """
    second = _headings(below)
    split = _split(line)
    if second is None or not split or len(below.cells) != len(line.cells):
        return None
    covering = ""
    own = []
    for position, cell in enumerate(below.cells):
        covering = one_line(line.cells[position].text) or covering
        text = second[position]
        if not text or cell.above:
            continue
        if position in split and not field_of(text) and field_of(f"{covering} {text}"):
            second[position] = f"{covering} {text}"
        own.append(position)
    fields = [field_of(second[position]) for position in own]
    return second if any(fields) and (all(fields) or split.issuperset(own)) else None


def _owners(line: IssuedLine, below: IssuedLine | None) -> tuple[int, ...]:
    """Return the column of each position.

    A position that a heading covers together with the one to its left belongs to the same column.
    """
    owners: list[int] = []
    column = -1
    for position, cell in enumerate(line.cells):
        has_own = below is not None and bool(below.cells[position].text) and not below.cells[position].above
        if not cell.right or has_own:
            column += 1
        owners.append(max(column, 0))
    return tuple(owners)


def _joined(top: list[str], second: list[str], owners: tuple[int, ...], column: int) -> str:
    """Return the heading of a column: that of the second row, or else that of the first."""
    positions = [position for position, owner in enumerate(owners) if owner == column]
    below = one_line(" ".join(second[position] for position in positions))
    return below or one_line(" ".join(top[position] for position in positions))


def _columns(top: list[str], second: list[str], owners: tuple[int, ...]) -> Columns | None:
    """Return the columns with the headings in one or two rows; None unless there are some of an appendix."""
    headings = [_joined(top, second, owners, column) for column in range(max(owners) + 1)]
    fields = [""] * len(headings)
    folded = ["no" if heading.strip() in {"#", "№"} else fold(heading) for heading in headings]
    for field in _HEADINGS:
        ranked = [(rank, column) for column, text in enumerate(folded) if (rank := _rank(field, text)) is not None]
        free = [item for item in ranked if not fields[item[1]]]
        if free:
            fields[min(free)[1]] = field
    if "content" not in fields and "nv" in folded:
        fields[folded.index("nv")] = "content"
    is_appendix = "content" in fields and {"lead", "cooperating", "deadline", "product"}.intersection(fields)
    return Columns(tuple(fields), tuple(headings), owners) if is_appendix else None


def _rank(field: str, text: str) -> int | None:
    """Return how well a heading names a field (0 is best); None if it does not."""
    return next((rank for rank, pattern in enumerate(_PATTERNS[field]) if pattern.fullmatch(text)), None)
