"""Plain data → the model's values; pydantic's errors → diagnostics, by their type and never by their English."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from plan190.diagnostics import MOST_FAULTS, Diagnostic, Place, problem
from plan190.model import fields
from plan190.model.report import State
from plan190.words.text import masked, nearest, parse_day, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plan190.load.yaml_reader import Parsed, Plain
    from plan190.model.register import KeyPath

T = TypeVar("T")


def read_shape(type_: type[T], path: str, parsed: Parsed) -> tuple[T | None, frozenset[KeyPath], list[Diagnostic]]:
    """Give the file's value, the entries left out of it for their faults, and all that is wrong with the shape.

    A fault in an entry of one of the file's lists leaves that entry out; any other leaves no value.
    """
    reader = fields.reader(type_)
    try:
        return reader.validate_python(parsed.plain), frozenset(), []
    except ValidationError as error:
        found = error.errors(include_url=False)
    told = _without_echoes([_told(type_, path, parsed, one) for one in found[:MOST_FAULTS]])
    faulty = {one["loc"][:2] for one in found if len(one["loc"]) > 1 and isinstance(one["loc"][1], int)}
    if not isinstance(parsed.plain, dict) or any(one["loc"][:2] not in faulty for one in found):
        return None, frozenset(), told
    kept = {
        name: [one for number, one in enumerate(entries) if (name, number) not in faulty]
        for name, entries in parsed.plain.items()
        if isinstance(entries, list)
    }
    return reader.validate_python(parsed.plain | kept), frozenset(faulty), told


def _without_echoes(told: list[Diagnostic]) -> list[Diagnostic]:
    """Leave out each missing key that stands there misspelt: one slip is one fault."""
    misspelt = {
        one.at.rpartition(".")[0] + "." + dict(one.values)["near"]
        for one in told
        if (one.code, one.variant) == ("P202", "near")
    }
    return [one for one in told if one.code != "P201" or one.at not in misspelt]


def _told(type_: type, path: str, parsed: Parsed, error: Mapping[str, Any]) -> Diagnostic:
    key_path = _steps(type_, error["loc"])
    place = _place(path, parsed, key_path)
    name = _written(key_path)
    kind, given = error["type"], error.get("input")
    last = str(key_path[-1]) if key_path else ""
    if kind == "missing":
        return problem(_short(place), "P201", "", name, key=last)
    if kind == "unexpected_keyword_argument":
        key = parsed.keys.get(key_path, place)
        allowed = _keys_at(type_, key_path[:-1])
        choice = _choice(last, [one for one in allowed if one != last])
        return problem(key, "P202", "near" if choice["near"] else "", name, key=shown(last), **choice)
    if kind in {"literal_error", "union_tag_invalid"}:
        if kind == "union_tag_invalid":
            key_path = (*key_path, "kind")
            place, given = _place(path, parsed, key_path), error["ctx"]["tag"]
        allowed = _literals_at(type_, key_path)
        word = shown(str(given))
        choice = _choice(word, allowed)
        plain = "state" if tuple(allowed) == typing.get_args(State) else ""
        return problem(place, "P204", "near" if choice["near"] else plain, _written(key_path), value=word, **choice)
    if kind == "union_tag_not_found":
        return problem(_short(place), "P201", "", name, key="kind")
    return _told_of_scalar(place, name, kind, given, error.get("ctx", {}))


def _told_of_scalar(place: Place, name: str, kind: str, given: Plain, context: Mapping[str, Any]) -> Diagnostic:
    value = "" if given is None else masked(shown(str(given)))[:80]
    if given is None or kind in {"text_empty", "too_short"}:
        return problem(place, "P205", "empty", name)
    if kind in _WRONG_TYPES:
        variant = "percent" if re.fullmatch(r"[0-9.,]+ ?%", value) else _WRONG_TYPES[kind]
        return problem(place, "P203", variant, name, value=value)
    if kind == "text_lines":
        return problem(place, "P205", "lines", name)
    if kind in {"text_long", "string_too_long"}:
        longest = context.get("longest", context.get("max_length", "?"))
        return problem(place, "P205", "long", name, longest=longest)
    if kind == "text_blank_ends":
        return problem(place, "P205", "blank", name)
    if kind in {"not_day", "no_such_day", "day_far", "not_month"}:
        return _told_of_day(place, name, kind, value)
    if kind == "string_pattern_mismatch":
        return problem(place, "P204", "slug", name, value=value)
    if kind in _OF_A_KIND:
        return problem(place, "P204", _OF_A_KIND[kind], name, value=value)
    if kind in {"less_than_equal", "greater_than_equal"}:
        bound = context.get("le", context.get("ge"))
        return problem(place, "P204", "most" if "le" in context else "least", name, value=value, bound=bound)
    return problem(place, "P203", "", name, value=value)


_OF_A_KIND = {"not_zone": "zone", "not_symbol": "symbol", "not_link": "link"}
_WRONG_TYPES = {
    "tuple_type": "list",
    "string_type": "text",
    "dataclass_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
    "not_whole": "whole",
    "not_truth": "truth",
}


def _told_of_day(place: Place, name: str, kind: str, value: str) -> Diagnostic:
    variant = {"no_such_day": "none", "day_far": "far", "not_month": "month"}.get(kind)
    if variant is not None:
        return problem(place, "P206", variant, name, value=value)
    try:
        return problem(place, "P206", "order", name, value=value, iso=parse_day(re.sub("[.-]", "/", value)).isoformat())
    except ValueError:
        return problem(place, "P206", "", name, value=value)


def _steps(type_: type, location: Iterable[str | int]) -> KeyPath:
    """Give the written keys of a pydantic location: the tag of a union's member is no key of the file."""
    key_path: list[str | int] = []
    hint: Any = type_
    for step in location:
        members = _members(hint)
        if isinstance(step, str) and len(members) > 1:
            tagged = [one for one in members if _tag(one) == step]
            if tagged:
                hint = tagged[0]
                continue
        key_path.append(step)
        hint = _inner(hint, step)
    return tuple(key_path)


def _place(path: str, parsed: Parsed, key_path: KeyPath) -> Place:
    """Give where the value stands, or the nearest thing around it that is written."""
    while key_path and key_path not in parsed.values:
        key_path = key_path[:-1]
    return parsed.values.get(key_path, Place(path))


def _short(place: Place) -> Place:
    return Place(place.path, place.line, place.column, place.line, place.column + 1)


def _written(key_path: KeyPath) -> str:
    return re.sub(r"^\.", "", "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in key_path))


def _choice(word: str, allowed: list[str]) -> dict[str, str]:
    return {"near": nearest(word, allowed), "allowed": ", ".join(allowed)}


@cache
def _hints(type_: type) -> dict[str, Any]:
    return typing.get_type_hints(type_, fields.NAMES)


def _members(hint: Any) -> list[Any]:  # noqa: ANN401
    """Give the types that a hint admits, None left out."""
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return [one for one in typing.get_args(hint) if one is not types.NoneType]
    return [hint]


def _tag(hint: Any) -> str | None:  # noqa: ANN401
    if not dataclasses.is_dataclass(hint) or not isinstance(hint, type):
        return None
    tags = typing.get_args(_hints(hint).get("kind"))
    return tags[0] if len(tags) == 1 else None


def _inner(hint: Any, step: str | int) -> Any:  # noqa: ANN401
    """Give the hint of what lies one step below."""
    for member in _members(hint):
        if isinstance(step, int) and typing.get_origin(member) is tuple:
            return typing.get_args(member)[0]
        if dataclasses.is_dataclass(member) and isinstance(member, type) and step in _hints(member):
            return _hints(member)[str(step)]
    return None


def _below(type_: type, key_path: KeyPath) -> Any:  # noqa: ANN401
    hint: Any = type_
    for step in key_path:
        hint = _inner(hint, step)
    return hint


def _keys_at(type_: type, key_path: KeyPath) -> list[str]:
    """Give the keys allowed in the mapping that the steps lead to."""
    found: dict[str, None] = {}
    for member in _members(_below(type_, key_path)):
        if dataclasses.is_dataclass(member):
            found |= dict.fromkeys(one.name for one in dataclasses.fields(member))
    return list(found)


def _literals_at(type_: type, key_path: KeyPath) -> list[str]:
    """Give the words allowed where the steps lead; for a union's `kind`, those of all its members."""
    hints = [_below(type_, key_path)]
    if key_path and key_path[-1] == "kind":
        members = [one for one in _members(_below(type_, key_path[:-1])) if isinstance(one, type)]
        hints = [_hints(one)["kind"] for one in members]
    return [str(word) for hint in hints for member in _members(hint) for word in typing.get_args(member)]
