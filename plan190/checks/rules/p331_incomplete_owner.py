"""P331: report owners whose agencies, accounts or dates are incomplete or contradictory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each owner with wrong agencies or dates, and each forge account without its number."""
    for entry in register.owners:
        owner = entry.value
        if owner.role == "agency" and not owner.agencies:
            yield problem(entry.at("id"), "nobody", id=owner.id)
        if owner.role == "coordinator" and owner.agencies:
            yield problem(entry.at("agencies"), "both", id=owner.id)
        if owner.since is not None and owner.until is not None and owner.until < owner.since:
            yield problem(entry.at("until"), "order", id=owner.id, since=owner.since, until=owner.until)
        for account in entry.parts("accounts"):
            id_, forge = account.value.id, account.value.forge
            if forge != "server" and not (id_.isascii() and id_.isdigit()):
                yield problem(account.at("id"), "number", id=owner.id, account=id_, forge=forge)
