"""P301: report ids of agencies and groups that are not in `agencies.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import each
from plan190.checks.problem import Problem, problem
from plan190.words.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from plan190.model.register import Entry, Register

NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml")
OF_PLAN = (
    *("issuer", "signer.office", "reporting.to", "reporting.also_to", "reporting.who", "reporting.through"),
    *("oversight.lead", "oversight.cooperating", "escalations.to", "escalations.through", "awaited.source"),
    *("legal_basis.bodies", "purpose.bodies", "provisions.bodies", "recipients.bodies"),
)
"""The key paths of ids of bodies in plan.yaml."""


def check(register: Register) -> Iterator[Problem]:
    """Report each unknown id, with the most similar known one."""
    for body in _named(register):
        if body.value not in register.bodies:
            near = nearest(body.value, register.bodies)
            yield problem(body, "near" if near else "", id=body.value, near=near)


def _named(register: Register) -> Iterator[Entry[Any]]:
    """Yield every id of a body in the files."""
    yield from each([register.plan_entry], *OF_PLAN)
    yield from each(register.tasks, "lead.bodies", "cooperating.bodies", "deadline.rule.parts.bodies")
    yield from each(register.agencies, "successors.to")
    yield from each(register.groups, "members")
    yield from each(register.documents, "issuer")
    yield from each((report_file.report for report_file in register.reports), "agency")
    yield from each(register.decisions, "by", "agency", "to", "agencies")
    yield from each(register.letterheads, "issuer")
    yield from each(register.owners, "agencies")
    yield from each(register.waivers, "by", "agency")
