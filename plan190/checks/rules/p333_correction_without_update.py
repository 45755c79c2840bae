"""P333: report corrections of updates that do not exist in an earlier period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.model.report import Correction, Withdrawn

NEEDS = ("updates",)


def check(register: Register) -> Iterator[Problem]:
    """Report each correction of an update that does not exist, is not earlier, or was withdrawn."""
    withdrawn: dict[tuple[str, Period, str], Withdrawn | None] = {}
    for report_file in register.reports:
        for entry in report_file.updates:
            withdrawn[report_file.agency, report_file.period, entry.value.task] = report_file.value.withdrawn
    for report_file in register.reports:
        for entry in report_file.corrections:
            correction: Correction = entry.value
            corrected = (report_file.agency, correction.corrects, correction.task)
            mark = withdrawn.get(corrected)
            if correction.corrects >= report_file.period:
                variant = "later"
            elif corrected not in withdrawn:
                variant = ""
            elif mark is not None and mark.date <= report_file.reported_on:
                variant = "withdrawn"
            else:
                continue
            yield problem(entry.at("corrects"), variant, task=correction.task, period=correction.corrects)
