"""P313: as many tasks out as in: the numbers of `tasks.yaml`, of the source's appendix and of the plan are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, problem
from plan190.load.issued_text import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P313"
NEEDS = ("plan.yaml", "tasks.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each number that is missing or too much, in the data or in the source."""
    plan = register.plan
    asked = range(1, plan.value.tasks + 1)
    here = {task.value.number for task in register.tasks}
    missing = sorted(set(asked) - here)
    if missing:
        yield problem(Place("tasks.yaml"), CODE, "missing", numbers=_ranges(missing), total=plan.value.tasks)
    for task in register.tasks:
        if task.value.number not in asked:
            place = register.place(task, "number")
            yield problem(place, CODE, "more", number=task.value.number, total=plan.value.tasks)
    rows = [row.number for row in read_source(register.source_text).rows]
    if rows != list(asked) and register.source_text:
        found = _ranges(rows)
        yield problem(register.place(plan, "tasks"), CODE, "source", found=found, total=plan.value.tasks)


def _ranges(numbers: list[int]) -> str:
    """Give the numbers with runs drawn together: 1-5, 7, 7-9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
