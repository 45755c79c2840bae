"""P301: every body that is named by id is in `agencies.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.words.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.decision import Decision
    from plan190.model.plan import Plan, Quote, Recipient
    from plan190.model.register import Entry, Register

CODE = "P301"
NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each id that names no agency and no group, with the nearest that does."""
    for id_, place in _named(register):
        if id_ not in register.bodies:
            near = nearest(id_, register.bodies)
            yield problem(place, CODE, "near" if near else "", id=id_, near=near)


def _named(register: Register) -> Iterator[tuple[str, Place]]:
    for task in register.tasks:
        yield from _each(register, task, task.value.lead.bodies, "lead", "bodies")
        yield from _each(register, task, task.value.cooperating.bodies, "cooperating", "bodies")
    for group in register.groups:
        yield from _each(register, group, group.value.members, "members")
    for document in register.documents:
        if document.value.issuer is not None:
            yield document.value.issuer, register.place(document, "issuer")
    yield from _named_by_plan(register, register.plan)
    for report_file in register.reports:
        yield report_file.agency, register.place(report_file.report, "agency")
    for entry in register.decisions:
        yield from _named_by_decision(register, entry)
    yield from _named_beside(register)


def _named_beside(register: Register) -> Iterator[tuple[str, Place]]:
    for head in register.letterheads:
        yield head.value.issuer, register.place(head, "issuer")
    for owner in register.owners:
        yield from _each(register, owner, owner.value.agencies, "agencies")
    for waiver in register.waivers:
        yield waiver.value.by, register.place(waiver, "by")
        if waiver.value.agency is not None:
            yield waiver.value.agency, register.place(waiver, "agency")


def _named_by_plan(register: Register, entry: Entry[Plan]) -> Iterator[tuple[str, Place]]:
    plan = entry.value
    yield plan.issuer, register.place(entry, "issuer")
    yield plan.signer.office, register.place(entry, "signer", "office")
    yield plan.reporting.to, register.place(entry, "reporting", "to")
    yield plan.oversight.lead, register.place(entry, "oversight", "lead")
    yield from _each(register, entry, plan.reporting.who, "reporting", "who")
    yield from _each(register, entry, plan.reporting.through, "reporting", "through")
    yield from _each(register, entry, plan.oversight.cooperating, "oversight", "cooperating")
    for number, road in enumerate(plan.escalations):
        yield road.to, register.place(entry, "escalations", number, "to")
        yield from _each(register, entry, road.through, "escalations", number, "through")
    lists: tuple[tuple[str, tuple[Quote | Recipient, ...]], ...] = (
        ("legal_basis", plan.legal_basis),
        ("purpose", plan.purpose),
        ("provisions", plan.provisions),
        ("recipients", plan.recipients),
    )
    for name, several in lists:
        for number, one in enumerate(several):
            yield from _each(register, entry, one.bodies, name, number, "bodies")
    for number, awaited in enumerate(plan.awaited):
        yield from _each(register, entry, awaited.source, "awaited", number, "source")


def _named_by_decision(register: Register, entry: Entry[Decision]) -> Iterator[tuple[str, Place]]:
    for name in ("by", "agency", "to"):
        if hasattr(entry.value, name):
            yield getattr(entry.value, name), register.place(entry, name)
    yield from _each(register, entry, getattr(entry.value, "agencies", ()), "agencies")


def _each(
    register: Register, entry: Entry[object], ids: tuple[str, ...], *key_path: str | int
) -> Iterator[tuple[str, Place]]:
    for number, id_ in enumerate(ids):
        yield id_, register.place(entry, *key_path, number)
