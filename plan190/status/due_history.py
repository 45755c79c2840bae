"""By when an obligation is owed: the day that the plan names, how decisions moved it, and the days it was late."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from plan190.model.decision import Extend, Happened, Resume, Schedule, Suspend

if TYPE_CHECKING:
    from plan190.model.register import Entry
    from plan190.status.due import Due
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot


@dataclass(frozen=True)
class Move:
    """A decision that set the last day on time, or moved it."""

    entry: Entry[Extend] | Entry[Happened] | Entry[Schedule]
    until: date


@dataclass(frozen=True)
class Pause:
    """Days on which the clock stood still: from the one on until the other, which is excluded; None: it still does."""

    since: date
    until: date | None
    entry: Entry[Suspend]


@dataclass(frozen=True)
class DueHistory:
    """The last day on time: as the plan has it, each move of it by the day it was decided, and the clock's pauses.

    A move counts from the day it was decided, so the days on which the work was late before that stay late.
    """

    named: Due | None
    moves: tuple[Move, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def day(self) -> date | None:
        """The last day on time as it is now."""
        return self.moves[-1].until if self.moves else self.original

    def day_on(self, day: date) -> date | None:
        """Give the last day on time as it was on a day."""
        return replace(self, moves=tuple(move for move in self.moves if move.entry.value.date <= day)).day

    @property
    def original(self) -> date | None:
        """The first last day there was: the plan's, or the one that came with an event or a schedule."""
        if self.named is not None:
            return self.named.day
        return self.moves[0].until if self.moves else None

    @property
    def extensions(self) -> tuple[Entry[Extend], ...]:
        """The decisions that moved a day that was there already."""
        return tuple(move.entry for move in self.moves if isinstance(move.entry.value, Extend))

    def late_by(self, end: date) -> tuple[int, int]:
        """Give the days late through `end`: since the last day as it is now, and before it was moved there."""
        decided = [move.entry.value.date for move in self.moves]
        bounds = [date.min, *decided, end + timedelta(days=1)]
        days = [self.named.day if self.named is not None else None, *(move.until for move in self.moves)]
        late = [
            0 if day is None else self._running(max(since, day + timedelta(days=1)), min(until, bounds[-1]))
            for day, (since, until) in zip(days, pairwise(bounds), strict=True)
        ]
        return late[-1], sum(late[:-1])

    def _running(self, since: date, until: date) -> int:
        """Give the days from `since` on before `until` on which the clock ran."""
        stood = sum(_overlap(since, until, pause.since, pause.until or until) for pause in self.pauses)
        return max(0, (until - since).days) - stood


def _overlap(since: date, until: date, other_since: date, other_until: date) -> int:
    return max(0, (min(until, other_until) - max(since, other_since)).days)


def due_history_of(obligation: Obligation, snapshot: Snapshot, named: Due | None) -> DueHistory:
    """Give the term of the obligation as far as it was known, `named` being when the plan's own words fall due."""
    setting = snapshot.touching(obligation, Extend, Happened, Schedule)
    moves = tuple(Move(entry, entry.value.until) for entry in setting if entry.value.until is not None)
    return DueHistory(named, moves, _pauses(obligation, snapshot))


def _pauses(obligation: Obligation, snapshot: Snapshot) -> tuple[Pause, ...]:
    pauses: list[Pause] = []
    for entry in snapshot.touching(obligation, Suspend, Resume):
        running = not pauses or pauses[-1].until is not None
        if isinstance(entry.value, Suspend) and running:
            pauses.append(Pause(entry.value.date, None, entry))
        elif isinstance(entry.value, Resume) and not running:
            pauses.append(replace(pauses.pop(), until=entry.value.date))
    return tuple(pauses)
