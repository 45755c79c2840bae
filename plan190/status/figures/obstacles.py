"""Figures of open obstacles, and their JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.status.obstacles import OpenObstacle


class ObstaclesFigures(NamedTuple):
    """Open obstacles: those without an answer first, then beyond authority, then by category, then the oldest first.

    `beyond`: those beyond the agency's authority. `unanswered`: the number without an answer. `by_category`: the number
    of each category, by its id.
    """

    obstacles: tuple[OpenObstacle, ...]
    beyond: tuple[OpenObstacle, ...]
    unanswered: int
    by_category: dict[str, int]


def obstacles_figures(obstacles: Iterable[OpenObstacle]) -> ObstaclesFigures:
    """Return these open obstacles with their counts."""
    ordered = tuple(sorted(obstacles, key=_urgency))
    beyond = tuple(item for item in ordered if item.obstacle.beyond_authority)
    unanswered = sum(not item.answers for item in ordered)
    by_category = Counter(item.obstacle.category for item in ordered)
    return ObstaclesFigures(ordered, beyond, unanswered, dict(sorted(by_category.items())))


def obstacles_by_task(obstacles: Iterable[OpenObstacle]) -> dict[str, ObstaclesFigures]:
    """Return the figures of the obstacles of each task, by its number."""
    by_task = group_by(obstacles, lambda item: item.task)
    return {number: obstacles_figures(of_task) for number, of_task in by_task.items()}


def _urgency(item: OpenObstacle) -> tuple[bool, bool, str, date]:
    """Return the sort key of an obstacle in the order of `ObstaclesFigures`."""
    return bool(item.answers), not item.obstacle.beyond_authority, item.obstacle.category, item.raised_on
