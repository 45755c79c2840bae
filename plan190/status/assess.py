"""Assess the plan as of a date: the state of each obligation and task, and the tallies of each agency.

The date and the policy are arguments: the same register, date and policy give the same assessment on any computer.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from plan190.model.agency import Group
from plan190.model.deadline import NoDeadline, OnDemand, Target, Unread
from plan190.model.task import task_order
from plan190.status.indicators import indicator_series_of
from plan190.status.obligations import cooperating_in, obligations_of
from plan190.status.record import obligation_records
from plan190.status.snapshot import snapshot_as_of
from plan190.status.state import State, sum_tallies, tally
from plan190.status.submissions import report_duty, submissions_by_agency
from plan190.status.verdicts import AgencyVerdict, Assessment, JointVerdict, TaskVerdict, Verdict
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from plan190.model.plan import Policy
    from plan190.model.register import Register
    from plan190.status.record import ObligationRecord, Records
    from plan190.status.submissions import Submissions


def assess(register: Register, as_of: date, policy: Policy) -> Assessment:
    """Assess the plan as of the date; raise TotalsError if the totals do not add up."""
    snapshot = snapshot_as_of(register, as_of)
    obligations = obligations_of(register, snapshot.effects, as_of)
    series = indicator_series_of(register, snapshot)
    effects = {obligation.key: snapshot.effects_on(obligation) for obligation in obligations}
    duty = report_duty(snapshot, obligations, effects)
    submissions = submissions_by_agency(register, snapshot, duty, as_of, policy)
    records = obligation_records(register, snapshot, effects, obligations, series, submissions, policy, as_of)
    tasks = tuple(_task_verdicts(register, records, as_of, policy))
    agencies = tuple(_agency_verdicts(register, tasks, submissions))
    joint = tuple(_joint_verdicts(tasks))
    by_task = tally((task.state for task in tasks), register.plan.tasks)
    tallies = [*(verdict.leads for verdict in agencies), *(verdict.leads for verdict in joint)]
    by_obligation = sum_tallies(tallies, sum(len(task.verdicts) for task in tasks))
    return Assessment(
        as_of,
        policy,
        snapshot,
        tasks,
        agencies,
        joint,
        by_task,
        by_obligation,
        series,
        duty,
        register.plan.reporting,
    )


def _task_verdicts(register: Register, records: Records, as_of: date, policy: Policy) -> Iterable[TaskVerdict]:
    """Yield the verdict on each task, by number."""
    for entry in sorted(register.tasks, key=lambda entry: task_order(entry.value.id)):
        verdicts = tuple(obligation_verdict(record, as_of, policy) for record in records[entry.value.id])
        leading = frozenset[str]().union(*(verdict.obligation.agency_ids for verdict in verdicts))
        yield TaskVerdict(entry, verdicts, cooperating_in(register, entry.value, leading, as_of))


def _agency_verdicts(
    register: Register, tasks: Sequence[TaskVerdict], submissions: Submissions
) -> Iterable[AgencyVerdict]:
    """Yield the verdict on each agency that has or had tasks, or has monthly reports, in the plan's order."""
    cooperating: dict[str, list[TaskVerdict]] = defaultdict(list)
    for task in tasks:
        for agency in task.cooperating:
            cooperating[agency.id].append(task)
    own: dict[str, list[Verdict]] = defaultdict(list)
    joint: dict[str, list[Verdict]] = defaultdict(list)
    passed_on: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in chain.from_iterable(task.verdicts for task in tasks):
        current = verdict.obligation.agency_ids
        for id_ in current:
            (joint if verdict.is_joint else own)[id_].append(verdict)
        for id_ in {holder.agency.id for holder in verdict.obligation.holders} - current:
            passed_on[id_].append(verdict)
    for agency in register.all_agencies:
        id_ = agency.id
        if own[id_] or joint[id_] or passed_on[id_] or cooperating[id_] or submissions[id_]:
            lists = tuple(own[id_]), tuple(joint[id_]), tuple(passed_on[id_]), tuple(cooperating[id_])
            yield AgencyVerdict(agency, *lists, submissions[id_])


def _joint_verdicts(tasks: Sequence[TaskVerdict]) -> Iterable[JointVerdict]:
    """Yield the verdict on each joint task."""
    for verdict in chain.from_iterable(task.verdicts for task in tasks):
        if isinstance(verdict.body, Group):
            yield JointVerdict(verdict.body, (verdict,))


def obligation_verdict(record: ObligationRecord, as_of: date, policy: Policy) -> Verdict:
    """Return the verdict on an obligation as of the date. Only this function decides whether work is overdue.

    The first of these facts that applies decides the state: the obligation is done, ended, suspended, or without a due
    date. If none applies, the number of days until the due date decides.
    """
    due_history = record.due_history
    if record.done_claim is not None:
        # Days late before an extension count, suspended days do not: work that is done on time has no days late.
        late = due_history.days_late(record.done_claim.done_on)
        state = State.DONE_LATE if late.total else State.DONE_ON_TIME
        return Verdict(record, state, days_late=late.total, late_before=late.earlier)
    if record.ended_on is not None:
        late = due_history.days_late(record.ended_on - ONE_DAY)
        return Verdict(record, State.ENDED, days_late=late.total, late_before=late.total)
    late = due_history.days_late(as_of)
    if record.current_pause is not None:
        return Verdict(record, State.WAITING, days_late=late.total, late_before=late.total)
    if due_history.current is None:
        return Verdict(record, _state_without_due_date(record), days_late=late.total, late_before=late.total)
    days_left = (due_history.current - as_of).days
    state, following = _state_with_due_date(days_left, policy), _following(record, as_of, policy)
    return Verdict(record, state, days_left, late.total, late.earlier, following)


def _following(record: ObligationRecord, as_of: date, policy: Policy) -> Verdict | None:
    """Return the verdict for the next due date of recurring work of which an earlier one is overdue."""
    following = record.recurrence.following if record.recurrence is not None else None
    if following is None:
        return None
    days_left = (following.due - as_of).days
    of_following = replace(record, due_history=following.due_history)
    return Verdict(of_following, _state_with_due_date(days_left, policy), days_left)


def _state_without_due_date(record: ObligationRecord) -> State:
    """Return the state of work without a due date; it waits until its event or outside schedule is decided."""
    if record.is_recurring:
        return State.RECURRING
    rule = record.obligation.rule
    if isinstance(rule, Unread):
        return State.UNREAD
    if isinstance(rule, Target | OnDemand | NoDeadline) or record.due_history.moves_in_force:
        return State.UNDATED
    return State.WAITING


def _state_with_due_date(days_left: int, policy: Policy) -> State:
    """Return the state of open work by the number of days until its due date, negative if it has passed."""
    if days_left < 0:
        return State.OVERDUE
    if days_left <= policy.soon:
        return State.DUE_SOON
    return State.WITHIN_TIME
