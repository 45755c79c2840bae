"""Read the tasks of an issued file without a table: paragraphs before "Thời gian thực hiện: …" and other labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.load.issued_rows import (
    LONGEST_HEADING,
    Appendix,
    Draft,
    Heading,
    Item,
    lead_if_body,
    numbered,
    parents_to_headings,
    split_label,
)
from plan190.words.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.load.issued_lines import IssuedLine

_LABELS = {
    "lead": "(?:co quan|don vi|to chuc|bo phan|nguoi)? ?(?:chu tri|thuc hien|phu trach|chiu trach nhiem)(?: thuc hien)?"
    "|lead(?: agency| unit| team)?|owner|responsible(?: party| unit| team)?|phan cong",
    "cooperating": "(?:co quan|don vi|to chuc)? ?phoi hop(?: thuc hien)?"
    "|support(?:ing| from)?(?: agency| unit| team)?|co operating(?: agency| unit| team)?|with",
    "deadline": "(?:thoi gian|thoi han|tien do|han)(?: thuc hien| hoan thanh)*"
    "|deadline|due(?: date| by)?|timeline|when|timing",
    "product": "san pham(?: .{1,30})?|ket qua(?: dau ra| du kien| can dat| san pham)*|deliverables?|outputs?|results?",
    "note": "ghi chu|notes?",
}
"""The labels of the cells of a task in a list, without accents and case."""

_PATTERNS = {field: re.compile(pattern) for field, pattern in _LABELS.items()}

_PART = re.compile(r"(?:^[-–−+•*]?|(?<=[;.(])|(?<=\s[-–+]))\s*([^\W\d_][^:;.()]{1,58}?)\s*:(?=\s|$)")
"""The label of a part of a paragraph, at its beginning or after a semicolon, full stop, parenthesis or dash."""

_BULLET = re.compile(r"[-–−+•*]\s*")
_END = re.compile(r"nơi nhận\b|recipients:|distribution:", re.IGNORECASE)

Parts = list[tuple[str, str]]
"""Labels or fields, with the words after them."""


def read_list(lines: Sequence[IssuedLine]) -> Appendix:
    """Return the tasks of a list; no rows if no paragraph has the labels of a task."""
    parts = [_parts(line.words) for line in lines]
    labelled = [position for position, found in enumerate(parts) if found[1]]
    if not labelled:
        return Appendix((), (), (), tuple(lines), ())
    start = _with_headings(lines, _first_of_task(lines, parts, labelled[0]))
    end = labelled[-1] + 1
    while end < len(lines) and _unknown_part(lines[end].words):
        end += 1
    reader = _List()
    for position in range(start, end):
        if lines[position].words:
            reader.read(lines[position], *parts[position], _next_label(lines, parts, position))
    parents_to_headings(reader.items)
    if not any(isinstance(item, Draft) and "lead" in item.cells for item in reader.items):
        reader.items = list(map(lead_if_body, reader.items))
    rows, headings = numbered([reader.items])
    skipped = tuple(line for line in lines[start:end] if not line.words)
    rest = (*lines[:start], *lines[end:])
    return Appendix(tuple(rows), tuple(headings), tuple(reader.unread), rest, skipped, reader.continued)


class _List:
    """The paragraphs of a list, read in their order. `continued`: how many belong to a task before them."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.unread: list[IssuedLine] = []
        self.continued = 0

    def read(self, line: IssuedLine, text: str, found: Parts, following: str) -> None:
        """Read a paragraph with its text, the parts after it, and the number of the next paragraph."""
        last = self.items[-1] if self.items else None
        unknown = _unknown_part(line.words)
        item = None
        if isinstance(last, Draft) and found and not text:
            self._continue(last, "", found)
        elif isinstance(last, Draft) and last.is_filled and not found and unknown:
            self._continue(last, "", unknown)
        else:
            is_begun = isinstance(last, Draft) and not last.is_filled
            is_rest = is_begun and not split_label(text)[0] and not _BULLET.match(text) and not line.is_heading
            item = _item(line, text, found, following) if text and not is_rest else None
            if item is not None:
                self.items.append(item)
            elif text and isinstance(last, Draft) and not last.is_filled:
                self._continue(last, text, found)
            else:
                self.unread.append(line)

    def _continue(self, draft: Draft, text: str, found: Parts) -> None:
        if text:
            draft.add({"content": text}, [])
        _fill(draft, found)
        self.continued += 1


def _parts(words: str) -> tuple[str, Parts]:
    """Return the text of a paragraph before its first label of a task, and the parts after it by field or label."""
    marks = [(match, _field(match[1])) for match in _PART.finditer(words)]
    first = next((number for number, (_, name) in enumerate(marks) if name), None)
    if first is None:
        return words, []
    before = words[: marks[first][0].start()].rstrip(" (-–+;")
    if re.fullmatch(r"[-–−+•*(]*|\(?\w{1,4}[.)]+", before):
        before = ""
    found: Parts = []
    marks = marks[first:]
    for number, (match, name) in enumerate(marks):
        end = marks[number + 1][0].start() if number + 1 < len(marks) else len(words)
        value = _value(words[match.end() : end])
        if name or value:
            found.append((name or match[1], value))
        else:
            before_it, last = found.pop()
            found.append((before_it, one_line(f"{last} {match[1]}:")))
    return before, found


def _unknown_part(words: str) -> Parts:
    """Return the label and the words of a short paragraph that has an unknown label, such as funding."""
    match = _PART.match(words)
    value = _value(words[match.end() :]) if match is not None else ""
    if match is None or not value or len(words) > LONGEST_HEADING or _END.match(words):
        return []
    return [(match[1], value)]


def _value(words: str) -> str:
    """Return the words after a label, without the punctuation between parts."""
    value = words.strip().rstrip(" ;").removesuffix(".").rstrip(" -–+")
    return value.removesuffix(")").rstrip() if value.count(")") > value.count("(") else value


def _field(label: str) -> str:
    text = fold(label)
    return next((field for field, pattern in _PATTERNS.items() if pattern.fullmatch(text)), "")


def _first_of_task(lines: Sequence[IssuedLine], parts: Sequence[tuple[str, Parts]], labelled: int) -> int:
    """Return the position of the paragraph that begins the first task: the nearest with a number, or the nearest."""
    if parts[labelled][0]:
        return labelled
    before = [position for position in range(labelled) if lines[position].words]
    for position in reversed(before[-4:]):
        if split_label(lines[position].words)[0]:
            return position
    return before[-1] if before else labelled


def _with_headings(lines: Sequence[IssuedLine], start: int) -> int:
    """Return the position of the headings with a number directly above the first task, each of a higher level."""
    level = _level(lines[start])
    while start > 0:
        above = lines[start - 1]
        if above.words:
            if len(above.words) > LONGEST_HEADING or _level(above) <= level:
                return _without_empty(lines, start)
            level = _level(above)
        start -= 1
    return start


def _level(line: IssuedLine) -> int:
    """Return the level of a numbered paragraph: a capital or Roman number is highest, 1.1 below 1; 0 for no number."""
    label = split_label(line.words)[0]
    if label[:1].isdigit():
        return max(1, 9 - label.count("."))
    return 10 if label.isupper() else 0


def _without_empty(lines: Sequence[IssuedLine], start: int) -> int:
    while not lines[start].words:
        start += 1
    return start


def _next_label(lines: Sequence[IssuedLine], parts: Sequence[tuple[str, Parts]], position: int) -> str:
    """Return the number of the next paragraph; "=" if it has the labels of a task without a text before."""
    for following in range(position + 1, len(lines)):
        if lines[following].words:
            text, found = parts[following]
            return "=" if found and not text else split_label(text)[0]
    return ""


def _item(line: IssuedLine, text: str, found: Parts, following: str) -> Item | None:
    """Return the task or heading that a paragraph begins; None if it goes on with the one before."""
    label, after = split_label(text)
    is_upper = bool(label) and not label[0].isdigit() and label.isupper()
    if not found and (is_upper or line.is_heading) and following != "=":
        return Heading(label, text, line.where)
    is_bullet = _BULLET.match(text) is not None
    if not label and not (is_bullet and (found or following == "=")) and not found and following != "=":
        return None
    words = after if label else _BULLET.sub("", text, count=1)
    draft = Draft(label, {"content": words}, line.where, is_sub=(bool(label) and label.islower()) or is_bullet)
    _fill(draft, found)
    return draft


def _fill(draft: Draft, found: Parts) -> None:
    """Add the parts to the cells of a task; those with an unknown label are other cells."""
    for name, words in found:
        if name in _PATTERNS:
            draft.add({name: words}, [])
        elif words:
            draft.add({}, [(name, words)])
