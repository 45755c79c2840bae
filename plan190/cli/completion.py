"""What the shell proposes while an argument is typed."""

from __future__ import annotations

from plan190.cli.choices import KINDS, REPORT_KINDS, STATES
from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.errors import Plan190Error


def bodies(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of bodies that begin so, with their names."""
    try:
        bodies_by_id = Session(Request()).register.bodies
    except Plan190Error:
        return []
    return [(id_, body.name) for id_, body in bodies_by_id.items() if id_.startswith(incomplete)]


def numbers(incomplete: str) -> list[str]:
    """Return the task numbers that begin so."""
    try:
        tasks = Session(Request()).register.tasks
    except Plan190Error:
        return []
    return [str(entry.value.number) for entry in tasks if str(entry.value.number).startswith(incomplete)]


def events(incomplete: str) -> list[tuple[str, str]]:
    """Return the ids of awaited events that begin so, with what happens."""
    try:
        awaited = Session(Request()).register.awaited
    except Plan190Error:
        return []
    events = {id_: event.what for id_, event in awaited.items() if event.kind == "event"}
    return [(id_, what) for id_, what in events.items() if id_.startswith(incomplete)]


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
