"""Find the common mistakes behind YAML syntax errors, which a parser often reports only some lines later.

Rows and columns count from 0.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_LINES = 10
"""The most lines that a message names or shows."""

LONGEST_LINE = 1000
"""The most characters of a corrected line that a message shows."""

REACH = 40
"""The number of lines searched for the mistake, upwards from the line at which the parser stopped."""

# Parts of a line. Keys are those of the data files: lower-case ASCII letters and `_`.
_START = r"\s*(?:- +)*"
_QUOTED = re.compile(_START + r"""(?:[^\s:"']+: +)?(["'])""")
_CLOSED_QUOTES = re.compile(r'"[^"]*"|\'[^\']*\'')
_OPENED = re.compile(_START + r"(?:[^\s:]+: +)?([\[{])")
_NO_COLON = re.compile(_START + r"([a-z_]+)(?::(?![\s/]|$)|：\s*)")
_ONLY_BLANK = re.compile(_START + r"([a-z_]+) +(?=[^\s:][^:]*$)")
_NO_BLANK_AFTER_DASH = re.compile(r"\s*(-)(?=[a-z_]+:)")
_BULLET = re.compile(r"(\s*)[–—−•·●▪*+]\s*(?=[a-z_]+:(?:\s|$))")
# Whole lines.
_KEY_AND_VALUE = re.compile(r" *[a-z_]+: +\S")
_SEPARATOR = re.compile(r"---(?:\s|$)")
_KEY_ALONE = re.compile(r"\s*([a-z_]+)\s*")
_BLOCK = re.compile("[|>][-+0-9]*")
_COMMENT = re.compile(r"\s#")
_VALUE = re.compile(rf"({_START}[a-z_]+: +)(\S(?:.*\S)?)\s*")
_UNBRACED = re.compile(r"(\s*- +)([a-z_]+: [^,{}:]+(?:, *[a-z_]+: [^,{}:]+)+)")
_BEFORE_VALUE = re.compile(r"^\s*(- +)*([^\s:]+: +)?")
_KEY = re.compile(r"""(\s*(?:- +)*)([^\s:#"'-][^:]*|"[^"]*"|'[^']*'):(?:\s|$)""")
_BARE_KEY = re.compile(rf"({_START})[a-z_]+:\s*")
_TOP_KEY = re.compile(r"[^\s:#-][^:]*:(?:\s|$)")
_ENTRY = re.compile(r"( *)- *(?:\{ *)?([a-z_]*)")
_SMART_QUOTES = "“”„‟"

_SIGNS = ("\t", "<" * 7, "=" * 7, ">" * 7, "\n---")
"""Parts of a text, of which one is in each text with a mistake that `find_certain` finds."""

_TABS = re.compile("\t+")
_CONFLICT_MARK = re.compile("<{7} |={7}$|>{7} ")
_CONFLICT_BEGINS, _CONFLICT_ENDS = re.compile("<{7} "), re.compile(">{7} ")

_MESSAGES = {"flow": "bracket", "expected ':'": "no-colon", "block": "indent", "mapping values": "indent"}
"""Parts of PyYAML's messages, and the kind of mistake that each suggests."""


@dataclass(frozen=True)
class Mistake:
    """A mistake against the syntax.

    `kind`: a variant of P101, "" if it is none of the common mistakes; `conflict` for a conflict that git has marked,
    `document` for a line that begins another document.
    `corrected`: the lines, by row, with which the mistake is corrected; empty if the correction is not known.
    `values`: the values of its message, such as `paste`, the corrected lines.
    """

    row: int
    column: int
    kind: str
    corrected: Mapping[int, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    length: int = 1


def find_certain(lines: Sequence[str]) -> Iterator[Mistake]:
    """Yield the mistakes that can be found without a parser; each is corrected before the next is looked for."""
    text = "\n".join(lines)
    if any(sign in text for sign in _SIGNS):
        yield from _tabs(lines)
        yield from _conflicts(lines)
        yield from _separators(lines)


def _tabs(lines: Sequence[str]) -> Iterator[Mistake]:
    """Yield one mistake for all lines with tabs; corrected, they have a space instead of each tab."""
    rows = [row for row, line in enumerate(lines) if "\t" in line]
    if rows:
        corrected = {row: _TABS.sub(" ", lines[row]) for row in rows}
        first = lines[rows[0]].index("\t")
        length = len(lines[rows[0]]) - first - len(lines[rows[0]][first:].lstrip("\t"))
        values = {"lines": _numbers_of(rows)}
        if any("\t" in lines[row][: -len(lines[row].lstrip()) or None] for row in rows):
            values["more"] = "more"  # the indentation is not known
        yield Mistake(rows[0], first, "tab", corrected, values, length)


def _numbers_of(rows: Sequence[int]) -> str:
    """Return the numbers of the lines in these rows as text."""
    numbers = [str(row + 1) for row in rows[:MOST_LINES]]
    if len(rows) > MOST_LINES:
        numbers.append("…")
    return ", ".join(numbers)


def _conflicts(lines: Sequence[str]) -> Iterator[Mistake]:
    """Yield each conflict that git has marked; corrected, it has only the first of its two sides."""
    start: int | None = None
    for row, line in enumerate(lines):
        if not _CONFLICT_MARK.match(line):
            continue
        if start is None:
            start = row
        if _CONFLICT_ENDS.match(line) or not _CONFLICT_BEGINS.match(lines[start]):
            yield _conflict(lines, range(start, row + 1))
            start = None
    if start is not None:
        yield _conflict(lines, range(start, start + 1))


def _separators(lines: Sequence[str]) -> Iterator[Mistake]:
    """Yield each line that begins another document; corrected, it is empty."""
    has_content = False
    for row, line in enumerate(lines):
        if has_content and _SEPARATOR.match(line):
            yield Mistake(row, 0, "document", {row: ""}, {}, 3)
        has_content = has_content or not re.match(r"\s*(#|$)|%|---", line)


def _conflict(lines: Sequence[str], rows: range) -> Mistake:
    """Return the conflict in these rows, which begin and end with a marker."""
    first_side = list(itertools.takewhile(lambda row: not _CONFLICT_MARK.match(lines[row]), rows[1:]))
    corrected = dict.fromkeys(rows, "") | {row: lines[row] for row in first_side}
    return Mistake(rows[0], 0, "conflict", corrected, {"more": "more"}, len(lines[rows[0]].split(" ")[0]))


def find_mistake(lines: Sequence[str], row: int, column: int, message: str) -> Mistake:
    """Return the mistake behind an error that PyYAML reports at this row and column with this message."""
    while row > 0 and not lines[row].strip():
        row -= 1
    for above in range(row, max(-1, row - REACH), -1):
        mistake = _mistake_in_line(lines, above, row)
        if mistake is not None:
            return mistake
    mistake = _list_without_hyphen(lines, row) or _text_as_list(lines, row) or _list_without_key(lines, row)
    return mistake or _mistake_at(lines, row, column, message)


def without_entry(lines: Sequence[str], row: int) -> dict[int, str]:
    """Return the lines, by row, that remove the entry of a list around a row and leave only its hyphen.

    They remove the whole value of the top-level key if it is not a list, or if only the hyphen is left. Empty if no
    safe part around the row can be removed.
    """
    first = row
    while first >= 0 and not _TOP_KEY.match(lines[first]):
        first -= 1
    if first < 0:
        return {}
    last = first + 1
    while last < len(lines) and not _TOP_KEY.match(lines[last]):
        last += 1
    removed = _without_entry_of(lines, range(first + 1, last), row) or dict.fromkeys(range(first, last), "")
    changes_something = any(lines[number] != line for number, line in removed.items())
    return removed if changes_something else {}


def _without_entry_of(lines: Sequence[str], rows: range, row: int) -> dict[int, str]:
    """Return the lines that remove one entry from the list in these rows; empty if it cannot be told apart."""
    filled = [number for number in rows if lines[number].strip() and not lines[number].lstrip().startswith("#")]
    opening = _ENTRY.match(lines[filled[0]]) if filled else None
    if opening is None or row < filled[0]:
        return {}
    starts = [number for number in filled if _begins_entry(lines[number], opening)]
    first = max(number for number in starts if number <= row)
    end = next((number for number in starts if number > row), rows.stop)
    if lines[first].strip() == "-":
        return {}
    return {**dict.fromkeys(range(first, end), ""), first: f"{opening[1]}-"}


def _begins_entry(line: str, opening: re.Match[str]) -> bool:
    """Return whether the line begins an entry: it is indented like the first one or begins with the same key."""
    entry = _ENTRY.match(line)
    return entry is not None and (entry[1] == opening[1] or entry[2] == opening[2] != "")


def _mistake_in_line(lines: Sequence[str], above: int, row: int) -> Mistake | None:
    """Return the mistake in row `above` that can stop the parser in row `row`; None without one."""
    line = lines[above]
    quoted = _QUOTED.match(line)
    if quoted is not None and _stays_open(lines[above : row + 1], quoted[1]):
        return _mistake(lines, above, quoted.end() - 1, "quote", _closed(lines, above, quoted[1]))
    bare = _CLOSED_QUOTES.sub(lambda match: "x" * len(match[0]), line)
    comment = _COMMENT.search(bare)
    if comment is not None:
        bare = bare[: comment.start()]
    opened = _OPENED.match(bare)
    if opened is not None and above != row and len(re.findall(r"[\[{]", bare)) > len(re.findall(r"[\]}]", bare)):
        if comment is not None and re.search(r"[\]}]", line[comment.start() :]):
            return Mistake(above, comment.start() + 1, "hash")
        closing = "]" if opened[1] == "[" else "}"
        return _mistake(lines, above, opened.end() - 1, "bracket", _closed(lines, above, closing))
    if above < row - 1:
        return None
    if line.rstrip() == "...":
        return Mistake(above, 0, "end", {above: ""})
    return _wrong_beginning(lines, above) or _unindented(lines, above)


def _wrong_beginning(lines: Sequence[str], row: int) -> Mistake | None:
    """Return the mistake before the value in a row: a wrong hyphen, or a key without colon and space."""
    line = lines[row]
    if _BULLET.match(line):
        return _bullets(lines)
    if line.lstrip().startswith("{") and row > 0 and _BARE_KEY.fullmatch(lines[row - 1]):
        corrected = " " * (_key_column(lines, row - 1) + 2) + "- " + line.lstrip()
        return _mistake(lines, row, indentation_of(line), "first-dash", corrected)
    if _is_without_hyphen(lines, row):
        corrected = " " * (indentation_of(lines[row])) + "- " + line.lstrip()
        return _mistake(lines, row, indentation_of(line), "first-dash", corrected)
    match = _NO_BLANK_AFTER_DASH.match(line)
    if match is not None:
        return _mistake(lines, row, match.start(1), "dash", line[: match.end(1)] + " " + line[match.end(1) :])
    match = _NO_COLON.match(line)
    if match is None and _opens_below(lines, row):
        match = _KEY_ALONE.fullmatch(line)
    column = _key_column(lines, row - 1)
    if match is None and (line.lstrip().startswith("- ") or indentation_of(line) == column):
        match = _ONLY_BLANK.match(line)
    if match is None and column < 0 and len(line.split()) == 2:  # noqa: PLR2004 - a key and its value
        match = _ONLY_BLANK.match(line)
    if match is not None:
        return _mistake(
            lines,
            row,
            match.start(1),
            "no-colon",
            f"{line[: match.end(1)]}: {line[match.end() :].lstrip('= ')}".rstrip(),
        )
    return None


def _is_without_hyphen(lines: Sequence[str], row: int) -> bool:
    """Return whether the row has the first key of the entries of a list in the column of their hyphens."""
    entry = _ENTRY.match(lines[row].replace("  ", "  - ", 1)) if _KEY_AND_VALUE.match(lines[row]) else None
    others = map(_ENTRY.match, lines[max(0, row - REACH) : row + REACH])
    found = (other for other in others if other is not None and entry is not None and other[2] == entry[2])
    return any(len(other[1]) == indentation_of(lines[row]) for other in found)


def _opens_below(lines: Sequence[str], row: int) -> bool:
    """Return whether the next line is indented more, or begins an entry of a list."""
    following = lines[row + 1] if row + 1 < len(lines) else ""
    is_entry = following.lstrip().startswith("- ") and indentation_of(following) >= indentation_of(lines[row])
    return is_entry or indentation_of(following) > indentation_of(lines[row])


def _bullets(lines: Sequence[str]) -> Mistake:
    """Return one mistake for all entries that begin with a dash or a bullet instead of a hyphen."""
    matches = {row: match for row, line in enumerate(lines) if (match := _BULLET.match(line))}
    corrected = {row: _BULLET.sub(rf"{match[1]}- ", lines[row], count=1) for row, match in matches.items()}
    first, *_ = rows = list(matches)
    values = {"lines": _numbers_of(rows), **_pasted(corrected)}
    return Mistake(first, len(matches[first][1]), "bullet", corrected, values)


def _mistake(lines: Sequence[str], row: int, column: int, kind: str, corrected: str = "") -> Mistake:
    """Return the mistake with its corrected line; "" if it has none, or if the line stays the same."""
    if corrected in {"", lines[row]}:
        return Mistake(row, column, kind)
    return Mistake(row, column, kind, {row: corrected}, _pasted({row: corrected}))


def _pasted(corrected: Mapping[int, str]) -> dict[str, str]:
    """Return the value of the message with the corrected lines, by row; empty if they are too many or too long."""
    lines = [line.rstrip() for _, line in sorted(corrected.items())]
    if len(lines) > MOST_LINES or max(map(len, lines)) > LONGEST_LINE:
        return {}
    return {"paste": "\n".join(lines)}


def _closed(lines: Sequence[str], row: int, closing: str) -> str:
    """Return the line with the closing quote or bracket at its end; "" if the value may continue on the next line."""
    line = lines[row].rstrip()
    if line[-1] in "]}":
        return ""
    following = next((after for after in lines[row + 1 :] if after.strip()), "x:")
    if not (_KEY.match(following) or following.lstrip().startswith("- ")):
        return ""
    if closing in {'"', "'"} and line.count(closing) > 1:
        return requoted(line)
    return line + closing


def _stays_open(lines: Sequence[str], quote: str) -> bool:
    """Return whether a quote that opens on the first line stays open.

    A quote on a later line does not close it if it opens a value of its own.
    """
    counts = [line.replace("\\" + quote, "").count(quote) for line in lines]
    if counts[0] % 2 == 0:
        return False
    following = next((line for line, count in zip(lines[1:], counts[1:], strict=True) if count), None)
    if following is None:
        return True
    opening = _QUOTED.match(following)
    return opening is not None and opening[1] == quote and following.strip() != quote


def _unindented(lines: Sequence[str], row: int) -> Mistake | None:
    """Return the mistake of a text that continues in a row without the indentation of its key; None without one."""
    if not _is_unindented(lines, row):
        return None
    first, end = row, row + 1
    while _is_unindented(lines, first - 1):
        first -= 1
    while end < len(lines) and _is_unindented(lines, end):
        end += 1
    column = _key_column(lines, first - 1)
    without = dict.fromkeys(range(first, end), "")
    if column < 0:
        return Mistake(first, indentation_of(lines[first]), "no-key", without)
    value = _VALUE.fullmatch(lines[first - 1])
    following = lines[end] if end < len(lines) else ""
    has_children = _BARE_KEY.fullmatch(lines[first - 1]) and indentation_of(following) > column
    if has_children or (value is not None and not _BLOCK.fullmatch(value[2])):
        corrected = {first - 1: lines[first - 1], **without}
    else:
        corrected = {number: " " * (column + 2) + lines[number].strip() for number in without}
    return Mistake(first, indentation_of(lines[first]), "unindented", corrected)


def _is_unindented(lines: Sequence[str], row: int) -> bool:
    """Return whether the row has neither key nor hyphen, and is not indented more than a key above it."""
    line = lines[row].strip() if row >= 0 else ""
    if not line or line.startswith(("#", "- ", "```", "{", "[", "}", "]", "%", "---")) or _KEY.match(line):
        return False
    column = _key_column(lines, row - 1)
    return indentation_of(lines[row]) <= column or column < 0


def _key_column(lines: Sequence[str], row: int) -> int:
    """Return the column of the last key at or above a row; -1 if there is none within reach."""
    for above in range(row, max(-1, row - REACH), -1):
        key = _KEY.match(lines[above])
        if key is not None:
            return len(key[1])
    return -1


def _list_without_hyphen(lines: Sequence[str], row: int) -> Mistake | None:
    """Return the mistake of a list whose first entry has no hyphen, if the row begins its second entry."""
    indentation = indentation_of(lines[row])
    if not lines[row].lstrip().startswith("- "):
        return None
    first = above = row
    while above > 0 and (indentation_of(lines[above]) >= indentation or not lines[above].strip()):
        first = above if lines[above].strip() else first
        above -= 1
    key = _KEY.match(lines[first])
    if _BARE_KEY.fullmatch(lines[above]) is None or key is None or "-" in key[1]:
        return None
    if key[2] != (_ENTRY.match(lines[row]) or key)[2] and _column_of_entries(lines[: row + 1], row) is not None:
        return None
    shift = indentation + 2 - len(key[1])
    if indentation_of(lines[first + 1]) != len(key[1]):
        shift = 0
    corrected = {number: _shifted(lines[number], shift) for number in range(first, row)}
    corrected[first] = " " * indentation + "- " + lines[first].lstrip()
    return Mistake(first, len(key[1]), "first-dash", corrected, _pasted({first: corrected[first]}))


def _shifted(line: str, columns: int) -> str:
    """Return the line indented by that many columns more, or less if negative; never cut into its text."""
    return " " * max(0, indentation_of(line) + columns) + line.lstrip(" ")


def _text_as_list(lines: Sequence[str], row: int) -> Mistake | None:
    """Return the mistake of a text that is written as a list below its key, with too little indentation."""
    above = row - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    key = _BARE_KEY.fullmatch(lines[above])
    if key is None or not _is_item_of_text(lines[row]):
        return None
    indentation = " " * (len(key[1]) + 2)
    corrected = {above: lines[above].rstrip() + " |"}
    for number in range(row, len(lines)):
        if not _is_item_of_text(lines[number]):
            break
        corrected[number] = indentation + lines[number].strip()
    return Mistake(row, indentation_of(lines[row]), "list", corrected, _pasted(corrected))


def _list_without_key(lines: Sequence[str], row: int) -> Mistake | None:
    """Return the mistake of a list, beginning in the row, that follows a complete value; corrected, it is left out."""
    indentation = indentation_of(lines[row])
    is_first = _ENTRY.match(lines[row]) and _KEY.match(lines[row]) and _column_of_entries(lines[: row + 1], row) is None
    if (
        row == 0
        or not is_first
        or not _KEY_AND_VALUE.match(lines[row - 1])
        or indentation_of(lines[row - 1]) >= indentation
    ):
        return None
    end = row
    while end < len(lines) and (indentation_of(lines[end]) >= indentation or not lines[end].strip()):
        end += 1
    return Mistake(row, indentation, "no-list-key", dict.fromkeys(range(row, end), ""))


def _is_item_of_text(line: str) -> bool:
    return line.lstrip().startswith("- ") and not _KEY.match(line)


def indentation_of(line: str) -> int:
    """Return the number of spaces before the content of a line."""
    return len(line) - len(line.lstrip(" "))


def _mistake_at(lines: Sequence[str], row: int, column: int, message: str) -> Mistake:
    """Return the mistake in the row at which the parser stopped."""
    line = lines[row]
    kind = _kind(line, column, message)
    if kind == "fence":
        fences = [number for number, other in enumerate(lines) if other.lstrip().startswith("```")]
        return Mistake(row, column, kind, dict.fromkeys(fences, ""))
    if kind == "indent":
        return _reindented(lines, row) or Mistake(row, column, kind)
    if kind == "colon" and _BARE_KEY.fullmatch(line) and indentation_of(line) == _key_column(lines, row - 1) + 1:
        end = row + 1
        while end < len(lines) and indentation_of(lines[end]) >= indentation_of(line):
            end += 1
        return _moved(lines, range(row, end), indentation_of(line) - 1)
    corrected = ""
    unbraced = _UNBRACED.fullmatch(line) if kind == "colon" else None
    if unbraced is not None:
        kind, corrected = "braces", f"{unbraced[1]}{{{unbraced[2]}}}"
    elif kind in {"colon", "first-letter", "escape", "after-quote"}:
        corrected = requoted(line)
    return _mistake(lines, row, min(column, len(line)), kind, corrected)


def _reindented(lines: Sequence[str], row: int) -> Mistake | None:
    """Return the mistake of a key or an entry that begins in the wrong column; None if the column is not clear."""
    if lines[row].lstrip().startswith("- "):
        return _key_between_entries(lines, row) or _moved_entry(lines, row, _column_of_entries(lines, row))
    if row == 0 or not _KEY.match(lines[row]):
        return None
    before, indentation = lines[row - 1], indentation_of(lines[row])
    is_beside_others = _column_of_entries(lines, row - 1) == indentation - 2 != indentation_of(before)
    if before.lstrip().startswith("- ") and (is_beside_others or _is_stranger(lines, row - 1)):
        return _moved_entry(lines, row - 1, indentation - 2)
    column = _column_of_keys(lines, row)
    if column == indentation and _KEY_AND_VALUE.match(before) and indentation_of(before) < indentation:
        return _moved_keys(lines, row - 1, column)
    return _moved_keys(lines, row, column)


def _moved_entry(lines: Sequence[str], row: int, column: int | None) -> Mistake | None:
    """Return the mistake of an entry whose hyphen belongs in that column; keys that fit the hyphen move with it."""
    indentation, end = indentation_of(lines[row]), row + 1
    entry = _ENTRY.match(lines[row])
    if column in {None, indentation} or entry is None:
        return None
    if end < len(lines) and indentation_of(lines[end]) == indentation + 2:
        while end < len(lines) and not (_TOP_KEY.match(lines[end]) or _begins_entry(lines[end], entry)):
            end += 1
    return _moved(lines, range(row, end), column)


def _moved_keys(lines: Sequence[str], row: int, column: int | None) -> Mistake | None:
    """Return the mistake of keys, from this row on, that belong in that column; None if they are there."""
    indentation, end = indentation_of(lines[row]), row + 1
    if column in {None, indentation}:
        return None
    while end < len(lines) and _KEY.match(lines[end]) and indentation_of(lines[end]) == indentation:
        end += 1
    return _moved(lines, range(row, end), column)


def _moved(lines: Sequence[str], rows: range, column: int) -> Mistake:
    """Return the mistake of rows of which the first one belongs in that column."""
    indentation = indentation_of(lines[rows[0]])
    corrected = {number: _shifted(lines[number], column - indentation) for number in rows}
    return Mistake(rows[0], indentation, "indent-to", corrected, {"spaces": str(column)})


def _column_of_entries(lines: Sequence[str], row: int) -> int | None:
    """Return the column of the other entries of the list in which the row begins an entry; None if it is not clear."""
    entry = _ENTRY.match(lines[row])
    above = range(row - 1, max(-1, row - REACH), -1)
    below = range(row + 1, min(len(lines), row + REACH))
    for number in (*above, *below):
        other = _ENTRY.match(lines[number])
        if other is not None and entry is not None and entry[2] == other[2] != "":
            return len(other[1])
    return None


def _is_stranger(lines: Sequence[str], row: int) -> bool:
    """Return whether the entry that begins in a row stands below an empty key, but is indented less than the key."""
    above = _BARE_KEY.fullmatch(lines[row - 1]) if row > 0 else None
    return above is not None and len(above[1]) > indentation_of(lines[row])


def _key_between_entries(lines: Sequence[str], row: int) -> Mistake | None:
    """Return the mistake of a key of an entry that begins in the first column, if the row begins the next entry."""
    entry, top = _ENTRY.match(lines[row]), row - 1
    while top > 0 and not _TOP_KEY.match(lines[top]):
        top -= 1
    previous = next((other for other in map(_ENTRY.match, reversed(lines[:top])) if other is not None), None)
    first = _ENTRY.match(lines[top + 1])
    if entry is None or previous is None or (first is not None and first.groups() == entry.groups()):
        return None
    is_inside = any(_ENTRY.match(line) and _begins_entry(line, entry) for line in lines[max(0, top - REACH) : top])
    return _moved_keys(lines, top, len(entry[1]) + 2) if is_inside else None


def _column_of_keys(lines: Sequence[str], row: int) -> int | None:
    """Return the column of the keys around a row that is nearest to its indentation; None if it is not clear.

    Inside a list, it is not the first column, unless the row is the key of the next list.
    """
    indentation = indentation_of(lines[row])
    columns: set[int] = set()
    hyphens: set[int] = set()
    for above in range(row - 1, max(-1, row - REACH), -1):
        key = _KEY.match(lines[above])
        # Only the keys around the row and beside it, not those inside an entry that has ended.
        if key is not None and not key[2].startswith("{") and 0 < len(key[1]) < min(columns, default=REACH):
            columns.add(len(key[1]))
        if lines[above].lstrip().startswith("- "):
            hyphens.add(indentation_of(lines[above]))
            if indentation_of(lines[above]) <= indentation:
                break
        if _TOP_KEY.match(lines[above]) and hyphens:
            break
    following = lines[row + 1] if row + 1 < len(lines) else ""
    if following.startswith(" " * min(hyphens, default=0) + "- ") and _BARE_KEY.fullmatch(lines[row]):
        return 0
    if not hyphens:
        columns.add(0)
    distances = sorted((abs(column - indentation), column) for column in columns)
    is_clear = len(distances) == 1 or (len(distances) > 1 and distances[0][0] < distances[1][0])
    return distances[0][1] if is_clear else None


def requoted(line: str) -> str:
    """Return the line with its whole value in quotes; "" if it has no key, or if its value may end on another line."""
    match = _VALUE.fullmatch(line)
    if match is None or _BLOCK.fullmatch(match[2]):
        return ""
    text = match[2]
    if text[0] in _SMART_QUOTES and text[-1] in _SMART_QUOTES:
        text = text.strip(_SMART_QUOTES)
    if "\\" in text and text[0] == text[-1] == '"':
        text = text[1:-1]
    return match[1] + quoted(text)


def quoted(text: str) -> str:
    """Return the text in quotes as a YAML value on one line."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _kind(line: str, column: int, message: str) -> str:
    value = _BEFORE_VALUE.sub("", line)
    if "escape" in message:
        return "escape"
    if "quoted" in message:
        return "quote"
    if value.startswith("```"):
        return "fence"
    is_bracketed = value.startswith(("[", "{")) and "<scalar>" in message
    if value.startswith((*"@`%*&!|>,", "- ", "? ")) or is_bracketed:
        return "first-letter"
    if "mapping values are not allowed" in message and re.search(":(?: |$)", value):
        return "colon"
    if "<scalar>" in message and line[:column].rstrip().endswith(('"', "'")):
        return "after-quote"
    return next((kind for part, kind in _MESSAGES.items() if part in message), "")
