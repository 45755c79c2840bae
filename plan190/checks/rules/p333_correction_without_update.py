"""P333: report corrections of updates that do not exist in an earlier period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.status.grouping import group_by

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register, ReportFile
    from plan190.model.report import Correction

NEEDS = ("updates",)


def check(register: Register) -> Iterator[Problem]:
    """Report each correction of an update that does not exist, is not earlier, or was withdrawn."""
    by_period = group_by(register.reports, lambda report_file: (report_file.agency, report_file.period))
    for report_file in register.reports:
        for entry in report_file.corrections:
            correction: Correction = entry.value
            reports = by_period.get((report_file.agency, correction.corrects), ())
            corrected = [report.value for report in reports if correction.task in _tasks(report)]
            mark = corrected[-1].withdrawn if corrected else None
            if correction.corrects >= report_file.period:
                variant = "later"
            elif not corrected:
                variant = ""
            elif mark is not None and mark.date <= report_file.reported_on:
                variant = "withdrawn"
            else:
                continue
            yield problem(entry.at("corrects"), variant, task=correction.task, period=correction.corrects)


def _tasks(report_file: ReportFile) -> set[str]:
    return {update.value.task for update in report_file.updates}
