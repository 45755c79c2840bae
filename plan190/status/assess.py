"""What is so of the plan on a day: each obligation's state, each task's, and the tallies of each agency.

The day and the policy are arguments; the same register and day give the same assessment on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from plan190.model.deadline import AfterEvent, OutsideSchedule, Recurring, Target
from plan190.status.due import Due, due_of
from plan190.status.obligations import Obligation, cooperating_in, obligations_of
from plan190.status.state import State, Tally, added, rank, tally

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.plan import Policy
    from plan190.model.task import Task
    from plan190.register import Entry, Register


@dataclass(frozen=True)
class Verdict:
    """What is so of one obligation. `days_left` counts from the day to the last day on time; below 0 it is late."""

    obligation: Obligation
    state: State
    due: Due | None
    days_left: int | None

    @property
    def days_late(self) -> int:
        """Days since the last day on time, 0 when it is not overdue."""
        return -(self.days_left or 0) if self.state is State.OVERDUE else 0


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
        return self.worst.due.day if self.worst.due else None

    @property
    def days_left(self) -> int | None:
        """Days from the assessed day to that last day."""
        return self.worst.days_left

    @property
    def days_late(self) -> int:
        """Days since the last day on time, 0 when the task is not overdue."""
        return max(verdict.days_late for verdict in self.verdicts)


@dataclass(frozen=True)
class AgencyVerdict:
    """What is so of one agency: the tally of what it leads, and in how many tasks it cooperates."""

    agency: Agency
    leads: Tally
    cooperates: int


@dataclass(frozen=True)
class Assessment:
    """The whole plan as of a day. Tasks by number, agencies in the plan's order; every tally adds up."""

    as_of: date
    policy: Policy
    tasks: tuple[TaskVerdict, ...]
    agencies: tuple[AgencyVerdict, ...]
    by_task: Tally
    by_obligation: Tally


def judge(obligation: Obligation, due: Due | None, as_of: date, policy: Policy) -> Verdict:
    """Give the verdict on an obligation of which nothing has been reported."""
    if due is None:
        return Verdict(obligation, _undue_state(obligation), None, None)
    left = (due.day - as_of).days
    state = State.OVERDUE if left < 0 else State.DUE_SOON if left <= policy.soon else State.WITHIN_TIME
    return Verdict(obligation, state, due, left)


def _undue_state(obligation: Obligation) -> State:
    match obligation.task.deadline.rule:
        case Recurring():
            return State.RECURRING
        case Target():
            return State.UNDATED
        case AfterEvent() | OutsideSchedule():
            return State.WAITING
        case rule:
            raise TypeError(f"{rule} has a day")


def assess(register: Register, as_of: date, policy: Policy) -> Assessment:
    """Give what is so of the register's plan as of the day under the policy; TotalsError when it does not add up."""
    plan = register.plan.value
    owed: dict[int, list[Verdict]] = {task.value.number: [] for task in register.tasks}
    for obligation in obligations_of(register):
        due = due_of(obligation.task.deadline.rule, policy, plan.calendar)
        owed[obligation.task.number].append(judge(obligation, due, as_of, policy))
    entries = sorted(register.tasks, key=lambda entry: entry.value.number)
    tasks = tuple(
        TaskVerdict(entry, tuple(owed[entry.value.number]), cooperating_in(register, entry.value)) for entry in entries
    )
    by_task = tally((task.state for task in tasks), plan.tasks)
    agencies = tuple(_by_agency(register, tasks))
    total = sum(len(task.verdicts) for task in tasks)
    by_obligation = added((agency.leads for agency in agencies), total)
    return Assessment(as_of, policy, tasks, agencies, by_task, by_obligation)


def _by_agency(register: Register, tasks: tuple[TaskVerdict, ...]) -> Iterable[AgencyVerdict]:
    states: dict[str, list[State]] = {entry.value.id: [] for entry in register.agencies}
    cooperates = dict.fromkeys(states, 0)
    for task in tasks:
        for verdict in task.verdicts:
            states[verdict.obligation.agency.id].append(verdict.state)
        for agency in task.cooperating:
            cooperates[agency.id] += 1
    for entry in register.agencies:
        agency = entry.value
        if states[agency.id] or cooperates[agency.id]:
            leads = tally(states[agency.id], len(states[agency.id]))
            yield AgencyVerdict(agency, leads, cooperates[agency.id])


def by_urgency(tasks: Iterable[TaskVerdict]) -> tuple[TaskVerdict, ...]:
    """Give the tasks, the longest overdue first, then the soonest due, then by number."""
    return tuple(sorted(tasks, key=lambda task: (*_urgency(task.worst), task.task.number)))


def _urgency(verdict: Verdict) -> tuple[int, int]:
    return rank(verdict.state), NEVER if verdict.days_left is None else verdict.days_left


NEVER = 10**9
"""Days left of what has no day."""
