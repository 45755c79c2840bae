"""P310: report groups that contain themselves, directly or through other groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.agency import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("agencies.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report each group that is a member of itself, with the shortest path through its members."""
    for entry in register.groups:
        cycle = _cycle(register, entry.value)
        if cycle:
            yield problem(entry.at("members"), id=entry.value.id, way=" → ".join(cycle))


def _cycle(register: Register, group: Group) -> list[str]:
    """Return the ids on the shortest path from the group back to itself; [] if there is none."""
    waiting = [(group, [group.id])]
    seen: set[str] = set()
    for outer, way in waiting:  # breadth-first search: the loop appends to the list
        for member in outer.members:
            if member == group.id:
                return [*way, member]
            inner = register.bodies.get(member)
            if isinstance(inner, Group) and member not in seen:
                seen.add(member)
                waiting.append((inner, [*way, member]))
    return []
