"""The due date of an obligation: the date that the plan sets, later moves and suspensions, and the days late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Extend, Happened, Resume, Schedule, Suspend

if TYPE_CHECKING:
    from plan190.model.register import Entry
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot

_ONE_DAY = timedelta(days=1)


class Move(NamedTuple):
    """A decision that set or moved the due date, and the new due date `until`."""

    entry: Entry[Extend] | Entry[Happened] | Entry[Schedule]
    until: date

    @property
    def decided_on(self) -> date:
        """The date of the decision, from which the new due date counts."""
        return self.entry.value.date


@dataclass(frozen=True)
class Pause:
    """A suspension, whose days do not count as late.

    It lasts from `since` until `until`, which is excluded; `until` is None for a suspension that has not ended.
    """

    since: date
    until: date | None
    entry: Entry[Suspend]


class DaysLate(NamedTuple):
    """Days late. `current`: after the current due date. `earlier`: after earlier due dates, until they were moved."""

    current: int
    earlier: int

    @property
    def total(self) -> int:
        """The number of all days late."""
        return self.current + self.earlier


@dataclass(frozen=True)
class DueHistory:
    """The due date that the plan sets, and the moves and suspensions by date of decision.

    A move takes effect on the date of its decision. Days late before that date still count.
    """

    from_plan: date | None
    moves: tuple[Move, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def current(self) -> date | None:
        """The due date after all moves; None if there is none."""
        return self.moves[-1].until if self.moves else self.from_plan

    @property
    def original(self) -> date | None:
        """The first due date: from the plan, or else from the first decision that set one; None if there is none."""
        if self.from_plan is None and self.moves:
            return self.moves[0].until
        return self.from_plan

    def due_as_of(self, as_of: date) -> date | None:
        """Return the due date that applied on a date; None if there was none."""
        moves = tuple(move for move in self.moves if move.decided_on <= as_of)
        return replace(self, moves=moves).current

    def days_late(self, through: date) -> DaysLate:
        """Return the days late from the first due date through a date; suspended days do not count."""
        end = through + _ONE_DAY
        earlier, due, since = 0, self.from_plan, date.min
        for move in self.moves:
            earlier += self._days_late(due, since, min(move.decided_on, end))
            due, since = move.until, move.decided_on
        return DaysLate(self._days_late(due, since, end), earlier)

    def _days_late(self, due: date | None, since: date, until: date) -> int:
        """Return the days after the due date from `since` until `until` (excluded), without suspended days."""
        if due is None:
            return 0
        since = max(since, due + _ONE_DAY)
        paused = sum(_overlap(since, until, pause.since, pause.until or until) for pause in self.pauses)
        return max(0, (until - since).days) - paused


def _overlap(since: date, until: date, other_since: date, other_until: date) -> int:
    """Return how many days two date ranges have in common; both end dates are excluded."""
    return max(0, (min(until, other_until) - max(since, other_since)).days)


def due_history_of(obligation: Obligation, snapshot: Snapshot, from_plan: date | None) -> DueHistory:
    """Return the due history of the obligation in the snapshot, given the due date that the plan sets."""
    entries = snapshot.decisions_on(obligation, Extend, Happened, Schedule)
    moves = tuple(Move(entry, entry.value.until) for entry in entries if entry.value.until is not None)
    return DueHistory(from_plan, moves, _pauses(obligation, snapshot))


def _pauses(obligation: Obligation, snapshot: Snapshot) -> tuple[Pause, ...]:
    """Return the suspensions; a decision to suspend suspended work, or to resume work in progress, has no effect."""
    pauses: list[Pause] = []
    for entry in snapshot.decisions_on(obligation, Suspend, Resume):
        is_paused = bool(pauses) and pauses[-1].until is None
        if isinstance(entry.value, Suspend) and not is_paused:
            pauses.append(Pause(entry.value.date, None, entry))
        elif isinstance(entry.value, Resume) and is_paused:
            pauses[-1] = replace(pauses[-1], until=entry.value.date)
    return tuple(pauses)
