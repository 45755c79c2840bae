"""P322: report documents whose symbol or date differs from their citations in the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.load.issued_text import issued_text_of
from plan190.words.text import document_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register


def check(register: Register) -> Iterator[Problem]:
    """Report each document with a symbol or date that no citation of the document contains."""
    issued = issued_text_of(register)
    if issued is None:
        return
    words = issued.words
    for entry in register.documents:
        document = entry.value
        if document.symbol is not None and not any(_has_symbol(form, document.symbol) for form in document.written):
            yield problem(entry.at("symbol"), id=document.id, symbol=document.symbol, written=document.written[0])
        if document.date is not None and not any(_has_date(form, document.date, words) for form in document.written):
            yield problem(entry.at("date"), "day", id=document.id, day=document.date)


def _has_symbol(form: str, symbol: str) -> bool:
    """Return whether the form contains the symbol or its beginning, such as 139/KH for 139/KH-UBND."""
    written = re.findall(r"[0-9]\S*/\S+", form.replace("- ", "-"))
    return any(document_number(symbol).startswith(document_number(beginning)) for beginning in written)


def _has_date(form: str, day: date, words: str) -> bool:
    """Return whether the words cite the form with that date, with or without leading zeros in day and month."""
    return bool(re.search(rf"{re.escape(form)},? ngày 0?{day.day}/0?{day.month}/{day.year}\b", words))
