"""What each kind of file may hold, as JSON Schema (2020-12) for editors: made from the types that read the files.

It refuses what `shape` refuses, over the values that YAML 1.2 gives: a number stands bare, and a text that looks like a
number or a truth value stands in quotes, which plan190 itself does not ask for. What the rules ask for is not in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plan190.load.loader import TYPES, UPDATES
from plan190.model import fields
from plan190.model.report import MonthlyReport

if TYPE_CHECKING:
    from collections.abc import Mapping

DIALECT = "https://json-schema.org/draft/2020-12/schema"

UPDATE = "update"
"""The schema of a monthly report; those of the other files are named after them."""

Schema = dict[str, Any]


class ExplanationStep(NamedTuple):
    """What is said to the reader of a schema.

    `types` by their names, `fields` by `Type.field` or, where all types mean the same, by `field`; `values`: what each
    word of a field's choice means, by the same names; `forms`: how a scalar is written, for who wrote it otherwise.
    """

    types: Mapping[str, str]
    fields: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, str]


def files() -> dict[str, str]:
    """Give the file in the data folder that each schema is for, by the schema's name."""
    return {UPDATE: f"{UPDATES}/<agency>/<YYYY-MM>.yaml"} | {path.removesuffix(".yaml"): path for path in TYPES}


def schema_of(name: str, said: ExplanationStep) -> Schema:
    """Give the schema of that name. KeyError when there is none."""
    file = files()[name]
    raw = fields.reader(TYPES.get(file, MonthlyReport)).json_schema()
    types = {type_: _object(one, type_, said) for type_, one in sorted(raw.pop("$defs", {}).items())}
    told = _object(raw, raw["title"], said)
    head = {"$schema": DIALECT, "$id": f"urn:plan190:schema:{name}", "title": f"plan190: {file}"}
    return head | told | {"$defs": types}


def _object(raw: Schema, type_: str, said: ExplanationStep) -> Schema:
    """Give the schema of a mapping, its keys in the order of the model."""
    keys = {key: _field(one, type_, key, said) for key, one in raw["properties"].items()}
    tags = [key for key, one in keys.items() if "const" in one]
    required = [key for key in keys if key in raw.get("required", ()) or key in tags]
    told = {"description": said.types.get(type_, ""), "type": "object", "additionalProperties": False}
    return told | ({"required": required} if required else {}) | {"properties": keys}


def _field(raw: Schema, type_: str, key: str, said: ExplanationStep) -> Schema:
    """Give the schema of a key: what pydantic says of it, in our words."""
    own = f"{type_}.{key}"
    values = said.values.get(own if own in said.values else key, {})
    told = _written({name: value for name, value in raw.items() if name != "title"}, values, said)
    if "const" in told:
        return {"description": said.types.get(type_, ""), **{name: told[name] for name in told if name != "default"}}
    if told.get("default") in (None, []):
        told.pop("default", None)
    return {"description": said.fields.get(own if own in said.fields else key, ""), **told}


def _written(raw: Schema, values: Mapping[str, str], said: ExplanationStep) -> Schema:
    """Give the schema of a value without what only pydantic reads."""
    told = {name: value for name, value in raw.items() if name not in {"form", "discriminator"}}
    if "form" in raw:
        told["patternErrorMessage" if "pattern" in raw else "errorMessage"] = said.forms.get(raw["form"], "")
    if "enum" in raw:
        told["enumDescriptions"] = [values.get(word, "") for word in raw["enum"]]
    if "items" in raw:
        told["items"] = _written(raw["items"], values, said)
    if "anyOf" in raw:
        return _or_nothing(told, [_written(one, values, said) for one in raw["anyOf"]])
    return told


def _or_nothing(told: Schema, members: list[Schema]) -> Schema:
    """Give a value that may be left empty; of a scalar in one piece, so that an editor complains of the value."""
    first = members[0]
    if len(members) == 2 and "enum" not in first and isinstance(first.get("type"), str):  # noqa: PLR2004 - it, or null
        rest = {name: value for name, value in told.items() if name != "anyOf"}
        return rest | first | {"type": [first["type"], "null"]}
    return told | {"anyOf": members}
