"""The view's facts as JSON, the contract for machines (`docs/json.md`)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from plan190.document.extracted import FACTS, Extracted, Grid, StrangeError
from plan190.formats.escaping import json_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document.blocks import View
    from plan190.formats import RenderOptions


_LITERAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null|\[\]|\{\}")


def render(view: View, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format has this form
    """Give one JSON object, UTF-8, indented, with its keys in the contract's order."""
    return json_bytes(view.facts)


def read(data: bytes) -> Extracted:
    """Give the facts as one table: the path of each, such as `tasks[0].due`, and its value; ValueError for no JSON."""
    try:
        facts = json.loads(data, parse_float=_Digits, parse_constant=_Digits, object_pairs_hook=_object)
        rows = tuple(_rows("", facts))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return Extracted((Grid(FACTS, rows),))


class _Digits(str):
    """A number as it is written."""

    __slots__ = ()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Give the object; StrangeError where a key stands twice, for programs take either."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise StrangeError("a key that stands twice")
    return found


def _rows(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for name, one in value.items():
            yield from _rows(f"{path}.{name}" if path else name, one)
    elif isinstance(value, list) and value:
        for number, one in enumerate(value):
            yield from _rows(f"{path}[{number}]", one)
    else:
        yield path, _written(value)


def _written(value: object) -> str:
    """Give a value as text; a text that could be taken for a number or a word of JSON in its quotation marks."""
    if isinstance(value, str):
        text = " ".join(value.split())
        return f'"{text}"' if not isinstance(value, _Digits) and _LITERAL.fullmatch(text) else text
    return json.dumps(value)
