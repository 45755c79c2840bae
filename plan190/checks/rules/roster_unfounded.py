"""P317: report groups whose members are neither stated, nor assumed with a reason, nor left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P317"


def check(register: Register) -> Iterator[Diagnostic]:
    """Report each group whose members do not fit its kind of roster."""
    for entry in register.groups:
        group = entry.value
        if group.roster == "assumed" and group.assumed is None:
            yield problem(register.place(entry, "roster"), CODE, "assumed", id=group.id)
        elif group.roster in {"open", "outside"} and group.members:
            yield problem(register.place(entry, "members"), CODE, "open", id=group.id, roster=group.roster)
        elif group.roster in {"stated", "assumed"} and not group.members:
            yield problem(register.place(entry, "roster"), CODE, "empty", id=group.id)
