"""The successors of agencies that have ceased to exist."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.model.agency import Agency, LaterName
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.agency import Reorganisation, Successor
    from plan190.model.register import Body, Register

LifeEventKind = Literal["begins", "renamed", "receives", "passes_on", "ends"]
"""It begins to exist, has another name, takes tasks over from another agency, or ends, with or without a successor."""


class LifeEvent(NamedTuple):
    """An event in the life of an agency.

    `other`: the agency from which it takes tasks over, or to which they pass. `stated`: the entry that states the
    event, None if the agency itself does. `basis`: the legal document.
    """

    day: date
    kind: LifeEventKind
    basis: str | None
    other: Agency | None = None
    stated: Reorganisation | None = None

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks that pass from one agency to the other; empty for all others."""
        return getattr(self.stated, "tasks", ())

    @property
    def name(self) -> LaterName | None:
        """The new name."""
        return self.stated if isinstance(self.stated, LaterName) else None


def successor_on(register: Register, agency: Agency, task: str, day: date) -> Agency | None:
    """Return the agency that owes or supports the task instead of an agency that has ceased to exist by the date.

    The agency itself while it exists; None if it has no successor. `task`: "" for what is not about a task.
    """
    return succession(register, agency, task, day)[0]


def succession(register: Register, agency: Agency, task: str, day: date) -> tuple[Agency | None, Successor | None]:
    """Return the agency as in `successor_on`, and the entry by which it is the successor."""
    passed: set[str] = set()
    entry = None
    while agency.has_ceased_by(day):
        passed.add(agency.id)
        entry = _successor_entry(agency, task)
        body = register.bodies.get(entry.to) if entry is not None else None
        if not isinstance(body, Agency) or body.id in passed:
            return None, None
        agency = body
    return agency, entry


def _successor_entry(agency: Agency, task: str) -> Successor | None:
    """Return the entry on the agency's successor for the task; None if it has none."""
    of_task = [successor for successor in agency.successors if task in successor.tasks]
    of_all = [successor for successor in agency.successors if not successor.tasks]
    return next(iter(of_task + of_all), None)


def acting_body(register: Register, id_: str, day: date, task: str = "") -> Body:
    """Return the body that acts on the date for a body that the plan names, such as the recipient of the reports.

    It is the body itself if it has ceased to exist without a successor. `task`: the task for which it acts, if any.
    """
    body = register.bodies[id_]
    if not isinstance(body, Agency):
        return body
    return successor_on(register, body, task, day) or body


def life_of(register: Register, agency: Agency) -> tuple[LifeEvent, ...]:
    """Return the events in the life of the agency, by date, later ones included."""
    return tuple(sorted(_life_events(register, agency), key=attrgetter("day")))


def _life_events(register: Register, agency: Agency) -> Iterator[LifeEvent]:
    if agency.valid_from is not None:
        yield LifeEvent(agency.valid_from, "begins", agency.basis)
    for other in register.all_agencies:
        for successor in other.successors:
            if successor.to == agency.id and other.valid_to is not None:
                day, basis = other.valid_to + ONE_DAY, successor.basis or other.basis
                yield LifeEvent(day, "receives", basis, other, successor)
    for name in agency.names:
        yield LifeEvent(name.valid_from, "renamed", name.basis, None, name)
    if agency.valid_to is None:
        return
    day = agency.valid_to + ONE_DAY
    if not agency.successors:
        yield LifeEvent(day, "ends", agency.basis)
    for successor in agency.successors:
        to = register.bodies.get(successor.to)
        taking_over = to if isinstance(to, Agency) else None
        yield LifeEvent(day, "passes_on", successor.basis or agency.basis, taking_over, successor)
