"""P324: report documents that an agency gives as evidence for two tasks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plan190.checks.entries import evidence
from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each document that was already cited for another task, once per task."""
    cited: dict[tuple[str, str], list[tuple[date | None, str]]] = defaultdict(list)
    reported: set[tuple[str, str, str]] = set()
    for report_file, entry, proof in evidence(register):
        document, task = proof.value, entry.value.task
        if document.number is None:
            continue
        key = (report_file.agency, document.number.casefold())
        others = [other for day, other in cited[key] if other != task and _same_date(day, document.date)]
        cited[key].append((document.date, task))
        if others and (*key, task) not in reported:
            reported.add((*key, task))
            yield problem(proof, document=document.number, task=task, other=others[0])


def _same_date(day: date | None, other: date | None) -> bool:
    """Return whether two citations may name the same document; a missing date matches any date."""
    return day is None or other is None or day == other
