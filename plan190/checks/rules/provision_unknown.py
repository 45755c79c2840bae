"""P319: every section that is named by number is among the sections of `plan.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.diagnostics import Place
    from plan190.model.register import Register

CODE = "P319"
NEEDS = ("plan.yaml", "documents.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each reference to a section that the plan's file does not quote."""
    plan = register.plan.value
    refs = [one.ref for one in (*plan.legal_basis, *plan.purpose, *plan.provisions)]
    for ref, place in _named(register):
        if ref not in refs:
            yield problem(place, CODE, ref=ref, allowed=", ".join(refs))


def _named(register: Register) -> Iterator[tuple[str, Place]]:
    entry = register.plan
    plan = entry.value
    yield plan.reporting.provision, register.place(entry, "reporting", "provision")
    yield plan.oversight.provision, register.place(entry, "oversight", "provision")
    for number, road in enumerate(plan.escalations):
        yield road.provision, register.place(entry, "escalations", number, "provision")
    for number, one in enumerate(plan.indicators):
        for at, ref in enumerate(one.provisions):
            yield ref, register.place(entry, "indicators", number, "provisions", at)
    for document in register.documents:
        for at, ref in enumerate(document.value.provisions):
            yield ref, register.place(document, "provisions", at)
