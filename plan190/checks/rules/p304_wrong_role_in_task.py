"""P304: report updates by agencies that do not lead the task, and contributions by agencies that do not cooperate."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from plan190.checks.entries import counted_on
from plan190.checks.problem import Problem, problem
from plan190.model.decision import Close, Transfer
from plan190.status.obligations import obligations_finder
from plan190.status.snapshot import effects_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.model.decision import Decision
    from plan190.model.register import Register
    from plan190.status.obligations import Obligation

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")

Pairs = frozenset[tuple[str, str]]
"""Tasks and agencies."""


def check(register: Register) -> Iterator[Problem]:
    """Report each update or contribution by an agency with no role, or another one, in the task on the report date."""
    find = obligations_finder(register)
    leading = _leading(find((), date.min))
    roles = dict.fromkeys(_cooperating(register), "supports") | dict.fromkeys(leading, "passed-on")
    decisions = [entry for entry in register.decisions if _may_change_holders(entry.value)]

    @cache
    def leading_on(day: date) -> Pairs:
        effects = effects_of(entry for entry in decisions if entry.value.counts_from <= day)
        return _leading(find(effects, day))

    for report_file in register.reports:
        agency = report_file.agency
        if agency not in register.bodies:
            continue  # P301 reports unknown agencies, P303 unknown tasks
        now_leading = leading_on(counted_on(register, report_file))
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


def _may_change_holders(decision: Decision) -> bool:
    """Return whether the decision, or another one that it corrects or withdraws, may change the leads of a task."""
    return isinstance(decision, Transfer | Close) or decision.corrects is not None


def _leading(obligations: Iterable[Obligation]) -> Pairs:
    """Return each task with each agency that leads it."""
    pairs: set[tuple[str, str]] = set()
    for owed in obligations:
        pairs |= {(owed.task.id, id_) for id_ in owed.agency_ids}
    return frozenset(pairs)


def _cooperating(register: Register) -> Pairs:
    """Return each task with each agency that the plan names as cooperating."""
    pairs: set[tuple[str, str]] = set()
    for id_, task in register.tasks_by_id.items():
        pairs |= {(id_, agency.id) for agency in register.members(task.cooperating.bodies)}
    return frozenset(pairs)
