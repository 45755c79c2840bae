"""P006: report paths that Windows or macOS treats as the same."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.status.grouping import group_by
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each changed path that differs from another one only in case or in Unicode composition."""
    changed: set[str] = set()
    for path in change.data_steps:
        changed |= {path, *map(str, PurePosixPath(path).parents)}
    for paths in group_by(change.paths, _without_case).values():
        for path in changed.intersection(paths):
            others = [other for other in paths if other != path]
            if others:
                yield diagnostic_at(Place(path), "P006", "clash", path=printable(path), other=printable(others[0]))


def _without_case(path: str) -> str:
    """Return the path as a file system compares it that ignores case and Unicode composition."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
