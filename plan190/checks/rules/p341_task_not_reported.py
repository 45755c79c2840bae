"""P341: warn about tasks on which the latest report of an agency says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.unreported import unreported_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.checks.problem import Problem
    from plan190.model.register import Register

BETWEEN_AGENCIES = True
NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml", "updates")


def check(register: Register) -> Iterator[Problem]:
    """Report the tasks that a report leaves out, and each task that is `unchanged` but was never reported.

    Only the latest report of each agency is checked, because the next one repairs the omission. A report without any
    entry is P330.
    """
    for report_file, problems in unreported_tasks(register):
        if not report_file.index.is_empty:
            yield from problems
