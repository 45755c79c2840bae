"""P313: report task numbers that differ from those of the plan and its issued text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.diagnostics import Place
from plan190.load.issued_text import read_issued_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml", "tasks.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report missing and excess task numbers in `tasks.yaml` and in the appendix of the issued text."""
    total = register.plan.tasks
    expected = range(1, total + 1)
    missing = sorted(set(expected).difference(task.value.number for task in register.tasks))
    if missing:
        yield problem(Place("tasks.yaml"), "missing", numbers=_ranges(missing), total=total)
    for task in register.tasks:
        if task.value.number not in expected:
            yield problem(task.at("number"), "more", number=task.value.number, total=total)
    rows = [row.number for row in read_issued_text(register.source_text).rows]
    if rows != list(expected) and register.source_text:
        yield problem(register.plan_entry.at("tasks"), "source", found=_ranges(rows), total=total)


def _ranges(numbers: list[int]) -> str:
    """Return the numbers with runs as ranges, such as 1-5, 7, 9-11."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
