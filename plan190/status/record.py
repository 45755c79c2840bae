"""The facts that decide the state of each obligation, from the register and the snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from plan190.model.deadline import Recurring, Target, has_due_dates
from plan190.model.decision import Accept, Close, Return, Schedule
from plan190.status.due import due_by_decision, due_dates_of, due_of
from plan190.status.due_history import due_history_of
from plan190.status.grouping import group_by
from plan190.status.indicators import target_met
from plan190.status.occurrences import Occurrence
from plan190.status.periods import period_of
from plan190.status.recurrence import recurrence_of
from plan190.status.snapshot import entries_in_force, of_kinds
from plan190.status.work_history import joint_history, work_history_of
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.model.period import Period
    from plan190.model.plan import Plan, Policy, Reporting
    from plan190.model.register import Entry, Register
    from plan190.status.due_history import DueHistory, Pause
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obligations import Obligation
    from plan190.status.recurrence import Recurrence
    from plan190.status.snapshot import Effect, EffectsByObligation, Snapshot, TaskUpdate
    from plan190.status.submissions import Submission, Submissions
    from plan190.status.work_history import Claim, WorkHistory


@dataclass(frozen=True)
class ObligationRecord:
    """All facts that decide the state of an obligation, as of a date.

    `target_met`: whether the task's indicators meet their targets, as in `indicators.target_met`.
    `closed`: the decision in force that closes the obligation.
    `ended_on`: the date from which it is no longer owed, because it was closed or its agency ceased without successor.
    `reports`: the reports owed that are due or already submitted, each by the agency that owed the work on its due
    date. `recurrence`: the occurrences of recurring work with due dates; `due_history` is that of the current one.
    """

    obligation: Obligation
    due_history: DueHistory
    work: WorkHistory
    reporting: Reporting
    target_met: bool | None = None
    closed: Entry[Close] | None = None
    ended_on: date | None = None
    reports: tuple[Submission, ...] = ()
    recurrence: Recurrence | None = None

    @property
    def is_recurring(self) -> bool:
        """Whether the work is recurring, according to the plan or to an outside schedule."""
        return isinstance(self.obligation.rule, Recurring) or self.recurring_schedule is not None

    @property
    def recurring_schedule(self) -> Schedule | None:
        """The decision on an outside schedule that makes the work recurring; None if a later decision set a date."""
        moves = self.due_history.moves_in_force
        last = moves[-1].entry.value if moves else None
        return last if isinstance(last, Schedule) and last.recurring else None

    @cached_property
    def done_claim(self) -> Claim | None:
        """The claim by which the obligation is done; None if it is not done.

        Recurring work is never done. Work with a target and no date is done only if its indicators meet their targets.
        Work that has ended is done only if it was completed by that date. A joint task is done only if the claim is
        accepted.
        """
        claim = self.work.claim
        if claim is None or self.is_recurring:
            return None
        if isinstance(self.obligation.rule, Target) and not self.target_met:
            return None
        if self.ended_on is not None and claim.done_on > self.ended_on:
            return None
        if self.obligation.is_joint and claim.accepted is None:
            return None
        return claim

    @property
    def open_claims(self) -> tuple[Claim, ...]:
        """The claims awaiting acceptance; several agencies may claim a joint task."""
        if self.obligation.is_joint and self.done_claim is None and self.ended_on is None:
            return self.work.claims
        if self.done_claim is not None and self.done_claim.accepted is None:
            return (self.done_claim,)
        return ()

    @property
    def current_pause(self) -> Pause | None:
        """The suspension that has not ended; None if the work is not suspended."""
        return next((pause for pause in self.due_history.pauses if pause.is_current), None)

    @property
    def needs_monthly_update(self) -> bool:
        """Whether each monthly report must have an update on the work.

        Recurring work is reported each month unless its occurrences have due dates, and done work must be
        maintained.
        """
        return (self.is_recurring and self.recurrence is None) or self.done_claim is not None

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """The monthly occurrences of work that needs a monthly update, one for each report owed.

        A month whose report was due while the work was suspended has an occurrence only if the work was reported.
        """
        if not self.needs_monthly_update:
            return ()
        # For a joint task, one update by any of its agencies is enough.
        updates = {update.period: update for update in self.work.updates}
        due_dates = {report.period: report.due for report in self.reports}
        task, occurrences = self.obligation.task.id, []
        for period, due in sorted(due_dates.items()):
            is_owed = period in updates or not self._is_suspended_on(due)
            if is_owed and self._is_asked(period):
                occurrences.append(Occurrence(task, period, updates.get(period)))
        return tuple(occurrences)

    def _is_suspended_on(self, day: date) -> bool:
        return any(pause.covers(day) for pause in self.due_history.pauses)

    def _is_asked(self, period: Period) -> bool:
        """Return whether the work was asked for in the period: from its schedule on, or after it was done."""
        if self.recurring_schedule is not None:
            return period >= period_of(self.recurring_schedule.date, self.reporting)
        return self.done_claim is None or period > self.done_claim.update.period


Records = Mapping[str, list[ObligationRecord]]
"""The records by task id; the records of one task are in the plan's order of agencies."""


def obligation_records(
    register: Register,
    snapshot: Snapshot,
    effects: EffectsByObligation,
    obligations: Iterable[Obligation],
    series: Iterable[IndicatorSeries],
    submissions: Submissions,
    policy: Policy,
    as_of: date,
) -> Records:
    """Return the record of each obligation as of a date; `effects`: the decisions about each."""
    plan = register.plan
    met = {(values.indicator.id, values.agency.id): values.last_comparable_met for values in series}
    indicators: dict[str, list[str]] = defaultdict(list)
    for indicator in plan.indicators:
        if not indicator.together:
            for id_ in indicator.tasks:
                indicators[id_].append(indicator.id)
    due_reports = {id_: [item for item in own if item.owed and item.is_due] for id_, own in submissions.items()}
    records = defaultdict(list)
    for obligation in obligations:
        task = obligation.task.id
        own_effects = effects[obligation.key]
        closings = list(of_kinds(own_effects, Close))
        ended_on = _ended_on(obligation, closings)
        work = work_of(obligation, snapshot, entries_in_force(own_effects, Accept, Return))
        due_history = due_history_for(obligation, own_effects, plan, policy)
        recurrence = None
        if has_due_dates(obligation.rule):
            work = work._replace(reopened=None)
            end = as_of if ended_on is None else min(as_of, ended_on - ONE_DAY)
            due_dates = due_dates_of(obligation.rule, policy, plan.calendar, plan.issued_on)
            recurrence = recurrence_of(task, due_dates, due_history, list(_completions(work)), end)
            due_history = recurrence.current.due_history
        record = ObligationRecord(
            obligation=obligation,
            due_history=due_history,
            work=work,
            recurrence=recurrence,
            reporting=plan.reporting,
            target_met=target_met(obligation, indicators[task], met),
            closed=next((effect.entry for effect in closings if effect.is_current), None),
            ended_on=ended_on,
            reports=tuple(_reports_owed(obligation, due_reports, ended_on)),
        )
        records[task].append(record)
    return records


def due_history_for(obligation: Obligation, effects: Sequence[Effect], plan: Plan, policy: Policy) -> DueHistory:
    """Return the due history of an obligation from the plan and the decisions about it."""
    rule = obligation.rule
    due_by = partial(due_by_decision, rule=rule, policy=policy, exceptions=plan.calendar)
    return due_history_of(effects, due_of(rule, policy, plan.calendar, plan.issued_on), due_by)


def _completions(work: WorkHistory) -> Iterator[TaskUpdate]:
    """Yield the updates that report a completion, except those whose claim was returned."""
    returned = {id(claim.update) for claim, decision in work.decided if isinstance(decision.value, Return)}
    for update in work.updates:
        if update.current.state == "done" and update.current.done_on is not None and id(update) not in returned:
            yield update


def work_of(
    obligation: Obligation, snapshot: Snapshot, decisions: Sequence[Entry[Accept] | Entry[Return]]
) -> WorkHistory:
    """Return the history of the work after these decisions; for a joint task, of the work of all its agencies."""
    updates = snapshot.updates_of(obligation)
    if not obligation.is_joint:
        return work_history_of(updates, decisions, partial(_taken_over_on, obligation))
    histories = []
    on_claims = snapshot.by_agency(decisions, obligation.held_ever)
    for agency, own in group_by(updates, lambda update: update.agency).items():
        histories.append(work_history_of(tuple(own), on_claims[agency]))
    return joint_history(updates, histories)


def _taken_over_on(obligation: Obligation, update: TaskUpdate) -> date | None:
    """Return the date on which the agency of the update took the work over, if it also owes the task otherwise."""
    day = update.reported_on
    shared = (holder for holder in obligation.holders if holder.shared_since <= day < holder.until)
    return next((holder.since for holder in shared if holder.agency.id == update.agency), None)


def _ended_on(obligation: Obligation, closings: Sequence[Effect]) -> date | None:
    """Return the date from which the obligation is no longer owed; None if it is owed.

    Decisions to close that follow each other without a gap count from the date of the first one.
    """
    closed_on, closed_until = None, date.min
    for effect in closings:
        if effect.since > closed_until:
            closed_on = effect.since
        closed_until = max(closed_until, effect.until)
    if closed_until < date.max:
        closed_on = None
    return min(filter(None, (closed_on, obligation.ceased_on)), default=None)


def _reports_owed(
    obligation: Obligation, due_reports: Mapping[str, Sequence[Submission]], ended_on: date | None
) -> Iterator[Submission]:
    """Yield the reports of the agencies, owed and due or submitted, that were due while they owed the work."""
    end = ended_on or date.max
    for holder in obligation.holders:
        since, until = holder.since, min(holder.until, end)
        yield from (item for item in due_reports[holder.agency.id] if since <= item.due < until)
