"""What is so of the plan on a day: each obligation's state, each task's, and the tallies of each agency.

The day and the policy are arguments; the same register and day give the same assessment on any machine.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from plan190.model.deadline import AfterEvent, OutsideSchedule, Recurring, Target
from plan190.model.decision import Accept, Close, Happened, Return, Schedule, Transfer
from plan190.status.due import due_of
from plan190.status.due_history import due_history_of
from plan190.status.indicators import indicator_series_of, is_met
from plan190.status.obligations import cooperating_in, obligations_of
from plan190.status.occurrences import Rounds, freshness_of
from plan190.status.periods import month_of, period_of
from plan190.status.snapshot import snapshot_as_of
from plan190.status.state import State, Tally, added, rank, tally
from plan190.status.submissions import due_periods, submissions
from plan190.status.work_history import work_history_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.model.plan import Indicator, Policy, Reporting
    from plan190.model.register import Entry, Register
    from plan190.model.report import AtRisk
    from plan190.model.task import Task
    from plan190.status.due_history import DueHistory, Pause
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obligations import Obligation
    from plan190.status.occurrences import Freshness, Occurrence
    from plan190.status.snapshot import Snapshot, TaskUpdate
    from plan190.status.submissions import Submission
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


def judge(record: ObligationRecord, as_of: date, policy: Policy) -> Verdict:
    """Give the verdict on an obligation that stands so, on the day."""
    due_history, due = record.due_history, record.due_history.day
    if record.obligation.passed_on is not None:
        return Verdict(record, State.ENDED, None)
    if record.done is not None:
        late, before = due_history.late_by(record.done.done_on)
        state = State.DONE_LATE if late + before else State.DONE_ON_TIME
        return Verdict(record, state, None, late + before, before)
    if record.closed is not None:
        return Verdict(record, State.ENDED, None, 0, sum(due_history.late_by(record.closed.value.date)))
    if record.suspended is not None:
        return Verdict(record, State.WAITING, None, 0, sum(due_history.late_by(as_of)))
    if due is None:
        return Verdict(record, _undue_state(record), None)
    left = (due - as_of).days
    late, before = due_history.late_by(as_of)
    state = State.OVERDUE if left < 0 else State.DUE_SOON if left <= policy.soon else State.WITHIN_TIME
    return Verdict(record, state, left, late, before)


def _undue_state(record: ObligationRecord) -> State:
    if record.recurs:
        return State.RECURRING
    match record.task.deadline.rule:
        case Target():
            return State.UNDATED
        case AfterEvent() | OutsideSchedule():
            return State.UNDATED if record.opened else State.WAITING
        case rule:
            raise TypeError(f"{rule} has a day")


def assess(register: Register, as_of: date, policy: Policy) -> Assessment:
    """Give what is so of the register's plan as of the day under the policy; TotalsError when it does not add up."""
    plan = register.plan
    snapshot = snapshot_as_of(register, as_of)
    series = indicator_series_of(register, snapshot)
    reports = submissions(register, snapshot, as_of, policy)
    periods = {id_: due_periods(several) for id_, several in reports.items()}
    met = _targets(register, series)
    named = {number: due_of(task.deadline.rule, policy, plan.calendar) for number, task in register.task_of.items()}
    owed: dict[int, list[ObligationRecord]] = defaultdict(list)
    for obligation in obligations_of(register, snapshot.of_kind(Transfer)):
        record = ObligationRecord(
            obligation=obligation,
            due_history=due_history_of(obligation, snapshot, named[obligation.task.number]),
            work=work_history_of(snapshot.updates_of(obligation), snapshot.touching(obligation, Accept, Return)),
            target_met=_target_of(obligation, met),
            opened=snapshot.touching(obligation, Happened, Schedule),
            closed=next(iter(snapshot.touching(obligation, Close)), None),
        )
        owed[obligation.task.number].append(record)
    tasks = tuple(
        TaskVerdict(
            entry,
            tuple(
                judge(_with_rounds(one, told, periods[one.agency.id], plan.reporting), as_of, policy)
                for one, told in _jointly(entry.value, owed[entry.value.number])
            ),
            cooperating_in(
                register,
                entry.value,
                (one.agency.id for one in owed[entry.value.number] if one.obligation.passed_on is None),
            ),
        )
        for entry in sorted(register.tasks, key=lambda entry: entry.value.number)
    )
    by_task = tally((task.state for task in tasks), plan.tasks)
    agencies = tuple(_by_agency(register, tasks, reports))
    total = sum(len(task.verdicts) for task in tasks)
    by_obligation = added((agency.leads for agency in agencies), total)
    return Assessment(as_of, policy, snapshot, tasks, agencies, by_task, by_obligation, series)


def _targets(register: Register, series: tuple[IndicatorSeries, ...]) -> Mapping[tuple[int, str], bool | None]:
    """Give for each task and agency that measured something of it whether all the task's indicators are met.

    Where nothing arose in a month, the last month in which something did still counts.
    """
    wanted: dict[int, list[Indicator]] = defaultdict(list)
    for indicator in register.plan.indicators:
        for number in indicator.tasks if not indicator.together else ():
            wanted[number].append(indicator)
    judged = (
        (one, point) for one in series for point in one.points if is_met(one.indicator, point.measured) is not None
    )
    last = {(one.indicator.id, one.agency.id): point.measured for one, point in judged}
    found: dict[tuple[int, str], bool | None] = {}
    for agency in {one.agency.id for one in series}:
        for number, indicators in wanted.items():
            values = [last.get((one.id, agency)) for one in indicators]
            met = [is_met(one, value) if value else None for one, value in zip(indicators, values, strict=True)]
            if any(values):
                found[number, agency] = False if False in met else None if None in met else True
    return found


def _target_of(obligation: Obligation, met: Mapping[tuple[int, str], bool | None]) -> bool | None:
    """Give whether the target is met, by the values of who owes it or, when it has given none, of who did before."""
    keys = [(obligation.task.number, ower.id) for ower in obligation.holders]
    return next((met[key] for key in reversed(keys) if key in met), None)


def _with_rounds(
    record: ObligationRecord, told: tuple[TaskUpdate, ...], periods: tuple[Month, ...], reporting: Reporting
) -> ObligationRecord:
    """Give the standing with the rounds of work that never ends, or that is kept up since it was done (II.2.1)."""
    since = None
    if record.scheduled is not None:
        since = period_of(record.scheduled.value.date, reporting)
    elif record.done is not None:
        since = record.done.update.period.later(1)
    elif not record.recurs:
        return record
    return replace(record, rounds=Rounds(record.task.number, periods, told, since))


def _jointly(task: Task, owed: list[ObligationRecord]) -> list[tuple[ObligationRecord, tuple[TaskUpdate, ...]]]:
    """Give the standings, each with what tells of its rounds.

    One product of all is done for all when one of them claims it, whatever the others say, and kept up when one of them
    still speaks of it. Of several claims an accepted one counts, else the earliest.
    """
    claims = [one.work.claim for one in owed if one.work.claim is not None]
    if task.owed != "jointly" or not claims:
        return [(one, one.work.updates) for one in owed]
    first = min(claims, key=lambda claim: (claim.accepted is None, claim.done_on))
    told = tuple(told for one in owed for told in one.work.updates)
    return [(replace(one, work=replace(one.work, claim=first)), told) for one in owed]


def _by_agency(
    register: Register, tasks: tuple[TaskVerdict, ...], reports: Mapping[str, tuple[Submission, ...]]
) -> Iterable[AgencyVerdict]:
    states: dict[str, list[State]] = {entry.value.id: [] for entry in register.agencies}
    cooperates = dict.fromkeys(states, 0)
    for task in tasks:
        for verdict in task.verdicts:
            states[verdict.agency.id].append(verdict.state)
        for agency in task.cooperating:
            cooperates[agency.id] += 1
    for entry in register.agencies:
        agency = entry.value
        if states[agency.id] or cooperates[agency.id]:
            leads = tally(states[agency.id], len(states[agency.id]))
            yield AgencyVerdict(agency, leads, cooperates[agency.id], reports[agency.id])


def by_urgency(tasks: Iterable[TaskVerdict]) -> tuple[TaskVerdict, ...]:
    """Give the tasks, the longest overdue first, then the soonest due, then by number."""
    return tuple(sorted(tasks, key=lambda task: (*_urgency(task.worst), task.task.number)))


def _urgency(verdict: Verdict) -> tuple[int, int]:
    return rank(verdict.state), NEVER if verdict.days_left is None else verdict.days_left


NEVER = 10**9
"""Days left of what has no day."""
