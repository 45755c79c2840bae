"""Repair problems in data files that have only one possible correction; where there are two readings, nothing changes.

What is repaired:

- a byte order mark, Windows line ends, decomposed characters, no-break spaces in an indentation;
- `40%` as a progress;
- a date or a month that is not written year-month-day: `2023-8-5`, `8/2023`, `ngày 25 tháng 8 năm 2023`; `25/8/2023`,
  because no month is 25, but not `12/8/2023`, which has two readings;
- a word or an ASCII value in curly quotes or with capitals: `“not_started”`, `Not_Started`;
- a state by its Vietnamese name: `chưa thực hiện`; for `done`, only if the entry has the date of completion;
- a key with capitals, `Progress:`, unless the entry has the right key too;
- a key without a space after the colon, `progress:75`; a hyphen without a space, or a dash or bullet in its place;
- a text with a colon, with a first character that YAML reserves, or with quotes that do not enclose it: it is put in
  quotes, if it has no comment and ends on its line;
- the name of a monthly report, `2023-8.yaml` or `2023-08.yaml.txt`, if the report has that period and lies in the
  folder of its agency, and no other file has the right name.

The correct line is that of the message (`line` or `paste` among the values of the diagnostic), which `load` knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import fields
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.load.loader import Files, load
from plan190.load.text_reader import BYTE_ORDER_MARK
from plan190.load.yaml_mistakes import indentation_of
from plan190.model import report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from plan190.diagnostics import Diagnostic, Place

_QUOTES = "\"'“”„‟‘’«» "

_TYPES = (
    report.MonthlyReport,
    report.IssuedDocument,
    report.Evidence,
    report.Measured,
    report.Obstacle,
    report.AtRisk,
    report.Correction,
    report.Withdrawn,
    report.Contribution,
)
_FIELDS = [field for type_ in _TYPES for field in fields(type_)]
_KEYS = frozenset(field.name for field in _FIELDS)
_FIRST_KEYS = frozenset({"task", "id", "category", "title", "number"})
"""The keys with which an entry of a list can begin."""

_TEXTS = ("Line", "Prose", "OptionalProse")
_TEXT_KEYS = frozenset(field.name for field in _FIELDS if str(field.type).startswith(_TEXTS))
"""The keys of a report whose values are texts."""

_HYPHENS = "-–—−•·●▪*+"
_LINE = re.compile(rf"\s*(?:[{_HYPHENS}] *)?([a-z_]+)[:：]\s*(.*?)\s*")
"""A line with a key and a value, perhaps without the space between them."""
_KEY_IN_VALUE = re.compile(rf"(?:^|\s)(?:{'|'.join(sorted(_KEYS))}):\s")

_OPENS_TEXT = re.compile(r""":\s+(?:[|>][-+0-9]*|"[^"]*|'[^']*)$""")
"""The end of a line with which a text begins that may continue on other lines."""

_YEAR_FIRST = re.compile("[0-9]{4}[^0-9 ][0-9]{1,2}[^0-9 ][0-9]{1,2}")
"""A date without a time of day or a remark."""

MOST_ROUNDS = 3
"""The most times that a file is read again after a repair, because a mistake can hide another one."""

LAST_MONTH, LAST_DAY = 12, 31

_REPAIRED = frozenset({"P004", "P005", "P008", "P101", "P202", "P203", "P204", "P206", "P601"})
"""The codes of which some problems can be repaired; the texts of files with other problems are not needed."""

_RESPACED = frozenset({"dash", "bullet", "no-colon"})
"""The mistakes against the syntax of which the corrected line has the same characters except spaces and signs."""
_REQUOTED = frozenset({"colon", "first-letter", "after-quote"})
"""The mistakes against the syntax that quotes around the whole value correct."""


def repairs(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> Mapping[Diagnostic, str | None]:
    r"""Return the problems that can be repaired, each with the whole corrected line at its place.

    It is the line after the repair of all problems on it; None if the repair is more than that line. `texts` are those
    of the files, with `\n` as line ends.
    """
    diagnostics = [diagnostic for diagnostic in diagnostics if diagnostic.code in _REPAIRED]
    found: dict[Diagnostic, str | None] = dict.fromkeys(_renamed_files(diagnostics, texts))
    for path, problems in groupby(sorted(diagnostics, key=_path), key=_path):
        if path in texts:
            found |= _repairs_in(path, texts[path], list(problems))
    return found


_path = attrgetter("place.path")
"""Return the path of the file of a problem."""


def _repairs_in(path: str, text: str, diagnostics: Sequence[Diagnostic]) -> dict[Diagnostic, str | None]:
    """Return the problems that can be repaired in a file, each with the corrected line."""
    is_composable = not any(map(_becomes_ascii, set(text)))
    whole_file = {"P005", "P601"} if is_composable else {"P005"}
    found: dict[Diagnostic, str | None] = dict.fromkeys(item for item in diagnostics if item.code in whole_file)
    changed = _repair_lines(text.split("\n"), diagnostics)
    if not changed:
        return found
    lines = repaired(path, text, changed).split("\n")
    has_substitutes = any((item.code, item.variant) == ("P004", "") for item in diagnostics)
    for diagnostic, numbers in changed.items():
        line = lines[diagnostic.place.line - 1]
        is_whole = numbers == {diagnostic.place.line} and not (has_substitutes and "?" in line)
        found[diagnostic] = line if is_whole else None
    return found


def new_name(diagnostic: Diagnostic) -> str | None:
    """Return the path that the file of a problem gets, below the data folder; None if only its name is not wrong."""
    if (diagnostic.code, diagnostic.variant) != ("P008", "name"):
        return None
    return f"{diagnostic.place.path.rpartition('/')[0]}/{dict(diagnostic.values)['name']}"


def _renamed_files(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """Return the problems of wrong names of files for which no other file has or would get the right name."""
    names = {diagnostic: name for diagnostic in diagnostics if (name := new_name(diagnostic)) is not None}
    number = Counter(names.values())
    return [diagnostic for diagnostic, name in names.items() if name not in texts and number[name] == 1]


def repaired(path: str, text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """Return the text of a file with every problem repaired that `repairs` has, and those that these problems hide.

    The text must be as stored, with its byte order mark and line ends.
    """
    problems: Collection[Diagnostic] = list(diagnostics)
    for _ in range(MOST_ROUNDS):
        text = _repaired_once(text, problems)
        found = load(Files({path: text.encode()}, ())).diagnostics
        problems = _repair_lines(text.removeprefix(BYTE_ORDER_MARK).split("\n"), found).keys()
        if not problems:
            break
    return text


def _repaired_once(text: str, diagnostics: Collection[Diagnostic]) -> str:
    """Return the text with these problems repaired, without those that they hide."""
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    lines = text.removeprefix(mark).split("\n")  # the columns of places do not count the mark
    _repair_lines(lines, diagnostics)
    text = "\n".join(lines)
    kinds = {(diagnostic.code, diagnostic.variant) for diagnostic in diagnostics}
    if ("P005", "mark") not in kinds:
        text = mark + text
    if ("P005", "line-ends") in kinds:
        text = text.replace("\r\n", "\n")
    if ("P601", "") in kinds:
        text = unicodedata.normalize("NFC", text)
    return text


def _becomes_ascii(character: str) -> bool:
    """Return whether Unicode form NFC turns the character into ASCII, which could change the YAML."""
    return unicodedata.normalize("NFC", character).isascii() and not character.isascii()


def _repair_lines(lines: list[str], diagnostics: Collection[Diagnostic]) -> dict[Diagnostic, set[int]]:
    """Change the lines so that they have the problems no more; return the numbers of the changed lines of each problem.

    Whole lines come first, because the columns of other problems on them are those of the corrected line; then the
    values, the last one first, so that a repair does not move the place of a problem before it.
    """
    keys = Counter(map(_key_meant, diagnostics))
    certain = (item for item in diagnostics if keys[_key_meant(item)] == 1 or not _key_meant(item))
    from_the_end = sorted(certain, key=attrgetter("place.line", "place.column"), reverse=True)
    changed: dict[Diagnostic, set[int]] = {}
    for diagnostic in sorted(from_the_end, key=_changes_value):
        corrected = _corrected_lines(diagnostic, lines)
        for number, line in corrected.items():
            lines[number - 1] = line
        if corrected:
            changed[diagnostic] = set(corrected)
    return changed


def _key_meant(diagnostic: Diagnostic) -> str:
    """Return the path of the key that a key with capitals is meant to be, which two keys of an entry cannot both be."""
    if (diagnostic.code, diagnostic.variant) != ("P202", "capitals"):
        return ""
    return f"{diagnostic.at.rpartition('.')[0]}.{dict(diagnostic.values)['near']}"


def _changes_value(diagnostic: Diagnostic) -> bool:
    return diagnostic.code.startswith("P2")


def _corrected_lines(diagnostic: Diagnostic, lines: Sequence[str]) -> Mapping[int, str]:
    """Return the lines with which the problem is corrected, by number; empty if there is no single correction."""
    if diagnostic.place.line > len(lines):
        return {}
    match diagnostic.code, diagnostic.variant:
        case "P004", "blank":
            return _with_plainindentation_of(diagnostic, lines)
        case "P101", kind if kind in _RESPACED | _REQUOTED:
            return _pasted_lines(diagnostic, lines)
        case "P202", "capitals":
            values = dict(diagnostic.values)
            return _replaced(diagnostic.place, lines, values["key"], values["near"])
        case ("P203", "percent") | ("P204", "near" | "quotes") | ("P206", _):
            return _with_value(diagnostic, lines)
    return {}


def _with_plainindentation_of(diagnostic: Diagnostic, lines: Sequence[str]) -> Mapping[int, str]:
    """Return the line with ordinary spaces before its text, if the first wrong one is there."""
    number = diagnostic.place.line
    line = lines[number - 1]
    text = line.lstrip(" \u00a0")
    indentation = line[: len(line) - len(text)]
    if diagnostic.place.column > len(indentation):
        return {}
    return {number: indentation.replace("\u00a0", " ") + text}


def _pasted_lines(diagnostic: Diagnostic, lines: Sequence[str]) -> Mapping[int, str]:
    """Return the corrected lines that the message shows, if each of them is certain."""
    numbers = [int(number) for number in dict(diagnostic.values).get("lines", "").split(", ") if number.isdecimal()]
    numbers = numbers or [diagnostic.place.line]
    if len(numbers) != len(diagnostic.paste):
        return {}
    corrected = {}
    for number, pasted in zip(numbers, diagnostic.paste, strict=True):
        line = lines[number - 1].rstrip()
        is_certain = _is_respaced if diagnostic.variant in _RESPACED else _is_requoted
        # A character that is not printable has been replaced in the message.
        if not line.isprintable() or not is_certain(line, pasted, lines[number : number + 1]):
            return {}
        if diagnostic.variant == "bullet" and _may_be_text(lines, number):
            return {}
        corrected[number] = pasted + ("\r" if lines[number - 1].endswith("\r") else "")
    return corrected


def _may_be_text(lines: Sequence[str], number: int) -> bool:
    """Return whether the line may belong to a text with several lines, because it is indented below its first line.

    An entry is indented below a key without a value, or not at all.
    """
    around = list(_lines_around(lines, number))
    return any(map(_OPENS_TEXT.search, around)) or not all(line.endswith(":") for line in around[:1])


def _lines_around(lines: Sequence[str], number: int) -> Iterator[str]:
    """Yield the lines above a line that are indented less than all lines below them up to it."""
    column = indentation_of(lines[number - 1])
    for line in reversed(lines[: number - 1]):
        if line.strip() and indentation_of(line) < column:
            column = indentation_of(line)
            yield line.rstrip()


def _is_respaced(line: str, pasted: str, _: Sequence[str]) -> bool:
    """Return whether the corrected line begins with a key of a report, and only spaces and signs differ."""
    match, corrected = _LINE.fullmatch(line), _LINE.fullmatch(pasted)
    if match is None or corrected is None or match.groups() != corrected.groups():
        return False
    keys = _FIRST_KEYS if line.lstrip()[0] in _HYPHENS else _KEYS
    return match[1] in keys and (not match[2] or match[2][0].isalnum())


def _is_requoted(line: str, _: str, following: Sequence[str]) -> bool:
    """Return whether the value is a text without a comment that ends on its line and contains no other key."""
    match = _LINE.fullmatch(line)
    if match is None or match[1] not in _TEXT_KEYS:
        return False
    value = match[2]
    ends = all(len(after) - len(after.lstrip()) <= match.start(1) for after in following)
    return ends and not value.startswith(("|", ">", "-")) and " #" not in value and not _KEY_IN_VALUE.search(value)


def _with_value(diagnostic: Diagnostic, lines: Sequence[str]) -> Mapping[int, str]:
    """Return the line with the value of the correct line that the message shows, if it shows one and it is certain."""
    values = dict(diagnostic.values)
    wrong, right = values["value"], values.get("line", "").partition(": ")[2]
    if not right or (diagnostic.code == "P206" and not _has_one_reading(wrong)):
        return {}
    return _replaced(diagnostic.place, lines, wrong, right)


def _replaced(place: Place, lines: Sequence[str], wrong: str, right: str) -> Mapping[int, str]:
    """Return the line with the right text instead of the wrong one, which may be in quotes, if it is at that place."""
    line, start, end = lines[place.line - 1], place.column - 1, place.end_column - 1
    # The place is that in the text with all mistakes corrected, of which not all can be repaired.
    if unicodedata.normalize("NFC", line[start:end]).strip(_QUOTES) != wrong.strip(_QUOTES):
        return {}
    return {place.line: line[:start] + right + line[end:]}


def _has_one_reading(written: str) -> bool:
    """Return whether a month, or a date that is not written YYYY-MM-DD, can be read in one way."""
    numbers = [int(number) for number in re.findall("[0-9]+", written)]
    if len(numbers) == 2:  # noqa: PLR2004 - a month and a year, which has four digits
        return True
    if numbers[0] > LAST_DAY:
        return _YEAR_FIRST.fullmatch(written) is not None
    day, month = numbers[:2]
    return "tháng" in written.lower() or day > LAST_MONTH or day == month
