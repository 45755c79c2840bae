"""P330: a report that names no task is a report, and is on time; that it says nothing is said out loud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P330"
NEEDS = ("updates",)
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each report without an entry."""
    for report_file in register.reports:
        report = report_file.value
        if not (report.updates or report.corrections or report.contributions or report.indicators):
            yield problem(register.place(report_file.report, "period"), CODE, "", agency=report.agency)
