"""P317: report groups whose members do not fit their kind of roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report assumed rosters without a reason, open or outside groups with members, and other groups without any."""
    for entry in register.groups:
        group = entry.value
        if group.roster == "assumed" and group.assumed is None:
            yield problem(entry.at("roster"), "assumed", id=group.id)
        elif group.roster in {"open", "outside"} and group.members:
            yield problem(entry.at("members"), "open", id=group.id, roster=group.roster)
        elif group.roster in {"stated", "assumed"} and not group.members:
            yield problem(entry.at("roster"), "empty", id=group.id)
