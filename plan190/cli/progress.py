"""Long work shown as it goes on: a bar on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from plan190.cli.output import is_logged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


def tracked(several: Iterable[T], total: int, label: str) -> Iterator[T]:
    """Give each of the things, with a bar that says how many of all have been taken."""
    if sys.stderr is None or not sys.stderr.isatty() or is_logged():
        yield from several
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(several, label, total, console=Console(stderr=True), transient=True)
