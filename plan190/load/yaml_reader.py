"""Read YAML strictly: plain data with the place of every value, and all problems of the file in one run.

Problems are anchors, tags, several documents, deep nesting, duplicate keys, values that YAML readers interpret
differently, and text lost after ` #`.

Every scalar is returned as text, or as None for an empty value or `null`; `validation` converts it to the type of its
field. PyYAML's own constructors are not used: they turn `010` into 8 and `no` into False, and keep the last of two
equal keys.
"""

from __future__ import annotations

import bisect
import itertools
import re
import unicodedata
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from plan190.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Place, diagnostic_at
from plan190.load.text_reader import MOST_MARKS, character_name, is_forbidden, span, stacked_marks
from plan190.load.yaml_mistakes import (
    Mistake,
    find_certain,
    find_mistake,
    quoted,
    requoted,
    without_entry,
)
from plan190.model.plan import Indicator, TargetStep
from plan190.model.register import joined
from plan190.model.report import Measured, MonthlyReport, Obstacle, Update
from plan190.words.damaged_text import unusual_characters
from plan190.words.text import masked, printable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from plan190.load.loader import Numbers, Places
    from plan190.model.register import KeyPath

Plain = None | str | list["Plain"] | dict[str, "Plain"]
Event = Any
"""An event of PyYAML; its attributes depend on its class."""

DEEPEST = 20
"""The most levels of nesting."""

MOST_NODES = 200_000
"""The most values and keys in a file."""

MOST_PASSES = 20
"""The most times that a file is read again after a syntax error."""

MOST_LINES = 5_000
"""The most lines of a file that is read again after a syntax error."""

MISSING_ENTRY = 2
"""A mapping with this many duplicate keys has one diagnostic: the line that begins its second entry is missing."""

DEPTH_OF_LISTS = 2
"""The depth of the lists in the root of a file."""

_EMPTY = frozenset({"", "~", "null"})
"""The plain scalars that stand for no value."""

_OTHER_CODES = {"conflict": ("P109", ""), "document": ("P105", "")}
_MOVING = frozenset({"indent", "indent-to"})
"""The kinds of a wrong indentation."""

_STRUCTURE = frozenset({*_MOVING, "unindented", "first-dash", "no-list-key", "tab"})
"""The kinds of mistakes after which a wrong indentation is likely a consequence."""

_LEAVING_OUT = frozenset({"conflict", "no-key", "no-list-key"})
"""The kinds of mistakes whose correction leaves something out."""

_COMMENT = re.compile(r"(\s+)#(.*)")
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_UNAMBIGUOUS = re.compile(r"-?(0|[1-9][0-9]*)|[0-9]{4}-[0-9]{2}-[0-9]{2}|true|false|null|~|")
_OTHER_READERS = re.compile(r"0o[0-7]+|[-+]?[0-9][0-9_]*([eE][-+]?[0-9]+)|=|<<|[ynYN]|NULL|Null")
_KEYS = itertools.chain.from_iterable(map(fields, (MonthlyReport, Update, Obstacle)))
KEY_IN_TEXT = re.compile(rf"\s*(?:- *)?({'|'.join(key.name for key in _KEYS)}):(?:\s|$)")
"""A line of a text that is probably a key of a report."""

_NUMBER_FIELDS = itertools.chain.from_iterable(map(fields, (Measured, Indicator, TargetStep)))
_NUMBER_KEYS = frozenset(item.name for item in _NUMBER_FIELDS if str(item.type).startswith("Number"))
"""The keys whose values may have decimals."""

_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,8})\.[0-9]{1,2}")

_TRUTHS = re.compile(r"yes|no|on|off|y|n|true|false", re.IGNORECASE)


@dataclass(frozen=True)
class Parsed:
    """The plain data of a file, and the text that was parsed, from which places are read when they are needed.

    `broken`: the key paths of the entries with errors, of which a part may not have been read; () for syntax errors
    elsewhere. `uncertain`: those that may be meant otherwise than they are read.
    """

    path: str
    text: str
    plain: Plain
    lengths: Mapping[str, int]
    broken: frozenset[KeyPath] = frozenset()
    uncertain: frozenset[KeyPath] = frozenset()

    @cached_property
    def places(self) -> tuple[Places, Places]:
        """The places of the values and those of the keys."""
        return places_of(self.path, self.text)

    def place(self, key_path: KeyPath) -> Place | None:
        """Return the place of a value; None if the file does not contain it."""
        return self._place_in(self.places[0], key_path)

    def key_place(self, key_path: KeyPath) -> Place | None:
        """Return the place of a key; None if the file does not contain it."""
        return self._place_in(self.places[1], key_path)

    def _place_in(self, places: Places, key_path: KeyPath) -> Place | None:
        numbers = places.get(joined(key_path))
        return Place(self.path, *numbers) if numbers is not None else None


def places_of(path: str, text: str) -> tuple[Places, Places]:
    """Return the places of the values and those of the keys in a text that can be parsed."""
    builder, _ = _built(path, text.split("\n"), with_places=True)
    return builder.values, builder.keys


def read_yaml(path: str, text: str) -> tuple[Parsed | None, list[Diagnostic]]:
    """Return the plain data with places and the problems; None, with an error, if the text cannot be read.

    A syntax error is corrected in memory if its correction is known; otherwise, the entry of a list around it is left
    out, and reading continues. An empty text has no data either: it is P110.
    """
    reading = _Reading(path, text.split("\n"))
    builder, diagnostics = reading.read()
    if builder is not None and builder.plain is None and not diagnostics:
        return None, [diagnostic_at(Place(path), "P110")]
    if builder is None or builder.plain is None or builder.is_stopped:
        return None, diagnostics
    broken, uncertain = reading.broken(builder), reading.uncertain()
    parsed_text = builder.text if reading.changed else text
    return Parsed(path, parsed_text, builder.plain, builder.lengths, broken, uncertain), diagnostics


@dataclass
class _Reading:
    """The lines of a file, as far as they are corrected, and the mistakes in them; rows count from 0."""

    path: str
    lines: list[str]
    mistakes: list[Mistake] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    """The rows that differ from the file."""

    removed: set[int] = field(default_factory=set)
    """The rows that are left out, because the correction of a mistake in them is not known."""

    incomplete: set[int] = field(default_factory=set)
    """The rows of the mistakes after whose repair more problems may be found."""

    def read(self) -> tuple[_Builder | None, list[Diagnostic]]:
        """Return the data that can be read and all problems; None if the file cannot be read to its end."""
        for mistake in itertools.islice(find_certain(self.lines), MOST_DIAGNOSTICS):
            self._correct(mistake)
        builder, error = _built(self.path, self.lines)
        passes = MOST_PASSES if len(self.lines) <= MOST_LINES else 0
        while error is not None and self._can_continue(error) and passes:
            builder, error = _built(self.path, self.lines)
            passes -= 1
        uncertain = (mistake.row for mistake in self.mistakes if mistake.kind in _MOVING or mistake.row in self.removed)
        self.incomplete |= set(uncertain)
        if error is not None:
            self.incomplete.add(self.mistakes[-1].row)
        diagnostics = [problem for problem in builder.diagnostics if not self._is_consequence(problem, error)]
        diagnostics += [_syntax_error(self.path, mistake, mistake.row in self.incomplete) for mistake in self.mistakes]
        return (builder if error is None else None), diagnostics

    def broken(self, builder: _Builder) -> frozenset[KeyPath]:
        """Return the key paths of the entries with mistakes; () for a mistake outside of the lists of the file."""
        # A correction that leaves an empty line or a comment is outside of the data.
        rows = {row for row in self.changed if self.lines[row].split("#")[0].strip()} | self.removed
        lossy = {problem.place.line - 1 for problem in builder.diagnostics if problem.code in {"P102", "P108"}}
        return frozenset((*self._around(rows), *filter(is_entry, self._around(lossy))))

    def uncertain(self) -> frozenset[KeyPath]:
        """Return the key paths of the entries of which it is not certain that they are read as they are meant."""
        rows = [mistake.corrected for mistake in self.mistakes if mistake.row in self.incomplete]
        return frozenset(self._around({*itertools.chain(*rows), *self.removed}))

    def _around(self, rows: AbstractSet[int]) -> Iterator[KeyPath]:
        """Yield the key path of the entry around each row, () for a row outside of all entries."""
        if not rows:
            return
        lines = [line for line, _ in self._starts]
        for row in rows:
            position = bisect.bisect_right(lines, row + 1)
            yield self._starts[position - 1][1] if position else ()

    @cached_property
    def _starts(self) -> list[tuple[int, KeyPath]]:
        """The first line of each entry and of each key in the root, in order; only for a file that has been read."""
        builder, _ = _built(self.path, self.lines, with_places=True)
        return sorted(builder.starts, key=itemgetter(0))

    def _is_consequence(self, problem: Diagnostic, error: yaml.MarkedYAMLError | None) -> bool:
        """Return whether a problem of the data is likely the result of a mistake."""
        row = problem.place.line - 1
        if problem.variant == "lines":  # the value continues on the next line
            return error is not None or not self.changed.isdisjoint({row, row + 1})
        is_copy = problem.code == "P102" and any(mistake.kind == "document" for mistake in self.mistakes)
        return is_copy or any(mistake.row == row for mistake in self.mistakes)

    def _can_continue(self, error: yaml.MarkedYAMLError) -> bool:
        """Correct or leave out the mistake behind a syntax error; return whether the lines can be read again."""
        mark = error.problem_mark or error.context_mark
        if error.context_mark is not None and "expected ':'" in str(error.problem):
            mark = error.context_mark  # the text that the parser took for a key
        row, column = (mark.line, mark.column) if mark is not None else (0, 0)
        row = min(row, len(self.lines) - 1)
        mistake = find_mistake(self.lines, row, column, f"{error.context} {error.problem}")
        is_new = mistake.row not in self.changed
        if is_new and mistake.corrected:
            self._correct(mistake)
        else:
            removed = without_entry(self.lines, mistake.row)
            self._change(removed)
            self.removed |= removed.keys()
            if is_new:
                self._add(mistake)
            return bool(removed)
        return True

    def _correct(self, mistake: Mistake) -> None:
        self._add(mistake)
        self._change(mistake.corrected)
        if "more" in mistake.values:
            self.incomplete.add(mistake.row)
        if mistake.kind in _LEAVING_OUT:
            self.removed |= mistake.corrected.keys()

    def _add(self, mistake: Mistake) -> None:
        """Add a mistake, unless it is a wrong indentation, likely the result of an earlier one."""
        causes = [other.row for other in self.mistakes if other.kind in _STRUCTURE and other.row < mistake.row]
        if mistake.kind in _MOVING and causes:
            self.incomplete.add(causes[-1])
            return
        if mistake.kind in _STRUCTURE:
            before = [other for other in self.mistakes if other.kind not in _MOVING or other.row < mistake.row]
            if len(before) < len(self.mistakes):
                self.incomplete.add(mistake.row)
            self.mistakes = before
        self.mistakes.append(mistake)

    def _change(self, lines: Mapping[int, str]) -> None:
        self.changed |= lines.keys()
        for row, line in lines.items():
            self.lines[row] = line


def is_entry(key_path: KeyPath) -> bool:
    """Return whether the key path is that of an entry of a list in the root of a file."""
    return len(key_path) == 2 and isinstance(key_path[1], int)  # noqa: PLR2004 - the key of the list and the index


def _built(path: str, lines: list[str], *, with_places: bool = False) -> tuple[_Builder, yaml.MarkedYAMLError | None]:
    """Return the data of the lines, and the syntax error that stops the parser, if there is one."""
    text = "\n".join(lines)
    try:
        # libyaml, if installed, is ten times faster; its events are equivalent.
        events = _events(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        builder = _Builder(path, text, lines, events, with_places)
        builder.read()
    except yaml.YAMLError:
        # PyYAML's own parser reads the text again, because its marks and messages do not depend on libyaml.
        builder = _Builder(path, text, lines, _events(text, yaml.SafeLoader), with_places)
        try:
            builder.read()
        except yaml.MarkedYAMLError as error:
            return builder, error
    return builder, None


def _syntax_error(path: str, mistake: Mistake, is_incomplete: bool) -> Diagnostic:  # noqa: FBT001 - private
    """Return the diagnostic of a mistake; `is_incomplete`: some lines around it could not be checked."""
    values = {name: "\n".join(map(printable, value.split("\n"))) for name, value in mistake.values.items()}
    if is_incomplete:
        values["more"] = "more"
    code, variant = _OTHER_CODES.get(mistake.kind, ("P101", mistake.kind))
    place = span(path, mistake.row + 1, mistake.column + 1, mistake.length)
    return diagnostic_at(place, code, variant, "", **values)


def _events(text: str, loader_type: Any) -> Iterator[Event]:  # noqa: ANN401 - PyYAML's loaders have no common type
    """Yield the events of the text; raise MarkedYAMLError for every problem that PyYAML finds."""
    loader = loader_type(text)
    try:
        yield from iter(loader.get_event, None)
    except yaml.MarkedYAMLError:
        raise
    except Exception as error:  # for example ValueError for "\U00110000"
        # libyaml has no mark here and needs none: PyYAML's own parser will read the text again.
        mark = loader.get_mark() if hasattr(loader, "get_mark") else None
        raise yaml.MarkedYAMLError(problem="found an escape of no character", problem_mark=mark) from error


@dataclass
class _Builder:
    """Plain data of one file, built from its events, and the problems in it; the places if they are needed."""

    path: str
    text: str
    lines: list[str]
    events: Iterator[Event]
    with_places: bool
    diagnostics: list[Diagnostic] = field(default_factory=list)
    values: Places = field(default_factory=dict)
    keys: Places = field(default_factory=dict)
    starts: list[tuple[int, KeyPath]] = field(default_factory=list)
    """The first line of each entry of the lists in the root, with its key path; () for each key in the root."""

    lengths: dict[str, int] = field(default_factory=dict)
    """The number of items of each list."""

    key: str = ""
    """The last key that was read."""

    nodes: int = 0
    errors: int = 0
    is_stopped: bool = False
    """Whether reading stopped before the end of the file; one of the errors states why."""

    plain: Plain = None
    """The data of the first document."""

    decomposed: list[Place] = field(default_factory=list)
    """Places of values that are not in Unicode form NFC."""

    def __post_init__(self) -> None:
        """Decide once for the file which checks its scalars need; `is_usual`: a plain word needs no other check."""
        self.has_comments = "#" in self.text and any("#" in line.lstrip()[1:] for line in self.lines)
        self.has_unusual = "\\" in self.text or bool(unusual_characters(self.text))
        has_properties = "&" in self.text or "!" in self.text
        self.is_usual = not (self.has_comments or self.has_unusual or has_properties)

    def read(self) -> None:
        """Read the first document, and report any further document as a problem."""
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(event, "P105", more="more")
                    break
                if event.version or event.tags:
                    self._report(event, "P105", "directive")
            elif isinstance(event, NodeEvent):
                self.plain = self._node(event, "", 1)
            if self.is_stopped:
                return
        if self.decomposed:
            self.diagnostics.append(diagnostic_at(self.decomposed[0], "P601", "", "", count=len(self.decomposed)))

    def _node(self, event: Event, key_path: str, depth: int) -> Plain:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            # The other problems of so long a file are likely consequences.
            self.diagnostics = [diagnostic_at(Place(self.path), "P106", most=MOST_NODES)]
            self.is_stopped = True
            return None
        if isinstance(event, ScalarEvent):
            if self.with_places:
                self.values[key_path] = _numbers(event)
            return self._scalar(event)
        if isinstance(event, AliasEvent):
            self._report(event, "P103", "alias", name=event.anchor)
            return None
        self._check_properties(event)
        if self.with_places:
            self.values[key_path] = _numbers(event)
        if depth >= DEEPEST:
            self._report(event, "P106", "deep", deepest=DEEPEST, more="more")
            self.is_stopped = True
            return None
        if isinstance(event, SequenceStartEvent):
            return self._sequence(key_path, depth)
        return self._mapping(key_path, depth, is_in_braces=event.flow_style)

    def _check_properties(self, event: Event) -> None:
        if event.anchor is not None:
            self._report(event, "P103", "anchor", name=event.anchor)
        if event.tag is not None:
            self._report(event, "P104", tag=printable(event.tag))

    def _sequence(self, key_path: str, depth: int) -> Plain:
        items: list[Plain] = []
        self.lengths[key_path] = 0  # a list stands before those in it
        for event in self.events:
            if isinstance(event, SequenceEndEvent) or self.is_stopped:
                break
            if self.with_places and depth == DEPTH_OF_LISTS:
                self.starts.append((event.start_mark.line + 1, (key_path.removeprefix("\t"), len(items))))
            items.append(self._node(event, f"{key_path}\t{len(items)}", depth + 1))
        self.lengths[key_path] = len(items)
        return items

    def _mapping(self, key_path: str, depth: int, *, is_in_braces: bool) -> Plain:
        below = f"{key_path}\t"
        entries: dict[str, Plain] = {}
        nodes: dict[str, tuple[Event, Event]] = {}
        duplicates: list[tuple[str, Place, Place]] = []
        for event in self.events:
            if isinstance(event, MappingEndEvent) or self.is_stopped:
                break
            key = self._key(event, key_path, depth)
            if self.is_stopped:
                break
            value_path = below + key
            value_event = next(self.events)
            if is_in_braces and event.end_mark.index == value_event.start_mark.index:  # it has no colon
                before = next(reversed(entries), "")
                if isinstance(entries.get(before), str):
                    entries[before] = self._joined_at_comma(event, before, nodes[before][1], key)
                    continue
            if key in entries:
                place = self._place(event)
                duplicates.append((key, place, self._place(nodes[key][0])))
                is_empty = not entries[key]  # then the entry has one value, and it is checked
                other_path = value_path if is_empty else f"{below}{key} ({place.line})"
                value = self._node(value_event, other_path, depth + 1)
                if is_empty:
                    entries[key] = value
                    nodes[key] = nodes[key][0], value_event
                continue
            if self.with_places:
                self._keep_key(event, value_path, depth)
            nodes[key] = event, value_event
            self.key = key
            entries[key] = self._node(value_event, value_path, depth + 1)
        if duplicates and not self.is_stopped:
            self._report_duplicates(duplicates, next(iter(entries)), is_whole_file=depth == 1)
        return entries

    def _keep_key(self, event: Event, key_path: str, depth: int) -> None:
        self.keys[key_path] = _numbers(event)
        if depth == 1:
            self.starts.append((event.start_mark.line + 1, ()))

    def _joined_at_comma(self, event: Event, key: str, value_event: Event, rest: str) -> str:
        """Report a comma inside the value of a key in braces; return the value with the rest that is read as a key."""
        place, end = self._place(value_event), event.end_mark
        whole = rest
        if place.line == end.line + 1:
            whole = self.lines[end.line][place.column - 1 : end.column]
        corrected = f"{key}: {shortened(quoted(whole))}"
        self._add(diagnostic_at(place, "P202", "comma", "", rest=shortened(rest), line=printable(corrected)))
        return whole

    def _key(self, event: Event, key_path: str, depth: int) -> str:
        if not isinstance(event, ScalarEvent):
            self._report(event, "P203", "key")
            self._node(event, f"{key_path}\t?", depth + 1)
            return "?"
        self.nodes += 1
        return self._scalar(event) or ""

    def _report_duplicates(
        self, duplicates: list[tuple[str, Place, Place]], first_key: str, *, is_whole_file: bool
    ) -> None:
        """Report each duplicate key, or only the first if the line that begins a second entry is missing.

        If the duplicates begin with the first key of the entry, only the hyphen of the second entry is missing. If they
        are those of the whole file, its content stands there twice.
        """
        variant = ""
        values = {}
        if len(duplicates) >= MISSING_ENTRY:
            variant, values["more"] = "file" if is_whole_file else "entry", "more"
            if duplicates[0][0] == first_key and not is_whole_file:
                line = self.lines[duplicates[0][1].line - 1].strip()
                variant, values["line"] = "hyphen", f"- {printable(shortened(line))}"
        for key, place, first in duplicates[:1] if variant else duplicates:
            where = f"{first.line}:{first.column}"
            self._add(diagnostic_at(place, "P102", variant, "", key=printable(key), first=where, **values))

    def _scalar(self, event: Event) -> str | None:
        """Return the text of a scalar in Unicode form NFC and with Đ for its look-alikes; None for an empty value."""
        text: str = event.value
        if self.is_usual and not event.style and _is_certain(text):
            return text
        self._check_properties(event)
        if event.implicit[0] and not event.style:  # without quotes; libyaml gives the style "", PyYAML None
            if text in _EMPTY:
                self._check_comment(event, has_blank=False)
                return None
            self._check_plain_scalar(event, text)
        elif event.style in {"|", ">"}:
            self._check_block(event)
        if not self.has_unusual or (text.isascii() and text.isprintable()):
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
        is_number = self.key in _NUMBER_KEYS and _DECIMAL.fullmatch(text)
        if _is_ambiguous(text) and not is_number:
            self._report(event, "P107", "truth" if _TRUTHS.fullmatch(text) else "", text=printable(text))
        if event.start_mark.line != end.line:
            self._report(event, "P107", "lines", text=masked(printable(text))[:40])
        self._check_comment(event, has_blank=" " in text)

    def _check_comment(self, event: Event, *, has_blank: bool) -> None:
        """Report a comment after several words, or without a space after `#`: it is likely text, as ` #190/KH-UBND`."""
        if not self.has_comments:
            return
        end = event.end_mark
        comment = _COMMENT.match(self.lines[end.line], end.column) if end.line < len(self.lines) else None
        if comment is not None and (has_blank or comment[2][:1] not in {"", " "}):
            place = span(self.path, end.line + 1, comment.end(1) + 1, len(comment[2]) + 1)
            corrected = requoted(self.lines[end.line])
            line = {"line": printable(shortened(corrected.strip()))} if corrected else {}
            self._add(diagnostic_at(place, "P108", lost=printable("#" + comment[2]), **line))

    def _check_block(self, event: Event) -> None:
        """Report the first line of a text block that has the form of a key of a report: it is indented too far."""
        for row in range(event.start_mark.line + 1, min(event.end_mark.line, len(self.lines))):
            match = KEY_IN_TEXT.match(self.lines[row])
            if match is not None:
                place = span(self.path, row + 1, match.start(1) + 1, len(match[1]))
                self._add(diagnostic_at(place, "P108", "block", key=match[1]))
                return

    def _without_forbidden(self, event: Event, text: str) -> str:
        """Return the text with `?` for forbidden characters and tabs; report them, and line ends written as escapes."""
        forbidden = {character for character in set(text) if character == "\t" or is_forbidden(character)}
        if forbidden:
            first = next(character for character in text if character in forbidden)
            self._report(event, "P004", "escaped", letter=character_name(first))
            text = text.translate(dict.fromkeys(map(ord, forbidden), "?"))
        elif event.style == '"' and "\n" in text and event.start_mark.line == event.end_mark.line:
            self._report(event, "P004", "escaped", letter="U+000A")
        return text

    def _place(self, event: Event) -> Place:
        return Place(self.path, *_numbers(event))

    def _report(self, event: Event, code: str, variant: str = "", **values: object) -> None:
        self._add(diagnostic_at(self._place(event), code, variant, "", **values))

    def _add(self, diagnostic: Diagnostic) -> None:
        """Add a diagnostic, unless as many errors, or as many warnings and notes, are reported as there may be."""
        is_error = diagnostic.severity == "error"
        reported = self.errors if is_error else len(self.diagnostics) - self.errors
        if reported < MOST_DIAGNOSTICS:
            self.errors += is_error
            self.diagnostics.append(diagnostic)


def _numbers(event: Event) -> Numbers:
    """Return the place of an event: a whole scalar on one line, the first character of a longer one."""
    start, end = event.start_mark, event.end_mark
    line, column = start.line + 1, start.column + 1
    if not isinstance(event, ScalarEvent):
        return line, column, line, column
    return line, column, line, end.column + 1 if end.line == start.line else column + 1


@lru_cache(maxsize=4096)
def _is_certain(text: str) -> bool:
    """Return whether the text is one word, and all YAML readers take it for the same value."""
    return text not in _EMPTY and len(text.split()) == 1 and not _is_ambiguous(text)


def is_typed(text: str) -> bool:
    """Return whether some YAML reader takes the text, without quotes, for anything but a text."""
    return _UNAMBIGUOUS.fullmatch(text) is not None or _is_ambiguous(text)


def is_key_in_text(line: str) -> bool:
    """Return whether a line of a text is probably a key of a report, indented too far."""
    return KEY_IN_TEXT.match(line) is not None


def _is_ambiguous(text: str) -> bool:
    """Return whether YAML readers may disagree about the type of a plain value."""
    if _UNAMBIGUOUS.fullmatch(text):
        return False
    for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], ()):
        if tag != "tag:yaml.org,2002:null" and pattern.match(text):
            return True
    return _OTHER_READERS.fullmatch(text) is not None
