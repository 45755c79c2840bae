"""Read and validate files as an editor does: YAML 1.2 and the committed schema."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import regress
import ruamel.yaml
from jsonschema import Draft202012Validator, ValidationError, validators

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = ROOT / "schemas"


class _AsEditors(ruamel.yaml.SafeConstructor):
    """YAML 1.2 without dates: `2023-08-11` is a string, as in yaml-language-server and check-jsonschema."""


_AsEditors.add_constructor("tag:yaml.org,2002:timestamp", ruamel.yaml.SafeConstructor.construct_yaml_str)


def read(data: bytes) -> Any:
    """Return the values of a file. Raise YAMLError or UnicodeDecodeError if it cannot be read."""
    yaml = ruamel.yaml.YAML(typ="safe", pure=True)
    yaml.Constructor = _AsEditors
    return _named(yaml.load(data.decode("utf-8-sig")))


def _named(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _named(item) for key, item in value.items()}
    return [_named(item) for item in value] if isinstance(value, list) else value


def _pattern(validator: Any, pattern: str, value: object, schema: object) -> Iterator[ValidationError]:
    """Yield an error if the text does not match the pattern as ECMAScript reads it: `$` is the very end."""
    if isinstance(value, str) and not _regex(pattern).find(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


@cache
def _regex(pattern: str) -> regress.Regex:
    return regress.Regex(pattern, flags="u")


def _without_conditions(node: Any) -> Any:
    if isinstance(node, list):
        return list(map(_without_conditions, node))
    if not isinstance(node, dict):
        return node
    return {key: _without_conditions(value) for key, value in node.items() if key != "allOf"}


@cache
def checker(name: str, *, conditions: bool = True) -> Any:
    """Return a validator for the committed schema of that name that also checks formats.

    `conditions`: whether it also checks the conditions between keys, which are not part of the shape.
    """
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_bytes())
    if not conditions:
        schema = _without_conditions(schema)
    kind = validators.extend(Draft202012Validator, {"pattern": _pattern})
    return kind(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def accepts(name: str, data: bytes, *, conditions: bool = True) -> bool:
    """Return whether the file can be read and is valid against the schema; `conditions` as in `checker`."""
    try:
        return bool(checker(name, conditions=conditions).is_valid(read(data)))
    except (ruamel.yaml.YAMLError, ValueError):
        return False
