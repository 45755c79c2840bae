"""P331: report owners without a clear agency, account or term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P331"


def check(register: Register) -> Iterator[Diagnostic]:
    """Report each owner without an agency or whose term ends before it begins, and accounts without a number."""
    for entry in register.owners:
        owner = entry.value
        if owner.role == "agency" and not owner.agencies:
            yield problem(register.place(entry, "id"), CODE, "nobody", id=owner.id)
        if owner.role == "coordinator" and owner.agencies:
            yield problem(register.place(entry, "agencies"), CODE, "both", id=owner.id)
        if owner.since is not None and owner.until is not None and owner.until < owner.since:
            place = register.place(entry, "until")
            yield problem(place, CODE, "order", id=owner.id, since=owner.since, until=owner.until)
        for account in entry.parts("accounts"):
            id_, forge = account.value.id, account.value.forge
            if forge != "server" and not (id_.isascii() and id_.isdigit()):
                yield problem(register.place(account, "id"), CODE, "number", id=owner.id, account=id_, forge=forge)
