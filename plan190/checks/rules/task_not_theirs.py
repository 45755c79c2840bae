"""P304: an agency reports on the tasks that it leads, and adds contributions to those that it supports."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.decision import Transfer
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register

CODE = "P304"
NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each entry on a task that is not the agency's on that day, or is its own in the other role."""
    tasks = register.task_of.items()
    named = {(number, one.id) for number, task in tasks for one in register.members(task.lead.bodies)}
    supported = {
        (number, one.id) for number, task in tasks for one in register.members(task.cooperating.bodies)
    } - named
    moving = any(isinstance(entry.value, Transfer) for entry in register.decisions)

    @cache
    def led_on(day: date) -> frozenset[tuple[int, str]]:
        transfers = snapshot_as_of(register, day).of_kind(Transfer)
        owed = obligations_of(register, transfers)
        return frozenset((one.task.number, one.agency.id) for one in owed if one.passed_on is None)

    for report_file in register.reports:
        agency = report_file.agency
        if agency not in register.bodies:
            continue  # P301 says so
        led = led_on(report_file.reported_on) if moving else named
        for entry in report_file.updates:
            key = (entry.value.task, agency)
            if key[0] in register.task_of and key not in led:
                variant = "passed-on" if key in named else "supports" if key in supported else ""
                yield problem(register.place(entry, "task"), CODE, variant, task=key[0], agency=agency)
        for added in report_file.contributions:
            key = (added.value.task, agency)
            if key[0] in register.task_of and (key in led or key not in supported):
                variant = "leads" if key in led else ""
                yield problem(register.place(added, "task"), CODE, variant, task=key[0], agency=agency)
