"""P904: report waivers of codes that cannot be waived, and waivers of everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import CODES, Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P904"


def check(register: Register) -> Iterator[Diagnostic]:
    """Report each waiver of a code that is not waivable, and each that names no agency, task, period or file."""
    allowed = ", ".join(number for number, code in CODES.items() if code.waivable)
    for entry in register.waivers:
        waiver, place = entry.value, register.place(entry, "code")
        if waiver.code not in CODES:
            yield problem(place, CODE, "unknown", id=waiver.code, allowed=allowed)
        elif not CODES[waiver.code].waivable:
            yield problem(place, CODE, id=waiver.code, allowed=allowed)
        elif waiver.is_blanket:
            yield problem(place, CODE, "blanket", id=waiver.code)
