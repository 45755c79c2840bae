"""Combine equal decisions on claims into few entries, none of which concerns more than was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.model.task import task_order
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[str, str]
"""The ids of a task and of an agency that owes it."""


class Scope(NamedTuple):
    """The tasks and the agencies that an entry names."""

    tasks: frozenset[str]
    agencies: frozenset[str]


def combined(chosen: Iterable[Pair], owed: Iterable[Pair]) -> list[Scope]:
    """Return few scopes that together concern all chosen pairs, and no other pair that is owed.

    An entry concerns each of its tasks with each of its agencies that owes the task.
    """
    chosen_of, owed_of = _by_task(chosen), _by_task(owed)
    scopes: list[Scope] = []
    for task in sorted(chosen_of, key=task_order):
        added = Scope(frozenset({task}), chosen_of[task])
        for number, scope in enumerate(scopes):
            both = Scope(scope.tasks | added.tasks, scope.agencies | added.agencies)
            if all(owed_of[id_] & both.agencies <= chosen_of[id_] for id_ in both.tasks):
                scopes[number] = both
                break
        else:
            scopes.append(added)
    return scopes


def _by_task(pairs: Iterable[Pair]) -> Mapping[str, frozenset[str]]:
    """Return the agencies of each task."""
    groups: Mapping[str, Sequence[Pair]] = group_by(pairs, lambda pair: pair[0])
    return {task: frozenset(agency for _, agency in of_task) for task, of_task in groups.items()}
