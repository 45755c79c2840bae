"""P316: a document is listed with exactly the tasks that cite it, and with sections that do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.load.issued_text import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P316"
NEEDS = ("plan.yaml", "documents.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each citation that a task or section does not hold, and each that is held but not listed."""
    if not register.source_text:
        return  # P314 says so
    rows = {row.number: " | ".join(row.cells.values()) for row in read_source(register.source_text).rows}
    plan = register.plan.value
    quotes = {one.ref: one.words for one in (*plan.legal_basis, *plan.purpose, *plan.provisions)}
    for document in register.documents:
        written = document.value.written
        for at, number in enumerate(document.value.tasks):
            if number in rows and not any(form in rows[number] for form in written):
                yield problem(register.place(document, "tasks", at), CODE, id=document.value.id, task=number)
        for at, ref in enumerate(document.value.provisions):
            if not any(form in quotes.get(ref, "") for form in written):
                yield problem(
                    register.place(document, "provisions", at), CODE, "section", id=document.value.id, ref=ref
                )
        for number, cells in rows.items():
            if number not in document.value.tasks and any(form in cells for form in written):
                yield problem(register.place(document), CODE, "unlisted", id=document.value.id, task=number)
