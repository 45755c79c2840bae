"""The view's facts as JSON, the contract for machines (`docs/json.md`)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.document import View
    from plan190.formats import Look


def render(view: View, look: Look) -> bytes:  # noqa: ARG001 - every format has this form
    """Give one JSON object, UTF-8, indented, with its keys in the contract's order."""
    text = json.dumps(view.facts, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")
