"""The reports and decisions that count as of a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from plan190.model.decision import Close, Happened, Reply, Resume, Schedule, Suspend, Withdraw
from plan190.model.period import Period
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.report import Correction, MonthlyReport, Update
    from plan190.model.task import Task
    from plan190.status.obligations import Obligation

Corrections = Mapping[tuple[str, Period, str], tuple["Entry[Correction]", "Entry[MonthlyReport]"]]
"""The correction that counts and its report, by agency, period and task of the update that it replaces."""


@dataclass(frozen=True)
class TaskUpdate:
    """The update of one agency on one task in one month, as corrected.

    `entry`: the update, or the correction that replaces it. `report`: the report of the month.
    `corrected_by`: the later report with the correction, if any. `original`: the update in the report of the month.
    """

    entry: Entry[Update]
    report: Entry[MonthlyReport]
    corrected_by: Entry[MonthlyReport] | None = None
    original: Entry[Update] | None = None

    @property
    def value(self) -> Update:
        """The update, as corrected."""
        return self.entry.value

    @property
    def agency(self) -> str:
        """The id of the agency that reported."""
        return self.report.value.agency

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.report.value.period

    @property
    def reported_on(self) -> date:
        """The date of the report."""
        return self.report.value.reported_on

    @property
    def stated_on(self) -> date:
        """The date of the report with the correction; if there is none, the date of the report of the month."""
        return (self.corrected_by or self.report).value.reported_on

    @property
    def warned_on(self) -> date:
        """The date of the first report with the delay warning: the report of the month, or the one that corrects it."""
        if self.original is not None and self.original.value.at_risk is not None:
            return self.reported_on
        return self.stated_on


@dataclass(frozen=True)
class Snapshot:
    """The reports and decisions that count as of a date; those dated later are left out.

    `reports`: the reports submitted by the date, with corrections applied and without withdrawn reports.
    `decisions`: the decisions in force, by date and then in the order of the file; withdrawals are already applied.
    `updates`: the updates of these reports by task id and agency id, sorted by period. There is one for each
    period, because the correction in the latest report replaces the original and earlier corrections.
    `members`: the agency ids of the members of each body; an agency is its own only member.

    A decision concerns the agency that owed the task on the date of the decision. An update counts if its agency owed
    the task on the date of the report.
    """

    reports: tuple[ReportFile, ...]
    decisions: tuple[Entry[Decision], ...]
    updates: Mapping[tuple[str, str], Sequence[TaskUpdate]]
    members: Mapping[str, frozenset[str]] = field(repr=False)

    @cached_property
    def _by_kinds(self) -> dict[tuple[type, ...], tuple[Entry[Any], ...]]:
        """The cache of `of_kind`."""
        return {}

    def of_kind(self, *kinds: type) -> tuple[Entry[Any], ...]:
        """Return the decisions of these kinds by date; on one date, in the order of the file."""
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = tuple(entry for entry in self.decisions if isinstance(entry.value, kinds))
        return self._by_kinds[kinds]

    def decisions_on(self, obligation: Obligation, *kinds: type) -> tuple[Entry[Any], ...]:
        """Return the decisions of these kinds about the obligation, by date."""
        return tuple(entry for entry in self.of_kind(*kinds) if self._concerns(entry.value, obligation))

    def _concerns(self, decision: Decision, obligation: Obligation) -> bool:
        """Return whether the decision is about the task, and about an agency that owed it on the decision's date."""
        if not _is_about_task(decision, obligation.task):
            return False
        agencies = getattr(decision, "agencies", ())
        if not agencies:
            return True
        holders = {holder.id for holder in obligation.holders if holder.held_on(decision.date)}
        return any(holders & self.members.get(id_, set()) for id_ in agencies)

    def updates_of(self, obligation: Obligation) -> tuple[TaskUpdate, ...]:
        """Return the updates on the obligation by period, from each agency that owed it on the date of its report."""
        counted: list[TaskUpdate] = []
        for holder in obligation.holders:
            updates = self.updates.get((obligation.task.id, holder.id), ())
            counted += [update for update in updates if holder.held_on(update.reported_on)]
        return tuple(sorted(counted, key=lambda update: update.period))


def _is_about_task(decision: Decision, task: Task) -> bool:
    if isinstance(decision, Suspend | Resume | Close) and not decision.tasks:
        # A decision without tasks is about all tasks of its agencies, or about the whole plan.
        return True
    return task.id in tasks_named(decision, [task])


def tasks_named(decision: Decision, tasks: Iterable[Task]) -> Sequence[str]:
    """Return the ids of the tasks that the decision names.

    A decision on an event or a schedule names those of `tasks` that wait for it. A decision on all tasks of some
    agencies, or on the whole plan, names no task.
    """
    match decision:
        case Happened(event=awaited) | Schedule(schedule=awaited):
            return [task.id for task in tasks if task.deadline.waits_for == awaited]
        case Reply(task=task_id):
            return [task_id]
        case _:
            return getattr(decision, "tasks", ())


def snapshot_as_of(register: Register, as_of: date) -> Snapshot:
    """Return the reports and decisions that count as of the date."""
    reports = [report_file for report_file in register.reports if _counts(report_file.value, as_of)]
    corrections = corrections_in(reports)
    by_period = sorted(reports, key=lambda report_file: report_file.period)
    updates = chain.from_iterable(_task_updates(report_file, corrections) for report_file in by_period)
    corrected = tuple(_as_corrected(report_file, corrections) for report_file in reports)
    written = (entry for entry in register.decisions if entry.value.date <= as_of)
    decisions = [entry for entry in in_force(written) if not isinstance(entry.value, Withdraw)]
    decisions.sort(key=lambda entry: entry.value.date)
    members = {id_: _member_ids(register, id_) for id_ in register.bodies}
    by_obligation = group_by(updates, lambda update: (update.value.task, update.agency))
    return Snapshot(corrected, tuple(decisions), by_obligation, members)


def _counts(report: MonthlyReport, as_of: date) -> bool:
    return report.reported_on <= as_of and (report.withdrawn is None or report.withdrawn.date > as_of)


def corrections_in(reports: Iterable[ReportFile]) -> Corrections:
    """Return the correction of each corrected update; the correction in the latest report replaces earlier ones."""
    corrections = {}
    for report_file in sorted(reports, key=lambda report_file: (report_file.reported_on, report_file.period)):
        for entry in report_file.corrections:
            key = report_file.agency, entry.value.corrects, entry.value.task
            corrections[key] = entry, report_file.report
    return corrections


def _as_corrected(report_file: ReportFile, corrections: Corrections) -> ReportFile:
    return replace(report_file, updates=tuple(update.entry for update in _task_updates(report_file, corrections)))


def _task_updates(report_file: ReportFile, corrections: Corrections) -> Iterator[TaskUpdate]:
    """Yield the updates of a report as corrected."""
    for entry in report_file.updates:
        key = report_file.agency, report_file.period, entry.value.task
        corrected_entry, corrected_by = corrections.get(key, (entry, None))
        yield TaskUpdate(corrected_entry, report_file.report, corrected_by, original=entry)


def _member_ids(register: Register, body: str) -> frozenset[str]:
    return frozenset(agency.id for agency in register.members((body,)))


def in_force(written: Iterable[Entry[Decision]]) -> list[Entry[Decision]]:
    """Return the decisions that no later decision withdraws or replaces.

    A withdrawn decision has no effect: a decision that it withdrew or replaced is in force again.
    """
    withdrawn: set[str] = set()
    replaced: set[str] = set()
    effective: list[Entry[Decision]] = []
    # The loop starts with the last decision, because only a later decision can withdraw or replace an earlier one.
    for entry in reversed(list(written)):
        decision = entry.value
        if decision.id in withdrawn:
            continue
        if isinstance(decision, Withdraw):
            withdrawn.add(decision.corrects)
        elif decision.corrects is not None:
            replaced.add(decision.corrects)
        if decision.id not in replaced:
            effective.append(entry)
    return effective[::-1]
