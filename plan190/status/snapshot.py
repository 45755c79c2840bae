"""What had been reported and decided by a day: only that counts when something is told as of the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plan190.model.decision import Happened, Reply, Schedule, Settle, Transfer, Withdraw
from plan190.model.month import Month

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.report import Correction, MonthlyReport, Update
    from plan190.status.obligations import Obligation


@dataclass(frozen=True)
class TaskUpdate:
    """What one agency said of one task in one monthly report.

    `corrected`: the later report that says it otherwise, `first`: what was said before it did.
    """

    entry: Entry[Update]
    report: Entry[MonthlyReport]
    corrected: Entry[MonthlyReport] | None = None
    first: Entry[Update] | None = None

    @property
    def value(self) -> Update:
        """The update as the agency wrote it, or as it was corrected."""
        return self.entry.value

    @property
    def agency(self) -> str:
        """The id of the agency that reported."""
        return self.report.value.agency

    @property
    def period(self) -> Month:
        """The period of the report."""
        return self.report.value.period

    @property
    def reported_on(self) -> date:
        """The day of the report."""
        return self.report.value.reported_on

    @property
    def said_on(self) -> date:
        """The day on which it was said like this: of the report, or of the one that corrects it."""
        return (self.corrected or self.report).value.reported_on

    @property
    def warned_on(self) -> date:
        """The day on which a risk was first told: that of a correction only where the report itself had named none."""
        named_then = self.first is not None and self.first.value.at_risk is not None
        return self.reported_on if named_then else self.said_on


@dataclass(frozen=True)
class Snapshot:
    """The reports handed in and the decisions in force by a day. `updates` are by task and agency, in order of periods.

    The reports say what they say as corrected by then; those withdrawn by then are not among them.
    """

    reports: tuple[ReportFile, ...]
    decisions: tuple[Entry[Decision], ...]
    updates: Mapping[tuple[int, str], tuple[TaskUpdate, ...]]
    members: Mapping[str, frozenset[str]] = field(repr=False)
    """The ids of the agencies that each id in a decision stands for."""

    @cached_property
    def _by_kinds(self) -> dict[tuple[type, ...], tuple[Entry[Any], ...]]:
        return {}

    def of_kind(self, *kinds: type) -> tuple[Entry[Any], ...]:
        """Give the decisions of these kinds, by day, those of one day as they were written."""
        if kinds not in self._by_kinds:
            self._by_kinds[kinds] = tuple(entry for entry in self.decisions if isinstance(entry.value, kinds))
        return self._by_kinds[kinds]

    def touching(self, obligation: Obligation, *kinds: type) -> tuple[Entry[Any], ...]:
        """Give the decisions of these kinds that touch the obligation, by day."""
        entries = self.of_kind(*kinds)
        return tuple(entry for entry in entries if self._touches(entry.value, obligation)) if entries else ()

    def _touches(self, decision: Decision, obligation: Obligation) -> bool:
        match decision:
            case Happened(event=id_) | Schedule(schedule=id_):
                named = obligation.task.deadline.waits_for == id_
            case Transfer() | Settle() | Reply() | Withdraw():
                named = False
            case _:
                named = not decision.tasks or obligation.task.number in decision.tasks
        agencies = getattr(decision, "agencies", ())
        if not named or not agencies:
            return named
        owing = {one.id for one in obligation.holders if one.held_on(decision.date)}
        return any(not self.members[id_].isdisjoint(owing) for id_ in agencies)

    def updates_of(self, obligation: Obligation) -> tuple[TaskUpdate, ...]:
        """Give what was told of the obligation, in order of periods; what its earlier agencies told is part of it."""
        found = [
            one
            for ower in obligation.holders
            for one in self.updates.get((obligation.task.number, ower.id), ())
            if ower.held_on(one.reported_on)
        ]
        return tuple(sorted(found, key=lambda update: update.period))


def in_force(written: Iterable[Entry[Decision]]) -> list[Entry[Decision]]:
    """Leave out what was withdrawn, as if it had not been written, and what a later entry stands in the place of."""
    withdrawn: set[str] = set()
    replaced: set[str] = set()
    standing: list[Entry[Decision]] = []
    for entry in reversed(list(written)):
        decision = entry.value
        if decision.id in withdrawn:
            continue
        if decision.corrects is not None:
            (withdrawn if isinstance(decision, Withdraw) else replaced).add(decision.corrects)
        if decision.id not in replaced:
            standing.append(entry)
    return standing[::-1]


Corrections = Mapping[tuple[str, Month, int], tuple["Entry[Correction]", "Entry[MonthlyReport]"]]


def _stands(report: MonthlyReport, day: date) -> bool:
    return report.reported_on <= day and (report.withdrawn is None or report.withdrawn.date > day)


def _key(report_file: ReportFile, task: int) -> tuple[str, Month, int]:
    return report_file.agency, report_file.period, task


def _corrections(reports: list[ReportFile]) -> Corrections:
    """Give what stands in the place of an agency's word on a task in a period, and the report that says so.

    Of several corrections that of the latest report counts.
    """
    return {
        (report_file.agency, entry.value.corrects, entry.value.task): (entry, report_file.report)
        for report_file in sorted(reports, key=lambda report_file: (report_file.reported_on, report_file.period))
        for entry in report_file.corrections
    }


def _as_corrected(report_file: ReportFile, corrected: Corrections) -> ReportFile:
    updates = (corrected.get(_key(report_file, entry.value.task), (entry, None))[0] for entry in report_file.updates)
    return replace(report_file, updates=tuple(updates))


def snapshot_as_of(register: Register, day: date) -> Snapshot:
    """Give what was known on the day: reports and decisions by their days, without what had been corrected."""
    handed_in = [report_file for report_file in register.reports if _stands(report_file.value, day)]
    corrected = _corrections(handed_in)
    reports = (
        tuple(_as_corrected(report_file, corrected) for report_file in handed_in) if corrected else tuple(handed_in)
    )
    first = {
        _key(report_file, entry.value.task): entry
        for report_file in handed_in
        for entry in report_file.updates
        if corrected
    }
    updates: dict[tuple[int, str], list[TaskUpdate]] = defaultdict(list)
    for report_file in sorted(reports, key=lambda report_file: report_file.period):
        for update in report_file.updates:
            key = _key(report_file, update.value.task)
            mended = (corrected[key][1], first[key]) if key in corrected else ()
            updates[update.value.task, report_file.agency].append(TaskUpdate(update, report_file.report, *mended))
    written = in_force(entry for entry in register.decisions if entry.value.date <= day)
    standing = [entry for entry in written if not isinstance(entry.value, Withdraw)]
    standing.sort(key=lambda entry: entry.value.date)
    ids = {id_ for entry in standing for id_ in getattr(entry.value, "agencies", ())}
    members = {id_: frozenset(one.id for one in register.members((id_,))) for id_ in ids}
    return Snapshot(reports, tuple(standing), {key: tuple(several) for key, several in updates.items()}, members)
