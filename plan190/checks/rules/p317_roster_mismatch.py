"""P317: report groups whose members do not fit their kind of roster, and reporting agencies that owe no report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml", "agencies.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report the groups and agencies whose keys contradict each other, or contradict `reporting.who`."""
    yield from _rosters(register)
    reporting = register.plan.reporting
    reporting_ids = {agency.id for agency in register.members(reporting.who)} if reporting.every else set()
    for entry in register.agencies:
        if entry.value.id in reporting_ids and entry.value.monthly_report == "none":
            yield problem(entry.at("monthly_report"), "who", id=entry.value.id)


def _rosters(register: Register) -> Iterator[Problem]:
    """Yield assumed rosters without a reason, open or outside groups with members, and other groups without any."""
    for entry in register.groups:
        group = entry.value
        if group.roster == "assumed" and group.assumed is None:
            yield problem(entry.at("roster"), "assumed", id=group.id)
        elif group.roster in {"open", "outside"} and group.members:
            yield problem(entry.at("members"), "open", id=group.id, roster=group.roster)
        elif group.roster in {"stated", "assumed"} and not group.members:
            yield problem(entry.at("roster"), "empty", id=group.id)
