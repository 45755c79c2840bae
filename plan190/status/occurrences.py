"""The monthly rounds of work that never ends: one for each report owed, named by what it is (`32/2023-07`).

Each is computed from the first period owed and never stored; each one missed stays missed, whatever comes later.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.model.month import Month
    from plan190.status.snapshot import TaskUpdate


@dataclass(frozen=True)
class Occurrence:
    """One round of a task for one agency: what was told of it, None when nothing was."""

    task: int
    period: Month
    update: TaskUpdate | None

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.task}/{self.period}"


@dataclass(frozen=True)
class Freshness:
    """Whether the latest round was reported, and for how many in a row that has been so."""

    fresh: bool
    streak: int


@dataclass(frozen=True)
class Rounds:
    """What the rounds of a task are made of: the periods owed by now, what was told, and from when on they count."""

    task: int
    periods: tuple[Month, ...]
    updates: tuple[TaskUpdate, ...]
    since: Month | None = None

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every round, in order."""
        by_period = {one.period: one for one in self.updates}
        return tuple(
            Occurrence(self.task, period, by_period.get(period))
            for period in self.periods
            if self.since is None or period >= self.since
        )


def freshness_of(occurrences: tuple[Occurrence, ...]) -> Freshness | None:
    """Give how fresh the work is; None where no round has been owed yet."""
    if not occurrences:
        return None
    fresh = occurrences[-1].update is not None
    broken = (number for number, one in enumerate(reversed(occurrences)) if (one.update is not None) != fresh)
    return Freshness(fresh, next(broken, len(occurrences)))
