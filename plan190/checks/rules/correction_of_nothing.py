"""P333: a correction names an earlier period in which the agency reported on that very task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

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
        (
            report_file.agency,
            report_file.period,
            entry.value.task,
        ): report_file.value.withdrawn
        for report_file in register.reports
        for entry in report_file.updates
    }
    for report_file in register.reports:
        agency, period = report_file.agency, report_file.period
        for entry in report_file.corrections:
            fixed = entry.value
            place = register.place(entry, "corrects")
            if fixed.corrects >= period:
                yield problem(place, CODE, "later", task=fixed.task, period=fixed.corrects)
            elif (agency, fixed.corrects, fixed.task) not in said:
                yield problem(place, CODE, "", task=fixed.task, period=fixed.corrects)
            elif _is_gone(said[agency, fixed.corrects, fixed.task], report_file.reported_on):
                yield problem(place, CODE, "withdrawn", task=fixed.task, period=fixed.corrects)


def _is_gone(withdrawn: Withdrawn | None, day: date) -> bool:
    return withdrawn is not None and withdrawn.date <= day
