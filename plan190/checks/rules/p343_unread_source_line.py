"""P343: report lines of the appendix that are not a task, heading or page break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.diagnostics import Place
from plan190.load.issued_text import issued_text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report each line of the appendix that its parser cannot read."""
    issued = issued_text_of(register)
    for line in issued.unread if issued is not None else ():
        yield problem(Place(register.plan.source, line.where.number, 1, line.where.number, 2), words=line.words[:80])
