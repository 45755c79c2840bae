"""The view's facts as JSON, the contract for machines (`docs/json.md`)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from plan190.log_safe import json_bytes
from plan190.paper import FACTS, Grid, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.document import View
    from plan190.formats import Look


def render(view: View, look: Look) -> bytes:  # noqa: ARG001 - every format has this form
    """Give one JSON object, UTF-8, indented, with its keys in the contract's order."""
    return json_bytes(view.facts)


def read(data: bytes) -> Paper:
    """Give the facts as one table: the path of each, such as `tasks[0].due`, and its value; ValueError for no JSON."""
    try:
        facts = json.loads(data, parse_float=str, parse_constant=str)
        rows = tuple(_rows("", facts))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return Paper((Grid(FACTS, rows),))


def _rows(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for name, one in value.items():
            yield from _rows(f"{path}.{name}" if path else name, one)
    elif isinstance(value, list) and value:
        for number, one in enumerate(value):
            yield from _rows(f"{path}[{number}]", one)
    else:
        yield path, " ".join((value if isinstance(value, str) else json.dumps(value)).split())
