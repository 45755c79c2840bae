"""Open obstacles: from the report that first names them to the one that no longer does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plan190.model.decision import Reply
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.register import Entry
    from plan190.model.report import Obstacle
    from plan190.status.snapshot import TaskUpdate
    from plan190.status.verdicts import Assessment


@dataclass(frozen=True)
class OpenObstacle:
    """An obstacle that the agency's last update on the task still names.

    `raised` is the first of the updates in a row that name it, `update` the last one, `number` its index there.
    """

    agency: Agency
    obstacle: Obstacle
    raised: TaskUpdate
    update: TaskUpdate
    number: int
    answers: tuple[Entry[Reply], ...] = ()

    @property
    def task(self) -> int:
        """The number of the task."""
        return self.update.value.task

    def days_since(self, day: date) -> int:
        """Return the days from the date it was raised to this one."""
        return (day - self.raised.reported_on).days


def open_obstacles(assessment: Assessment) -> tuple[OpenObstacle, ...]:
    """Return the open obstacles, by task and in the plan's order of agencies; ended obligations have none.

    An update "unchanged", or a report without the task, leaves them as they were.
    """
    replies = assessment.snapshot.of_kind(Reply)
    verdicts = [verdict for verdict in assessment.verdicts if verdict.state is not State.ENDED]
    obstacles: list[OpenObstacle] = []
    for verdict in verdicts:
        obstacles += _still_open(verdict.agency, verdict.work.updates)
    return tuple(replace(obstacle, answers=_answers(obstacle, replies)) for obstacle in obstacles)


def _still_open(agency: Agency, updates: tuple[TaskUpdate, ...]) -> Iterable[OpenObstacle]:
    still_open: dict[str, OpenObstacle] = {}
    for update in updates:
        if update.value.state == "unchanged":
            continue
        before, still_open = still_open, {}
        for number, obstacle in enumerate(update.value.obstacles):
            raised = _earlier(before.get(obstacle.name), update)
            still_open[obstacle.name] = OpenObstacle(agency, obstacle, raised, update, number)
    return still_open.values()


def _earlier(before: OpenObstacle | None, update: TaskUpdate) -> TaskUpdate:
    """Return the update that was reported first: the report of an earlier month may come later."""
    return update if before is None else min(before.raised, update, key=lambda update: update.reported_on)


def _answers(opened: OpenObstacle, replies: tuple[Entry[Reply], ...]) -> tuple[Entry[Reply], ...]:
    """Return the answers since it was raised, to any agency that had named it by then."""
    agencies = {opened.agency.id, opened.raised.agency}
    about = opened.task, opened.obstacle.name
    since = (entry for entry in replies if entry.value.date >= opened.raised.reported_on)
    to_them = (entry for entry in since if entry.value.agency in agencies)
    return tuple(entry for entry in to_them if (entry.value.task, entry.value.obstacle) == about)
