"""P308: report documents that an update or contribution cites twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import evidence
from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each document that the same update or contribution has already cited."""
    named = set()
    for _, entry, proof in evidence(register):
        document = proof.value
        name = document.number.casefold() if document.number else (document.title, document.link)
        key = (entry.file, entry.key_path, name)
        if key in named:
            yield problem(proof, document=document.number or document.title, task=entry.value.task)
        named.add(key)
