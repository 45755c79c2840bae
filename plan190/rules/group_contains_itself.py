"""P310: a group is never among its own members, directly or through another group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault
from plan190.model.agency import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.register import Register

CODE = "P310"
NEEDS = ("agencies.yaml",)
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each group that can be reached from itself, with the way around."""
    for entry in register.groups:
        way = _way(register, entry.value, entry.value.id, ())
        if way:
            yield fault(register.place(entry, "members"), CODE, id=entry.value.id, way=" → ".join(way))


def _way(register: Register, group: Group, goal: str, seen: tuple[str, ...]) -> tuple[str, ...]:
    """Give the ids from the group to the goal, () when none leads there."""
    for member in group.members:
        if member == goal:
            return (*seen, group.id, goal)
        inner = register.bodies.get(member)
        if isinstance(inner, Group) and member not in seen and member != group.id:
            found = _way(register, inner, goal, (*seen, group.id))
            if found:
                return found
    return ()
