"""P310: a group is never among its own members, directly or through another group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.agency import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P310"
NEEDS = ("agencies.yaml",)
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each group that can be reached from itself, with the shortest way around."""
    for entry in register.groups:
        way = _way_around(register, entry.value)
        if way:
            yield problem(register.place(entry, "members"), CODE, id=entry.value.id, way=" → ".join(way))


def _way_around(register: Register, group: Group) -> list[str]:
    """Give the ids from the group back to itself, nearest first found; [] when no way leads there."""
    came_from: dict[str, str] = {}
    waiting = [group]
    for here in waiting:  # grows while it is walked: breadth first
        for member in here.members:
            if member == group.id:
                way = [here.id]
                while way[0] != group.id:
                    way.insert(0, came_from[way[0]])
                return [*way, group.id]
            inner = register.bodies.get(member)
            if isinstance(inner, Group) and member not in came_from:
                came_from[member] = here.id
                waiting.append(inner)
    return []
