"""P320: a number that the plan demands stands in the words that demand it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P320"
NEEDS = ("plan.yaml",)
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each target that its words do not name, unless it is assumed, and the report's day likewise."""
    entry = register.plan
    plan = entry.value
    for number, one in enumerate(plan.indicators):
        wanted = rf"\b0?{one.target}%" if one.unit == "percent" else rf"\b0?{one.target}\b(?!%)"
        if one.assumed is None and not re.search(wanted, one.words):
            place = register.place(entry, "indicators", number, "target")
            yield problem(place, CODE, number=one.target, words=one.words[:80])
    said = next((one.words for one in plan.provisions if one.ref == plan.reporting.provision), "")
    if f"trước ngày {plan.reporting.before_day} hàng tháng" not in said:
        place = register.place(entry, "reporting", "before_day")
        yield problem(place, CODE, number=plan.reporting.before_day, words=said[:80])
