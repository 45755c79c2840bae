"""P304: an agency reports on the tasks that it leads, and adds contributions to those that it supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault
from plan190.model.decision import Transfer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.register import Register

CODE = "P304"
NEEDS = ("agencies.yaml", "tasks.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each entry on a task that is not the agency's, or is its own in the other role."""
    leading, supporting = _roles(register)
    for filed in register.reports:
        agency = filed.report.value.agency
        if agency not in register.bodies:
            continue
        leads = leading.get(agency, set())
        supports = supporting.get(agency, set()) - leads
        for entry in filed.updates:
            number = entry.value.task
            if number in register.task_of and number not in leads:
                variant = "supports" if number in supports else ""
                yield fault(register.place(entry, "task"), CODE, variant, task=number, agency=agency)
        for added in filed.contributions:
            number = added.value.task
            if number in register.task_of and number not in supports:
                variant = "leads" if number in leads else ""
                yield fault(register.place(added, "task"), CODE, variant, task=number, agency=agency)


def _roles(register: Register) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Give the tasks that each agency leads, transfers included, and those that it is named to support."""
    leading: dict[str, set[int]] = {}
    supporting: dict[str, set[int]] = {}
    for number, task in register.task_of.items():
        for roles, cell in ((leading, task.lead), (supporting, task.cooperating)):
            for agency in register.members(cell.bodies):
                roles.setdefault(agency.id, set()).add(number)
    for entry in register.decisions:
        if isinstance(entry.value, Transfer):
            leading.setdefault(entry.value.to, set()).update(entry.value.tasks)
    return leading, supporting
