"""P412: warn about a base that names no owner, so that nobody can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.load.loader import OWNERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report that the sender of the change was not checked."""
    if change.has_no_owners:
        yield diagnostic_at(Place(OWNERS), "P412")
