"""P333: a correction names an earlier period in which the agency reported on that very task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register
    from plan190.model.report import Withdrawn

CODE = "P333"
NEEDS = ("updates",)
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each correction of what was not said, or is not earlier."""
    said = {
        (filed.report.value.agency, filed.report.value.period, entry.value.task): filed.report.value.withdrawn
        for filed in register.reports
        for entry in filed.updates
    }
    for filed in register.reports:
        agency, period = filed.report.value.agency, filed.report.value.period
        for entry in filed.corrections:
            fixed = entry.value
            place = register.place(entry, "corrects")
            if fixed.corrects >= period:
                yield fault(place, CODE, "later", task=fixed.task, period=fixed.corrects)
            elif (agency, fixed.corrects, fixed.task) not in said:
                yield fault(place, CODE, "", task=fixed.task, period=fixed.corrects)
            elif _is_gone(said[agency, fixed.corrects, fixed.task], filed.report.value.reported_on):
                yield fault(place, CODE, "withdrawn", task=fixed.task, period=fixed.corrects)


def _is_gone(withdrawn: Withdrawn | None, day: date) -> bool:
    return withdrawn is not None and withdrawn.date <= day
