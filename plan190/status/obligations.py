"""Who owes what: each task laid on each body that leads it, groups spelt out; and who cooperates in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.agency import Agency
    from plan190.model.decision import Transfer
    from plan190.model.register import Entry, Register
    from plan190.model.task import Task


class Holder(NamedTuple):
    """An agency that owed an obligation, from the one day on until the other, which is excluded."""

    id: str
    since: date
    until: date

    def held_on(self, day: date) -> bool:
        """Say whether it owed it on the day."""
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

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Who owed it and when, the last one at the end; an agency to which it came back is there twice."""
        ends = [*self.taken_over[::-1], *([self.passed_on] if self.passed_on else [])]
        days = [date.min, *(entry.value.date for entry in ends)]
        agencies = [*(entry.value.agency for entry in ends), *([] if self.passed_on else [self.agency.id])]
        return tuple(Holder(*one) for one in zip(agencies, days, [*days[1:], date.max], strict=False))


def obligations_of(register: Register, transfers: Iterable[Entry[Transfer]] = ()) -> tuple[Obligation, ...]:
    """Give every obligation, by task number and in the plan's order of agencies, the transfers carried out."""
    owed = {
        (task.number, agency.id): Obligation(task, agency)
        for task in (entry.value for entry in register.tasks)
        for agency in register.members(task.lead.bodies)
    }
    for entry in transfers:
        for number in entry.value.tasks:
            _pass_on(owed, register, entry, number)
    order = register.order
    return tuple(sorted(owed.values(), key=lambda one: (one.task.number, order[one.agency.id])))


def _pass_on(owed: dict[tuple[int, str], Obligation], register: Register, entry: Entry[Transfer], number: int) -> None:
    old = owed.get((number, entry.value.agency))
    if old is None or old.passed_on is not None:
        return
    owed[number, old.agency.id] = replace(old, passed_on=entry)
    for agency in register.members((entry.value.to,)):
        there = owed.get((number, agency.id))
        if there is None or there.passed_on is not None:
            owed[number, agency.id] = Obligation(old.task, agency, (entry, *old.taken_over))


def cooperating_in(register: Register, task: Task, leading: Iterable[str]) -> tuple[Agency, ...]:
    """Give who cooperates in the task, in the plan's order: nobody cooperates in what it leads itself."""
    ids = set(leading)
    return tuple(one for one in register.members(task.cooperating.bodies) if one.id not in ids)
