"""P327: report values of unknown indicators, of the wrong task, or in the wrong form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import updates
from plan190.checks.problem import Problem, problem
from plan190.words.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.plan import Indicator
    from plan190.model.register import Entry, Register
    from plan190.model.report import Measured

NEEDS = ("plan.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report each value that does not fit an indicator of the plan."""
    for report_file in register.reports:
        for measured in report_file.report.parts("indicators"):
            yield from _value(register, measured, None)
    for _, entry in updates(register):
        for measured in entry.parts("indicators"):
            yield from _value(register, measured, entry.value.task)


def _value(register: Register, measured: Entry[Measured], task: str | None) -> Iterator[Problem]:
    """Yield the problem of a value reported for the task; None is the report as a whole."""
    indicator, id_ = register.indicators.get(measured.value.id), measured.value.id
    if indicator is None:
        fitting = [known.id for known in register.indicators.values() if task is None or task in known.tasks]
        near = nearest(id_, fitting) or nearest(id_, register.indicators)
        yield problem(measured.at("id"), "near" if near else "", id=id_, near=near, allowed=", ".join(fitting) or "—")
    elif task is None and indicator.tasks:
        yield problem(measured.at("id"), "of-task", id=id_, tasks=", ".join(indicator.tasks))
    elif task is not None and task not in indicator.tasks:
        yield problem(measured.at("id"), "task", id=id_, task=task, tasks=", ".join(indicator.tasks) or "—")
    else:
        yield from _form(measured, indicator)


def _form(measured: Entry[Measured], indicator: Indicator) -> Iterator[Problem]:
    """Yield the problem of the numbers of a share or a count."""
    value, whole = measured.value.value, measured.value.of
    if indicator.unit == "percent" and whole is None:
        yield problem(measured.at("id"), "no-of", id=indicator.id, over=indicator.over or indicator.words)
    elif indicator.unit != "percent" and whole is not None:
        yield problem(measured.at("of"), "of", id=indicator.id)
    elif whole is not None and value > whole:
        yield problem(measured.at("value"), "above", id=indicator.id, value=value, of=whole)
