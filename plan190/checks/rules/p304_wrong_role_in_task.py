"""P304: report updates by agencies that do not lead the task, and contributions by agencies that do not cooperate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import counted_on
from plan190.checks.problem import Problem, problem
from plan190.checks.task_decisions import TaskDecisions, obligations_by_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.model.register import Register

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each update or contribution by an agency with no role, or another one, in the task on the report date."""
    roles = _roles_in_plan(register)
    obligations_on = obligations_by_date(register, TaskDecisions(register))
    for report_file in register.reports:
        agency, day = report_file.agency, counted_on(register, report_file)
        if agency not in register.bodies:
            continue  # P301 reports unknown agencies, P303 unknown tasks
        for entry in report_file.updates:
            task = entry.value.task
            if task in register.tasks_by_id and not obligations_on(task, day).of(agency):
                yield problem(entry.at("task"), roles.get((task, agency), ""), task=task, agency=agency)
        for contribution in report_file.contributions:
            task, at = contribution.value.task, contribution.at("task")
            if task not in register.tasks_by_id:
                continue
            if obligations_on(task, day).of(agency):
                yield problem(at, "leads", task=task, agency=agency)
            elif roles.get((task, agency)) != "supports":
                yield problem(at, task=task, agency=agency)


def _roles_in_plan(register: Register) -> Mapping[tuple[str, str], str]:
    """Return the variant of the message about each agency that leads the task in the plan, or cooperates in it."""
    roles: dict[tuple[str, str], str] = {}
    for id_, task in register.tasks_by_id.items():
        roles |= dict.fromkeys(((id_, agency.id) for agency in register.members(task.cooperating.bodies)), "supports")
        roles |= dict.fromkeys(((id_, agency.id) for agency in register.members(task.lead.bodies)), "passed-on")
    return roles
