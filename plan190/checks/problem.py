"""What a rule yields: a problem at an entry. `plan190.checks.rules` adds the code and the place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.diagnostics import Place
    from plan190.model.register import Entry


Problem = tuple["Entry[Any] | Place", str, "Mapping[str, object]"]
"""An entry or a place that is wrong, the variant of the rule's message, and the values of the message."""


def problem(at: Entry[Any] | Place, variant: str = "", /, **values: object) -> Problem:
    """Return a problem at an entry or a part of it, or at a place outside the entries."""
    return at, variant, values
