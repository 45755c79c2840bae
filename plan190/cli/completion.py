"""Shell completion: the values that the shell proposes for an argument.

Typer selects the values that begin with the typed text. There are none if the data cannot be read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator  # noqa: TC003 - Typer evaluates the annotations

from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.errors import Plan190Error


def bodies() -> Iterator[tuple[str, str]]:
    """Yield the ids of bodies, with their names."""
    with contextlib.suppress(Plan190Error):
        yield from ((id_, body.name) for id_, body in Session(Request()).register.bodies.items())


def numbers() -> Iterator[str]:
    """Yield the task numbers."""
    with contextlib.suppress(Plan190Error):
        yield from (entry.value.id for entry in Session(Request()).register.tasks)


def events() -> Iterator[tuple[str, str]]:
    """Yield the ids of awaited events, with their descriptions."""
    with contextlib.suppress(Plan190Error):
        awaited = Session(Request()).register.awaited.values()
        yield from ((event.id, event.what) for event in awaited if event.kind == "event")


def schemas() -> Iterable[tuple[str, str]]:
    """Return the names of schemas, each with the file that it describes."""
    from plan190.load.schema import files

    return files().items()
