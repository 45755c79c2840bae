"""Assess the plan as of a date: the state of each obligation and task, and the tallies of each agency.

The date and the policy are arguments: the same register and date give the same assessment on any machine.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from plan190.model.deadline import Target
from plan190.status.grouping import group_by
from plan190.status.indicators import indicator_series_of
from plan190.status.obligations import cooperating_in
from plan190.status.record import obligation_records
from plan190.status.snapshot import snapshot_as_of
from plan190.status.state import State, sum_tallies, tally
from plan190.status.submissions import submissions_by_agency
from plan190.status.verdicts import AgencyVerdict, Assessment, TaskVerdict, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from plan190.model.plan import Policy
    from plan190.model.register import Register
    from plan190.status.record import ObligationRecord, Records
    from plan190.status.submissions import Submissions


def assess(register: Register, as_of: date, policy: Policy) -> Assessment:
    """Assess the register's plan as of the date under the policy; raise TotalsError if the totals do not add up."""
    snapshot = snapshot_as_of(register, as_of)
    series = indicator_series_of(register, snapshot)
    submissions = submissions_by_agency(register, snapshot, as_of, policy)
    records = obligation_records(register, snapshot, series, submissions, policy)
    tasks = tuple(_task_verdicts(register, records, as_of, policy))
    agencies = tuple(_agency_verdicts(register, tasks, submissions))
    by_task = tally((task.state for task in tasks), register.plan.tasks)
    by_obligation = sum_tallies((agency.leads for agency in agencies), sum(len(task.verdicts) for task in tasks))
    return Assessment(as_of, policy, snapshot, tasks, agencies, by_task, by_obligation, series)


def _task_verdicts(register: Register, records: Records, as_of: date, policy: Policy) -> Iterable[TaskVerdict]:
    """Yield the verdict on each task, by number."""
    for entry in sorted(register.tasks, key=lambda entry: entry.value.number):
        of_task = records[entry.value.number]
        leading = [record.obligation.agency.id for record in of_task if not record.obligation.is_transferred]
        verdicts = tuple(obligation_verdict(record, as_of, policy) for record in of_task)
        yield TaskVerdict(entry, verdicts, cooperating_in(register, entry.value, leading))


def _agency_verdicts(
    register: Register, tasks: Sequence[TaskVerdict], submissions: Submissions
) -> Iterable[AgencyVerdict]:
    """Yield the verdict on each agency that leads a task or cooperates in one, in the plan's order."""
    cooperating = chain.from_iterable(task.cooperating for task in tasks)
    cooperates = Counter(agency.id for agency in cooperating)
    verdicts = group_by(chain.from_iterable(task.verdicts for task in tasks), lambda verdict: verdict.agency.id)
    for entry in register.agencies:
        id_ = entry.value.id
        own = tuple(verdicts.get(id_, ()))
        if own or cooperates[id_]:
            yield AgencyVerdict(entry.value, own, cooperates[id_], submissions[id_])


def obligation_verdict(record: ObligationRecord, as_of: date, policy: Policy) -> Verdict:
    """Return the verdict on an obligation as of the date.

    The first that applies counts: transferred, done, closed, suspended, without a due date, due.
    """
    due_history = record.due_history
    if record.obligation.is_transferred:
        return Verdict(record, State.ENDED)
    if record.done_claim is not None:
        late, late_before = due_history.late_by(record.done_claim.done_on)
        state = State.DONE_LATE if late + late_before else State.DONE_ON_TIME
        return Verdict(record, state, days_late=late + late_before, late_before=late_before)
    if record.closed is not None:
        return Verdict(record, State.ENDED, late_before=sum(due_history.late_by(record.closed.value.date)))
    if record.current_pause is not None:
        return Verdict(record, State.WAITING, late_before=sum(due_history.late_by(as_of)))
    if due_history.current is None:
        return Verdict(record, _state_without_due_date(record))
    days_left = (due_history.current - as_of).days
    late, late_before = due_history.late_by(as_of)
    return Verdict(record, _state_before_done(days_left, policy), days_left, late, late_before)


def _state_without_due_date(record: ObligationRecord) -> State:
    if record.is_recurring:
        return State.RECURRING
    if isinstance(record.obligation.task.deadline.rule, Target) or record.awaited_decisions:
        return State.UNDATED
    return State.WAITING


def _state_before_done(days_left: int, policy: Policy) -> State:
    if days_left < 0:
        return State.OVERDUE
    return State.DUE_SOON if days_left <= policy.soon else State.WITHIN_TIME
