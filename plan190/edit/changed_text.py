"""Change the text of a YAML file so that it holds new data; all other lines are kept byte for byte.

The lines to change are found from the places that the parser reports. ruamel.yaml, which reads a file and writes it
again with its comments, was tried too: it changed other lines in five of the fourteen files of the plan and the
example, such as `decisions.yaml`. The changed text is read again, and returned only if it holds exactly the new data.
"""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plan190.diagnostics import errors_in
from plan190.edit.yaml_text import as_read, item_lines, mapping_lines, scalar_text
from plan190.errors import Plan190Error
from plan190.load.text_reader import BYTE_ORDER_MARK
from plan190.load.yaml_mistakes import indentation_of
from plan190.load.yaml_reader import Parsed, read_yaml
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plan190.diagnostics import Diagnostic
    from plan190.edit.yaml_text import Data

_HYPHEN = re.compile(r"( *)-(?= |\r?$)")
_NAMES = ("id", "task", "corrects")
"""The keys by which an entry is the same one after its other values have changed."""


def changed_text(path: str, text: str, data: Mapping[str, Data]) -> str:
    r"""Return the text of a file changed to hold these data, which are all data of the file.

    Changed entries of a list are replaced where they stand, new ones are added at its end. New lines have the line ends
    of the file. Plan190Error if the file has an error of YAML, or if its form does not allow to keep all other lines.
    """
    content = text.removeprefix(BYTE_ORDER_MARK)
    parsed, problems = _read(path, text)
    if [problem.code for problem in problems] == ["P110"]:  # it has no data yet
        parsed, problems = Parsed(path, "", {}, {}), []
    if parsed is None or errors_in(problems) or not isinstance(parsed.plain, dict):
        raise Plan190Error("error.edit_faulty", path=printable(path))
    end = "\r\n" if "\r\n" in content else "\n"
    has_last_end = not content or content.endswith("\n")
    lines = content.removesuffix("\n").split("\n") if content else []
    changed = "\n".join(_File(parsed, lines, end.removesuffix("\n")).changed(data))
    changed = text[: len(text) - len(content)] + changed + ("\n" if has_last_end else "")
    _demand_data(path, changed, data)
    return changed


def with_entries(path: str, text: str, key: str, entries: Iterable[Data]) -> str:
    """Return the text of a file with these entries at the end of the list with this key, as `changed_text` does."""
    parsed, _ = _read(path, text)
    data: Any = parsed.plain if parsed is not None else {}
    return changed_text(path, text, {**data, key: [*(data.get(key) or ()), *entries]})


def _read(path: str, text: str) -> tuple[Parsed | None, list[Diagnostic]]:
    return read_yaml(path, text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n"))


def _demand_data(path: str, text: str, data: Mapping[str, Data]) -> None:
    """Raise Plan190Error if the text does not hold exactly the data; the entries of a list may have any order."""
    parsed, problems = _read(path, text)
    if parsed is None or errors_in(problems) or _without_order(parsed.plain) != _without_order(data):
        raise Plan190Error("error.edit_form", path=printable(path))


def _without_order(data: Any) -> dict[str, Any]:  # noqa: ANN401 - plain data
    values = {key: value for key, value in data.items() if value not in (None, [])}
    return {
        key: sorted(map(_comparable, value)) if isinstance(value, list) else _comparable(value)
        for key, value in values.items()
    }


def _comparable(data: Any) -> str:  # noqa: ANN401 - plain data
    return json.dumps(as_read(data), sort_keys=True)


class _Part(NamedTuple):
    """The lines of a file from `start` to before `end`, counted from 0, and the value that they hold."""

    start: int
    end: int
    value: Any


class _File(NamedTuple):
    r"""The lines of a file, without `\n`; `end`: what the lines have before it, `\r` or nothing."""

    parsed: Parsed
    lines: list[str]
    end: str

    def changed(self, data: Mapping[str, Data]) -> Iterator[str]:
        """Yield the lines with the new data."""
        position = 0
        parts = self._keys()
        for key, part in parts.items():
            yield from self.lines[position : part.start]
            position = part.end
            if key in data:
                yield from self._changed_value(key, part, data[key])
        yield from self.lines[position:]
        yield from self._new(mapping_lines({key: value for key, value in data.items() if key not in parts}, ""))

    def _changed_value(self, key: str, part: _Part, value: Data) -> Iterable[str]:
        """Return the lines of a key with its new value."""
        old = self.lines[part.start : part.end]
        if _comparable(part.value) == _comparable(value):
            return old
        entries = self._entries(key, part) if isinstance(part.value, list) else []
        if entries and isinstance(value, list):
            return self._changed_list(part, entries, {_name(item): item for item in value})
        place = self.parsed.place((key,))
        if len(old) == 1 and place is not None and isinstance(part.value, str) and not isinstance(value, (list, dict)):
            before, after = old[0][: place.column - 1], old[0][place.end_column - 1 :]
            return [f"{before}{scalar_text(value)}{after}"]
        if any("#" in line for line in old):
            raise Plan190Error("error.edit_form", path=printable(self.parsed.path))
        return self._new(mapping_lines({key: value}, ""))

    def _changed_list(self, part: _Part, entries: list[_Part], items: Mapping[str, Data]) -> Iterator[str]:
        """Yield the lines of a list with new items, by their names."""
        yield from self.lines[part.start : entries[0].start]
        indentation = " " * self._column(entries[0])
        for entry in entries:
            item = items.get(_name(entry.value))
            lines = self.lines[entry.start : entry.end]
            if item is not None and _comparable(item) == _comparable(entry.value):
                yield from lines
            elif item is not None:
                first = next(row for row, line in enumerate(lines) if _HYPHEN.match(line))
                last = _end_of_content(lines, first, len(lines), len(indentation))
                yield from lines[:first]
                yield from self._new(item_lines(item, indentation))
                yield from lines[last:]
        has_gaps = len(entries) > 1 and not self.lines[entries[-1].start - 1].strip()
        old = {_name(entry.value) for entry in entries}
        for name, item in items.items():
            if name not in old:
                yield from self._new([""] * has_gaps)
                yield from self._new(item_lines(item, indentation))

    def _new(self, lines: Iterable[str]) -> Iterator[str]:
        return (f"{line}{self.end}" for line in lines)

    def _keys(self) -> Mapping[str, _Part]:
        """Return the part of each key in the root; Plan190Error if the keys do not begin lines."""
        plain: Any = self.parsed.plain
        places = filter(None, (self.parsed.key_place((key,)) for key in plain))
        starts = [place.line - 1 for place in places if place.column == 1]
        if len(starts) < len(plain):
            raise Plan190Error("error.edit_form", path=printable(self.parsed.path))
        rows = itertools.pairwise([*starts, len(self.lines)])
        contents = ((start, _end_of_content(self.lines, start, end, 0)) for start, end in rows)
        return {key: _Part(*rows, plain[key]) for key, rows in zip(plain, contents, strict=True)}

    def _entries(self, key: str, part: _Part) -> list[_Part]:
        """Return the entries of a list, each with the comments above it; none if they do not begin with hyphens."""
        starts = []
        for number in range(len(part.value)):
            place = self.parsed.place((key, number))
            row = place.line - 1 if place is not None else part.start
            while row > part.start and not _HYPHEN.match(self.lines[row]):
                row -= 1
            if row == part.start:
                return []
            starts.append(self._with_comments(part, row))
        rows = itertools.pairwise([*starts, part.end])
        return [_Part(start, end, value) for (start, end), value in zip(rows, part.value, strict=False)]

    def _with_comments(self, part: _Part, row: int) -> int:
        """Return the row of the first comment above the entry whose hyphen is in this row."""
        column = indentation_of(self.lines[row])
        while row - 1 > part.start and _is_comment(self.lines[row - 1], column):
            row -= 1
        return row

    def _column(self, entry: _Part) -> int:
        lines = self.lines[entry.start : entry.end]
        return next(indentation_of(line) for line in lines if _HYPHEN.match(line))


def _end_of_content(lines: list[str], start: int, end: int, indentation: int) -> int:
    """Return the end without the empty lines and comments before it, which do not belong to what starts there."""
    while end - 1 > start and (not lines[end - 1].strip() or _is_comment(lines[end - 1], indentation)):
        end -= 1
    return end


def _is_comment(line: str, indentation: int) -> bool:
    """Return whether the line is a comment and no part of a text, which would be indented further."""
    return line.lstrip(" ").startswith("#") and indentation_of(line) <= indentation


def _name(item: Any) -> str:  # noqa: ANN401 - plain data
    """Return the name of an item among those of its list."""
    names = [item[key] for key in _NAMES if key in item] if isinstance(item, dict) else []
    return _comparable(names or item)
