"""P316: report documents whose lists of citing tasks and sections differ from the issued text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.load.issued_text import issued_text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("plan.yaml", "documents.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each listed task or section that does not cite the document, and each citing task that is not listed."""
    issued = issued_text_of(register)
    if issued is None:
        return
    rows = {row.number: " | ".join(row.cells.values()) for row in issued.rows}
    plan = register.plan
    quotes = {quote.ref: quote.words for quote in (*plan.legal_basis, *plan.purpose, *plan.provisions)}
    for entry in register.documents:
        document = entry.value
        citing = {task for task, cells in rows.items() if _cites(cells, document.written)}
        for task in entry.parts("tasks"):
            if task.value in rows and task.value not in citing:
                yield problem(task, id=document.id, task=task.value)
        for ref in entry.parts("provisions"):
            if not _cites(quotes.get(ref.value, ""), document.written):
                yield problem(ref, "section", id=document.id, ref=ref.value)
        for unlisted in citing.difference(document.tasks):
            yield problem(entry, "unlisted", id=document.id, task=unlisted)


def _cites(words: str, forms: tuple[str, ...]) -> bool:
    return any(form in words for form in forms)
