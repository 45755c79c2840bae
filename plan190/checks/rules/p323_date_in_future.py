"""P323: report dates of reports and decisions that are after today; the only rule that depends on the date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import each
from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register

BETWEEN_AGENCIES = True


def check(register: Register, today: date) -> Iterator[Problem]:
    """Report each date of a report, withdrawal, decision or decision document that is after today."""
    future = (report for report in register.reports if report.index.is_after(today))
    reports = (report_file.report for report_file in future)
    dates = [
        *each(reports, "reported_on", "withdrawn.date"),
        *each(register.decisions, "date", "recorded_on", "document.date"),
    ]
    for entry in dates:
        if entry.value > today:
            yield problem(entry, day=entry.value, today=today)
