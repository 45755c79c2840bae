"""P319: report references to sections that `plan.yaml` does not quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import each
from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml", "documents.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each reference to a section that is not quoted."""
    plan = [register.plan_entry]
    known = [ref.value for ref in each(plan, "legal_basis.ref", "purpose.ref", "provisions.ref")]
    keys = ("reporting.provision", "oversight.provision", "escalations.provision", "indicators.provisions")
    named = (*each(plan, *keys), *each(register.documents, "provisions"))
    for ref in named:
        if ref.value not in known:
            yield problem(ref, ref=ref.value, allowed=", ".join(known))
