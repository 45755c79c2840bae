"""The verdicts on obligations, tasks and agencies, and the assessment that holds them all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from plan190.status.occurrences import freshness_of
from plan190.status.periods import month_of
from plan190.status.state import State, Tally, rank

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.model.plan import Policy
    from plan190.model.register import Entry
    from plan190.model.report import AtRisk
    from plan190.model.task import Task
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obligations import Obligation
    from plan190.status.occurrences import Freshness
    from plan190.status.record import ObligationRecord
    from plan190.status.snapshot import Snapshot, TaskUpdate
    from plan190.status.submissions import Submission
    from plan190.status.work_history import Claim, WorkHistory


@dataclass(frozen=True)
class DelayWarning:
    """A notice that an obligation may not be done in time; `timely` when it came before the last day on time."""

    update: TaskUpdate
    notice: AtRisk
    timely: bool


@dataclass(frozen=True)
class Verdict:
    """What is so of one obligation. `days_left` counts from the day to the last day on time; below 0 it is late.

    `days_late`: since the last day on time as it is now, for what is overdue; in all, for what was done late.
    `late_before`: the days late before a decision moved that day, suspended the work or ended it.
    """

    record: ObligationRecord
    state: State
    days_left: int | None
    days_late: int = 0
    late_before: int = 0

    @property
    def obligation(self) -> Obligation:
        """The obligation itself."""
        return self.record.obligation

    @property
    def task(self) -> Task:
        """The task that is owed."""
        return self.record.task

    @property
    def agency(self) -> Agency:
        """The agency that owes it."""
        return self.record.agency

    @property
    def work(self) -> WorkHistory:
        """The progress of the work by reports and decisions."""
        return self.record.work

    @property
    def due(self) -> date | None:
        """The last day on time as it is now."""
        return self.record.due_history.day

    @property
    def original_due(self) -> date | None:
        """The last day on time before any extension."""
        return self.record.due_history.original

    @property
    def extended(self) -> int:
        """How often that day was moved."""
        return len(self.record.due_history.extensions)

    @property
    def is_done(self) -> bool:
        """Whether it is done, in time or late."""
        return self.state in {State.DONE_ON_TIME, State.DONE_LATE}

    @property
    def done(self) -> Claim | None:
        """The claim by which it is done."""
        return self.record.done if self.is_done else None

    @property
    def accepted(self) -> bool:
        """Whether the coordinator has accepted that it is done."""
        return self.done is not None and self.done.accepted is not None

    @property
    def claimed(self) -> bool:
        """Whether so far only the agency says that it is done."""
        return self.done is not None and self.done.accepted is None

    @property
    def at_risk(self) -> DelayWarning | None:
        """The notice of delay that still stands."""
        latest = self.work.latest
        if latest is None or latest.value.at_risk is None or self.is_done or self.state is State.ENDED:
            return None
        due = self.record.due_history.day_on(latest.warned_on)
        before = due is not None and latest.warned_on < due
        return DelayWarning(latest, latest.value.at_risk, before)

    @property
    def freshness(self) -> Freshness | None:
        """How fresh the reports on work that never ends are; None where there is no such work or none was owed yet."""
        return freshness_of(self.record.occurrences) if self.state is not State.ENDED else None

    @property
    def maintained(self) -> bool:
        """Whether done work is kept up: the latest report owed, a later one than the claim, still speaks of it."""
        return self.done is not None and self.freshness is not None and self.freshness.fresh

    @property
    def suspended(self) -> bool:
        """Whether its clock stands still."""
        return self.state is State.WAITING and self.record.suspended is not None


@dataclass(frozen=True)
class TaskVerdict:
    """What is so of one task: its obligations' verdicts, and the worst of their states."""

    entry: Entry[Task]
    verdicts: tuple[Verdict, ...]
    cooperating: tuple[Agency, ...]

    @property
    def task(self) -> Task:
        """The task itself."""
        return self.entry.value

    @cached_property
    def state(self) -> State:
        """The worst state among the obligations."""
        return self.worst.state

    @cached_property
    def worst(self) -> Verdict:
        """The verdict that is worst, and among those the one due first."""
        return min(self.verdicts, key=_urgency)

    @property
    def due(self) -> date | None:
        """The last day on time of the worst obligation."""
        return self.worst.due

    @property
    def days_left(self) -> int | None:
        """Days from the assessed day to that last day."""
        return self.worst.days_left

    @property
    def days_late(self) -> int:
        """The most days late of any obligation in the task's state."""
        return max(verdict.days_late for verdict in self.verdicts if verdict.state is self.state)

    def of(self, agency: Agency) -> tuple[Verdict, ...]:
        """Give the agency's own verdict, none where it does not lead."""
        return tuple(one for one in self.verdicts if one.agency.id == agency.id)


@dataclass(frozen=True)
class AgencyVerdict:
    """What is so of one agency: the tally of what it leads, in how many tasks it cooperates, its monthly reports."""

    agency: Agency
    leads: Tally
    cooperates: int
    submissions: tuple[Submission, ...]

    def submission(self, period: Month) -> Submission | None:
        """Give its report of a period, None where it owes none and handed in none."""
        return next((one for one in self.submissions if one.period == period), None)


@dataclass(frozen=True)
class Assessment:
    """The whole plan as of a day. Tasks by number, agencies in the plan's order; every tally adds up."""

    as_of: date
    policy: Policy
    snapshot: Snapshot
    tasks: tuple[TaskVerdict, ...]
    agencies: tuple[AgencyVerdict, ...]
    by_task: Tally
    by_obligation: Tally
    series: tuple[IndicatorSeries, ...]

    @property
    def period(self) -> Month:
        """The period whose report is due in the month of the day."""
        return month_of(self.as_of)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Every obligation's verdict, by task."""
        return tuple(verdict for task in self.tasks for verdict in task.verdicts)

    @property
    def claims(self) -> tuple[tuple[Verdict, Claim], ...]:
        """The claims that nobody has accepted yet, the one that has waited longest first; a joint one once."""
        claimed = [(one, one.done) for one in self.verdicts if one.claimed and one.done is not None]
        found = {(one.task.number, claim.update.agency): (one, claim) for one, claim in claimed}
        return tuple(sorted(found.values(), key=lambda pair: (pair[1].update.reported_on, pair[0].task.number)))

    def task(self, number: int) -> TaskVerdict:
        """Give the task of that number; StopIteration when the plan has none of it."""
        return next(task for task in self.tasks if task.task.number == number)


def by_urgency(tasks: Iterable[TaskVerdict]) -> tuple[TaskVerdict, ...]:
    """Give the tasks, the longest overdue first, then the soonest due, then by number."""
    return tuple(sorted(tasks, key=lambda task: (*_urgency(task.worst), task.task.number)))


def _urgency(verdict: Verdict) -> tuple[int, int]:
    return rank(verdict.state), NEVER if verdict.days_left is None else verdict.days_left


NEVER = 10**9
"""Days left of what has no day."""
