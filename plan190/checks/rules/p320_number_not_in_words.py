"""P320: report targets and the day of the monthly report that are not in the quoted words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report each target that is neither in its words nor assumed, and a day of the report that its words lack."""
    for entry in register.plan_entry.parts("indicators"):
        indicator = entry.value
        end = "%" if indicator.unit == "percent" else r"\b(?!%)"
        if indicator.assumed is None and not re.search(rf"\b0?{indicator.target}{end}", indicator.words):
            yield problem(entry.at("target"), number=indicator.target, words=indicator.words[:80])
    yield from _day_of_report(register)


def _day_of_report(register: Register) -> Iterator[Problem]:
    """Report the day of the periodic report if the words of its provision lack it."""
    plan, reporting = register.plan, register.plan.reporting
    day = reporting.before_day
    words = next((quote.words for quote in plan.provisions if quote.ref == reporting.provision), "")
    if day is not None and reporting.provision is not None and not re.search(rf"\b0?{day}\b", words):
        yield problem(register.plan_entry.at("reporting", "before_day"), number=day, words=words[:80])
