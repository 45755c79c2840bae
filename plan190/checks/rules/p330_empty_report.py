"""P330: warn about empty reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.checks.unreported import unreported_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

BETWEEN_AGENCIES = True
NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml", "updates")


def check(register: Register) -> Iterator[Problem]:
    """Report each monthly report without an entry; it still counts as submitted."""
    empty = [report_file for report_file in register.reports if report_file.index.is_empty]
    if not empty:
        return
    problems = {report_file.file: found for report_file, found in unreported_tasks(register)}
    for report_file in empty:
        lines = [values["paste"] for _, _, values in problems.get(report_file.file, ())]
        yield problem(report_file.report.at("period"), agency=report_file.agency, paste="\n".join(map(str, lines)))
