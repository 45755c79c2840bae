"""P312: report quotations that are not in the cell or section of the source that they name."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from plan190.checks.entries import each
from plan190.diagnostics import Diagnostic, problem
from plan190.load.issued_text import COLUMNS, Row, Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from plan190.model.register import Entry, Register
    from plan190.model.task import Task

CODE = "P312"
QUOTED = {
    "lead": ("lead", "words"),
    "content": ("content",),
    "cooperating": ("cooperating", "words"),
    "deadline": ("deadline", "words"),
    "product": ("product", "words"),
    "note": ("note",),
}
"""The cells of the appendix that a task quotes, and where in the task."""


def check(register: Register) -> Iterator[Diagnostic]:
    """Report each quotation that the source does not have at its place, letter for letter."""
    if not register.source_text:
        return  # P314 reports that the source is missing, or the plan could not be read
    source = read_source(register.source_text)
    rows = {row.number: row for row in source.rows}
    for task in register.tasks:
        if task.value.number in rows:
            yield from _task(register, task, rows[task.value.number])
    yield from _sections(register, source)
    yield from _plan(register, source)
    yield from _anywhere(register, source)


def _task(register: Register, entry: Entry[Task], row: Row) -> Iterator[Diagnostic]:
    for name in ("lead", *COLUMNS):
        words = next((part.value for part in entry.parts(*QUOTED[name])), "")
        if words != row.cell(name):
            values = {"cell": name, "where": f"{register.plan.value.source}:{row.line}"}
            place, near = register.place(entry, *QUOTED[name]), _difference(words, row.cell(name))
            yield problem(place, CODE, "cell", task=entry.value.number, **values, **near)
    for erratum in entry.parts("errata"):
        place, where = register.place(erratum, "written"), erratum.value.where
        if where not in QUOTED:
            yield problem(place, CODE, "where", where=where, allowed=", ".join(QUOTED))
        elif erratum.value.written not in row.cell(where):
            yield problem(place, CODE, "erratum", words=erratum.value.written)


def _difference(quoted: str, written: str) -> dict[str, str]:
    """Return the first stretch where two texts differ, from both."""
    alike = takewhile(lambda letters: letters[0] == letters[1], zip(quoted, written, strict=False))
    start = len(list(alike))
    since = max(0, start - 15)
    return {"here": quoted[since : start + 25], "there": written[since : start + 25]}


def _sections(register: Register, source: Source) -> Iterator[Diagnostic]:
    """Yield the quotations of sections that are not such a section, or not in any if they name none of the source."""
    refs = {section.ref for section in source.sections}
    for quote in each([register.plan], "legal_basis", "purpose", "provisions"):
        words, ref = quote.value.words, quote.value.ref.split(" ")[0]
        sections = [section.words for section in source.sections if section.ref == (ref if ref in refs else "")]
        whole = words in sections if ref in refs else any(words in section for section in sections)
        if not whole:
            yield problem(register.place(quote, "words"), CODE, "section", ref=quote.value.ref)
        yield from _errata(register, quote, words)


def _plan(register: Register, source: Source) -> Iterator[Diagnostic]:
    plan, day = register.plan.value, register.plan.value.issued_on
    quotations = [
        (register.place(register.plan, "title"), plan.title),
        (register.place(register.plan, "symbol"), f"Kế hoạch số {plan.symbol} ngày {day.day}/{day.month}/{day.year}"),
        (register.place(register.plan, "issued_on"), f"{plan.place}, ngày {day.day} tháng {day.month} năm {day.year}"),
        (register.place(register.plan, "number"), f"Kế hoạch số {plan.number}/"),
        (register.place(register.plan, "signer", "name"), plan.signer.name),
    ]
    quoting = each([register.plan], "recipients", "indicators", "escalations")
    quotations += [(register.place(entry), entry.value) for entry in each(quoting, "words", "when")]
    for place, words in quotations:
        if words not in source.words:
            yield problem(place, CODE, words=words[:80])
    yield from _errata(register, register.plan, source.words)


def _anywhere(register: Register, source: Source) -> Iterator[Diagnostic]:
    """Yield the names of bodies and documents that are nowhere in the source."""
    for name in (*each(register.body_entries, "found_as"), *each(register.documents, "written")):
        if name.value not in source.words:
            yield problem(register.place(name), CODE, words=name.value)
    for title in each(register.documents, "title"):
        if title.value not in source.words:
            yield problem(register.place(title), CODE, words=title.value[:80])
    for document in register.documents:
        yield from _errata(register, document, source.words)


def _errata(register: Register, entry: Entry[Any], words: str) -> Iterator[Diagnostic]:
    """Yield the errata of the entry whose slip is not in the words."""
    for erratum in entry.parts("errata"):
        if erratum.value.written not in words:
            yield problem(register.place(erratum, "written"), CODE, "erratum", words=erratum.value.written)
