"""The reports and decisions that count as of a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain, product
from typing import TYPE_CHECKING, Any, NamedTuple

from plan190.model.decision import Accept, Close, Happened, Reply, Resume, Return, Schedule, Suspend, Withdraw
from plan190.model.period import Period
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.report import ReportedState, Update
    from plan190.model.report_index import UpdateIndex
    from plan190.model.task import Task
    from plan190.status.obligations import Obligation

Corrections = Mapping[tuple[str, Period, str], tuple["UpdateIndex", "ReportFile"]]
"""The correction that counts and its report, by agency, period and task of the update that it replaces."""


class TaskUpdate(NamedTuple):
    """The update of one agency on one task in one month, as corrected.

    `period`, `reported_on`: those of the report of the month, `report`. `current`: the index of the update, or of the
    correction that replaces it.
    `corrected_by`: the later report with the correction, if any. `original`: the update in the report of the month.
    """

    period: Period
    reported_on: date
    current: UpdateIndex
    report: ReportFile
    corrected_by: ReportFile | None = None
    original: UpdateIndex | None = None

    @property
    def file(self) -> str:
        """The path of the file with the entry."""
        return (self.corrected_by or self.report).file

    @property
    def entry(self) -> Entry[Update]:
        """The update, or the correction that replaces it, with its address."""
        return (self.corrected_by or self.report).entry(self.current)

    @property
    def value(self) -> Update:
        """The update, as corrected."""
        return self.entry.value

    @property
    def task(self) -> str:
        """The id of the task."""
        return self.current.task

    @property
    def state(self) -> ReportedState:
        """The reported state."""
        return self.current.state

    @property
    def is_news(self) -> bool:
        """Whether it states something else than that the earlier update still applies."""
        return self.current.state != "unchanged"

    @property
    def agency(self) -> str:
        """The id of the agency that reported."""
        return self.report.index.agency

    @property
    def stated_on(self) -> date:
        """The date of the report with the correction; if there is none, the date of the report of the month."""
        return (self.corrected_by or self.report).reported_on

    @property
    def warned_on(self) -> date:
        """The date of the first report with the delay warning: the report of the month, or the one that corrects it."""
        if self.original is not None and self.original.expected_on is not None:
            return self.reported_on
        return self.stated_on


class Effect(NamedTuple):
    """A decision and the date `until` (excluded) through which it has effect: the date of the correction, if any."""

    entry: Entry[Any]
    until: date = date.max

    @property
    def since(self) -> date:
        """The first date on which the decision has effect."""
        return self.entry.value.counts_from  # type: ignore[no-any-return]

    @property
    def is_current(self) -> bool:
        """Whether the decision is in force: no correction has replaced it."""
        return self.until == date.max

    def applies_on(self, day: date) -> bool:
        """Return whether the decision has effect on the date."""
        return self.since <= day < self.until


EffectsByObligation = Mapping[tuple[str, str], tuple[Effect, ...]]
"""The decisions about each obligation, in force or replaced, by its key."""


@dataclass(frozen=True)
class Snapshot:
    """The reports and decisions that count as of a date; those dated or recorded later are left out.

    `reports`: the reports submitted by the date, without withdrawn reports.
    `effects`: the decisions that had effect on at least one date, by date and then in the order of the file.
    `members`: the agency ids of the members of each body; an agency is its own only member.

    A decision concerns the agency that owed the task on the date of the decision, and the claim that had been made by
    then, also if it was recorded later. An update counts if its agency owed the task on the date of the report.
    """

    reports: tuple[ReportFile, ...]
    effects: tuple[Effect, ...]
    members: Mapping[str, frozenset[str]] = field(repr=False)

    @cached_property
    def updates(self) -> Mapping[tuple[str, str], Sequence[TaskUpdate]]:
        """The updates of the reports by task id and agency id, sorted by period.

        There is one for each period, because the correction in the latest report replaces the original and earlier
        corrections.
        """
        corrections = corrections_in(self.reports)
        updates: dict[tuple[str, str], list[TaskUpdate]] = defaultdict(list)
        for report in sorted(self.reports, key=_period):
            agency, period, day, *_ = report.index
            for update in report.index.updates:
                task = update.task
                correction = corrections.get((agency, period, task)) if corrections else None
                corrected, corrected_by = correction or (update, None)
                updates[task, agency].append(TaskUpdate(period, day, corrected, report, corrected_by, update))
        return updates

    @cached_property
    def decisions(self) -> tuple[Entry[Decision], ...]:
        """The decisions in force, by date and then in the order of the file."""
        return tuple(effect.entry for effect in self.effects if effect.is_current)

    @cached_property
    def _positions(self) -> Mapping[tuple[str | None, str | None], Sequence[int]]:
        """The positions of the decisions among `effects`, by subject and by agency; None for all agencies."""
        positions: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
        for position, effect in enumerate(self.effects):
            decision = effect.entry.value
            agencies = self.agencies_named(decision) if getattr(decision, "agencies", ()) else (None,)
            for key in product(subjects_of(decision), agencies):
                positions[key].append(position)
        return positions

    def effects_of_kind(self, *kinds: type) -> tuple[Effect, ...]:
        """Return the decisions of these kinds, in force or replaced, by date; on one date, in the order of the file."""
        return tuple(effect for effect in self.effects if isinstance(effect.entry.value, kinds))

    def effects_on(self, obligation: Obligation) -> tuple[Effect, ...]:
        """Return the decisions about the obligation, in force or replaced, by date."""
        positions: set[int] = set()
        for key in product((None, obligation.task.id, obligation.waits_for), (None, *obligation.held_ever)):
            positions.update(self._positions.get(key, ()))
        effects = (self.effects[position] for position in sorted(positions))
        return tuple(effect for effect in effects if self.concerns(effect.entry.value, obligation))

    def of_kind(self, *kinds: type) -> tuple[Entry[Any], ...]:
        """Return the decisions of these kinds in force, by date; on one date, in the order of the file."""
        return tuple(effect.entry for effect in self.effects_of_kind(*kinds) if effect.is_current)

    def decisions_on(self, obligation: Obligation, *kinds: type) -> tuple[Entry[Any], ...]:
        """Return the decisions of these kinds about the obligation that are in force, by date."""
        return entries_in_force(self.effects_on(obligation), *kinds)

    def concerns(self, decision: Decision, obligation: Obligation) -> bool:
        """Return whether the decision is about the task, and about an agency that owed it on the decision's date.

        Acceptance and return of a joint task concern the claim of one agency, also of one that does not owe it any
        more. Any other decision concerns a joint task only if it is about all of its agencies.
        """
        if not _is_about_task(decision, obligation.task):
            return False
        if not getattr(decision, "agencies", ()):
            return True
        day = decision.date
        if obligation.ceased_on is not None:
            # A claim can be accepted after its agency has ceased to exist.
            day = min(day, obligation.ceased_on - ONE_DAY)
        named = self.agencies_named(decision)
        if obligation.is_joint:
            if isinstance(decision, Accept | Return):
                return any(holder.agency.id in named and holder.since <= day for holder in obligation.holders)
            holders = obligation.held_by(day)
            return bool(holders) and holders <= named
        return any(obligation.was_held_by(id_, day) for id_ in named)

    def agencies_named(self, decision: Decision) -> frozenset[str]:
        """Return the ids of the agencies that the decision names in `agencies`, with the members of groups."""
        named: Iterable[str] = getattr(decision, "agencies", ())
        return frozenset(chain.from_iterable(self.members.get(id_, ()) for id_ in named))

    def by_agency(self, decisions: Iterable[Entry[Any]], agencies: Iterable[str]) -> Mapping[str, list[Entry[Any]]]:
        """Return the decisions by the agencies that they name; those that name none are about all these agencies."""
        entries: dict[str, list[Entry[Any]]] = {id_: [] for id_ in agencies}
        for entry in decisions:
            named = self.agencies_named(entry.value) if getattr(entry.value, "agencies", ()) else entries
            for id_ in entries.keys() & named:
                entries[id_].append(entry)
        return entries

    def is_about_agency(self, decision: Decision, agency: str) -> bool:
        """Return whether the decision names the agency, itself or in a group, or does not name any."""
        named: Sequence[str] = getattr(decision, "agencies", ())
        return not named or any(agency in self.members.get(id_, ()) for id_ in named)

    def updates_of(self, obligation: Obligation, agency: str | None = None) -> tuple[TaskUpdate, ...]:
        """Return the updates on the obligation by period, from each agency that owed it on the date of its report.

        `agency`: return only those of this agency. A report that is submitted after its agency has ceased to exist
        counts as one of its last date.
        """
        counted: list[TaskUpdate] = []
        holders = (holder for holder in obligation.holders if agency in {None, holder.agency.id})
        for holder in holders:
            updates = self.updates.get((obligation.task.id, holder.agency.id), ())
            if not holder.is_only:
                last = holder.agency.valid_to or date.max
                updates = [update for update in updates if holder.held_on(min(update.reported_on, last))]
            counted += updates
        if len(obligation.holders) > 1:
            counted.sort(key=lambda update: update.period)
        return tuple(counted)


def of_kinds(effects: Iterable[Effect], *kinds: type) -> Iterator[Effect]:
    """Yield the effects of decisions of these kinds."""
    return (effect for effect in effects if isinstance(effect.entry.value, kinds))


def entries_in_force(effects: Iterable[Effect], *kinds: type) -> tuple[Entry[Any], ...]:
    """Return the decisions of these kinds that no correction has replaced."""
    return tuple(effect.entry for effect in of_kinds(effects, *kinds) if effect.is_current)


def _is_about_task(decision: Decision, task: Task) -> bool:
    if isinstance(decision, Suspend | Resume | Close) and not decision.tasks:
        # A decision without tasks is about all tasks of its agencies, or about the whole plan.
        return True
    return task.id in tasks_named(decision, [task])


def subjects_of(decision: Decision) -> Iterable[str | None]:
    """Return the ids of the tasks, of the event or of the schedule that the decision is about; None for all tasks."""
    match decision:
        case Happened(event=awaited) | Schedule(schedule=awaited):
            return (awaited,)
        case Suspend(tasks=()) | Resume(tasks=()) | Close(tasks=()):
            return (None,)
        case _:
            return tasks_named(decision, ())


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
    reports = tuple(report for report in register.reports if report.index.counts_on(as_of))
    written = effects_of(entry for entry in register.decisions if entry.value.counts_from <= as_of)
    effects = tuple(effect for effect in written if not isinstance(effect.entry.value, Withdraw))
    return Snapshot(reports, effects, register.member_ids)


def register_as_of(register: Register, as_of: date) -> Register:
    """Return the register without the reports, withdrawals and decisions that come after the date."""
    reports = [_not_withdrawn(report) for report in register.reports if report.index.counts_on(as_of)]
    decisions = [entry for entry in register.decisions if entry.value.counts_from <= as_of]
    return replace(register, reports=tuple(reports), decisions=tuple(decisions))


def _not_withdrawn(report: ReportFile) -> ReportFile:
    """Return a report without its withdrawal."""
    if report.index.withdrawn_on is None:
        return report
    return replace(report, index=report.index._replace(withdrawn_on=None))


def _period(report: ReportFile) -> Period:
    return report.index.period


def corrections_in(reports: Iterable[ReportFile]) -> Corrections:
    """Return the correction of each corrected update; the correction in the latest report replaces earlier ones."""
    correcting = [report for report in reports if report.index.corrections]
    corrections: dict[tuple[str, Period, str], tuple[UpdateIndex, ReportFile]] = {}
    for report in sorted(correcting, key=lambda report: (report.reported_on, report.period)):
        for update in report.index.corrections:
            if update.corrects is not None:
                corrections[report.agency, update.corrects, update.task] = update, report
    return corrections


def effects_of(written: Iterable[Entry[Decision]]) -> tuple[Effect, ...]:
    """Return the decisions that have effect, by date; on one date, in the order in which they are written.

    A correction replaces the corrected decision from its own date on. A withdrawn decision has no effect at all: a
    decision that it withdrew or replaced is in force again.
    """
    withdrawn: set[str] = set()
    replaced_on: dict[str, date] = {}
    effects: list[Effect] = []
    # The loop starts with the last decision, because only a later decision can withdraw or replace an earlier one.
    for entry in reversed(list(written)):
        decision = entry.value
        if decision.id in withdrawn:
            continue
        if isinstance(decision, Withdraw):
            withdrawn.add(decision.corrects)
        elif decision.corrects is not None:
            replaced_on.setdefault(decision.corrects, decision.counts_from)
        effect = Effect(entry, replaced_on.get(decision.id, date.max))
        if effect.since < effect.until:
            effects.append(effect)
    effects.reverse()
    return tuple(sorted(effects, key=lambda effect: effect.since))


def in_force(written: Iterable[Entry[Decision]]) -> tuple[Entry[Decision], ...]:
    """Return the decisions that no later decision withdraws or replaces, by date."""
    return tuple(effect.entry for effect in effects_of(written) if effect.is_current)
