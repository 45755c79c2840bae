"""P316: a document is listed with exactly the tasks that cite it, with sections that do, and dated as there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault
from plan190.load.source import read_source
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.register import Register

CODE = "P316"


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each citation that a task or section does not hold, and each that is held but not listed."""
    if not register.source_text:
        return  # P314 says so
    rows = {row.number: " | ".join(row.cells.values()) for row in read_source(register.source_text).rows}
    plan = register.plan.value
    quotes = {one.ref: one.words for one in (*plan.legal_basis, *plan.purpose, *plan.provisions)}
    words = read_source(register.source_text).words
    for document in register.documents:
        written = document.value.written
        day = document.value.date
        if day is not None and not any(_dated(form, day, words) for form in written):
            yield fault(register.place(document, "date"), CODE, "date", id=document.value.id, day=short_date(day))
        for at, number in enumerate(document.value.tasks):
            if number in rows and not any(form in rows[number] for form in written):
                yield fault(register.place(document, "tasks", at), CODE, id=document.value.id, task=number)
        for at, ref in enumerate(document.value.provisions):
            if not any(form in quotes.get(ref, "") for form in written):
                yield fault(register.place(document, "provisions", at), CODE, "section", id=document.value.id, ref=ref)
        for number, cells in rows.items():
            if number not in document.value.tasks and any(form in cells for form in written):
                yield fault(register.place(document), CODE, "unlisted", id=document.value.id, task=number)


def _dated(form: str, day: date, words: str) -> bool:
    """Say whether the words cite the form with that day, padded or not."""
    return bool(re.search(rf"{re.escape(form)},? ngày 0?{day.day}/0?{day.month}/{day.year}\b", words))
