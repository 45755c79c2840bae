"""P313: report task numbers that differ from those of the plan and its issued text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.diagnostics import Place
from plan190.load.issued_text import issued_text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml", "tasks.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report missing and excess task numbers in `tasks.yaml` and in the appendix of the issued text."""
    total = register.plan.tasks
    issued = issued_text_of(register)
    rows = [row.number for row in issued.rows] if issued is not None else []
    ids = [task.value.id for task in register.tasks]
    consecutive = [str(number) for number in range(1, total + 1)]
    is_counted = all(map(str.isdigit, rows or ids))
    expected = rows if len(rows) == total else consecutive
    if is_counted or rows == expected:
        missing = [number for number in expected if number not in ids]
        if missing:
            yield problem(Place("tasks.yaml"), "missing", numbers=_ranges(missing), total=total)
        for task in register.tasks:
            if task.value.id not in expected:
                variant = "more" if expected == consecutive else "unknown"
                yield problem(task.at("number"), variant, number=task.value.id, total=total)
    elif len(ids) != total:
        yield problem(register.plan_entry.at("tasks"), "tasks", number=len(ids), total=total)
    if issued is not None and len(rows) != total:
        variant = "source" if is_counted else "count"
        yield problem(
            register.plan_entry.at("tasks"), variant, found=_ranges(rows) or "–", number=len(rows), total=total
        )


def _ranges(numbers: list[str]) -> str:
    """Return the numbers with runs of whole numbers as ranges, such as 1-5, 7, 9-11."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdigit() and runs[-1][-1].isdigit() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join(map("-".join, runs))
