"""What stands in the way: obstacles from the report that first names them to the one that no longer does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plan190.model.decision import Reply
from plan190.status.state import State

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.register import Entry
    from plan190.model.report import Obstacle
    from plan190.status.snapshot import TaskUpdate
    from plan190.status.verdicts import Assessment


@dataclass(frozen=True)
class OpenObstacle:
    """An obstacle that the agency's last word on the task still names.

    `raised` is the first of the reports in a row that name it, `update` the last one, `number` its place there.
    """

    agency: Agency
    obstacle: Obstacle
    raised: TaskUpdate
    update: TaskUpdate
    number: int
    answers: tuple[Entry[Reply], ...] = ()

    def days_since(self, day: date) -> int:
        """Give the days since it was raised."""
        return (day - self.raised.reported_on).days


def open_obstacles(assessment: Assessment) -> tuple[OpenObstacle, ...]:
    """Give the open obstacles, by task and in the plan's order of agencies; those of what has ended are gone with it.

    A report that says "unchanged", or nothing of the task, leaves them as they were.
    """
    replies = assessment.snapshot.of_kind(Reply)
    return tuple(
        replace(one, answers=_answers(one, replies))
        for verdict in assessment.verdicts
        if verdict.state is not State.ENDED
        for one in _still_open(verdict.agency, verdict.work.updates).values()
    )


def _still_open(agency: Agency, updates: tuple[TaskUpdate, ...]) -> dict[str, OpenObstacle]:
    standing: dict[str, OpenObstacle] = {}
    for one in updates:
        update = one.value
        if update.state != "unchanged":
            standing = {
                obstacle.name: OpenObstacle(agency, obstacle, _earlier(standing.get(obstacle.name), one), one, number)
                for number, obstacle in enumerate(update.obstacles)
            }
    return standing


def _earlier(before: OpenObstacle | None, update: TaskUpdate) -> TaskUpdate:
    """Give the one that was handed in first: an older month's report may come later."""
    return update if before is None else min(before.raised, update, key=lambda one: one.reported_on)


def _answers(one: OpenObstacle, replies: tuple[Entry[Reply], ...]) -> tuple[Entry[Reply], ...]:
    """Give what was answered since it was raised, to whoever had named it by then."""
    asked = (one.update.value.task, one.obstacle.name)
    agencies = {one.agency.id, one.raised.report.value.agency}
    return tuple(
        entry
        for entry in replies
        if (entry.value.task, entry.value.obstacle) == asked
        and entry.value.agency in agencies
        and entry.value.date >= one.raised.reported_on
    )
