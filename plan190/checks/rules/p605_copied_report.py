"""P605: warn about the report of the month before that is submitted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.checks.repeated import repeated_summaries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each report most of whose summaries are repeated, and whether its document is the earlier one too."""
    for repeated in repeated_summaries(register):
        if repeated.is_copied:
            report, earlier = repeated.report_file.report, repeated.pairs[-1][1].report.value
            document = report.value.document
            is_same = document is not None and document == earlier.document
            counts = {"number": len(repeated.pairs), "total": repeated.total, "period": earlier.period}
            number = document.number if document is not None else ""
            yield problem(report.at("period"), "document" if is_same else "", **counts, document=number)
