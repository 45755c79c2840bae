"""P904: report waivers of codes that cannot be waived, and waivers without a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.diagnostics import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each waiver of an unknown or unwaivable code, and each without agency, task, period or file."""
    allowed = ", ".join(number for number, known in CODES.items() if known.waivable)
    for entry in register.waivers:
        waiver, code = entry.value, entry.at("code")
        if waiver.code not in CODES:
            yield problem(code, "unknown", id=waiver.code, allowed=allowed)
        elif not CODES[waiver.code].waivable:
            yield problem(code, id=waiver.code, allowed=allowed)
        elif waiver.is_blanket:
            yield problem(code, "blanket", id=waiver.code)
