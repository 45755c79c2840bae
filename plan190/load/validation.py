"""Validate plain data into values of the model, and turn pydantic's errors into diagnostics.

Errors are recognised by their types, because pydantic's messages change between versions.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from plan190.diagnostics import MOST_DIAGNOSTICS, Diagnostic, Place, diagnostic_at
from plan190.load.text_reader import span
from plan190.model import fields
from plan190.model.report import ReportedState
from plan190.words.text import masked, nearest, parse_day, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    "too_short": "P205.empty",
}
"""Code and variant for the types of pydantic's own errors; `fields` names its errors by code and variant."""

_LIMITS = {"max_length": "longest", "le": "bound", "ge": "bound"}
"""Names of limits in the context of pydantic's errors, and their names in the messages of plan190."""


def validate(file_type: type, path: str, parsed: Parsed) -> tuple[Any, frozenset[KeyPath], list[Diagnostic]]:
    """Return the file's value, the key paths of the entries left out of it, and the errors.

    An entry of a list is left out if it has an error. With an error anywhere else, the value is None.
    """
    reader = fields.reader(file_type)
    try:
        return reader.validate_python(parsed.plain), frozenset(), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    diagnostics = _without_repeats([_diagnostic(file_type, path, parsed, error) for error in errors[:MOST_DIAGNOSTICS]])
    locations = {error["loc"][:2] for error in errors}
    invalid = {location for location in locations if int in map(type, location[1:])}  # entries of a list
    if not isinstance(parsed.plain, dict) or invalid != locations:
        return None, frozenset(), diagnostics
    plain = dict(parsed.plain)
    for name, values in plain.items():
        if isinstance(values, list):
            plain[name] = [value for number, value in enumerate(values) if (name, number) not in invalid]
    return reader.validate_python(plain), frozenset(invalid), diagnostics


def _without_repeats(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics without P201 for each key that the file has with a misspelt name: P202 reports it."""
    misspelt = set()
    for diagnostic in diagnostics:
        if (diagnostic.code, diagnostic.variant) == ("P202", "near"):
            parent = diagnostic.at.rpartition(".")[0]
            misspelt.add(f"{parent}.{dict(diagnostic.values)['near']}")
    return [diagnostic for diagnostic in diagnostics if diagnostic.code != "P201" or diagnostic.at not in misspelt]


def _diagnostic(file_type: type, path: str, parsed: Parsed, error: Mapping[str, Any]) -> Diagnostic:
    """Return the diagnostic for one of pydantic's errors."""
    key_path = _key_path(file_type, error["loc"])
    place = _place(path, parsed, key_path)
    at = _as_text(key_path)
    error_type, value = error["type"], error.get("input")
    last = str(key_path[-1]) if key_path else ""
    missing = {"missing": last, "union_tag_not_found": "kind"}
    if error_type in missing:
        return diagnostic_at(span(place.path, place.line, place.column), "P201", "", at, key=missing[error_type])
    if error_type == "unexpected_keyword_argument":
        allowed = [key for key in _keys_at(file_type, key_path[:-1]) if key != last]
        place = parsed.keys.get(key_path, place)
        return _not_among(allowed, last, place, "P202", "", at, key=printable(last))
    if error_type == "literal_error":
        return _wrong_word(file_type, place, key_path, value)
    if error_type == "union_tag_invalid":
        key_path = (*key_path, "kind")
        return _wrong_word(file_type, _place(path, parsed, key_path), key_path, error["ctx"]["tag"])
    return _invalid_scalar(place, at, error_type, value, error.get("ctx", {}))


def _wrong_word(file_type: type, place: Place, key_path: KeyPath, value: object) -> Diagnostic:
    """Return the diagnostic of a word that is none of the words allowed at the key path."""
    allowed = _words_at(file_type, key_path)
    word = printable(str(value))
    variant = "state" if tuple(allowed) == typing.get_args(ReportedState) else ""
    return _not_among(allowed, word, place, "P204", variant, _as_text(key_path), value=word)


def _not_among(allowed: list[str], word: str, place: Place, code: str, variant: str, at: str, **key: str) -> Diagnostic:
    """Return the diagnostic of a word that is not allowed, with the nearest allowed word."""
    near = nearest(word, allowed)
    if near:
        variant = "near"
    return diagnostic_at(place, code, variant, at, **key, near=near, allowed=", ".join(allowed))


def _invalid_scalar(place: Place, at: str, error_type: str, plain: Plain, context: Mapping[str, Any]) -> Diagnostic:
    """Return the diagnostic for a value that its type does not allow."""
    if plain is None:
        return diagnostic_at(place, "P205", "empty", at)
    value = masked(printable(str(plain)))[:80]
    if not error_type.startswith("P"):
        error_type = _CODES.get(error_type, "P203")
    code, _, variant = error_type.partition(".")
    limits = {_LIMITS[key]: limit for key, limit in context.items() if key in _LIMITS}
    if code == "P205":
        return diagnostic_at(place, code, variant, at, **limits)
    if (code, variant) == ("P206", ""):
        return _not_a_day(place, at, value)
    if code == "P203" and variant and re.fullmatch(r"[0-9.,]+ ?%", value):
        variant = "percent"
    return diagnostic_at(place, code, variant, at, value=value, **limits)


def _not_a_day(place: Place, at: str, value: str) -> Diagnostic:
    """Return the diagnostic for a value that is not YYYY-MM-DD; for d/m/yyyy, it suggests the date in that form."""
    try:
        day = parse_day(re.sub("[.-]", "/", value))
    except ValueError:
        return diagnostic_at(place, "P206", "", at, value=value)
    return diagnostic_at(place, "P206", "order", at, value=value, iso=day.isoformat())


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
    while key_path and key_path not in parsed.values:
        key_path = key_path[:-1]
    return parsed.values.get(key_path, Place(path))


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


def _words_at(file_type: type, key_path: KeyPath) -> list[str]:
    """Return the words allowed at a key path; for the `kind` of a union, those of all its members."""
    members = _members_at(file_type, key_path)
    if key_path and key_path[-1] == "kind":
        parents = _members_at(file_type, key_path[:-1])
        members = [_hints(parent)["kind"] for parent in parents if isinstance(parent, type)]
    return list(map(str, itertools.chain.from_iterable(map(typing.get_args, members))))
