"""The successors of agencies that have ceased to exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.agency import Agency

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.agency import Successor
    from plan190.model.register import Body, Register


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


def acting_body(register: Register, id_: str, day: date) -> Body:
    """Return the body that acts on the date for a body that the plan names, such as the recipient of the reports.

    It is the body itself if it has ceased to exist without a successor.
    """
    body = register.bodies[id_]
    if not isinstance(body, Agency):
        return body
    return successor_on(register, body, "", day) or body
