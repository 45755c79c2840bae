"""Read YAML strictly: plain data with the place of every value, and all problems of the file in one run.

Problems are anchors, tags, several documents, deep nesting, duplicate keys, values that YAML readers interpret
differently, and text lost after ` #`.

Every scalar is returned as text, or as None for an empty value or `null`; `validation` converts it to the type of its
field. PyYAML's own constructors are not used: they turn `010` into 8 and `no` into False, and keep the last of two
equal keys.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from plan190.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Place, diagnostic_at
from plan190.load.text_reader import MOST_MARKS, character_name, diagnostics_at, is_forbidden, span, stacked_marks
from plan190.load.yaml_mistakes import find_mistake
from plan190.words.text import masked, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.model.register import KeyPath

Plain = None | str | list["Plain"] | dict[str, "Plain"]
Event = Any
"""An event of PyYAML; its attributes depend on its class."""

DEEPEST = 20
"""The most levels of nesting."""

MOST_NODES = 200_000
"""The most values and keys in a file."""

MISSING_ENTRY = 3
"""A mapping with this many duplicate keys has one diagnostic: the line that begins its second entry is missing."""

_TABS = re.compile("\t+")
_COMMENT = re.compile(r"(\s+)#(.*)")
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_UNAMBIGUOUS = re.compile(r"-?(0|[1-9][0-9]*)|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false|null|~|")
_OTHER_READERS = re.compile(r"0o[0-7]+|[-+]?[0-9][0-9_]*([eE][-+]?[0-9]+)|=|<<|[ynYN]|NULL|Null")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_TRUTHS = re.compile(r"yes|no|on|off|y|n|true|false", re.IGNORECASE)


@dataclass(frozen=True)
class Parsed:
    """The plain data of a file, and the places of its values and keys by key path."""

    plain: Plain
    values: Mapping[KeyPath, Place]
    keys: Mapping[KeyPath, Place]


def read_yaml(path: str, text: str) -> tuple[Parsed | None, list[Diagnostic]]:
    """Return the plain data with places and the problems; None, with an error, if the text cannot be read to its end.

    An empty text has no data either: it is P110.
    """
    tabs = diagnostics_at(path, text, _TABS, "P101", "tab")
    if tabs:
        return None, tabs
    builder = _Builder(path, text.split("\n"))
    try:
        # libyaml, if installed, is ten times faster; its events are equivalent.
        plain = builder.document(_events(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError:
        # PyYAML's own parser reads the text again, because its marks and messages do not depend on libyaml.
        builder = _Builder(path, builder.lines)
        try:
            plain = builder.document(_events(text, yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            # A value over several lines is likely a consequence of the syntax error, so it is not reported.
            earlier = [diagnostic for diagnostic in builder.diagnostics if diagnostic.variant != "lines"]
            return None, [*earlier, _syntax_error(path, builder.lines, error)]
    if plain is None and not builder.diagnostics:
        return None, [diagnostic_at(Place(path), "P110")]
    if plain is None or builder.is_stopped:
        return None, builder.diagnostics
    return Parsed(plain, builder.values, builder.keys), builder.diagnostics


def _events(text: str, loader_type: Any) -> Iterator[Event]:  # noqa: ANN401 - PyYAML's loaders have no common type
    """Yield the events of the text; raise MarkedYAMLError for every problem that PyYAML finds."""
    loader = loader_type(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    except yaml.MarkedYAMLError:
        raise
    except Exception as error:  # for example ValueError for "\U00110000"
        # libyaml has no mark here and needs none: PyYAML's own parser will read the text again.
        mark = loader.get_mark() if hasattr(loader, "get_mark") else None
        raise yaml.MarkedYAMLError(problem="found an escape of no character", problem_mark=mark) from error


def _syntax_error(path: str, lines: list[str], error: yaml.MarkedYAMLError) -> Diagnostic:
    """Return the diagnostic of the mistake behind an error of PyYAML's own parser."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return diagnostic_at(Place(path), "P101", problem=printable(error.problem or "?"))
    row = min(mark.line, len(lines) - 1)
    row, column, variant = find_mistake(lines, row, mark.column, f"{error.context} {error.problem}")
    return diagnostic_at(span(path, row + 1, column + 1), "P101", variant, problem=printable(error.problem or "?"))


@dataclass
class _Builder:
    """Plain data and places of one file, built from its events, and the problems in it."""

    path: str
    lines: list[str]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    nodes: int = 0
    errors: int = 0
    is_stopped: bool = False
    """Whether reading stopped before the end of the file; one of the errors states why."""

    decomposed: list[Place] = field(default_factory=list)
    """Places of values that are not in Unicode form NFC."""

    def document(self, events: Iterator[Event]) -> Plain:
        """Return the data of the first document, and report any further document as a problem."""
        plain: Plain = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(event, "P105")
                elif event.version or event.tags:
                    self._report(event, "P105", "directive")
            elif isinstance(event, yaml.NodeEvent):
                value = self._node(events, event, (), 1)
                if documents == 1:
                    plain = value
            if self.is_stopped:
                break
        if self.decomposed:
            self.diagnostics.append(diagnostic_at(self.decomposed[0], "P601", "", "", count=len(self.decomposed)))
        return plain

    def _node(self, events: Iterator[Event], event: Event, key_path: KeyPath, depth: int) -> Plain:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            if not self.is_stopped:
                self._add(diagnostic_at(Place(self.path), "P106", most=MOST_NODES))
            self.is_stopped = True
            return None
        if isinstance(event, yaml.AliasEvent):
            self._report(event, "P103", "alias", name=event.anchor)
            return None
        if event.anchor is not None:
            self._report(event, "P103", "anchor", name=event.anchor)
        if event.tag is not None:
            self._report(event, "P104", tag=printable(event.tag))
        self.values[key_path] = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth >= DEEPEST:
            self._report(event, "P106", "deep", deepest=DEEPEST)
            self.is_stopped = True
            return None
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, key_path, depth)
        return self._mapping(events, key_path, depth)

    def _sequence(self, events: Iterator[Event], key_path: KeyPath, depth: int) -> Plain:
        items: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent) or self.is_stopped:
                break
            items.append(self._node(events, event, (*key_path, len(items)), depth + 1))
        return items

    def _mapping(self, events: Iterator[Event], key_path: KeyPath, depth: int) -> Plain:
        entries: dict[str, Plain] = {}
        duplicates: list[tuple[str, Place, Place]] = []
        for event in events:
            if isinstance(event, yaml.MappingEndEvent) or self.is_stopped:
                break
            key = self._key(events, event, key_path, depth)
            if self.is_stopped:
                break
            place = self._place(event)
            value_path = (*key_path, key)
            value_event = next(events)
            if key in entries:
                duplicates.append((key, place, self.keys[value_path]))
                self._node(events, value_event, (*key_path, f"{key} ({place.line})"), depth + 1)
                continue
            self.keys[value_path] = place
            entries[key] = self._node(events, value_event, value_path, depth + 1)
        self._report_duplicates(duplicates)
        return entries

    def _key(self, events: Iterator[Event], event: Event, key_path: KeyPath, depth: int) -> str:
        if isinstance(event, yaml.ScalarEvent):
            key = self._node(events, event, (*key_path, "?"), depth)
            return str(key or "")
        self._report(event, "P203", "key")
        self._node(events, event, (*key_path, "?"), depth + 1)
        return "?"

    def _report_duplicates(self, duplicates: list[tuple[str, Place, Place]]) -> None:
        """Report each duplicate key, or only the first if the line that begins a second entry is missing."""
        variant = ""
        if len(duplicates) >= MISSING_ENTRY:
            variant, duplicates = "entry", duplicates[:1]
        for key, place, first in duplicates:
            where = f"{first.line}:{first.column}"
            self._add(diagnostic_at(place, "P102", variant, "", key=printable(key), first=where))

    def _scalar(self, event: Event) -> str | None:
        """Return the text of a scalar in Unicode form NFC and with Đ for its look-alikes; None for an empty value."""
        text: str = event.value
        if event.implicit[0] and not event.style:  # without quotes; libyaml gives the style "", PyYAML None
            if text in {"", "~", "null"}:
                return None
            self._check_plain_scalar(event, text)
        if text.isascii() and text.isprintable():
            return text
        text = self._without_forbidden(event, text)
        if stacked_marks(text) is not None:
            self._report(event, "P205", "marks", most=MOST_MARKS)
            return "?"  # the marks would cover other lines of the output, and are slow to convert to NFC
        if not unicodedata.is_normalized("NFC", text):
            self.decomposed.append(self._place(event))
            text = unicodedata.normalize("NFC", text)
        corrected = text.translate(_LOOK_ALIKES)
        if corrected != text:
            look_alike = next(character for character in text if ord(character) in _LOOK_ALIKES)
            self._report(event, "P602", letter=character_name(look_alike))
        return corrected

    def _check_plain_scalar(self, event: Event, text: str) -> None:
        end = event.end_mark
        if _is_ambiguous(text):
            self._report(event, "P107", _ambiguity(text), text=printable(text), bare=text.replace(".", ""))
        if event.start_mark.line != end.line:
            self._report(event, "P107", "lines", text=masked(printable(text))[:40])
        comment = _COMMENT.match(self.lines[end.line], end.column)
        # A comment after several words, or without a space after `#`, is likely the rest of the text: ` #190/KH-UBND`.
        if comment is not None and (" " in text or comment[2][:1] not in {"", " "}):
            place = span(self.path, end.line + 1, comment.end(1) + 1, len(comment[2]) + 1)
            self._add(diagnostic_at(place, "P108", lost=printable("#" + comment[2])))

    def _without_forbidden(self, event: Event, text: str) -> str:
        """Return the text with `?` for forbidden characters and tabs; report them, and line ends written as escapes."""
        forbidden = {character for character in set(text) if character == "\t" or is_forbidden(character)}
        if forbidden:
            first = next(character for character in text if character in forbidden)
            self._report(event, "P004", "escaped", letter=character_name(first))
            text = text.translate(dict.fromkeys(map(ord, forbidden), "?"))
        if event.style == '"' and "\n" in text and event.start_mark.line == event.end_mark.line:
            self._report(event, "P004", "escaped", letter="U+000A")
        return text

    def _place(self, event: Event) -> Place:
        """Return the place of an event: a whole scalar on one line, the first character of a longer one."""
        start, end = event.start_mark, event.end_mark
        length = 0
        if isinstance(event, yaml.ScalarEvent):
            length = end.column - start.column if start.line == end.line else 1
        return span(self.path, start.line + 1, start.column + 1, length)

    def _report(self, event: Event, code: str, variant: str = "", **values: object) -> None:
        self._add(diagnostic_at(self._place(event), code, variant, "", **values))

    def _add(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic, and stop reading at the limit of errors; further warnings and notes are left out."""
        if diagnostic.severity == "error":
            self.errors += 1
            self.is_stopped = self.is_stopped or self.errors >= MOST_DIAGNOSTICS
        elif len(self.diagnostics) - self.errors >= MOST_DIAGNOSTICS:
            return
        self.diagnostics.append(diagnostic)


@cache
def _is_ambiguous(text: str) -> bool:
    """Return whether YAML readers may disagree about the type of a plain value."""
    if _UNAMBIGUOUS.fullmatch(text):
        return False
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ()):
        if tag != "tag:yaml.org,2002:null" and pattern.match(text):
            return True
    return _OTHER_READERS.fullmatch(text) is not None


def _ambiguity(text: str) -> str:
    if _TRUTHS.fullmatch(text):
        return "truth"
    return "thousands" if _THOUSANDS.fullmatch(text) else ""
