"""Validate plain data into values of the model, and turn pydantic's errors into diagnostics.

Errors are recognised by their types, because pydantic's messages change between versions.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
import types
import typing
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from plan190.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Place, diagnostic_at
from plan190.load.text_reader import span
from plan190.load.yaml_mistakes import quoted
from plan190.load.yaml_reader import is_entry
from plan190.model import fields
from plan190.model.period import Period
from plan190.model.report import ReportedState
from plan190.words import words_in
from plan190.words.text import masked, nearest, printable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from plan190.load.yaml_reader import Parsed, Plain
    from plan190.model.register import KeyPath

_CODES = {
    "dataclass_type": "P203.mapping",
    "dict_type": "P203.mapping",
    "model_attributes_type": "P203.mapping",
    "string_type": "P203.text",
    "tuple_type": "P203.list",
    "greater_than_equal": "P204.least",
    "less_than_equal": "P204.most",
    "string_pattern_mismatch": "P204.slug",
    "string_too_long": "P205.long",
}
"""Code and variant for the types of pydantic's own errors; `fields` names its errors by code and variant."""

_SHAPES = frozenset({"missing", "unexpected_keyword_argument", "dataclass_type", "tuple_type"})
"""The types of pydantic's errors that a wrong indentation causes."""

_MISSING = {"beyond_authority": "authority", "state": "state"}
"""The variant of P201 for a missing key whose possible values the advice explains."""

_EMPTY = frozenset({"P205.empty", "too_short"})
"""The types of the errors of empty texts and lists."""

_PLAIN = re.compile(r"\w[\w ().,/+–-]*")
"""A text that needs no quotes in YAML."""

_SMART_QUOTES = "“”„‟‘’«»"

_STATES: tuple[str, ...] = typing.get_args(ReportedState)

_NOTHING = re.compile("(?!)")
_FORMS = {
    "P203.whole": fields.WHOLE_NUMBER,
    "P203.number": fields.NUMBER,
    "P206": re.compile(fields.DAY),
    "P206.month": re.compile(fields.MONTH),
    "P206.period": re.compile(fields.PERIOD),
    "string_pattern_mismatch": re.compile(fields.SLUG),
}
"""The form of a right value, by the type of the error."""

_DAY_FIRST = re.compile(
    r"(?:ngày\s+)?(?P<day>[0-9]{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>[0-9]{1,2})(?:[/.-]|\s+năm\s+)(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[/.-](?P<month>[0-9]{1,2})[/.-](?P<day>[0-9]{1,2})(?:[T ].*)?")

_LIMITS = {"max_length": "longest", "le": "bound", "ge": "bound"}
"""Names of limits in the context of pydantic's errors, and their names in the messages of plan190."""


def validate(file_type: type, path: str, parsed: Parsed) -> tuple[Any, frozenset[KeyPath], list[Diagnostic]]:
    """Return the file's value, the key paths of the entries left out of it, and the errors.

    An entry of a list is left out if it has an error, also of syntax. With an error anywhere else, the value is None.
    """
    reader = fields.reader(file_type)
    errors: list[Any] = []
    try:
        value = reader.validate_python(parsed.plain)
    except ValidationError as invalid_values:
        value = None
        errors = [error for error in invalid_values.errors(include_url=False) if not _is_consequence(parsed, error)]
    locations = {error["loc"][:2] for error in errors} | parsed.broken
    errors = _without_misplaced(file_type, parsed, errors)
    diagnostics = [_diagnostic(file_type, path, parsed, error) for error in errors[:MOST_DIAGNOSTICS]]
    diagnostics = _without_repeats(diagnostics)
    further = len(errors[MOST_DIAGNOSTICS:])
    if further:
        diagnostics.append(diagnostic_at(Place(path), "P010", number=further, error=further, warning=0, note=0))
    if not locations:
        return value, frozenset(), []
    invalid = {location for location in locations if int in map(type, location[1:])}  # entries of a list
    if not isinstance(parsed.plain, dict) or invalid != locations:
        return None, frozenset(), diagnostics
    plain = dict(parsed.plain)
    for name, values in plain.items():
        if isinstance(values, list):
            plain[name] = [value for number, value in enumerate(values) if (name, number) not in invalid]
    return reader.validate_python(plain), frozenset(invalid), diagnostics


def _is_consequence(parsed: Parsed, error: Mapping[str, Any]) -> bool:
    """Return whether the error of pydantic results from another error: an entry or a key could not be read as it is."""
    location = error["loc"]
    entry = location[:2] if is_entry(location[:2]) else ()
    return entry in parsed.uncertain and error["type"] in _SHAPES


def _without_misplaced(file_type: type, parsed: Parsed, errors: list[Any]) -> list[Any]:
    """Return the errors with one for each key whose items or keys are not indented below it, instead of one for each.

    The parser takes them for entries of the list, or keys of the entry, around the key, whose value is then empty.
    """
    errors = _without_misplaced_keys(file_type, parsed, errors)
    misplaced: set[tuple[str | int, ...]] = set()
    for number, error in enumerate(errors):
        location = error["loc"]
        if error["type"] == "tuple_type" and error["input"] is None and is_entry(location[:-1]):
            items = list(_misplaced_items(file_type, parsed, location))
            misplaced |= set(items)
            if items:
                errors[number] = {"type": "P203.indent", "loc": items[0], "input": location[-1]}
    return [error for error in errors if error["loc"][:2] not in misplaced or error["type"] == "P203.indent"]


def _without_misplaced_keys(file_type: type, parsed: Parsed, errors: list[Any]) -> list[Any]:
    """Return the errors with only the first unknown key of those that belong to an empty key beside them."""
    kept: list[Any] = []
    reported = set()
    for error in errors:
        around = None
        if error["type"] == "unexpected_keyword_argument":
            around = _key_around(file_type, parsed, error["loc"])
        if around is None:
            kept.append(error)
        elif around not in reported:
            reported.add(around)
            kept.append({**error, "type": "P202.indent", "input": around[-1]})
    return kept


def _key_around(file_type: type, parsed: Parsed, location: KeyPath) -> KeyPath | None:
    """Return the key path of the empty key beside a key to whose mapping the key belongs; None if there is none."""
    *parent, key = location
    plain: Any = parsed.plain
    if parsed.key_place(location) is None:
        return None  # the location contains the tag of a member of a union
    for step in parent:
        plain = plain[step]
    for name, value in plain.items():
        if value is None and key in _keys_at(file_type, (*parent, name)):
            return (*parent, name)
    return None


def _misplaced_items(file_type: type, parsed: Parsed, location: KeyPath) -> Iterator[KeyPath]:
    """Yield the key paths of the entries after a key without a value that have only the keys of its items."""
    name, number, _ = location
    keys = set(_keys_at(file_type, (*location, 0)))
    entries: Any = parsed.plain[name]  # type: ignore[index]
    for after in range(int(number) + 1, len(entries)):
        if not isinstance(entries[after], dict) or not keys.issuperset(entries[after]):
            return
        yield name, after


def _without_repeats(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics without P201 for each key that the file has under another name: P202 reports it.

    The only unknown key of an entry is taken for the only key that is missing there; a key that an entry before it
    lacks, for a key that is not indented below that entry.
    """
    unknown = Counter(_parent(diagnostic) for diagnostic in diagnostics if diagnostic.code == "P202")
    missing: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        if diagnostic.code == "P201":
            missing[_parent(diagnostic)].append(diagnostic)
    found = set()
    kept = []
    for diagnostic in diagnostics:
        if diagnostic.code == "P202":
            parent = _parent(diagnostic)
            absent = missing[parent]
            outer = _missing_before(diagnostic, itertools.chain.from_iterable(missing.values()))
            if outer is not None:
                diagnostic = diagnostic._replace(variant="outside", at=outer.at)  # noqa: PLW2901
                found.add(outer.at)
            elif len(absent) == unknown[parent] == 1 and diagnostic.variant != "capitals":
                near = dict(absent[0].values)["key"]
                diagnostic = _with_values(diagnostic, near=near)._replace(variant="near")  # noqa: PLW2901
            near = dict(diagnostic.values)["near"]
            found.add(f"{parent}.{near}".lstrip("."))
        kept.append(diagnostic)
    return [diagnostic for diagnostic in kept if diagnostic.code != "P201" or diagnostic.at not in found]


def _missing_before(unknown: Diagnostic, missing: Iterable[Diagnostic]) -> Diagnostic | None:
    """Return the diagnostic of the last entry inside, before an unknown key, that lacks the key; None without one."""
    key, parent = dict(unknown.values)["key"], _parent(unknown)
    inside = [
        other
        for other in missing
        if dict(other.values)["key"] == key and _parent(other).startswith(parent) and _parent(other) != parent
    ]
    before = [other for other in inside if other.place.line < unknown.place.line]
    return max(before, key=lambda other: other.place.line, default=None)


def _with_values(diagnostic: Diagnostic, **values: str) -> Diagnostic:
    """Return the diagnostic with these values."""
    return diagnostic._replace(values=tuple({**dict(diagnostic.values), **values}.items()))


def _parent(diagnostic: Diagnostic) -> str:
    """Return the key path of the entry around the key of the diagnostic."""
    return diagnostic.at.rpartition(".")[0]


def _diagnostic(file_type: type, path: str, parsed: Parsed, error: Mapping[str, Any]) -> Diagnostic:
    """Return the diagnostic for one of pydantic's errors, with the corrected line as it stands in the file."""
    key_path = _key_path(file_type, error["loc"])
    diagnostic = _of_error(file_type, path, parsed, error, key_path)
    line = dict(diagnostic.values).get("line", "-")
    if not line.startswith("-") and _begins_entry(parsed, key_path):
        diagnostic = _with_values(diagnostic, line=f"- {line}")
    if not is_entry(key_path[:2]):
        return _with_values(diagnostic, more="more")  # without a value, no rule checks the file
    return diagnostic


def _begins_entry(parsed: Parsed, key_path: KeyPath) -> bool:
    """Return whether the key stands directly after the hyphen of an entry of a list."""
    key, around = parsed.key_place(key_path), parsed.place(key_path[:-1])
    if key is None or around is None or not isinstance(key_path[-2:][0], int):
        return False
    return (key.line, key.column) == (around.line, around.column)


def _of_error(file_type: type, path: str, parsed: Parsed, error: Mapping[str, Any], key_path: KeyPath) -> Diagnostic:
    """Return the diagnostic for an error of pydantic at a key path."""
    place = _place(path, parsed, key_path)
    at = _as_text(key_path)
    error_type, value = error["type"], error.get("input")
    last = str(key_path[-1]) if key_path else ""
    missing = {"missing": last, "union_tag_not_found": "kind"}
    if error_type in missing:
        variant = _MISSING.get(last, "")
        return diagnostic_at(span(place.path, place.line, place.column), "P201", variant, at, key=missing[error_type])
    if error_type == "unexpected_keyword_argument":
        return _unknown_key(file_type, parsed, key_path, parsed.key_place(key_path) or place)
    if error_type == "union_tag_invalid":
        key_path, value = (*key_path, "kind"), error["input"]["kind"]
        error_type, place = "literal_error", _place(path, parsed, key_path)
    if error_type == "P202.indent":
        place = parsed.key_place(key_path) or place
        return diagnostic_at(place, "P202", "indent", at, key=printable(last), around=value, near="", more="more")
    if error_type == "P203.indent":
        return diagnostic_at(place, "P203", "indent", at, key=value, more="more")
    if value is None or error_type in _EMPTY:
        return _empty(file_type, place, key_path, error_type)
    if isinstance(value, list | dict):
        return _wrong_shape(file_type, place, key_path, error_type, value)
    siblings = _siblings(parsed, key_path)
    if isinstance(value, str) and value[:1] in _SMART_QUOTES and value[-1:] in _SMART_QUOTES:
        inner = _shown(value.strip(_SMART_QUOTES))
        is_right = _FORMS.get(error_type, _NOTHING).fullmatch(inner)
        right = inner if is_right else _right_word(_words_at(file_type, key_path), inner, siblings)
        return diagnostic_at(place, "P204", "quotes", at, value=inner, **_line(last, right))
    if error_type == "literal_error":
        return _wrong_word(file_type, place, key_path, str(value), siblings)
    return _invalid_scalar(file_type, place, key_path, error_type, value, error.get("ctx", {}))


def _shown(text: str) -> str:
    """Return a value of the file for a message."""
    return masked(printable(text))[:80]


def _unknown_key(file_type: type, parsed: Parsed, key_path: KeyPath, place: Place) -> Diagnostic:
    """Return the diagnostic of a key that is not allowed at its place."""
    key, at = str(key_path[-1]), _as_text(key_path)
    allowed = [name for name in _keys_at(file_type, key_path[:-1]) if name != key]
    right = key.lower()
    if right in allowed and right not in _siblings(parsed, key_path):
        return diagnostic_at(place, "P202", "capitals", at, key=printable(key), near=right)
    return _not_among(allowed, key, place, "P202", "", at, key=printable(key))


def _line(key: str, value: str) -> dict[str, str]:
    """Return the correct line as a value of a diagnostic; nothing without a value."""
    return {"line": f"{key}: {value}"} if value else {}


def _siblings(parsed: Parsed, key_path: KeyPath) -> Collection[str]:
    """Return the keys of the mapping that contains the key."""
    around: Any = parsed.plain
    for step in key_path[:-1]:
        around = around[step]
    return around if isinstance(around, dict) else ()


def _right_word(allowed: Collection[str], word: str, siblings: Collection[str]) -> str:
    """Return the word that only has wrong capitals, or the state with this Vietnamese name; "" if it is not certain.

    That a task is done is certain only if the entry has the date of completion.
    """
    right = word.lower()
    if tuple(allowed) == _STATES:
        right = _state_names().get(right, right)
    is_incomplete = right == "done" and "done_on" not in siblings
    return right if right in allowed and not is_incomplete else ""


@cache
def _state_names() -> Mapping[str, str]:
    """Return the states that a report can have by their Vietnamese names."""
    words = words_in("vi")
    names = {words(f"update.{state}"): state for state in _STATES}
    return names | {words(key).lower(): "done" for key in ("column.done", "group.done")}


def _wrong_word(file_type: type, place: Place, key_path: KeyPath, word: str, siblings: Collection[str]) -> Diagnostic:
    """Return the diagnostic of a word that is none of the words allowed at the key path."""
    allowed = _words_at(file_type, key_path)
    variant, at, value = "state" if tuple(allowed) == _STATES else "", _as_text(key_path), printable(word)
    right = _right_word(allowed, word, siblings)
    line = _line(str(key_path[-1]), right)
    return _not_among(allowed, value, place, "P204", variant, at, right, value=value, **line)


def _not_among(
    allowed: list[str], word: str, place: Place, code: str, variant: str, at: str, right: str = "", **values: str
) -> Diagnostic:
    """Return the diagnostic of a word that is not allowed, with the right word, or else the nearest allowed one."""
    near = right or nearest(word, allowed)
    if near:
        variant = "near"
    return diagnostic_at(place, code, variant, at, **values, near=near, allowed=", ".join(allowed))


def _empty(file_type: type, place: Place, key_path: KeyPath, error_type: str) -> Diagnostic:
    """Return the diagnostic for a key, or the hyphen of an entry, without a value."""
    key = key_path[-1] if key_path else ""
    at = _as_text(key_path)
    if isinstance(key, int):
        return diagnostic_at(place, "P205", "entry", at)
    is_required = key in {field.name for field in _required_fields(file_type, key_path[:-1])}
    if error_type == "tuple_type":  # without a corrected line: the entries may stand in comments
        return diagnostic_at(place, "P205", "list-required" if is_required else "list", at, key=key)
    variant = "required" if is_required else "empty"
    return diagnostic_at(place, "P205", variant, at, key=key)


def _wrong_shape(
    file_type: type, place: Place, key_path: KeyPath, error_type: str, value: list[Plain] | dict[str, Plain]
) -> Diagnostic:
    """Return the diagnostic for a list or keys in place of something else."""
    key, at = (str(key_path[-1]) if key_path else ""), _as_text(key_path)
    wanted = _CODES.get(error_type, "")
    if wanted == "P203.list":
        return diagnostic_at(place, "P203", "list-keys", at, key=key, more="more")
    if wanted == "P203.mapping":
        return diagnostic_at(place, "P203", "mapping-list", at, more="more")
    got = "list" if isinstance(value, list) else "keys"
    if _is_prose(file_type, key_path):
        return diagnostic_at(place, "P203", f"text-{got}", at, key=key, line=f"{key}: |")
    line = {}
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        line = {"line": f"{key}: {_shown(value[0])}"}
    return diagnostic_at(place, "P203", f"single-{got}", at, key=key, **line)


def _invalid_scalar(
    file_type: type, place: Place, key_path: KeyPath, error_type: str, plain: Plain, context: Mapping[str, Any]
) -> Diagnostic:
    """Return the diagnostic for a value that its type does not allow."""
    key, at, value = (str(key_path[-1]) if key_path else ""), _as_text(key_path), _shown(str(plain))
    if not error_type.startswith("P"):
        error_type = _CODES.get(error_type, "P203")
    code, _, variant = error_type.partition(".")
    values: dict[str, object] = {_LIMITS[name]: limit for name, limit in context.items() if name in _LIMITS}
    corrected = ""
    match code, variant:
        case "P205", _:
            return diagnostic_at(place, code, variant, at, **values)
        case "P203", "whole" | "number":
            variant, corrected = _wrong_number(key, value, variant)
        case "P203", "list":
            variant, corrected = _text_for_list(file_type, key_path, value)
        case "P203", "mapping" if key_path and isinstance(key_path[-1], int):
            corrected = _first_key_line(file_type, key_path, value)
        case "P204", "slug" if at == "agency" and place.agency:
            corrected = f"agency: {place.agency}"
        case "P206", "month" | "period":
            period = Period.named(value)
            is_right = period is not None and (variant == "period" or period.unit == "month")
            corrected = f"{key}: {period}" if is_right else ""
        case "P206", "":
            variant, corrected = _wrong_day(key, value)
    if corrected:
        values["line"] = corrected
    return diagnostic_at(place, code, variant, at, value=value, **values)


def _wrong_number(key: str, value: str, variant: str = "whole") -> tuple[str, str]:
    """Return the variant of P203 for a value that is not a number, and the corrected line if it is certain.

    `variant`: "whole" if only whole numbers are accepted, "number" if decimals are.
    """
    number = ""
    if match := re.fullmatch("([0-9.,]+) ?%", value):
        variant = "percent"
        number = match[1] if key == "progress" and re.fullmatch("100|[1-9]?[0-9]", match[1]) else ""
    elif key == "progress" and (match := re.fullmatch("0[.,]([0-9]{1,2})", value)):
        variant, number = "share", str(int(match[1].ljust(2, "0")))
    elif key != "progress" and re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", value):
        variant, number = "thousands", value.replace(".", "")
    elif re.fullmatch("[0-9]+[.,][0-9]+", value):
        if variant == "number" and fields.NUMBER.fullmatch(value.replace(",", ".")):
            number = value.replace(",", ".")
        variant = "decimals" if variant == "number" else "decimal"
    elif re.fullmatch("0+[1-9][0-9]{0,8}", value):
        number = value.lstrip("0")
    elif match := re.fullmatch(r"([^\W\d_][^\d-]*)?(0|[1-9][0-9]{0,8})(\s[^\d-]*)?", value):
        number = match[2]
    return variant, f"{key}: {number}" if number else ""


def _text_for_list(file_type: type, key_path: KeyPath, value: str) -> tuple[str, str]:
    """Return the variant of P203 for a text in place of a list, and the corrected line."""
    if any(map(dataclasses.is_dataclass, _members_at(file_type, (*key_path, 0)))):
        return "list-entry", _first_key_line(file_type, (*key_path, 0), value)
    return "list", f"{key_path[-1]}: [{value}]"


def _first_key_line(file_type: type, key_path: KeyPath, value: str) -> str:
    """Return the line that begins an entry with the value as that of its first key; "" if the value does not fit it."""
    field = _first_field(file_type, key_path)
    if field is None:
        return ""
    if field.type == "TaskId":
        line = _wrong_number(field.name, value)[1]
        return f"- {line}" if line else ""
    return f"- {field.name}: {value if _PLAIN.fullmatch(value) else quoted(value)}"


def _first_field(file_type: type, key_path: KeyPath) -> dataclasses.Field[Any] | None:
    """Return the first field of the entry at a key path, if it is the only required one; otherwise None."""
    required = _required_fields(file_type, key_path)
    return required[0] if len(required) == 1 else None


def _required_fields(file_type: type, key_path: KeyPath) -> list[dataclasses.Field[Any]]:
    """Return the required fields of the entry at a key path; none if it is no entry, or one of several kinds."""
    members = _members_at(file_type, key_path)
    if len(members) != 1 or not dataclasses.is_dataclass(members[0]):
        return []
    return [field for field in dataclasses.fields(members[0]) if field.default is dataclasses.MISSING]


def _wrong_day(key: str, value: str) -> tuple[str, str]:
    """Return the variant of P206 for a value that is not YYYY-MM-DD, and the corrected line if it is a date."""
    line = _corrected(_DAY_FIRST, value, key)
    if line:
        return "order", line
    return "", _corrected(_YEAR_FIRST, value, key)


def _corrected(pattern: re.Pattern[str], value: str, key: str) -> str:
    """Return the line with the date that the pattern reads in a value; "" if there is none."""
    match = pattern.fullmatch(re.sub("[‐‑‒–—−]", "-", value))
    if match is None:
        return ""
    parts = match.groupdict()
    try:
        iso = date(int(parts["year"]), int(parts["month"]), int(parts["day"])).isoformat()
    except ValueError:
        return ""
    return f"{key}: {iso}"


def _key_path(file_type: type, location: Iterable[str | int]) -> KeyPath:
    """Return the key path of a location of pydantic, without the tags of union members that a location contains."""
    key_path: list[str | int] = []
    hint: Any = file_type
    for step in location:
        members = {_tag(member): member for member in _members(hint)}
        if len(members) > 1 and step in members:
            hint = members[step]
        else:
            key_path.append(step)
            hint = _inner(hint, step)
    return tuple(key_path)


def _place(path: str, parsed: Parsed, key_path: KeyPath) -> Place:
    """Return the place of a value, or of the nearest value around it that the file contains."""
    while key_path and parsed.place(key_path) is None:
        key_path = key_path[:-1]
    return parsed.place(key_path) or Place(path)


def _as_text(key_path: KeyPath) -> str:
    """Return a key path as text: `tasks[3].deadline`."""
    text = ""
    for step in key_path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


@cache
def _hints(type_: type) -> dict[str, Any]:
    """Return the type hints of the fields of a type by name."""
    return typing.get_type_hints(type_, fields.NAMES)


def _members(hint: Any) -> list[Any]:  # noqa: ANN401
    """Return the types that a type hint admits, without None."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return [member for member in typing.get_args(hint) if member is not types.NoneType]
    return [hint]


def _tag(hint: Any) -> str | None:  # noqa: ANN401
    """Return the value of `kind` that distinguishes a dataclass from the other members of a union."""
    if not dataclasses.is_dataclass(hint) or not isinstance(hint, type):
        return None
    tags = typing.get_args(_hints(hint).get("kind"))
    return tags[0] if len(tags) == 1 else None


def _inner(hint: Any, step: str | int) -> Any:  # noqa: ANN401
    """Return the type hint of the value one step deeper: of a field, or of an entry of a list."""
    for member in _members(hint):
        if isinstance(step, int) and typing.get_origin(member) is tuple:
            return typing.get_args(member)[0]
        if dataclasses.is_dataclass(member) and isinstance(member, type) and step in _hints(member):
            return _hints(member)[str(step)]
    return None


def _members_at(file_type: type, key_path: KeyPath) -> list[Any]:
    hint: Any = file_type
    for step in key_path:
        hint = _inner(hint, step)
    return _members(hint)


def _keys_at(file_type: type, key_path: KeyPath) -> list[str]:
    """Return the keys allowed in the mapping at a key path."""
    mappings = filter(dataclasses.is_dataclass, _members_at(file_type, key_path))
    allowed = itertools.chain.from_iterable(map(dataclasses.fields, mappings))
    return list(dict.fromkeys(field.name for field in allowed))


def _is_prose(file_type: type, key_path: KeyPath) -> bool:
    """Return whether the value at a key path is a text that may have several lines."""
    owners = filter(dataclasses.is_dataclass, _members_at(file_type, key_path[:-1]))
    named = itertools.chain.from_iterable(map(dataclasses.fields, owners))
    return any(field.name == key_path[-1] and "Prose" in str(field.type) for field in named)


def _words_at(file_type: type, key_path: KeyPath) -> list[str]:
    """Return the words allowed at a key path; for the `kind` of a union, those of all its members."""
    members = _members_at(file_type, key_path)
    if key_path and key_path[-1] == "kind":
        parents = _members_at(file_type, key_path[:-1])
        members = [_hints(parent)["kind"] for parent in parents if isinstance(parent, type)]
    return list(map(str, itertools.chain.from_iterable(map(typing.get_args, members))))
