"""P304: report updates on tasks that the agency does not lead, and contributions to tasks without its cooperation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.decision import Transfer
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from plan190.model.register import Entry, Register

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")

Pairs = frozenset[tuple[int, str]]
"""Tasks and agencies."""


def check(register: Register) -> Iterator[Problem]:
    """Report each entry on a task in which the agency has no part or another role on the date of the report."""
    leading = _leading(register, ())
    cooperating = _cooperating(register) - leading
    transferred = any(isinstance(entry.value, Transfer) for entry in register.decisions)
    leading_on = cache(lambda day: _leading(register, snapshot_as_of(register, day).of_kind(Transfer)))

    def role_in(task: int, agency: str, day: date) -> str:
        now_leading = leading_on(day) if transferred else leading
        if (task, agency) in now_leading:
            return "leads"
        if (task, agency) in leading:
            return "passed-on"
        return "supports" if (task, agency) in cooperating else ""

    for report_file in register.reports:
        agency, day = report_file.agency, report_file.reported_on
        if agency not in register.bodies:
            continue  # P301 reports unknown agencies, P303 unknown tasks
        for entry in report_file.updates:
            task, role = entry.value.task, role_in(entry.value.task, agency, day)
            if task in register.task_of and role != "leads":
                yield problem(entry.at("task"), role, task=task, agency=agency)
        for contribution in report_file.contributions:
            task, role = contribution.value.task, role_in(contribution.value.task, agency, day)
            if task in register.task_of and role != "supports":
                variant = "leads" if role == "leads" else ""
                yield problem(contribution.at("task"), variant, task=task, agency=agency)


def _leading(register: Register, transfers: Iterable[Entry[Transfer]]) -> Pairs:
    """Return each task with each agency that leads it after the transfers."""
    owed = (obligation for obligation in obligations_of(register, transfers) if not obligation.is_transferred)
    return frozenset((obligation.task.number, obligation.agency.id) for obligation in owed)


def _cooperating(register: Register) -> Pairs:
    """Return each task with each agency that the plan names as cooperating."""
    pairs: set[tuple[int, str]] = set()
    for number, task in register.task_of.items():
        pairs |= {(number, agency.id) for agency in register.members(task.cooperating.bodies)}
    return frozenset(pairs)
