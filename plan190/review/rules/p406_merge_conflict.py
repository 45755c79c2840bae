"""P406: report paths that git cannot merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each path that both sides changed in the same lines."""
    for path in change.conflicts:
        yield diagnostic_at(change.place(path), "P406", path=printable(path))
