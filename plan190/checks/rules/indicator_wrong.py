"""P327: a value is of an indicator of its task, in the form that the indicator asks for, and no more than the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.words.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Entry, Register
    from plan190.model.report import MonthlyReport, Update

CODE = "P327"
NEEDS = ("plan.yaml",)
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each value that cannot be read as one of the plan's indicators."""
    for report_file in register.reports:
        yield from _values(register, report_file.report, None)
        for entry in report_file.entries:
            yield from _values(register, entry, entry.value.task)


def _values(register: Register, entry: Entry[MonthlyReport] | Entry[Update], task: int | None) -> Iterator[Diagnostic]:
    for number, one in enumerate(entry.value.indicators):
        indicator = register.indicators.get(one.id)
        here = register.place(entry, "indicators", number, "id")
        if indicator is None:
            fitting = [id_ for id_, snapshot in register.indicators.items() if task is None or task in snapshot.tasks]
            near = nearest(one.id, fitting) or nearest(one.id, register.indicators)
            yield problem(here, CODE, "near" if near else "", id=one.id, near=near, allowed=", ".join(fitting) or "—")
        elif task is None and indicator.tasks:
            tasks = ", ".join(map(str, indicator.tasks))
            yield problem(here, CODE, "of-task", id=one.id, tasks=tasks)
        elif task is not None and task not in indicator.tasks:
            tasks = ", ".join(map(str, indicator.tasks)) or "—"
            yield problem(here, CODE, "task", id=one.id, task=task, tasks=tasks)
        elif indicator.unit == "percent" and one.of is None:
            yield problem(here, CODE, "no-of", id=one.id, over=indicator.over or indicator.words)
        elif indicator.unit == "count" and one.of is not None:
            yield problem(register.place(entry, "indicators", number, "of"), CODE, "of", id=one.id)
        elif one.of is not None and one.value > one.of:
            place = register.place(entry, "indicators", number, "value")
            yield problem(place, CODE, "above", id=one.id, value=one.value, of=one.of)
