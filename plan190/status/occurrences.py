"""The monthly occurrences of recurring or done work, one for each report owed.

They are computed and never stored. A later report does not count for a missed occurrence.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.period import Period
    from plan190.status.snapshot import TaskUpdate


class Occurrence(NamedTuple):
    """One month of a task for one agency. `update`: the update of the month, None if the task was not reported."""

    task: str
    period: Period
    update: TaskUpdate | None

    @property
    def name(self) -> str:
        """The task and the period: `32/2023-07`."""
        return f"{self.task}/{self.period}"

    @property
    def reported_on(self) -> date | None:
        """The date of the report; None if the month was not reported."""
        return self.update.reported_on if self.update is not None else None


class Freshness(NamedTuple):
    """Whether the latest occurrence was reported (`fresh`); None if no occurrence has been owed yet.

    `streak`: the number of latest occurrences in a row with the same result.
    """

    fresh: bool | None = None
    streak: int = 0


def freshness_of(occurrences: tuple[Occurrence, ...]) -> Freshness:
    """Return the freshness of work with these occurrences, which are by period."""
    if not occurrences:
        return Freshness()
    reported = [occurrence.update is not None for occurrence in reversed(occurrences)]
    fresh = reported[0]
    streak = list(takewhile(lambda is_reported: is_reported is fresh, reported))
    return Freshness(fresh, len(streak))
