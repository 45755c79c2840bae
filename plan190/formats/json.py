"""The view's facts as JSON, the contract for machines (`docs/json.md`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.log_safe import json_bytes

if TYPE_CHECKING:
    from plan190.document import View
    from plan190.formats import Look


def render(view: View, look: Look) -> bytes:  # noqa: ARG001 - every format has this form
    """Give one JSON object, UTF-8, indented, with its keys in the contract's order."""
    return json_bytes(view.facts)
