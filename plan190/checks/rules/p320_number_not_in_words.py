"""P320: report targets and the day of the monthly report that are not in the quoted words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.plan import Indicator
    from plan190.model.register import Entry, Register

NEEDS = ("plan.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report each target that is neither in its words nor assumed, and a day of the report that its words lack."""
    for entry in register.plan_entry.parts("indicators"):
        yield from _targets(entry)
    yield from _day_of_report(register)


def _day_of_report(register: Register) -> Iterator[Problem]:
    """Report the day of the periodic report if the words of its provision lack it."""
    plan, reporting = register.plan, register.plan.reporting
    day = reporting.before_day
    words = next((quote.words for quote in plan.provisions if quote.ref == reporting.provision), "")
    if day is not None and reporting.provision is not None and not re.search(rf"\b0?{day}\b", words):
        yield problem(register.plan_entry.at("reporting", "before_day"), number=day, words=words[:80])


def _targets(entry: Entry[Indicator]) -> Iterator[Problem]:
    """Yield the problems of the target of an indicator, or of its targets by year."""
    indicator = entry.value
    if (indicator.target is None) is not bool(indicator.steps):
        yield problem(entry, "target", id=indicator.id)
    if indicator.assumed is not None:
        return
    end = "%" if indicator.unit == "percent" else r"\b(?!%)"
    targets = [(entry.at("target"), indicator.target)] if indicator.target is not None else []
    targets += [(step.at("target"), step.value.target) for step in entry.parts("steps")]
    for at, target in targets:
        number = str(target).replace(".", "[.,]")
        if not re.search(rf"\b0?{number}{end}", indicator.words):
            yield problem(at, number=target, words=indicator.words[:80])
