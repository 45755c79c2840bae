"""The facts that decide the state of each obligation, from the register and the snapshot."""

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

    from plan190.model.period import Period
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

    `target_met`: whether the task's indicators meet their targets, as in `indicators.target_met`.
    `awaited_decisions`: the decisions on the event or outside schedule that the obligation waits for.
    `closed`: the decision that closed the obligation.
    `periods`: the periods for which the agency owes a report that is due or already submitted.
    `joint_updates`: the updates of all agencies on a joint task with a claim; empty for any other task.
    """

    obligation: Obligation
    due_history: DueHistory
    work: WorkHistory
    reporting: Reporting
    target_met: bool | None = None
    awaited_decisions: tuple[Entry[Happened] | Entry[Schedule], ...] = ()
    closed: Entry[Close] | None = None
    periods: tuple[Period, ...] = ()
    joint_updates: tuple[TaskUpdate, ...] = ()

    @property
    def is_recurring(self) -> bool:
        """Whether the work is recurring, according to the plan or to an outside schedule."""
        return isinstance(self.obligation.task.deadline.rule, Recurring) or self.recurring_schedule is not None

    @property
    def recurring_schedule(self) -> Schedule | None:
        """The decision on an outside schedule that makes the work recurring; None if the work has a due date."""
        if self.due_history.current is not None:
            return None
        for entry in self.awaited_decisions:
            if isinstance(entry.value, Schedule) and entry.value.recurring:
                return entry.value
        return None

    @cached_property
    def done_claim(self) -> Claim | None:
        """The claim by which the obligation is done; None if it is not done.

        Recurring and transferred work is never done. Work with a target and no date is done only if its indicators
        meet their targets. Closed work is done only if it was completed by the date of the closing.
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
        """The suspension that has not ended; None if the work is not suspended."""
        return next((pause for pause in self.due_history.pauses if pause.until is None), None)

    @property
    def needs_monthly_update(self) -> bool:
        """Whether each monthly report must have an update on the work.

        Recurring work is reported each month, and done work must be maintained (section II.2.1 of the plan).
        """
        return self.is_recurring or self.done_claim is not None

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The monthly occurrences of work that needs a monthly update, one for each report owed."""
        if not self.needs_monthly_update:
            return ()
        # For a joint task, one update by any of its agencies is enough.
        updates = {update.period: update for update in self.joint_updates or self.work.updates}
        first = self._first_occurrence
        periods = [period for period in self.periods if first is None or period >= first]
        return tuple(Occurrence(self.obligation.task.id, period, updates.get(period)) for period in periods)

    @property
    def _first_occurrence(self) -> Period | None:
        """The first period with an occurrence; None if every period owed has one."""
        if self.recurring_schedule is not None:
            return period_of(self.recurring_schedule.date, self.reporting)
        if self.done_claim is not None:
            return self.done_claim.update.period.later(1)
        return None


Records = Mapping[str, list[ObligationRecord]]
"""The records by task id; the records of one task are in the plan's order of agencies."""


def obligation_records(
    register: Register, snapshot: Snapshot, series: Iterable[IndicatorSeries], submissions: Submissions, policy: Policy
) -> Records:
    """Return the record of each obligation in the snapshot."""
    plan = register.plan
    due_dates = {id_: due_of(task.deadline.rule, policy, plan.calendar) for id_, task in register.tasks_by_id.items()}
    met = {(values.indicator.id, values.agency.id): values.last_comparable_met for values in series}
    indicators = [indicator for indicator in plan.indicators if not indicator.together]
    periods = {agency: _periods_owed(reports) for agency, reports in submissions.items()}
    records = defaultdict(list)
    for obligation in obligations_of(register, snapshot.of_kind(Transfer)):
        task_id = obligation.task.id
        record = ObligationRecord(
            obligation=obligation,
            due_history=due_history_of(obligation, snapshot, due_dates[task_id]),
            work=work_history_of(snapshot.updates_of(obligation), snapshot.decisions_on(obligation, Accept, Return)),
            reporting=plan.reporting,
            target_met=target_met(obligation, indicators, met),
            awaited_decisions=snapshot.decisions_on(obligation, Happened, Schedule),
            closed=next(iter(snapshot.decisions_on(obligation, Close)), None),
            periods=periods[obligation.agency.id],
        )
        records[task_id].append(record)
    for task_id, task_records in records.items():
        if register.tasks_by_id[task_id].owed == "jointly":
            records[task_id] = _with_joint_claim(task_records)
    return records


def _periods_owed(submissions: tuple[Submission, ...]) -> tuple[Period, ...]:
    """Return the periods for which a report is owed that is due or already submitted."""
    return tuple(submission.period for submission in submissions if submission.owed and submission.is_due)


def _with_joint_claim(records: list[ObligationRecord]) -> list[ObligationRecord]:
    """Return the records of a joint task with the claim that counts for all agencies, and the updates of all.

    A claim of one agency counts for all, whatever the others report. If there are several claims, the accepted ones
    take precedence, then the earliest completion. After the claim, an update of one agency each month is enough.
    """
    claims = [record.work.claim for record in records if record.work.claim is not None]
    if not claims:
        return records
    claim = min(claims, key=lambda claim: (claim.accepted is None, claim.done_on))
    updates = tuple(chain.from_iterable(record.work.updates for record in records))
    return [replace(record, work=replace(record.work, claim=claim), joint_updates=updates) for record in records]
