"""Validate JSON output against the committed schema of its command; a key that the schema lacks is an error here."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from plan190.document.blocks import View
from plan190.formats import RenderOptions, render
from plan190.words import words_in
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTPUT_SCHEMAS = ROOT / "schemas" / "output"


def closed(node: Any) -> Any:
    """Return the schema without further keys in its objects."""
    if isinstance(node, list):
        return list(map(closed, node))
    if not isinstance(node, dict):
        return node
    schema = {key: closed(value) for key, value in node.items()}
    return schema | {"additionalProperties": False} if isinstance(node.get("properties"), dict) else schema


@cache
def checker(command: str) -> Any:
    """Return a validator for the closed schema of the command."""
    schema = json.loads((OUTPUT_SCHEMAS / f"{command}.schema.json").read_bytes())
    return Draft202012Validator(closed(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)


def validated(command: str, output: str) -> Any:
    """Return the values of the JSON output of a command, which must be valid."""
    values = json.loads(output)
    errors = [f"{error.json_path}: {error.message[:300]}" for error in checker(command).iter_errors(values)]
    assert errors == []
    return values


def as_json(facts: Mapping[str, object]) -> Any:
    """Return the facts as a program reads them."""
    return json.loads(render("json", View("", (), facts), RenderOptions(words_in("vi"))))
