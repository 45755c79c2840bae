"""Read the rows of the appendix tables of an issued file, in any of their layouts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from plan190.load.issued_columns import Columns, columns_of, is_column_numbers
from plan190.load.issued_head import is_kind_of_document
from plan190.model.task import TASK
from plan190.words.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plan190.load.issued_lines import IssuedLine, Where

COLUMNS = ("content", "cooperating", "deadline", "product", "note")
"""The columns of the appendix after number and lead, named like the fields of `Task` that contain their words."""

LONGEST_HEADING = 300
"""The most characters of a heading without a number."""

LONGEST_BODY = 120
"""The most characters of a heading that names the lead of the tasks of a list."""

_LABEL = r"[0-9]{1,4}(?:\.[0-9]{1,3}){0,4}[a-zđ]?|[IVXLC]{1,8}(?:\.[0-9]{1,3}){0,4}|[A-ZĐa-zđ]"
_NUMBER = re.compile(rf"(?:(?:nhiệm vụ|task|nv)\s*)?\(?({_LABEL})\s*[.):]{{0,2}}", re.IGNORECASE)
"""The content of the cell of a number."""

_BEGINNING = re.compile(
    rf"\(?({_LABEL})[.):]+\s+(?=\S)|(?:Phần|Mục|Nhóm|Part|Section)\s+([0-9]{{1,2}}|[IVXLC]{{1,8}}|[A-Z])\b[.:\s]*"
)
"""The number at the beginning of a heading or paragraph."""

_PARTS = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2}){1,4})\s+(?=[^\W\d_])")
"""A number of several parts, which needs no full stop after it."""

_APPENDIX = re.compile(
    r"(?:phụ lục|biểu(?: mẫu)?|annex|appendix)\s+(?:số\s+)?([IVXLC]{1,8}|[0-9]{1,2})\b", re.IGNORECASE
)
_END = re.compile(r"nơi nhận\b|người lập\b|recipients:|distribution:|phụ lục\b|appendix\b|annex\b", re.IGNORECASE)
"""The beginning of a line after a table of which the file does not mark the end."""

_COOPERATING = re.compile(r"(?:(?:cơ quan|đơn vị|các đơn vị) )?\bphối hợp(?: thực hiện)?(?:\s*:| với\b)", re.IGNORECASE)
"""The words before the cooperating bodies in the cell of the lead."""

_REMARK = re.compile(
    r"(?:ghi chú|lưu ý|chú thích|nguồn|notes?)\s*:|(?:tổng(?: cộng| số)?|cộng|total)\s*:?$", re.IGNORECASE
)
"""The beginning of a row that is no heading."""

_DASH = re.compile(r"[-–−+•*]\s*(?=\S)")
_DASHES = "-–−+•*"
_BODIES = re.compile(
    "(?:cac )?(?:so|ban|uy ban|ubnd|hdnd|cong an|van phong|cuc|chi cuc|bo|toa an|vien|hoi|lien doan|lien minh|truong"
    "|benh vien|tinh doan|tinh uy|doan|dang|mttq|ubmttq|phong|trung tam|cong ty|tap doan|ngan hang|kho bac|bao hiem"
    "|thanh tra|xa|phuong|huyen|thi xa|thanh pho|co quan|don vi"
    "|department|office|ministry|agency|team|unit|division|board|committee)\\b"
)
"""The first words of the name of a body, without accents and case."""


@dataclass(frozen=True)
class Row:
    """A row of the appendix: the number of the task, its section, the lead, and the cells by column.

    `section`: the headings above the row that do not name the lead. `lead`: the cell, or the heading that names it.
    `other`: heading and words of each cell in a column for which a task has no field. `lines`: the texts of several
    lines of its cells of bodies by column, because each line may be a name.
    """

    number: str
    section: str
    lead: str
    cells: dict[str, str]
    where: Where
    other: tuple[tuple[str, str], ...] = ()
    lines: Mapping[str, str] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        """Return the words of a cell by the name of its column, also those of `lead` and `section`."""
        return {"lead": self.lead, "section": self.section, **self.cells}[name]

    def names(self, name: str) -> str:
        r"""Return the text of the cell of bodies by the name of its column, with its line ends (`\n`)."""
        return self.lines.get(name) or self.cell(name)


class Heading(NamedTuple):
    """A heading among the rows. `label`: its number, "" without one. `is_lead`: it names the lead of the rows below."""

    label: str
    words: str
    where: Where
    is_lead: bool = False


@dataclass
class Draft:
    """A row while the file is read. `label`: its number, "" without one. `is_sub`: it is a sub-task.

    `number_cell`: the heading of the column of numbers, and the words in it.
    """

    label: str
    cells: dict[str, str]
    where: Where
    other: list[tuple[str, str]] = field(default_factory=list)
    is_sub: bool = False
    number_cell: tuple[str, str] = ("", "")
    lines: dict[str, str] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Whether it has more than its content."""
        return bool(self.other) or any(words for name, words in self.cells.items() if name != "content")

    def add(self, cells: dict[str, str], other: Sequence[tuple[str, str]]) -> None:
        """Append the words of a row that continues this one."""
        for name, words in cells.items():
            self.cells[name] = one_line(f"{self.cells.get(name, '')} {words}")
            if name in self.lines:
                self.lines[name] += f"\n{words}"
        headings = [heading for heading, _ in self.other]
        for heading, words in other:
            if heading in headings:
                position = headings.index(heading)
                self.other[position] = (heading, one_line(f"{self.other[position][1]} {words}"))
            else:
                self.other.append((heading, words))


Item = Draft | Heading


class Appendix(NamedTuple):
    """The content of the appendix. `unread`: the lines that are neither tasks nor headings.

    `rest`: the lines outside of it. `skipped`: heads of tables and page breaks. `continued`: the number of lines that
    are the rest of a row.
    """

    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]
    unread: tuple[IssuedLine, ...]
    rest: tuple[IssuedLine, ...]
    skipped: tuple[IssuedLine, ...]
    continued: int = 0


def split_label(words: str) -> tuple[str, str]:
    """Return the number at the beginning of a heading or paragraph, and the words after it."""
    match = _BEGINNING.match(words)
    if match is None:
        return "", words
    return _normal(match[1] or match[2]), words[match.end() :]


def _normal(label: str) -> str:
    """Return a number as tasks have it: without leading zeros."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", label)


def read_tables(lines: Sequence[IssuedLine]) -> Appendix:
    """Return the rows of all appendix tables; no rows if there is none."""
    rest: list[IssuedLine] = []
    skipped: list[IssuedLine] = []
    unread: list[IssuedLine] = []
    tables: list[list[Item]] = []
    continued = 0
    table: _Table | None = None
    heads: Sequence[IssuedLine] = ()
    position = 0
    since = 0
    while position < len(lines):
        found = _columns_at(lines, position)
        if found is None and table is not None and len(rest) == since and table.goes_on_in(lines[position]):
            found = table.columns, 0
        if found is None:
            rest.append(lines[position])
            position += 1
            continue
        columns, count = found
        end = _end(lines, position, count)
        heads = lines[position : position + count] or heads
        table = _Table(columns, heads)
        title = _title(rest[since:], is_first=not tables)
        if title is not None:
            table.items.append(title)
        table.read(lines[position + count : end])
        skipped += [*lines[position : position + count], *table.skipped]
        unread += table.unread
        continued += table.continued
        if tables and title is None and _continues(tables[-1], table.items):
            tables[-1] += table.items
        else:
            tables.append(table.items)
        position, since = end, len(rest)
    rows, headings = numbered(tables)
    return Appendix(tuple(rows), tuple(headings), tuple(unread), tuple(rest), tuple(skipped), continued)


def _columns_at(lines: Sequence[IssuedLine], position: int) -> tuple[Columns, int] | None:
    """Return the columns of a table that begins at this line, and the number of lines of its head."""
    below = position + 1
    while below < len(lines) and is_rule(lines[below]) and lines[below].block == lines[position].block:
        below += 1
    found = columns_of(lines[position], lines[below] if below < len(lines) else None)
    if found is None:
        return None
    columns, rows = found
    return columns, below - position + 1 if rows > 1 else 1


def is_rule(line: IssuedLine) -> bool:
    """Return whether a line is blank or a rule between rows."""
    return not re.sub(r"[-:\s]", "", line.words)


def _end(lines: Sequence[IssuedLine], start: int, count: int) -> int:
    """Return the position after the last line of the table that begins at `start`."""
    block = lines[start].block
    head = lines[start].words
    end = start + count
    while end < len(lines):
        line = lines[end]
        is_open = block == 0 or line.where.kind == "sheet"
        if line.block != block or (is_open and _is_after_table(line)):
            break
        if line.words != head and _columns_at(lines, end) is not None:
            break
        end += 1
    return end


def _is_after_table(line: IssuedLine) -> bool:
    filled = [cell for cell in line.cells if cell.text]
    return len(filled) == 1 and _END.match(line.words) is not None


def _title(lines: Sequence[IssuedLine], *, is_first: bool) -> Heading | None:
    """Return the heading of a table among the paragraphs before it; None if it has none.

    Of the first table it must have a number or be marked as a heading, because other paragraphs are before it too; the
    first line of the document is its title.
    """
    with_words = [line for line in lines if line.words and not set(line.words) <= set("-_—–*. ")]
    if is_first:
        del with_words[:1]
    else:
        for line in with_words:
            match = _APPENDIX.match(line.words)
            if match is not None:
                return Heading(match[1], line.words, line.where)
    for line in reversed(with_words[-2:]):
        label, _ = split_label(line.words)
        is_short = len(line.words) <= LONGEST_HEADING and not line.words.startswith("(")
        if is_kind_of_document(line.words):
            continue
        if is_short and (line.is_heading or (label and not label[0].isdigit()) or (label and not is_first)):
            return Heading(label, line.words, line.where)
    marked = [line for line in with_words if not is_first and line.is_heading and len(line.words) <= LONGEST_HEADING]
    if marked:
        return Heading(split_label(marked[-1].words)[0], marked[-1].words, marked[-1].where)
    if not is_first and with_words and len(with_words[-1].words) <= LONGEST_HEADING:
        last = with_words[-1]
        if not last.words.startswith("(") and last.words[0].isupper():
            return Heading("", last.words, last.where)
    return None


def _continues(before: Sequence[Item], items: Sequence[Item]) -> bool:
    """Return whether the table continues the one before: its numbers do not restart."""
    last = next((item.label for item in reversed(before) if isinstance(item, Draft)), "")
    first = next((item.label for item in items if isinstance(item, Draft)), "")
    return last.isdigit() and first.isdigit() and int(first) > int(last)


class _Table:
    """The rows of one table, read in their order. `items`: tasks and headings; `unread`, `skipped`: the other lines."""

    def __init__(self, columns: Columns, heads: Sequence[IssuedLine]) -> None:
        self.columns = columns
        self._heads = {head.words for head in heads}
        self._is_text = heads[0].block == 0
        self._width = len(heads[0].cells)
        self.items: list[Item] = []
        self.unread: list[IssuedLine] = []
        self.skipped: list[IssuedLine] = []
        self.continued = 0

    def goes_on_in(self, line: IssuedLine) -> bool:
        """Return whether a table without a head begins with the next number, after a page break in Word."""
        last = next((item.label for item in reversed(self.items) if isinstance(item, Draft)), "")
        is_like = line.where.kind == "table" and len(line.cells) == self._width and self.columns.has("number")
        if not is_like or not last.isdigit():
            return False
        cells = dict(zip(self.columns.fields, self.columns.cells(line.cells), strict=True))
        return _number_in(cells["number"]) == str(int(last) + 1)

    def read(self, lines: Sequence[IssuedLine]) -> None:
        """Read the lines below the headings of the columns."""
        for line in lines:
            is_repeated = line.words in self._heads and len(line.cells) == self._width
            if is_rule(line) or is_repeated or is_column_numbers(line):
                self.skipped.append(line)
            elif not self._read(line):
                self.unread.append(line)
        parents_to_headings(self.items)

    def _read(self, line: IssuedLine) -> bool:
        """Read a line; return whether it could be read."""
        own = [position for position, cell in enumerate(line.cells) if cell.text and not cell.above]
        if len(own) == 1:
            position = 0 if self._is_text and len(line.cells) == 1 else own[0]
            if not any(cell.text for cell in line.cells if cell.above):
                return self._single(line, position, one_line(line.cells[own[0]].text))
        if self._is_text and len(line.cells) != self._width:
            return False
        return self._several(line)

    def _single(self, line: IssuedLine, position: int, words: str) -> bool:
        """Read a row with one cell: a heading, or the rest of the row before."""
        name = self.columns.field_at(position)
        label, after = split_label(words)
        is_capital = words == words.upper() and any(map(str.isalpha, words))
        if position > 0 and not any(cell.right for cell in line.cells):
            if name == "content" and not is_capital:
                return self._in_content(line, words, label)
            if name not in {"number", "content"}:
                return words[0].islower() and self._continue(line)
        if self._is_text and len(line.cells) == 1 and not (is_capital or line.is_heading or label.isupper()):
            return False
        if _REMARK.match(words):
            return False
        if words[0].islower() or not any(map(str.isalpha, after)) or len(words) > LONGEST_HEADING:
            return name == "content" and self._in_content(line, words, label)
        if not label and words[0].isdigit():
            return False
        self._heading(label, words, after, line.where)
        return True

    def _in_content(self, line: IssuedLine, words: str, label: str) -> bool:
        """Read a row of which only the content is filled in."""
        if words[0].islower() and not label:
            return self._continue(line)
        if label.isupper():
            self._heading(label, words, split_label(words)[1], line.where)
            return True
        if label or _DASH.match(words) or not self.columns.has("number"):
            return self._several(line)
        return False

    def _heading(self, label: str, words: str, after: str, where: Where) -> None:
        is_lead = not self.columns.has("lead") and (not label or _BODIES.match(fold(after)) is not None)
        self.items.append(Heading(label, after if is_lead else words, where, is_lead))

    def _several(self, line: IssuedLine) -> bool:
        """Read a row with several cells: a task, a heading with its number, or the rest of the row before."""
        columns = self.columns
        words = columns.cells(line.cells)
        above = self._fields_above(line)
        cells = {name: text for name, text in zip(columns.fields, words, strict=True) if name}
        other = columns.other(words)
        written = cells.pop("number", "")
        own = {name: text for name, text in cells.items() if text and name not in above}
        if "content" in above or ("number" in above and "content" not in own):
            return self._add(own, other)
        content = cells.get("content", "")
        if not content or (not written and _REMARK.match(content)):
            return False
        is_rest = not written and own.keys().isdisjoint({"lead", "deadline"}) and content[0].islower()
        if is_rest and not _label_of(content):
            return self._continue(line)
        if "number" in above:
            written = ""
        label = _number_in(written)
        if own.keys() == {"content"} and not other and label.isupper() and not label[0].isdigit():
            self._heading(label, f"{label}. {content}", content, line.where)
        else:
            self._task(line, cells, other, written)
        return True

    def _task(self, line: IssuedLine, cells: dict[str, str], other: list[tuple[str, str]], written: str) -> None:
        """Add a task; `written`: what the cell of its number contains, which may be a dash or other words."""
        content = cells["content"]
        label = _number_in(written) if written else _label_of(content)
        is_listed = self.columns.has("number") or _DASH.match(content) is not None
        is_sub = label.islower() or (not label and is_listed and set(written) <= set(_DASHES))
        number_cell = ("", "")
        if written:
            number_cell = (self.columns.headings[self.columns.fields.index("number")], written)
        lines = self.columns.lines(line.cells)
        if not self.columns.has("cooperating"):
            _split_bodies(cells, lines)
        self.items.append(Draft(label, cells, line.where, other, is_sub, number_cell, lines))

    def _fields_above(self, line: IssuedLine) -> set[str]:
        """Return the fields whose cell of the row above covers this row too."""
        owners, fields = self.columns.owners, self.columns.fields
        positions = [position for position, cell in enumerate(line.cells) if cell.above and position < len(owners)]
        return {fields[owners[position]] for position in positions if line.cells[position].text}

    def _continue(self, line: IssuedLine) -> bool:
        """Append the row, which is the rest of a task on the next page, to that task."""
        cells = dict(zip(self.columns.fields, self.columns.cells(line.cells), strict=True))
        if any(cells.get(name) for name in ("number", "lead", "deadline", "")):
            return False
        return self._add(cells, [])

    def _add(self, cells: dict[str, str], other: list[tuple[str, str]]) -> bool:
        last = self.items[-1] if self.items else None
        if not isinstance(last, Draft):
            return False
        last.add({name: text for name, text in cells.items() if name in {*COLUMNS, "lead"} and text}, other)
        self.continued += 1
        return True


def _split_bodies(cells: dict[str, str], lines: dict[str, str]) -> None:
    """Divide a cell of the lead that names the cooperating bodies too, before the words that say so."""
    match = _COOPERATING.search(lines.get("lead", cells.get("lead", "")))
    if match is None or not match.start():
        return
    lead, cooperating = match.string[: match.start()].strip(), match.string[match.start() :].strip()
    for name, text in (("lead", lead), ("cooperating", cooperating)):
        cells[name], lines[name] = one_line(text), text


def parents_to_headings(items: list[Item]) -> None:
    """Make a heading of each row with nothing but number and content whose sub-tasks or restarted numbers follow."""
    for position, (item, following) in enumerate(pairwise(items)):
        if not isinstance(item, Draft) or not isinstance(following, Draft) or not item.label or item.is_filled:
            continue
        is_sub = following.is_sub and not item.is_sub
        if is_sub or following.label.startswith(f"{item.label}.") or following.label == "1":
            label, after = split_label(item.cells["content"])
            words = after if label == item.label else item.cells["content"]
            items[position] = Heading(item.label, f"{item.label}. {words}", item.where)


def lead_if_body(item: Item) -> Item:
    """Return a heading as that of a lead agency if it names a body."""
    if isinstance(item, Heading):
        _, after = split_label(item.words)
        if len(after) <= LONGEST_BODY and _BODIES.match(fold(after)):
            return item._replace(words=after, is_lead=True)
    return item


def _label_of(content: str) -> str:
    """Return the number at the beginning of the content of a task, such as "2." or "1.1"; "" without one."""
    if match := _PARTS.match(content):
        return _normal(match[1])
    label, words = split_label(content)
    return label if words else ""


def _number_in(written: str) -> str:
    """Return the number in the cell of a number; "" if it contains something else."""
    match = _NUMBER.fullmatch(written)
    return _normal(match[1]) if match is not None else ""


def numbered(tables: Sequence[Sequence[Item]]) -> tuple[list[Row], list[Heading]]:
    """Return the rows with unique numbers, and the headings.

    The numbers are those of the file; if they restart, after the numbers of the sections above; if that is not enough,
    those of the order of the rows.
    """
    drafts = list(_placed(tables))
    headings = [item for items in tables for item in items if isinstance(item, Heading)]
    for numbers in (
        [placed.local for placed in drafts],
        [_qualified(placed.path, placed.local) for placed in drafts],
        [str(number) for number in range(1, len(drafts) + 1)],
    ):
        if len(set(numbers)) == len(numbers) and all(re.fullmatch(TASK, number) for number in numbers):
            break
    return [_row(placed, number) for placed, number in zip(drafts, numbers, strict=True)], headings


class _Section(NamedTuple):
    """A section around a row: the kind of its number, its heading, and its number or else its place among them."""

    kind: str
    heading: Heading
    label: str


class _Placed(NamedTuple):
    """A row with the numbers and words of the sections around it, and its own number in them."""

    draft: Draft
    local: str
    path: tuple[str, ...]
    section: str
    lead: str


def _placed(tables: Sequence[Sequence[Item]]) -> Iterator[_Placed]:
    """Yield the rows with their sections."""
    for table_number, items in enumerate(tables, start=1):
        position = _Position(str(table_number) if len(tables) > 1 else "")
        for item in items:
            if isinstance(item, Heading):
                position.enter(item)
            else:
                yield position.placed(item)


class _Position:
    """A position in a table: the sections around it, and how far their rows are counted.

    `table`: the number of the table, "" for the only one; it qualifies rows without a section.
    """

    def __init__(self, table: str) -> None:
        self._table = table
        self._sections: list[_Section] = []
        self._lead = self._parent = ""
        self._headings = self._tasks = self._sub_tasks = 0

    def enter(self, heading: Heading) -> None:
        """Begin the section of a heading, which ends the one with the same kind of number and those inside it."""
        kind = _kind(heading)
        kinds = [section.kind for section in self._sections]
        if kind in kinds:
            del self._sections[kinds.index(kind) :]
        self._headings += 1
        self._sections.append(_Section(kind, heading, heading.label or str(self._headings)))
        self._lead = heading.words if heading.is_lead else self._lead
        self._parent = heading.label if heading.label[:1].isdigit() and not heading.is_lead else ""
        self._tasks = self._sub_tasks = 0

    def placed(self, draft: Draft) -> _Placed:
        """Return the next row of the section, or of none if its number follows that of the section: 2, 2.1, 3."""
        ended = self._sections[-1].label if self._sections and "." in self._parent else ""
        if ended.isdigit() and draft.label == str(int(ended) + 1) and self._parent.startswith(f"{ended}."):
            del self._sections[-1]
        number = self._number(draft)
        path = tuple(section.label for section in self._sections if not number.startswith(f"{section.label}."))
        if self._table and not self._sections:
            path = (self._table,)
        headings = [section.heading for section in self._sections]
        words = " – ".join(heading.words for heading in headings if not heading.is_lead)
        return _Placed(draft, number, path, words, self._lead)

    def _number(self, draft: Draft) -> str:
        """Return the own number of a row; a sub-task is counted below the task or the numbered heading before it."""
        if draft.is_sub and (self._parent or not draft.label):
            self._sub_tasks += 1
            label = draft.label or str(self._sub_tasks)
            return f"{self._parent}.{label}" if self._parent else label
        self._tasks += 1
        self._sub_tasks = 0
        self._parent = draft.label or str(self._tasks)
        return self._parent


def _kind(heading: Heading) -> str:
    """Return the kind of number of a heading; headings of one kind are on one level."""
    label = heading.label
    if not label:
        return "lead" if heading.is_lead else "none"
    if label[0].isdigit():
        return f"digits{label.count('.')}"
    if label.islower():
        return "point"
    return "roman" if set(label) <= set("IVXLC") else "letter"


def _qualified(path: tuple[str, ...], local: str) -> str:
    """Return a number after those of its sections, of which only the first may be Roman or a capital letter."""
    first, *others = [*path, local]
    return ".".join([first, *map(_arabic, others)])


def _arabic(label: str) -> str:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not label.isupper():
        return label
    if not set(label) <= values.keys():
        return label.lower()
    total = 0
    for letter, following in zip(label, [*label[1:], ""], strict=True):
        value = values[letter]
        total += -value if values.get(following, 0) > value else value
    return str(total)


def _row(placed: _Placed, number: str) -> Row:
    draft = placed.draft
    cells = {name: draft.cells.get(name, "") for name in COLUMNS}
    lead = draft.cells.get("lead", placed.lead)
    other = tuple(draft.other)
    heading, written = draft.number_cell
    is_kept = draft.label and number.endswith((draft.label, _arabic(draft.label)))
    if written and not is_kept and not set(written) <= set(_DASHES):
        other = ((heading, written), *other)
    return Row(number, placed.section, lead, cells, draft.where, other, draft.lines)
