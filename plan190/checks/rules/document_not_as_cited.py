"""P322: a document's symbol and day are those that the plan cites it by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.load.issued_text import read_source
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register

CODE = "P322"
NEEDS = ("plan.yaml",)
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each document whose symbol or day no citation bears out."""
    if not register.source_text:
        return  # P314 says so, or the plan's file could not be read
    words = read_source(register.source_text).words
    for entry in register.documents:
        document = entry.value
        if document.symbol is not None and not any(_begins(document.symbol, form) for form in document.written):
            place = register.place(entry, "symbol")
            yield problem(place, CODE, "", id=document.id, symbol=document.symbol, written=document.written[0])
        if document.date is not None and not any(_dated(form, document.date, words) for form in document.written):
            place = register.place(entry, "date")
            yield problem(place, CODE, "day", id=document.id, day=short_date(document.date))


def _begins(symbol: str, form: str) -> bool:
    """Say whether the form holds the symbol, or as much of it as the plan wrote: 139/KH of 139/KH-UBND."""
    number, _, rest = symbol.partition("/")
    found = re.search(rf"(?<![0-9]){re.escape(number)}/(\S+)", form.replace("- ", "-"))
    return found is not None and rest.startswith(found[1])


def _dated(form: str, day: date, words: str) -> bool:
    """Say whether the words cite the form with that day, padded or not."""
    return bool(re.search(rf"{re.escape(form)},? ngày 0?{day.day}/0?{day.month}/{day.year}\b", words))
