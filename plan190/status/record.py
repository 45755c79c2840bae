"""The facts that decide the state of each obligation, collected from the register and the snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from plan190.model.deadline import Recurring, Target
from plan190.model.decision import Accept, Close, Happened, Return, Schedule, Transfer
from plan190.status.due import due_of
from plan190.status.due_history import due_history_of
from plan190.status.indicators import target_met
from plan190.status.obligations import obligations_of
from plan190.status.occurrences import Occurrence
from plan190.status.periods import period_of
from plan190.status.work_history import work_history_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.month import Month
    from plan190.model.plan import Policy, Reporting
    from plan190.model.register import Entry, Register
    from plan190.status.due_history import DueHistory, Pause
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot, TaskUpdate
    from plan190.status.submissions import Submission, Submissions
    from plan190.status.work_history import Claim, WorkHistory


@dataclass(frozen=True)
class ObligationRecord:
    """All facts that decide the state of an obligation, as of a date.

    `target_met`: whether the last values of all the task's indicators meet their targets; None if one is missing.
    `awaited_decisions`: the decisions on the event or outside schedule that the obligation waits for.
    `closed`: the decision that closed the obligation.
    `periods`: the reporting periods that are owed by its agency and due, or already submitted.
    `joint_updates`: the updates of all agencies on a joint task that one of them has claimed.
    """

    obligation: Obligation
    due_history: DueHistory
    work: WorkHistory
    reporting: Reporting
    target_met: bool | None = None
    awaited_decisions: tuple[Entry[Happened] | Entry[Schedule], ...] = ()
    closed: Entry[Close] | None = None
    periods: tuple[Month, ...] = ()
    joint_updates: tuple[TaskUpdate, ...] = ()

    @property
    def is_recurring(self) -> bool:
        """Whether the work is recurring, by the words of the plan or by an outside schedule."""
        return isinstance(self.obligation.task.deadline.rule, Recurring) or self.recurring_schedule is not None

    @property
    def recurring_schedule(self) -> Schedule | None:
        """The outside schedule that makes the work recurring; a due date overrides it."""
        if self.due_history.current is not None:
            return None
        schedules = (entry.value for entry in self.awaited_decisions if isinstance(entry.value, Schedule))
        return next((schedule for schedule in schedules if schedule.recurring), None)

    @cached_property
    def done_claim(self) -> Claim | None:
        """The claim by which the obligation is done.

        Recurring and transferred work is never done, a target without a date only when its indicators meet it, and
        closed work only by what was reached by then.
        """
        claim = self.work.claim
        if claim is None or self.is_recurring or self.obligation.is_transferred:
            return None
        if isinstance(self.obligation.task.deadline.rule, Target) and not self.target_met:
            return None
        if self.closed is not None and claim.done_on > self.closed.value.date:
            return None
        return claim

    @property
    def current_pause(self) -> Pause | None:
        """The suspension that has not ended yet."""
        pauses = self.due_history.pauses
        return pauses[-1] if pauses and pauses[-1].until is None else None

    @property
    def is_kept_up(self) -> bool:
        """Whether each monthly report must mention the work: it recurs, or was done and is kept up (II.2.1)."""
        return self.is_recurring or self.done_claim is not None

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The monthly occurrences of work that is kept up, one for each report owed."""
        if not self.is_kept_up:
            return ()
        updates = {update.period: update for update in self.joint_updates or self.work.updates}
        first = self._first_occurrence
        periods = [period for period in self.periods if first is None or period >= first]
        return tuple(Occurrence(self.obligation.task.number, period, updates.get(period)) for period in periods)

    @property
    def _first_occurrence(self) -> Month | None:
        """The period from which on occurrences count; None for all periods."""
        if self.recurring_schedule is not None:
            return period_of(self.recurring_schedule.date, self.reporting)
        return self.done_claim.update.period.later(1) if self.done_claim is not None else None


Records = Mapping[int, list[ObligationRecord]]
"""The records by task number, those of a task in the plan's order of agencies."""


def obligation_records(
    register: Register, snapshot: Snapshot, series: Iterable[IndicatorSeries], submissions: Submissions, policy: Policy
) -> Records:
    """Return the record of each obligation in the snapshot."""
    plan = register.plan
    due = {number: due_of(task.deadline.rule, policy, plan.calendar) for number, task in register.task_of.items()}
    met = {(values.indicator.id, values.agency.id): values.last_comparable_met for values in series}
    indicators = [indicator for indicator in plan.indicators if not indicator.together]
    periods = {agency: _periods_owed(reports) for agency, reports in submissions.items()}
    records = defaultdict(list)
    for obligation in obligations_of(register, snapshot.of_kind(Transfer)):
        task, owed = obligation.task.number, periods[obligation.agency.id]
        due_history = due_history_of(obligation, snapshot, due[task])
        work = work_history_of(snapshot.updates_of(obligation), snapshot.decisions_on(obligation, Accept, Return))
        meets = target_met(obligation, indicators, met)
        awaited_decisions = snapshot.decisions_on(obligation, Happened, Schedule)
        closed = next(iter(snapshot.decisions_on(obligation, Close)), None)
        record = ObligationRecord(obligation, due_history, work, plan.reporting, meets, awaited_decisions, closed, owed)
        records[task].append(record)
    for number, of_task in records.items():
        if register.task_of[number].owed == "jointly":
            records[number] = _with_joint_claim(of_task)
    return records


def _periods_owed(submissions: tuple[Submission, ...]) -> tuple[Month, ...]:
    """Return the periods whose report is owed and due, or already submitted."""
    return tuple(submission.period for submission in submissions if submission.owed and submission.is_due)


def _with_joint_claim(records: list[ObligationRecord]) -> list[ObligationRecord]:
    """Return the records of a joint task with the claim that counts for all of them, and the updates of all.

    One product is done for all when one agency claims it, whatever the others report, and kept up when one of them
    still mentions it. Of several claims an accepted one counts, otherwise the earliest.
    """
    claims = [record.work.claim for record in records if record.work.claim is not None]
    if not claims:
        return records
    claim = min(claims, key=lambda claim: (claim.accepted is None, claim.done_on))
    updates = tuple(chain.from_iterable(record.work.updates for record in records))
    return [replace(record, work=replace(record.work, claim=claim), joint_updates=updates) for record in records]
