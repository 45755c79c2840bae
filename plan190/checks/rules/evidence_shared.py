"""P324: one document that is to prove two tasks of an agency is said out loud: it may be right, or a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register

CODE = "P324"
NEEDS = ()
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each document that proves a task after it has proved another one, once for each pair of them."""
    first: dict[tuple[str, str], list[tuple[date | None, int]]] = {}
    told: set[tuple[str, str, int]] = set()
    for report_file in register.reports:
        agency = report_file.agency
        for entry in report_file.proved:
            for number, one in enumerate(entry.value.evidence):
                if one.number is None:
                    continue
                key, task = (agency, one.number.casefold()), entry.value.task
                before = first.setdefault(key, [])
                other = next((was for day, was in before if was != task and _same(day, one.date)), None)
                before.append((one.date, task))
                if other is not None and (*key, task) not in told:
                    told.add((*key, task))
                    place = register.place(entry, "evidence", number)
                    yield problem(place, CODE, "", document=one.number, task=task, other=other)


def _same(day: date | None, other: date | None) -> bool:
    """Say whether two citations of a number can mean one document: a day that is left out says nothing against it."""
    return day is None or other is None or day == other
