"""P308: report documents that an update or contribution cites twice."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from plan190.checks.entries import evidence
from plan190.checks.problem import Problem, problem
from plan190.words.text import document_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each document that the same update or contribution has already cited.

    A number without a date may be that of any year.
    """
    cited: dict[object, set[int | None]] = defaultdict(set)
    for _, entry, proof in evidence(register):
        document = proof.value
        name: object = (document.title, document.link)
        year = None
        if document.number is not None:
            name, year = document_number(document.number), document.year
        years = cited[entry.file, entry.key_path, name]
        if years and (year is None or not years.isdisjoint({year, None})):
            yield problem(proof, document=document.number or document.title, task=entry.value.task)
        years.add(year)
