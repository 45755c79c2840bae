"""P304: report updates by agencies that do not lead the task, and contributions by agencies that do not cooperate."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from plan190.checks.entries import counted_on
from plan190.checks.problem import Problem, problem
from plan190.model.decision import Close, Transfer
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.model.register import Register
    from plan190.status.snapshot import Effect

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")

Pairs = frozenset[tuple[str, str]]
"""Tasks and agencies."""


def check(register: Register) -> Iterator[Problem]:
    """Report each update or contribution by an agency with no role, or another one, in the task on the report date."""
    leading = _leading(register, (), date.min)
    roles = dict.fromkeys(_cooperating(register), "supports") | dict.fromkeys(leading, "passed-on")
    leading_on = cache(lambda day: _leading(register, snapshot_as_of(register, day).effects, day))
    is_constant = not _may_change(register)
    for report_file in register.reports:
        agency = report_file.agency
        if agency not in register.bodies:
            continue  # P301 reports unknown agencies, P303 unknown tasks
        now_leading = leading if is_constant else leading_on(counted_on(register, report_file))
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


def _may_change(register: Register) -> bool:
    """Return whether a decision or a succession may change the agencies that lead a task."""
    is_passed_on = any(isinstance(entry.value, Transfer | Close) for entry in register.decisions)
    return is_passed_on or any(entry.value.valid_to is not None for entry in register.agencies)


def _leading(register: Register, effects: Iterable[Effect], day: date) -> Pairs:
    """Return each task with each agency that leads it on the date, after the transfers and successions."""
    pairs: set[tuple[str, str]] = set()
    for owed in obligations_of(register, effects, day):
        pairs |= {(owed.task.id, id_) for id_ in owed.agency_ids}
    return frozenset(pairs)


def _cooperating(register: Register) -> Pairs:
    """Return each task with each agency that the plan names as cooperating."""
    pairs: set[tuple[str, str]] = set()
    for id_, task in register.tasks_by_id.items():
        pairs |= {(id_, agency.id) for agency in register.members(task.cooperating.bodies)}
    return frozenset(pairs)
