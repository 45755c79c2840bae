"""P204: report numbers of documents without the symbol that Vietnamese documents have, such as 45/BC-SYT."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from plan190.checks.entries import each
from plan190.checks.problem import Problem, problem
from plan190.model.report import SYMBOL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report each number in a decision or report of a Vietnamese plan that has not the form of SYMBOL."""
    if register.plan.language != "vi":
        return
    reported = chain.from_iterable(report_file.all_entries for report_file in register.reports)
    documents = (*register.decisions, *(report_file.report for report_file in register.reports))
    for number in chain(each(documents, "document.number"), each(reported, "evidence.number")):
        if not re.fullmatch(SYMBOL, number.value):
            yield problem(number, "symbol", value=number.value)
