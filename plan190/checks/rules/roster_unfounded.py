"""P317: a group's members are stated, assumed with a reason, or left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P317"
NEEDS = ("agencies.yaml",)
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each group whose members and whose reason for them do not go together."""
    for entry in register.groups:
        group = entry.value
        if group.roster == "assumed" and group.assumed is None:
            yield problem(register.place(entry, "roster"), CODE, "assumed", id=group.id)
        elif group.roster in {"open", "outside"} and group.members:
            yield problem(register.place(entry, "members"), CODE, "open", id=group.id, roster=group.roster)
        elif group.roster in {"stated", "assumed"} and not group.members:
            yield problem(register.place(entry, "roster"), CODE, "empty", id=group.id)
