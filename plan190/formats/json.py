"""The view's facts as JSON, the contract for programs (`docs/json.md`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.formats.escaping import json_bytes

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.formats import RenderOptions


def render(view: View, options: RenderOptions) -> bytes:  # noqa: ARG001 - every format has this signature
    """Return the facts as one JSON object in UTF-8, indented, with the keys in their order."""
    return json_bytes(view.facts)
