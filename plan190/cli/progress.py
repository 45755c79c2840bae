"""A progress bar, shown only on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from plan190.cli.output import is_logged
from plan190.cli.request import DEFAULT_LANGUAGE, chosen_language
from plan190.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MANY = 500
"""The least number of files that are read with a progress bar."""

T = TypeVar("T")


def reading(paths: Sequence[str]) -> Iterable[str]:
    """Return the paths of files that are read one after another; if they are many, with a bar."""
    if len(paths) < MANY:
        return paths
    words = words_in(chosen_language(None) or DEFAULT_LANGUAGE)
    return tracked(paths, len(paths), words("progress.files"))


def tracked(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Yield the items, with a bar that shows how many of the total are done."""
    if sys.stderr is None or not sys.stderr.isatty() or is_logged():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, total, console=Console(stderr=True), transient=True)
