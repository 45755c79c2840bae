"""Which agency owes which task, and which agencies cooperate in it; groups are spelt out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.agency import Agency
    from plan190.model.decision import Transfer
    from plan190.model.register import Entry, Register
    from plan190.model.task import Task


class Holder(NamedTuple):
    """An agency that owed an obligation, from the date `since` until the date `until`, which is excluded."""

    id: str
    since: date
    until: date

    def held_on(self, day: date) -> bool:
        """Return whether it owed the obligation on the date."""
        return self.since <= day < self.until


@dataclass(frozen=True)
class Obligation:
    """One task owed by one agency.

    `taken_over`: the transfers by which it came, the last one first. `passed_on`: the one that took it away.
    """

    task: Task
    agency: Agency
    taken_over: tuple[Entry[Transfer], ...] = ()
    passed_on: Entry[Transfer] | None = None

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """The agencies that owed it, in order; an agency to which it came back is there twice."""
        holders, since = [], date.min
        for entry in reversed(self.taken_over):
            holders.append(Holder(entry.value.agency, since, entry.value.date))
            since = entry.value.date
        until = self.passed_on.value.date if self.passed_on is not None else date.max
        return (*holders, Holder(self.agency.id, since, until))


_Owed = dict[tuple[int, str], Obligation]


def obligations_of(register: Register, transfers: Iterable[Entry[Transfer]] = ()) -> tuple[Obligation, ...]:
    """Return every obligation after the transfers, by task number and in the plan's order of agencies."""
    owed: _Owed = {}
    for task in register.tasks:
        for agency in register.members(task.value.lead.bodies):
            owed[task.value.number, agency.id] = Obligation(task.value, agency)
    for entry in transfers:
        for number in entry.value.tasks:
            _transfer(owed, register, entry, number)
    order = register.order
    return tuple(sorted(owed.values(), key=lambda owing: (owing.task.number, order[owing.agency.id])))


def _transfer(owed: _Owed, register: Register, entry: Entry[Transfer], number: int) -> None:
    """Pass the task on, if the agency owes it, to each agency that does not owe it already."""
    old = owed.get((number, entry.value.agency))
    if old is None or old.passed_on is not None:
        return
    owed[number, old.agency.id] = replace(old, passed_on=entry)
    for agency in register.members((entry.value.to,)):
        new = owed.get((number, agency.id))
        if new is None or new.passed_on is not None:
            owed[number, agency.id] = Obligation(old.task, agency, (entry, *old.taken_over))


def cooperating_in(register: Register, task: Task, leading: Iterable[str]) -> tuple[Agency, ...]:
    """Return the agencies that cooperate in the task, in the plan's order, without those that lead it."""
    ids = set(leading)
    return tuple(agency for agency in register.members(task.cooperating.bodies) if agency.id not in ids)
