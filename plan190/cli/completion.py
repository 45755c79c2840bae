"""What the shell proposes while an argument is typed: ids of bodies, numbers of tasks."""

from __future__ import annotations

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
