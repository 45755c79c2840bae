"""Shell completion: the values that the shell proposes for an argument.

Typer selects the values that begin with the typed text. There are none if the data cannot be read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator  # noqa: TC003 - Typer evaluates the annotations
from typing import TYPE_CHECKING

from plan190.errors import Plan190Error

if TYPE_CHECKING:
    from plan190.model.register import Register


def _register() -> Register:
    from plan190.cli.request import Request
    from plan190.cli.session import Session

    return Session(Request()).register


def bodies() -> Iterator[tuple[str, str]]:
    """Yield the ids of bodies, with their names."""
    with contextlib.suppress(Plan190Error):
        yield from ((id_, body.name) for id_, body in _register().bodies.items())


def numbers() -> Iterator[str]:
    """Yield the task numbers."""
    with contextlib.suppress(Plan190Error):
        yield from (entry.value.id for entry in _register().tasks)


def events() -> Iterator[tuple[str, str]]:
    """Yield the ids of awaited events, with their descriptions."""
    with contextlib.suppress(Plan190Error):
        awaited = _register().awaited.values()
        yield from ((event.id, event.what) for event in awaited if event.kind == "event")


def schemas() -> Iterable[tuple[str, str]]:
    """Return the names of schemas, each with the file that it describes."""
    from plan190.load.schema import files

    return files().items()
