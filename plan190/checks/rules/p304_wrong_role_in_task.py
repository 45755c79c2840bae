"""P304: report updates by agencies that do not lead the task, and contributions by agencies that do not cooperate."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.decision import Transfer
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.model.register import Entry, Register

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")

Pairs = frozenset[tuple[str, str]]
"""Tasks and agencies."""


def check(register: Register) -> Iterator[Problem]:
    """Report each update or contribution by an agency with no role, or another one, in the task on the report date."""
    leading = _leading(register, ())
    roles = dict.fromkeys(_cooperating(register), "supports") | dict.fromkeys(leading, "passed-on")
    transferred = any(isinstance(entry.value, Transfer) for entry in register.decisions)
    leading_on = cache(lambda day: _leading(register, snapshot_as_of(register, day).of_kind(Transfer)))
    for report_file in register.reports:
        agency = report_file.agency
        if agency not in register.bodies:
            continue  # P301 reports unknown agencies, P303 unknown tasks
        now_leading = leading_on(report_file.reported_on) if transferred else leading
        for entry in report_file.updates:
            task = entry.value.task
            if task in register.tasks_by_id and (task, agency) not in now_leading:
                yield problem(entry.at("task"), roles.get((task, agency), ""), task=task, agency=agency)
        for contribution in report_file.contributions:
            task, at = contribution.value.task, contribution.at("task")
            if (task, agency) in now_leading:
                yield problem(at, "leads", task=task, agency=agency)
            elif task in register.tasks_by_id and roles.get((task, agency)) != "supports":
                yield problem(at, task=task, agency=agency)


def _leading(register: Register, transfers: Iterable[Entry[Transfer]]) -> Pairs:
    """Return each task with each agency that leads it after the transfers."""
    obligations = obligations_of(register, transfers)
    return frozenset((owed.task.id, owed.agency.id) for owed in obligations if not owed.is_transferred)


def _cooperating(register: Register) -> Pairs:
    """Return each task with each agency that the plan names as cooperating."""
    pairs: set[tuple[str, str]] = set()
    for id_, task in register.tasks_by_id.items():
        pairs |= {(id_, agency.id) for agency in register.members(task.cooperating.bodies)}
    return frozenset(pairs)
