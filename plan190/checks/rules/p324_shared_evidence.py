"""P324: report documents that an agency gives as evidence for two tasks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plan190.checks.entries import evidence
from plan190.checks.problem import Problem, problem
from plan190.words.text import document_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each document that was already cited for another task, once per task."""
    cited: dict[tuple[str, str], _Citations] = defaultdict(_Citations)
    reported: set[tuple[str, str, str]] = set()
    for report_file, entry, proof in evidence(register):
        document, task = proof.value, entry.value.task
        if document.number is None:
            continue
        key = (report_file.agency, document_number(document.number))
        other = cited[key].for_another_task(document.year, task)
        cited[key].add(document.year, task)
        if other is not None and (*key, task) not in reported:
            reported.add((*key, task))
            yield problem(proof, document=document.number, task=task, other=other)


class _Citations:
    """The citations of a document number by an agency; a citation without a date may name the document of any year.

    The tasks are kept by year, so that a look-up does not search all earlier citations.
    """

    def __init__(self) -> None:
        self._number = 0
        self._by_year: dict[int | None, dict[str, int]] = defaultdict(dict)
        self._all: dict[str, int] = {}

    def add(self, year: int | None, task: str) -> None:
        """Add a citation for a task."""
        self._number += 1
        self._by_year[year].setdefault(task, self._number)
        self._all.setdefault(task, self._number)

    def for_another_task(self, year: int | None, task: str) -> str | None:
        """Return the other task for which the document of this year was cited first; None if there is none."""
        sources = [self._all] if year is None else [self._by_year[year], self._by_year[None]]
        found = [first for source in sources if (first := _first_other(source, task)) is not None]
        return min(found)[1] if found else None


def _first_other(numbers: Mapping[str, int], task: str) -> tuple[int, str] | None:
    """Return the number and the task of the first citation for another task; the first two tasks are enough."""
    return next(((number, other) for other, number in numbers.items() if other != task), None)
