"""What is so of the plan on a day: each obligation's state, each task's, and the tallies of each agency.

The day and the policy are arguments; the same register and day give the same assessment on any machine.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.model.deadline import AfterEvent, OutsideSchedule, Target
from plan190.model.decision import Accept, Close, Happened, Return, Schedule, Transfer
from plan190.status.due import due_of
from plan190.status.due_history import due_history_of
from plan190.status.indicators import indicator_series_of, is_met
from plan190.status.obligations import cooperating_in, obligations_of
from plan190.status.occurrences import Rounds
from plan190.status.periods import period_of
from plan190.status.record import ObligationRecord
from plan190.status.snapshot import snapshot_as_of
from plan190.status.state import State, added, tally
from plan190.status.submissions import due_periods, submissions
from plan190.status.verdicts import AgencyVerdict, Assessment, TaskVerdict, Verdict
from plan190.status.work_history import work_history_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from plan190.model.month import Month
    from plan190.model.plan import Indicator, Policy, Reporting
    from plan190.model.register import Register
    from plan190.model.task import Task
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import TaskUpdate
    from plan190.status.submissions import Submission


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
    plan = register.plan.value
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
    for indicator in register.plan.value.indicators:
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
