"""What had been reported and decided by a day: only that counts when something is told as of the day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plan190.model.decision import Happened, Reply, Schedule, Settle, Transfer, Withdraw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.month import Month
    from plan190.model.report import MonthlyReport, Update
    from plan190.register import Entry, Filed, Register
    from plan190.status.obligations import Obligation


@dataclass(frozen=True)
class Told:
    """What one agency said of one task in one monthly report."""

    update: Entry[Update]
    report: Entry[MonthlyReport]

    @property
    def period(self) -> Month:
        """The period of the report."""
        return self.report.value.period

    @property
    def reported_on(self) -> date:
        """The day of the report."""
        return self.report.value.reported_on


@dataclass(frozen=True)
class Known:
    """The reports handed in and the decisions in force by a day. `told` is by task and agency, in order of periods."""

    reports: tuple[Filed, ...]
    decisions: tuple[Entry[Decision], ...]
    told: Mapping[tuple[int, str], tuple[Told, ...]]
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
        owing = {one.id for one in obligation.owers if one.owed_on(decision.date)}
        return any(not self.members[id_].isdisjoint(owing) for id_ in agencies)

    def told_of(self, obligation: Obligation) -> tuple[Told, ...]:
        """Give what was told of the obligation, in order of periods; what its earlier agencies told is part of it."""
        found = [
            one
            for ower in obligation.owers
            for one in self.told.get((obligation.task.number, ower.id), ())
            if ower.owed_on(one.reported_on)
        ]
        return tuple(sorted(found, key=lambda told: told.period))


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


def known_on(register: Register, day: date) -> Known:
    """Give what was known on the day: reports and decisions by their days, without what had been corrected."""
    reports = tuple(filed for filed in register.reports if filed.report.value.reported_on <= day)
    told: dict[tuple[int, str], list[Told]] = defaultdict(list)
    for filed in sorted(reports, key=lambda filed: filed.report.value.period):
        for update in filed.updates:
            told[update.value.task, filed.report.value.agency].append(Told(update, filed.report))
    written = in_force(entry for entry in register.decisions if entry.value.date <= day)
    standing = [entry for entry in written if not isinstance(entry.value, Withdraw)]
    standing.sort(key=lambda entry: entry.value.date)
    ids = {id_ for entry in standing for id_ in getattr(entry.value, "agencies", ())}
    members = {id_: frozenset(one.id for one in register.members((id_,))) for id_ in ids}
    return Known(reports, tuple(standing), {key: tuple(several) for key, several in told.items()}, members)
