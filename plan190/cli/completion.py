"""What the shell proposes while an argument is typed."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from plan190.cli.choices import KINDS, REPORT_KINDS, STATES
from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.errors import Plan190Error

if TYPE_CHECKING:
    from plan190.model.register import Register


def bodies(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of bodies that begin so, with their names."""
    register = _register()
    bodies = register.bodies if register is not None else {}
    return [(id_, body.name) for id_, body in bodies.items() if id_.startswith(incomplete)]


def numbers(incomplete: str) -> list[str]:
    """Return the task numbers that begin so."""
    register = _register()
    tasks = register.tasks if register is not None else ()
    numbers = [str(entry.value.number) for entry in tasks]
    return [number for number in numbers if number.startswith(incomplete)]


def events(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of awaited events that begin so, with what happens."""
    register = _register()
    awaited = register.awaited if register is not None else {}
    return [(id_, event.what) for id_, event in awaited.items() if event.kind == "event" and id_.startswith(incomplete)]


def _register() -> Register | None:
    """Return the register; None if the data cannot be read, since nothing can be proposed then."""
    with contextlib.suppress(Plan190Error):
        return Session(Request()).register
    return None


def reports(incomplete: str) -> list[str]:
    """Return the kinds of report that begin so."""
    return [kind for kind in REPORT_KINDS if kind.startswith(incomplete)]


def schemas(incomplete: str) -> list[tuple[str, str]]:
    """Return the names of schemas that begin so, with the file that each is for."""
    from plan190.load.schema import files

    return [(name, file) for name, file in files().items() if name.startswith(incomplete)]


def states(incomplete: str) -> list[str]:
    """Return the states that begin so."""
    return [state for state in STATES if state.startswith(incomplete.replace("-", "_"))]


def kinds(incomplete: str) -> list[str]:
    """Return the kinds of deadline that begin so."""
    return [kind for kind in KINDS if kind.startswith(incomplete.replace("-", "_"))]
