"""A problem at an entry, as a rule yields it; `plan190.checks.rules` adds the code and the place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.diagnostics import Place
    from plan190.model.register import Entry


Problem = tuple["Entry[Any] | Place", str, "Mapping[str, object]"]
"""The entry or place of the problem, the variant of the message, and the values of its placeholders."""


def problem(at: Entry[Any] | Place, variant: str = "", /, **values: object) -> Problem:
    """Return a problem at an entry, at a part of one, or at a place outside the entries."""
    return at, variant, values
