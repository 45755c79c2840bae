"""Bytes of a YAML file → plain data with a place for every value: the gates that every file passes.

In order: bytes (not text, not UTF-8), letters (invisible, control), YAML events (anchors, tags, several
documents, depth), nodes (keys twice, values that YAML readers disagree about, text lost after ` #`). All faults
of a file are collected, as far as there is still something to look at.

Every scalar comes out as text, or None where nothing or `null` is written: what it is, the model decides. PyYAML's
own construction is never used, for it turns `010` into 8 and `no` into False and keeps the last of two equal keys.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from plan190.diagnostics import MOST_FAULTS, Diagnostic, Place, problem
from plan190.words.text import masked, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.model.register import KeyPath

Plain = None | str | list["Plain"] | dict[str, "Plain"]

DEEPEST = 20
MOST_NODES = 200_000
A_WHOLE_ENTRY = 3
"""From how many keys given twice in one mapping on it is two entries run together, not so many slips."""

_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf¡-¿]|á[º»][\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]|Æ°|Ä‘")
_OLD_FONT = re.compile(r"[A-Za-z][µ¸¶·¹©®¬¨§¦]|[µ¸¶·¹©®¬¨§¦][A-Za-z]")
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
_KEPT_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false|null|~|")
_OTHER_READERS = re.compile(r"0o[0-7]+|[-+]?[0-9][0-9_]*([eE][-+]?[0-9]+)|=|<<")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_TRUTHS = re.compile(r"yes|no|on|off|y|n|true|false", re.IGNORECASE)


@dataclass(frozen=True)
class Parsed:
    """A file's plain data, and where each value and each key stands, by the steps that lead to it."""

    plain: Plain
    values: Mapping[KeyPath, Place]
    keys: Mapping[KeyPath, Place]


def read_letters(path: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    r"""Give the text of a file's bytes, line ends made `\n`; or None when there is none to look at.

    A forbidden letter is told and then stands as a blank or `?`, so that the faults behind it are found too.
    """
    text, faults = _decoded(path, data)
    if text is None:
        return None, faults
    if "\r" in text:
        faults.append(problem(_at(path, text, text.index("\r"), 1), "P005", "line-ends"))
        text = text.replace("\r\n", "\n")
    bad = {letter for letter in set(text) if _forbidden(letter)}
    faults += _letter_faults(path, text, bad)
    faults += _damage(path, text)
    marks = itertools.islice(_CONFLICT.finditer(text), MOST_FAULTS)
    conflicts = [problem(_at(path, text, found.start(), 7), "P109") for found in marks]
    text = text.translate({ord(letter): " " if _kind_of(letter) else "?" for letter in bad})
    return (None if conflicts else text), faults + conflicts


def _decoded(path: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    here = Place(path)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return None, [problem(here, "P007", "office")]
    if re.match(rb"\s*<(!DOCTYPE|html|\?xml)", data, re.IGNORECASE):
        return None, [problem(here, "P007", "page")]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4].count(0) > 1:
        return None, [problem(here, "P003", "utf-16")]
    faults = []
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        faults.append(problem(here, "P005", "mark"))
    try:
        return data.decode("utf-8"), faults
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = _at(path, before + "?", len(before), 1)
        return None, [*faults, problem(place, "P003", byte=f"0x{data[error.start]:02X}")]


def _at(path: str, text: str, start: int, length: int) -> Place:
    starts = _line_starts(text)
    line = bisect.bisect_right(starts, start)
    column = start - starts[line - 1] + 1
    return Place(path, line, column, line, column + length)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _forbidden(letter: str) -> bool:
    if letter in " \n\t":
        return False
    category = unicodedata.category(letter)
    return category[0] == "C" or category in {"Zl", "Zp", "Zs"} or letter in _FILLERS


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".strip()


def _letter_faults(path: str, text: str, bad: set[str]) -> list[Diagnostic]:
    if not bad:
        return []
    faults: dict[tuple[int, str], Diagnostic] = {}
    for number, letter in enumerate(text):
        if len(faults) == MOST_FAULTS:
            break
        if letter in bad:
            place = _at(path, text, number, 1)
            # One fault for a letter on a line: pasted text has the same one many times over.
            faults.setdefault((place.line, letter), problem(place, "P004", _kind_of(letter), letter=_name(letter)))
    return list(faults.values())


def _kind_of(letter: str) -> str:
    return "blank" if unicodedata.category(letter) == "Zs" else ""


def _damage(path: str, text: str) -> list[Diagnostic]:
    lost = itertools.islice(re.finditer("\ufffd", text), MOST_FAULTS)
    faults = [problem(_at(path, text, found.start(), 1), "P603", "lost") for found in lost]
    for pattern, variant in ((_MOJIBAKE, "mojibake"), (_OLD_FONT, "old-font")):
        found = pattern.search(text)
        if found is not None:
            faults.append(problem(_at(path, text, found.start(), 2), "P603", variant, text=found[0]))
    return faults


def read_yaml(path: str, text: str) -> tuple[Parsed | None, list[Diagnostic]]:
    """Give the plain data of a YAML text with its places, or None when it cannot be read to its end."""
    tabs = _tabs(path, text)
    if tabs:
        return None, tabs
    builder = _Builder(path, text.split("\n"))
    try:
        plain = builder.document(_events(text))
    except yaml.YAMLError:
        # A value that ran on over lines is then a consequence of the slip, not another one.
        return None, [one for one in builder.faults if one.variant != "lines"] + _syntax(path, text)
    if plain is None and not builder.faults:
        return None, [problem(Place(path), "P110")]
    whole = plain is not None and not builder.too_many()
    return (Parsed(plain, builder.values, builder.keys) if whole else None), builder.faults


def _tabs(path: str, text: str) -> list[Diagnostic]:
    found = itertools.islice(re.finditer("\t+", text), MOST_FAULTS)
    return [problem(_at(path, text, one.start(), len(one[0])), "P101", "tab") for one in found]


def _events(text: str) -> Iterator[Any]:
    # libyaml is ten times faster where it is there; the events are the same.
    return iter(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _syntax(path: str, text: str) -> list[Diagnostic]:
    """Say what the parser stumbled over, with PyYAML's own parser: its marks and words do not depend on libyaml.

    Newer versions of libyaml stumble over depth itself, and PyYAML's own parser is slow there: so depth is watched.
    """
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            mark = event.start_mark
            if depth > DEEPEST and mark is not None:
                place = Place(path, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
                return [problem(place, "P106", "deep", "", deepest=DEEPEST)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        lines = text.split("\n")
        row = min(mark.line if mark else 0, len(lines) - 1)
        row, column, variant = _slip_above(lines, row) or (row, mark.column if mark else 0, _slip(lines[row], error))
        place = Place(path, row + 1, column + 1, row + 1, column + 2)
        return [problem(place, "P101", variant, problem=shown(error.problem or "?"))]
    except yaml.YAMLError:
        pass
    return [problem(Place(path), "P101", problem="?")]


REACH = 40
"""How many lines above the spot where the parser stumbled its cause is looked for."""


def _slip_above(lines: list[str], row: int) -> tuple[int, int, str] | None:
    """Give row, column and name of an everyday slip that the parser notices only further down, None when there is none.

    A quote or bracket that is opened and not closed on its line, or a key or hyphen without the blank after it.
    """
    for number in range(row, max(-1, row - REACH), -1):
        line = lines[number]
        quoted = _QUOTED.match(line)
        if quoted is not None and _stays_open(lines[number : row + 1], quoted[1]):
            return number, quoted.end() - 1, "quote"
        bare = re.sub(r'"[^"]*"|\'[^\']*\'', lambda found: "x" * len(found[0]), line)
        opened = re.match(r"\s*(?:- +)*(?:[^\s:]+: +)?([\[{])", bare)
        if opened is not None and number != row and len(re.findall(r"[\[{]", bare)) > len(re.findall(r"[\]}]", bare)):
            return number, opened.end() - 1, "bracket"
        glued = re.match(r"\s*(?:- +)*([a-z_]+):(?![\s/]|$)", line)
        if glued is not None and number >= row - 1:
            return number, glued.start(1), "no-colon"
        dash = re.match(r"\s*(-)[a-z_]+:", line)
        if dash is not None and number >= row - 1:
            return number, dash.start(1), "dash"
    return None


_QUOTED = re.compile(r"""\s*(?:- +)*(?:[^\s:"']+: +)?(["'])""")


def _stays_open(lines: list[str], quote: str) -> bool:
    """Say whether the value that opens a quote on the first line runs into the quote that opens the next value."""
    counts = [line.replace("\\" + quote, "").count(quote) for line in lines]
    if counts[0] % 2 == 0:
        return False
    following = next((line for line, count in zip(lines[1:], counts[1:], strict=True) if count), None)
    if following is None:
        return True
    opens = _QUOTED.match(following)
    return opens is not None and opens[1] == quote and following.strip() != quote


def _slip(line: str, error: yaml.MarkedYAMLError) -> str:
    """Name the everyday slip behind a syntax error, "" when it is none of them."""
    told = f"{error.context} {error.problem}"
    if "quoted" in told:
        return "quote"
    value = re.sub(r"^\s*(- +)*([^\s:]+: +)?", "", line)
    if value.startswith("```"):
        return "fence"
    if value[:1] in "@`%*&!|>" and value[:1]:
        return "first-letter"
    if "mapping values are not allowed" in told and value.count(": "):
        return "colon"
    if "flow" in told:
        return "bracket"
    if "could not find expected ':'" in told:
        return "no-colon"
    if "block" in told or "mapping values" in told:
        return "indent"
    return ""


@dataclass
class _Builder:
    """Walks the events of one file once, building plain data and places, and collecting faults."""

    path: str
    lines: list[str]
    faults: list[Diagnostic] = field(default_factory=list)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    nodes: int = 0
    loose: list[Place] = field(default_factory=list)
    """Where letters in pieces stand."""

    def document(self, events: Iterator[Any]) -> Plain:
        """Give the data of the first document; further ones are faults."""
        plain: Plain = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1 or event.version or event.tags:
                    self._fault(event, "P105", "" if documents > 1 else "directive")
            elif isinstance(event, yaml.NodeEvent):
                value = self._node(events, event, (), 1)
                plain = value if documents == 1 else plain
            if self.too_many():
                break
        if self.loose:
            self.faults.append(problem(self.loose[0], "P601", "", "", count=len(self.loose)))
        return plain

    def _node(self, events: Iterator[Any], event: Any, key_path: KeyPath, depth: int) -> Plain:  # noqa: ANN401
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, "P103", "alias", name=event.anchor)
            return None
        if event.anchor is not None:
            self._fault(event, "P103", "anchor", name=event.anchor)
        if event.tag is not None:
            self._fault(event, "P104", tag=shown(event.tag))
        self.values[key_path] = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth >= DEEPEST:
            self._fault(event, "P106", "deep", deepest=DEEPEST)
            self.nodes = MOST_NODES + 1
            return None
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, key_path, depth)
        return self._mapping(events, key_path, depth)

    def _sequence(self, events: Iterator[Any], key_path: KeyPath, depth: int) -> Plain:
        items: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent) or self.too_many():
                break
            items.append(self._node(events, event, (*key_path, len(items)), depth + 1))
        return items

    def _mapping(self, events: Iterator[Any], key_path: KeyPath, depth: int) -> Plain:
        entries: dict[str, Plain] = {}
        twice: list[tuple[str, Place, Place]] = []
        for event in events:
            if isinstance(event, yaml.MappingEndEvent) or self.too_many():
                break
            key = self._key(events, event, key_path, depth)
            place = self._place(event)
            here = (*key_path, key)
            value_event = next(events)
            if key in entries:
                twice.append((key, place, self.keys[here]))
                self._node(events, value_event, (*key_path, f"{key} ({place.line})"), depth + 1)
                continue
            self.keys[here] = place
            entries[key] = self._node(events, value_event, here, depth + 1)
        self._told_twice(twice)
        return entries

    def _told_twice(self, twice: list[tuple[str, Place, Place]]) -> None:
        """Complain of keys given twice; where several are, the line that begins the second entry is missing."""
        lost = len(twice) >= A_WHOLE_ENTRY
        for key, place, first in twice[:1] if lost else twice:
            variant = "entry" if lost else ""
            spot = f"{first.line}:{first.column}"
            self.faults.append(problem(place, "P102", variant, "", key=shown(key), first=spot))

    def _key(self, events: Iterator[Any], event: Any, key_path: KeyPath, depth: int) -> str:  # noqa: ANN401
        if isinstance(event, yaml.ScalarEvent):
            key = self._node(events, event, (*key_path, "?"), depth)
            return "" if key is None else str(key)
        self._fault(event, "P203", "key")
        self._node(events, event, (*key_path, "?"), depth + 1)
        return "?"

    def _scalar(self, event: Any) -> str | None:  # noqa: ANN401
        text: str = event.value
        plain = event.implicit[0] and not event.style  # libyaml says "", PyYAML None
        if plain and text in {"", "~", "null"}:
            return None
        if plain and _ambiguous(text):
            variant = "truth" if _TRUTHS.fullmatch(text) else "thousands" if _THOUSANDS.fullmatch(text) else ""
            self._fault(event, "P107", variant, text=shown(text), bare=text.replace(".", ""))
        if plain and event.start_mark.line != event.end_mark.line:
            self._fault(event, "P107", "lines", text=masked(shown(text))[:40])
        if plain:
            self._lost(event, text)
        bad = next((letter for letter in text if letter == "\t" or _forbidden(letter)), None)
        if bad is not None:
            self._fault(event, "P004", "escaped", letter=_name(bad))
        if event.style == '"' and "\n" in text and event.start_mark.line == event.end_mark.line:
            self._fault(event, "P004", "escaped", letter="U+000A")
        if text.isascii():
            return text
        if not unicodedata.is_normalized("NFC", text):
            self.loose.append(self._place(event))
            text = unicodedata.normalize("NFC", text)
        meant = text.translate(_LOOK_ALIKES)
        if meant != text:
            self._fault(event, "P602", letter=_name(next(a for a, b in zip(text, meant, strict=True) if a != b)))
        return meant

    def _lost(self, event: Any, text: str) -> None:  # noqa: ANN401
        """Complain of a comment that looks like the rest of a text: ` #190/KH-UBND …`."""
        rest = self.lines[event.end_mark.line][event.end_mark.column :]
        comment = re.match(r"\s+#(.*)", rest)
        if comment is not None and (" " in text or comment[1][:1] not in {"", " "}):
            row, column = event.end_mark.line + 1, event.end_mark.column + rest.index("#") + 1
            place = Place(self.path, row, column, row, column + len(comment[1]) + 1)
            self.faults.append(problem(place, "P108", lost=shown("#" + comment[1])))

    def too_many(self) -> bool:
        """Say whether the file is too much to be read on."""
        if self.nodes == MOST_NODES:
            self.faults.append(problem(Place(self.path), "P106", most=MOST_NODES))
            self.nodes += 1
        return self.nodes > MOST_NODES or len(self.faults) > MOST_FAULTS

    def _place(self, event: Any) -> Place:  # noqa: ANN401
        start, end = event.start_mark, event.end_mark
        if isinstance(event, yaml.ScalarEvent) and start.line == end.line:
            return Place(self.path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            return Place(self.path, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
        return Place(self.path, start.line + 1, start.column + 1, start.line + 1, start.column + 1)

    def _fault(self, event: Any, code: str, variant: str = "", **values: object) -> None:  # noqa: ANN401
        filled = {name: str(value) for name, value in values.items()}
        self.faults.append(problem(self._place(event), code, variant, "", **filled))


@cache
def _ambiguous(text: str) -> bool:
    """Say whether YAML readers take a plain value for anything but text, a decimal number, a day or a truth value."""
    if _KEPT_PLAIN.fullmatch(text):
        return False
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ()):
        if tag != "tag:yaml.org,2002:null" and pattern.match(text):
            return True
    return bool(_OTHER_READERS.fullmatch(text)) or text in {"y", "n", "Y", "N", "NULL", "Null"}
