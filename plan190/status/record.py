"""The facts from which the state of one obligation is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.model.deadline import Recurring, Target
from plan190.model.decision import Close, Happened, Schedule

if TYPE_CHECKING:
    from plan190.model.agency import Agency
    from plan190.model.register import Entry
    from plan190.model.task import Task
    from plan190.status.due_history import DueHistory, Pause
    from plan190.status.obligations import Obligation
    from plan190.status.occurrences import Occurrence, Rounds
    from plan190.status.work_history import Claim, WorkHistory


@dataclass(frozen=True)
class ObligationRecord:
    """All that bears on one obligation's verdict, as it was known on the day.

    `target_met`: whether the last values of all the task's indicators meet their targets; None where one is missing.
    `rounds`: of work that never ends, or is kept up. `closed`: the decision after which nothing is owed any more.
    `opened`: the events and schedules that the obligation waited for.
    """

    obligation: Obligation
    due_history: DueHistory
    work: WorkHistory
    rounds: Rounds | None = None
    target_met: bool | None = None
    opened: tuple[Entry[Happened] | Entry[Schedule], ...] = ()
    closed: Entry[Close] | None = None

    @property
    def task(self) -> Task:
        """The task that is owed."""
        return self.obligation.task

    @property
    def agency(self) -> Agency:
        """The agency that owes it."""
        return self.obligation.agency

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The rounds of work that never ends, or that is kept up since it was done."""
        return self.rounds.occurrences if self.rounds is not None else ()

    @property
    def recurs(self) -> bool:
        """Whether it is done all the time: by the plan's words, or as an outside schedule asks."""
        return isinstance(self.task.deadline.rule, Recurring) or self.scheduled is not None

    @property
    def scheduled(self) -> Entry[Schedule] | None:
        """The outside schedule by which it is done all the time."""
        schedules = (one for one in self.opened if isinstance(one.value, Schedule) and one.value.recurring)
        return next(schedules, None) if self.due_history.day is None else None

    @property
    def done(self) -> Claim | None:
        """The claim by which the obligation is done.

        Work that recurs is never done, a target without a day only once its indicators meet it, what was closed only by
        what had been reached by then.
        """
        claim = self.work.claim
        if claim is None or self.recurs or self.obligation.passed_on is not None:
            return None
        if isinstance(self.task.deadline.rule, Target) and not self.target_met:
            return None
        return None if self.closed is not None and claim.done_on > self.closed.value.date else claim

    @property
    def suspended(self) -> Pause | None:
        """The pause that still lasts."""
        last = self.due_history.pauses[-1] if self.due_history.pauses else None
        return last if last is not None and last.until is None else None
