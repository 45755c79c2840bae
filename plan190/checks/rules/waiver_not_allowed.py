"""P904: only matters of judgement are let pass, and only where it is said for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import CODES, Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P904"
NEEDS = ("waivers.yaml",)
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each waiver of a code that cannot be let pass, and each that names no agency, task, period or file."""
    for entry in register.waivers:
        waiver = entry.value
        code = CODES.get(waiver.code)
        place = register.place(entry, "code")
        if code is None or not code.waivable:
            allowed = ", ".join(number for number, one in CODES.items() if one.waivable)
            yield problem(place, CODE, "" if code else "unknown", id=waiver.code, allowed=allowed)
        elif waiver.is_blanket:
            yield problem(place, CODE, "blanket", id=waiver.code)
