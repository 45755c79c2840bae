"""P006: two names that a Windows or macOS disk takes for one never lie side by side."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each changed path that differs from another one only in case or in how its letters are put together."""
    alike: dict[str, list[str]] = defaultdict(list)
    for path in change.paths:
        alike[unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())].append(path)
    changed = {path for path, _ in change.data_steps}
    changed |= {folder for path in changed for folder in _folders(path)}
    for paths in alike.values():
        for path in paths if len(paths) > 1 else ():
            if path in changed:
                other = next(one for one in paths if one != path)
                yield problem(Place(path), "P006", "clash", path=shown(path), other=shown(other))


def _folders(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rsplit("/", 1)[0]
        yield path
