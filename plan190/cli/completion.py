"""What the shell proposes while a word is typed: ids of bodies, numbers of tasks, events, states, kinds."""

from __future__ import annotations

from plan190.cli.choices import KINDS, STATES
from plan190.cli.session import Request, Session
from plan190.errors import Plan190Error


def bodies(incomplete: str) -> list[tuple[str, str]]:
    """Give the ids that begin so, with their names."""
    try:
        known = Session(Request()).register.bodies
    except Plan190Error:
        return []
    return [(id_, body.name) for id_, body in known.items() if id_.startswith(incomplete)]


def numbers(incomplete: str) -> list[str]:
    """Give the task numbers that begin so."""
    try:
        tasks = Session(Request()).register.tasks
    except Plan190Error:
        return []
    return [str(entry.value.number) for entry in tasks if str(entry.value.number).startswith(incomplete)]


def events(incomplete: str) -> list[tuple[str, str]]:
    """Give the events that tasks wait for and that begin so."""
    try:
        awaited = Session(Request()).register.awaited
    except Plan190Error:
        return []
    return [(id_, one.what) for id_, one in awaited.items() if one.kind == "event" and id_.startswith(incomplete)]


def reports(incomplete: str) -> list[str]:
    """Give the kinds of report that begin so."""
    from plan190.cli.report import KINDS as REPORTS

    return [one for one in REPORTS if one.startswith(incomplete)]


def schemas(incomplete: str) -> list[tuple[str, str]]:
    """Give the names of the schemas that begin so, with the file that each is for."""
    from plan190.load.schema import files

    return [(name, file) for name, file in files().items() if name.startswith(incomplete)]


def states(incomplete: str) -> list[str]:
    """Give the states that begin so."""
    return [one for one in STATES if one.startswith(incomplete.replace("-", "_"))]


def kinds(incomplete: str) -> list[str]:
    """Give the kinds of deadline that begin so."""
    return [one for one in KINDS if one.startswith(incomplete.replace("-", "_"))]
