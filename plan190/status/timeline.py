"""The timeline of a task as of a date: reports, decisions, and the dates on which it became overdue or done.

The full history also has withdrawn reports, decisions that were replaced or withdrawn, and changes of targets.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Union

from plan190.model.decision import Reply, Settle, Transfer
from plan190.model.report import Contribution
from plan190.status.explanation import STATE_DECISIONS
from plan190.status.grouping import group_by
from plan190.status.history import RecordedChange
from plan190.status.holdings import holdings_of
from plan190.status.snapshot import Effect, corrections_in
from plan190.status.state import State
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.model.decision import Decision
    from plan190.model.register import Body, Entry, Register, ReportFile
    from plan190.model.report import Update
    from plan190.model.report_index import UpdateIndex
    from plan190.status.holdings import Holding
    from plan190.status.snapshot import Corrections, Snapshot
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict
    from plan190.status.work_history import Claim


ReportEntry = Union["Entry[Update]", "Entry[Contribution]"]
"""An entry of a monthly report on a task."""


class PlanIssued(NamedTuple):
    """The issue of the plan."""


class DeadlineSet(NamedTuple):
    """The deadline that the plan sets. `due`: its due date, None if there is none."""

    due: date | None


class BecameOverdue(NamedTuple):
    """The obligations that became overdue on a date and are still overdue on the assessed date."""

    verdicts: tuple[Verdict, ...]


class HandedOver(NamedTuple):
    """The succession by which obligations passed to other agencies, or ended, on one date and one legal basis."""

    holdings: tuple[Holding, ...]


class Completed(NamedTuple):
    """The completion of the work by a claim. `verdict`: the verdict on an obligation that is done by this claim."""

    claim: Claim
    verdict: Verdict


class EntryReported(NamedTuple):
    """An entry of a monthly report on the task. `corrected_on`: the date of the later report that corrects it.

    `withdrawn_on`: the date on which the report was withdrawn.
    """

    entry: ReportEntry
    report: ReportFile
    corrected_on: date | None
    withdrawn_on: date | None = None


class ReportWithdrawn(NamedTuple):
    """The withdrawal of a report with an entry on the task, and its reason."""

    report: ReportFile
    why: str


class DecisionMade(NamedTuple):
    """A decision on the task. `cancelled_by`: the later decision that replaces or withdraws it."""

    entry: Entry[Decision]
    cancelled_by: Decision | None = None


Event = (
    PlanIssued
    | DeadlineSet
    | BecameOverdue
    | HandedOver
    | Completed
    | EntryReported
    | ReportWithdrawn
    | DecisionMade
    | RecordedChange
)
_NAMES: dict[type[Event], str] = {
    PlanIssued: "issued",
    DeadlineSet: "deadline",
    BecameOverdue: "overdue",
    HandedOver: "handed_over",
    Completed: "done",
    EntryReported: "reported",
    ReportWithdrawn: "withdrawn",
    DecisionMade: "decided",
    RecordedChange: "target",
}
"""The names of the events, in the order of events on the same date."""

_ORDER = tuple(_NAMES)


class TimelineEntry(NamedTuple):
    """An event and its date. `agency`: the agency whose obligation it concerns, None if it concerns the whole task."""

    happened_on: date
    event: Event
    agency: Body | None = None


def event_name(event: Event) -> str:
    """Return the name of an event, as in the facts of the timeline."""
    if isinstance(event, EntryReported) and isinstance(event.entry.value, Contribution):
        return "contributed"
    return _NAMES[type(event)]


def timeline_of(
    register: Register, assessment: Assessment, task: TaskVerdict, reports: Sequence[ReportFile]
) -> tuple[TimelineEntry, ...]:
    """Return all events of the task through the assessed date, by date, kind of event and agency.

    `reports`: those that mention the task, as in `reports_by_task`.
    """
    entries = [
        *_computed_entries(register, assessment, task),
        *_reported_entries(register, task.task.id, reports, corrections_in(reports)),
        *map(_decision_entry, _decisions_on(register, assessment.snapshot, task)),
    ]
    return _sorted_entries(register, assessment.as_of, entries)


def history_of(
    register: Register, assessment: Assessment, task: TaskVerdict, changes: Iterable[RecordedChange]
) -> tuple[TimelineEntry, ...]:
    """Return the timeline with all that was ever reported or decided on the task, and these changes of its targets."""
    as_of, id_ = assessment.as_of, task.task.id
    reports = [report for report in register.reports if report.reported_on <= as_of and id_ in report.index.tasks]
    entries = [
        *_computed_entries(register, assessment, task),
        *_reported_entries(register, id_, reports, corrections_in(assessment.snapshot.reports), as_of),
        *_written_decision_entries(register, assessment, task),
        *(TimelineEntry(change.recorded.day, change) for change in changes),
    ]
    return _sorted_entries(register, as_of, entries)


def _sorted_entries(register: Register, as_of: date, entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Return the entries through the date, by date, kind of event and agency."""

    def position(entry: TimelineEntry) -> tuple[date, int, int]:
        return entry.happened_on, _ORDER.index(type(entry.event)), agency_order(register, entry)

    return tuple(sorted((entry for entry in entries if entry.happened_on <= as_of), key=position))


def agency_order(register: Register, entry: TimelineEntry) -> int:
    """Return the position of the entry's agency in the plan's order; entries on the whole task are first."""
    return register.order[entry.agency.id] if entry.agency is not None else -1


def _computed_entries(register: Register, assessment: Assessment, task: TaskVerdict) -> Iterator[TimelineEntry]:
    """Yield the entries that follow from the plan and the states: issue, deadline, overdue, handed over, done."""
    issued_on = register.plan.issued_on
    yield TimelineEntry(issued_on, PlanIssued())
    due_dates = [verdict.record.due_history.from_plan for verdict in task.verdicts]
    yield TimelineEntry(issued_on, DeadlineSet(next(iter(due_dates), None)))
    yield from _overdue_entries(assessment, task)
    yield from _handed_over_entries(task)
    yield from _completed_entries(register, task)


def _overdue_entries(assessment: Assessment, task: TaskVerdict) -> Iterator[TimelineEntry]:
    """Yield an entry for each group of obligations that became overdue on the same date and have equal days late."""
    overdue = (verdict for verdict in task.verdicts if verdict.state is State.OVERDUE)
    groups = group_by(overdue, lambda verdict: (_first_late_date(verdict, assessment.as_of), verdict.days_late))
    for (first_late_date, _), verdicts in groups.items():
        yield TimelineEntry(first_late_date, BecameOverdue(tuple(verdicts)))


def _first_late_date(verdict: Verdict, as_of: date) -> date:
    """Return the first date after the due date on which the work was not suspended."""
    due_history = verdict.record.due_history
    day = (verdict.due or as_of) + ONE_DAY
    while day < as_of and not due_history.days_late(day).current:
        day += ONE_DAY
    return day


def _handed_over_entries(task: TaskVerdict) -> Iterator[TimelineEntry]:
    """Yield an entry for each date and basis of a succession; transfers by decision are entries of their own."""
    holdings = holdings_of(verdict.obligation for verdict in task.verdicts)
    by_succession = [holding for holding in holdings if holding.since is not None and holding.transfer is None]
    for group in group_by(by_succession, _succession_key).values():
        since = group[0].since
        if since is not None:
            yield TimelineEntry(since, HandedOver(tuple(group)))


def _succession_key(holding: Holding) -> tuple[date | None, bool, str | None, str | None]:
    """Return the date and the basis of a succession, and whether no agency takes over."""
    assumption = holding.succession.assumption if holding.succession is not None else None
    return holding.since, holding.agency is None, holding.basis, assumption


def _completed_entries(register: Register, task: TaskVerdict) -> Iterator[TimelineEntry]:
    """Yield each claim by which obligations are done; a claim on a joint task appears once."""
    completed: dict[tuple[str, date], Completed] = {}
    for verdict in task.verdicts:
        claim = verdict.done_claim
        if claim is not None:
            completed[claim.agency, claim.done_on] = Completed(claim, verdict)
    for (agency, done_on), event in completed.items():
        yield TimelineEntry(done_on, event, register.bodies[agency])


def reports_by_task(assessment: Assessment) -> dict[str, list[ReportFile]]:
    """Return the reports that count, by date, by the id of each task that they mention."""
    by_task: dict[str, list[ReportFile]] = defaultdict(list)
    for report in sorted(assessment.snapshot.reports, key=lambda report: (report.reported_on, report.period)):
        for id_ in report.index.tasks:
            by_task[id_].append(report)
    return by_task


def _reported_entries(
    register: Register,
    task: str,
    reports: Iterable[ReportFile],
    corrections: Corrections,
    as_of: date = date.min,
) -> Iterator[TimelineEntry]:
    """Yield the entries on the task in the reports, including entries that were corrected later.

    `as_of`: the last date on which a withdrawal counts; it is an entry too.
    """
    for report in reports:
        agency, withdrawn_on = register.bodies[report.agency], report.index.withdrawn_on
        if withdrawn_on is not None and withdrawn_on > as_of:
            withdrawn_on = None
        for entry, update in report.entries_on(task):
            corrected_on = None
            if update is not None and withdrawn_on is None:
                corrected_on = _corrected_on(update, report, corrections)
            event = EntryReported(entry, report, corrected_on, withdrawn_on)
            yield TimelineEntry(report.reported_on, event, agency)
        withdrawn = report.value.withdrawn if withdrawn_on is not None else None
        if withdrawn is not None:
            yield TimelineEntry(withdrawn.date, ReportWithdrawn(report, withdrawn.why), agency)


def _corrected_on(update: UpdateIndex, report: ReportFile, corrections: Corrections) -> date | None:
    """Return the date of the report that corrects the update, or the correction; None if it is not corrected."""
    correction, by = corrections.get((report.agency, update.corrects or report.period, update.task), (update, report))
    return by.reported_on if correction is not update else None


def _decisions_on(register: Register, snapshot: Snapshot, task: TaskVerdict) -> Iterator[Entry[Decision]]:
    """Yield the decisions of the snapshot on the task, on one of its obligations or on one of its assumptions."""
    task_id = task.task.id
    assumptions = {assumption.id for assumption in register.assumptions_of(task.task)}
    state_decisions: set[str] = set()
    for verdict in task.verdicts:
        decisions = snapshot.decisions_on(verdict.obligation, *STATE_DECISIONS)
        state_decisions.update(entry.value.id for entry in decisions)
    for entry in snapshot.decisions:
        match entry.value:
            case Transfer(tasks=tasks):
                concerns_task = task_id in tasks
            case Reply(task=replied_to):
                concerns_task = replied_to == task_id
            case Settle(assumption=id_):
                concerns_task = id_ in assumptions
            case decision:
                concerns_task = decision.id in state_decisions
        if concerns_task:
            yield entry


def _decision_entry(entry: Entry[Decision], cancelled_by: Decision | None = None) -> TimelineEntry:
    return TimelineEntry(entry.value.counts_from, DecisionMade(entry, cancelled_by))


def _written_decision_entries(register: Register, assessment: Assessment, task: TaskVerdict) -> Iterator[TimelineEntry]:
    """Yield all decisions on the task through the assessed date, each with the one that replaces or withdraws it."""
    written = [entry for entry in register.decisions if entry.value.counts_from <= assessment.as_of]
    ordered = sorted(written, key=lambda entry: entry.value.counts_from)
    snapshot = replace(assessment.snapshot, effects=tuple(map(Effect, ordered)))
    about = {entry.value.id for entry in _decisions_on(register, snapshot, task)}
    in_force = {entry.value.id for entry in assessment.snapshot.decisions}
    later = {entry.value.corrects: entry.value for entry in written if entry.value.corrects is not None}
    for entry in written:
        decision = entry.value
        if decision.corrects in about:
            about.add(decision.id)  # a withdrawal names no task itself
        if decision.id in about:
            cancelled_by = None if decision.id in in_force else later.get(decision.id)
            yield _decision_entry(entry, cancelled_by)
