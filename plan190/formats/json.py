"""The view's facts as JSON, the contract for programs (`docs/json.md`)."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plan190.formats.escaping import json_bytes

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.formats import RenderOptions


def render(view: View, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format has this signature
    """Return the facts as one JSON object in UTF-8, indented, with the keys in their order."""
    return json_bytes(dict(view.facts), _plain)


def _plain(value: Any) -> object:  # noqa: ANN401 - any value of the facts
    """Return a decimal as a number, a value with a text of its own as this text, and any other value as its fields."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if "__str__" in vars(type(value)):
        return str(value)
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
