"""A progress bar, shown only on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from plan190.cli.output import is_logged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


def tracked(items: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Yield the items, with a bar that shows how many of the total are done."""
    if sys.stderr is None or not sys.stderr.isatty() or is_logged():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, total, console=Console(stderr=True), transient=True)
