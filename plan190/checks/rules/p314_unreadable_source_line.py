"""P314: report a missing issued text, and lines of its appendix that are not a task, heading or page break."""

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
    """Report a missing issued text, and each line of the appendix that its parser cannot read."""
    file = register.plan.source
    if not register.source:
        yield problem(register.plan_entry.at("source"), "missing", file=file)
        return
    issued = issued_text_of(register)
    if issued is None:
        yield problem(register.plan_entry.at("source"), "damaged", file=file)
        return
    for unread in issued.unread:
        yield problem(Place(file, unread.line, 1, unread.line, 2), words=unread.words[:80])
