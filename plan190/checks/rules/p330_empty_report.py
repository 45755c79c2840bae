"""P330: warn about empty reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("updates",)


def check(register: Register) -> Iterator[Problem]:
    """Report each monthly report without an entry; it still counts as submitted."""
    for report_file in register.reports:
        report = report_file.value
        if not (report.updates or report.corrections or report.contributions or report.indicators):
            yield problem(report_file.report.at("period"), agency=report.agency)
