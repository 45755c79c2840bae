"""The obligations: which agency owes which task. Each member of a group owes the tasks that the group leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.task import task_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.agency import Agency
    from plan190.model.decision import Transfer
    from plan190.model.register import Entry, Register
    from plan190.model.task import Task


class Holder(NamedTuple):
    """An agency that owed an obligation from the date `since` until the date `until`, which is excluded."""

    id: str
    since: date
    until: date

    def held_on(self, day: date) -> bool:
        """Return whether the agency owed the obligation on the date."""
        return self.since <= day < self.until


@dataclass(frozen=True)
class Obligation:
    """One task owed by one agency.

    `transfers_in`: the transfers that gave it to the agency, the last one first. `transfer_out`: the transfer that gave
    it to other agencies, if any.
    """

    task: Task
    agency: Agency
    transfers_in: tuple[Entry[Transfer], ...] = ()
    transfer_out: Entry[Transfer] | None = None

    @property
    def is_transferred(self) -> bool:
        """Whether other agencies owe the task instead."""
        return self.transfer_out is not None

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """The agencies that owed it, in order; an agency that owed it again later is listed twice."""
        holders, since = [], date.min
        for entry in reversed(self.transfers_in):
            holders.append(Holder(entry.value.agency, since, entry.value.date))
            since = entry.value.date
        until = self.transfer_out.value.date if self.transfer_out is not None else date.max
        return (*holders, Holder(self.agency.id, since, until))


_Owed = dict[tuple[str, str], Obligation]
"""The obligations by task id and agency id."""


def obligations_of(register: Register, transfers: Iterable[Entry[Transfer]] = ()) -> tuple[Obligation, ...]:
    """Return every obligation after the transfers, by task and in the plan's order of agencies."""
    owed: _Owed = {}
    for task in register.tasks:
        for agency in register.members(task.value.lead.bodies):
            owed[task.value.id, agency.id] = Obligation(task.value, agency)
    for entry in transfers:
        for task_id in entry.value.tasks:
            _transfer(owed, register, entry, task_id)
    order = register.order
    return tuple(sorted(owed.values(), key=lambda item: (task_order(item.task.id), order[item.agency.id])))


def _transfer(owed: _Owed, register: Register, entry: Entry[Transfer], task_id: str) -> None:
    """Record in `owed` the transfer of a task that the agency owes to each new agency that does not owe it already."""
    old = owed.get((task_id, entry.value.agency))
    if old is None or old.is_transferred:
        return
    owed[task_id, old.agency.id] = replace(old, transfer_out=entry)
    for agency in register.members((entry.value.to,)):
        new = owed.get((task_id, agency.id))
        if new is None or new.is_transferred:
            owed[task_id, agency.id] = Obligation(old.task, agency, (entry, *old.transfers_in))


def cooperating_in(register: Register, task: Task, leading: Iterable[str]) -> tuple[Agency, ...]:
    """Return the agencies that cooperate in the task, in the plan's order, without those that lead it."""
    ids = set(leading)
    return tuple(agency for agency in register.members(task.cooperating.bodies) if agency.id not in ids)
