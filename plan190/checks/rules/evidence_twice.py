"""P308: report documents that an update or contribution names twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import evidence
from plan190.diagnostics import Diagnostic, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P308"


def check(register: Register) -> Iterator[Diagnostic]:
    """Report each document that an entry names again."""
    named = set()
    for _, entry, proof in evidence(register):
        document = proof.value
        name = document.number.casefold() if document.number else (document.title, document.link)
        key = (entry.file, entry.key_path, name)
        if key in named:
            title = document.number or document.title
            yield problem(register.place(proof), CODE, document=title, task=entry.value.task)
        named.add(key)
