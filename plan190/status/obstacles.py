"""Open obstacles: an obstacle is open until a later update on the task no longer lists it."""

from __future__ import annotations

from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Reply
from plan190.status.grouping import group_by
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.register import Entry
    from plan190.model.report import Obstacle
    from plan190.status.snapshot import TaskUpdate
    from plan190.status.verdicts import Assessment, Verdict

    NumberedReplies = Mapping[tuple[str, str, str], Sequence[tuple[int, Entry[Reply]]]]
    """The replies with their positions, by task, obstacle and agency."""


class OpenObstacle(NamedTuple):
    """An obstacle that the agency's last update on the task lists, and the answers to it.

    `task`: the id of the task. `raised_in`: the first of the successive updates that list the obstacle.
    """

    agency: Agency
    task: str
    obstacle: Obstacle
    raised_in: TaskUpdate
    answers: tuple[Entry[Reply], ...] = ()

    @property
    def raised_on(self) -> date:
        """The date of the report that first listed it."""
        return self.raised_in.reported_on

    def days_open(self, as_of: date) -> int:
        """Return the days from the date on which it was raised to the given date."""
        return (as_of - self.raised_on).days


def open_obstacles(assessment: Assessment) -> tuple[OpenObstacle, ...]:
    """Return the open obstacles, by task and in the plan's order of agencies; ended obligations have none.

    Obstacles stay open after an update with the state "unchanged", and after a report without an update on the task.
    """
    replies = group_by(enumerate(assessment.snapshot.of_kind(Reply)), _subject_and_agency)
    obstacles: list[OpenObstacle] = []
    for verdict in assessment.verdicts:
        if verdict.state is not State.ENDED:
            obstacles += _open_obstacles(verdict)
    return tuple(obstacle._replace(answers=_answers(obstacle, replies)) for obstacle in obstacles)


def _open_obstacles(verdict: Verdict) -> Iterable[OpenObstacle]:
    """Return the open obstacles of an obligation, without their answers; for a joint task, those of each agency.

    Those of a part that passed on stay open until the agency that received it reports on the task.
    """
    task, updates = verdict.task.id, verdict.work.updates
    if not verdict.is_joint:
        return _obstacles_in(updates, verdict.agencies[0], task)
    by_agency = group_by(updates, lambda update: update.agency)
    obstacles: dict[tuple[str, str], OpenObstacle] = {}
    for holder in verdict.obligation.holders:
        own, last = list(by_agency.get(holder.agency.id, ())), holder
        for receiver in verdict.obligation.receivers(holder):
            later = by_agency.get(receiver.agency.id, ())
            own += (update for update in later if update.reported_on >= last.until)
            last = receiver
        agency = last.agency
        if agency in verdict.agencies:
            obstacles |= {(agency.id, item.obstacle.name): item for item in _obstacles_in(own, agency, task)}
    order = [agency.id for agency in verdict.agencies]
    return sorted(obstacles.values(), key=lambda item: order.index(item.agency.id))


def _obstacles_in(updates: Iterable[TaskUpdate], agency: Agency, task: str) -> Iterator[OpenObstacle]:
    """Yield the obstacles that the last of these updates names; `agency` owes the task."""
    last: TaskUpdate | None = None
    raised_in: dict[str, TaskUpdate] = {}
    for update in updates:
        if not update.is_news:
            continue
        last, before = update, raised_in
        # Updates are sorted by period, and the report for an earlier period may be the later one.
        raised_in = {name: min(before.get(name, update), update, key=_reported_on) for name in update.current.obstacles}
    if last is None or not raised_in:
        return
    for obstacle in last.value.obstacles:
        yield OpenObstacle(agency, task, obstacle, raised_in[obstacle.name])


def _reported_on(update: TaskUpdate) -> date:
    return update.reported_on


def _subject_and_agency(numbered: tuple[int, Entry[Reply]]) -> tuple[str, str, str]:
    """Return the task and the obstacle that a reply is about, and the agency that it answers."""
    reply = numbered[1].value
    return reply.task, reply.obstacle, reply.agency


def _answers(obstacle: OpenObstacle, replies: NumberedReplies) -> tuple[Entry[Reply], ...]:
    """Return the answers since the obstacle was raised, also those to an agency that raised it before a transfer."""
    task, name = obstacle.task, obstacle.obstacle.name
    agencies = {obstacle.agency.id, obstacle.raised_in.agency}
    numbered = chain.from_iterable(replies.get((task, name, agency), ()) for agency in agencies)
    in_order = [entry for _, entry in sorted(numbered, key=itemgetter(0))]
    return tuple(entry for entry in in_order if entry.value.date >= obstacle.raised_on)
