"""JSON Schemas (2020-12), generated from the types: of the data files for editors, of the JSON output for programs.

The schema of a file allows the same values as `validation`, except that editors read values as YAML 1.2: a text that
looks like a number or truth value then needs quotes, which plan190 itself does not require. It contains neither the
longest word of a text nor, except for `conditions`, the rules of `plan190.checks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plan190.load.loader import TYPES, UPDATES
from plan190.model import fields
from plan190.model.conditions import CONDITIONS
from plan190.model.report import MonthlyReport
from plan190.words import fields_vi

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.model.conditions import Condition, Constraint

DIALECT = "https://json-schema.org/draft/2020-12/schema"

UPDATE = "update"
"""The name of the schema of a monthly report; the other schemas have the names of their files."""

Schema = dict[str, Any]

_ABSENT: Schema = {"type": ["null", "array"], "maxItems": 0}
_PRESENT: Schema = {"not": {"type": "null"}, "minItems": 1}
"""A key without a value and with one; null and an empty list are the same as an absent key."""


def files() -> dict[str, str]:
    """Return the path of the file that each schema describes, by the name of the schema."""
    return {UPDATE: f"{UPDATES}/<agency>/<YYYY-MM>.yaml"} | {path.removesuffix(".yaml"): path for path in TYPES}


def schema_of(name: str) -> Schema:
    """Return the schema with that name; KeyError if there is none."""
    file = files()[name]
    raw = fields.reader(TYPES.get(file, MonthlyReport)).json_schema()
    types = {type_: _object(inner, type_) for type_, inner in sorted(raw.pop("$defs", {}).items())}
    head = {"$schema": DIALECT, "$id": f"urn:plan190:schema:{name}", "title": f"plan190: {file}"}
    return head | _object(raw, raw["title"]) | {"$defs": types}


def output_schema(command: str, type_: Any, names: Mapping[str, Any]) -> Schema:  # noqa: ANN401 - a type or a union
    """Return the schema of the JSON output of a command; `names`: the names in the annotations of its type."""
    title = f"plan190 {command} --format json"
    head = {"$schema": DIALECT, "$id": f"urn:plan190:schema:output:{command}", "title": title}
    return {**head, **_printed(fields.printed_schema(type_, names))}


def _printed(raw: Any) -> Any:  # noqa: ANN401 - a part of a schema
    """Return a part of pydantic's schema, in which all keys are required, because all are printed.

    Further keys are allowed, because later versions may print more.
    """
    if isinstance(raw, list):
        return list(map(_printed, raw))
    if not isinstance(raw, dict):
        return raw
    schema = {key: _printed(value) for key, value in raw.items() if key not in {"title", "default", "required"}}
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    for key in {"properties", "$defs"} & raw.keys():
        schema[key] = {name: _printed(inner) for name, inner in raw[key].items()}
    if "properties" in schema:
        schema["required"] = list(schema["properties"])
    return schema


def _object(raw: Schema, type_: str) -> Schema:
    """Return the schema of a mapping, with its keys in the order of the model."""
    keys = {key: _field(inner, type_, key) for key, inner in raw["properties"].items()}
    schema = {"description": fields_vi.TYPES.get(type_, ""), "type": "object", "additionalProperties": False}
    required = [key for key, inner in keys.items() if key in raw.get("required", ()) or "const" in inner]
    if required:
        schema["required"] = required
    schema["properties"] = keys
    if type_ in CONDITIONS:
        schema["allOf"] = [_condition(condition, raw["properties"]) for condition in CONDITIONS[type_]]
    return schema


def _condition(condition: Condition, keys: Mapping[str, Schema]) -> Schema:
    """Return the schema of a condition on an entry with these keys."""
    key, values = condition.key, list(condition.values)
    when = f"{key}: {', '.join(map(str, values)).lower()}"
    then = _keys({name: _constraint(constraint, when) for name, constraint in condition.constraints.items()})
    if condition.one_of:
        then["anyOf"] = [_keys({name: _PRESENT}) for name in condition.one_of]
    if not key:
        return then
    schema: Schema = {"properties": {key: {"enum": values}}}
    if keys[key].get("default") not in values:  # an absent key has its default value
        schema["required"] = [key]
    return {"if": schema, "then": then}


def _keys(schemas: Mapping[str, Schema]) -> Schema:
    """Return the schema of a mapping with these schemas of its keys; the keys that must have a value are required."""
    schema: Schema = {"properties": schemas} if schemas else {}
    required = [key for key, inner in schemas.items() if inner == _PRESENT]
    return schema | ({"required": required} if required else {})


def _constraint(constraint: Constraint, when: str) -> Schema:
    """Return the schema of a key with the constraint; `when`: the condition, for the message of an editor."""
    match constraint:
        case "present":
            return _PRESENT
        case "absent":
            return _ABSENT | {"errorMessage": fields_vi.CONDITIONS["absent"].format(when=when)}
        case "digits":
            return {"pattern": "^[0-9]+$", "patternErrorMessage": fields_vi.CONDITIONS["digits"]}
        case allowed:
            values = ", ".join(map(str, allowed))
            message = fields_vi.CONDITIONS["values"].format(when=when, values=values)
            return {"enum": [*allowed, None], "errorMessage": message}


def _field(raw: Schema, type_: str, key: str) -> Schema:
    """Return pydantic's schema of a key with its description."""
    name = f"{type_}.{key}"
    values = fields_vi.VALUES.get(name) or fields_vi.VALUES.get(key, {})
    schema = _value(raw, values)
    if "const" in schema:
        schema.pop("default", None)
        return {"description": fields_vi.TYPES.get(type_, ""), **schema}
    if schema.get("default") in (None, []):
        schema.pop("default", None)
    return {"description": fields_vi.FIELDS.get(name) or fields_vi.FIELDS.get(key, ""), **schema}


def _value(raw: Schema, values: Mapping[str, str]) -> Schema:
    """Return the schema of a value, with its descriptions and without the keys that only pydantic uses."""
    schema = {name: value for name, value in raw.items() if name not in {"title", "form", "discriminator"}}
    if "form" in raw:
        message = "patternErrorMessage" if "pattern" in raw else "errorMessage"
        schema[message] = fields_vi.FORMS.get(raw["form"], "")
    if "enum" in raw:
        schema["enumDescriptions"] = [values.get(word, "") for word in raw["enum"]]
    if "items" in raw:
        schema["items"] = _value(raw["items"], values)
    if "anyOf" in raw:
        members = [_value(inner, values) for inner in raw["anyOf"]]
        return _optional(schema, members)
    return schema


def _optional(schema: Schema, members: list[Schema]) -> Schema:
    """Return the schema of an optional value; without `anyOf` for a scalar, so that error messages are clearer."""
    first = members[0]
    if len(members) == 2 and "enum" not in first and isinstance(first.get("type"), str):  # noqa: PLR2004 - the type and null
        schema.pop("anyOf")
        return schema | first | {"type": [first["type"], "null"]}
    return schema | {"anyOf": members}
