"""P308: an entry names each document that proves it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P308"
NEEDS = ()
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each document that an entry names again."""
    for report_file in register.reports:
        for entry in report_file.proved:
            seen = set()
            for number, one in enumerate(entry.value.evidence):
                named = one.number.casefold() if one.number else (one.title, one.link)
                if named in seen:
                    place = register.place(entry, "evidence", number)
                    yield problem(place, CODE, "", document=one.number or one.title, task=entry.value.task)
                seen.add(named)
