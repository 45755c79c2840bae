"""P314: report an issued text that is missing or cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.load.issued_text import issued_text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report the issued text if it is missing or cannot be read."""
    if not register.source:
        yield problem(register.plan_entry.at("source"), "missing", file=register.plan.source)
    elif issued_text_of(register) is None:
        yield problem(register.plan_entry.at("source"), file=register.plan.source)
