"""P331: each owner says plainly for whom, by which account and how long they hand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P331"
NEEDS = ("owners.yaml",)
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each owner for nobody, or with an end before the beginning, and each account by a name that can change."""
    for entry in register.owners:
        owner = entry.value
        if owner.role == "agency" and not owner.agencies:
            yield problem(register.place(entry, "id"), CODE, "nobody", id=owner.id)
        if owner.role == "coordinator" and owner.agencies:
            yield problem(register.place(entry, "agencies"), CODE, "both", id=owner.id)
        if owner.since is not None and owner.until is not None and owner.until < owner.since:
            since, until = short_date(owner.since), short_date(owner.until)
            yield problem(register.place(entry, "until"), CODE, "order", id=owner.id, since=since, until=until)
        for number, one in enumerate(owner.accounts):
            if one.forge != "server" and not (one.id.isascii() and one.id.isdigit()):
                place = register.place(entry, "accounts", number, "id")
                yield problem(place, CODE, "number", id=owner.id, account=one.id, forge=one.forge)
