"""P604: report summaries that repeat those of the month before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.checks.repeated import repeated_summaries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each repeated summary, except in a report that is copied as a whole: P605 reports it."""
    for repeated in repeated_summaries(register):
        if not repeated.is_copied:
            for update, before in repeated.pairs:
                yield problem(update.entry.at("summary"), task=update.value.task, period=before.period)
