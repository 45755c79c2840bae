"""P312: words that quote the plan stand in the very cell or section of the source that they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.load.issued_text import COLUMNS, Row, Source, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.reading import Erratum
    from plan190.model.register import Entry, Register
    from plan190.model.task import Task

CODE = "P312"
NEEDS = ("plan.yaml",)
WHOLE = False


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each quotation that the source does not have where it is said to be, letter for letter."""
    if not register.source_text:
        return  # P314 says so, or the plan's file could not be read
    source = read_source(register.source_text)
    rows = {row.number: row for row in source.rows}
    for task in register.tasks:
        if task.value.number in rows:
            yield from _task(register, task, rows[task.value.number])
    yield from _plan(register, source)
    yield from _anywhere(register, source)


def _task(register: Register, entry: Entry[Task], row: Row) -> Iterator[Diagnostic]:
    task = entry.value
    quoted = {
        "lead": (task.lead.words, ("lead", "words")),
        "content": (task.content, ("content",)),
        "cooperating": (task.cooperating.words, ("cooperating", "words")),
        "deadline": (task.deadline.words, ("deadline", "words")),
        "product": (task.product.words, ("product", "words")),
        "note": (task.note or "", ("note",)),
    }
    for name in ("lead", *COLUMNS):
        words, key_path = quoted[name]
        if words != row.cell(name):
            where = f"{register.plan.value.source}:{row.line}"
            place = register.place(entry, *key_path)
            near = _difference(words, row.cell(name))
            yield problem(place, CODE, "cell", task=task.number, cell=name, where=where, **near)
    for number, erratum in enumerate(task.errata):
        place = register.place(entry, "errata", number, "written")
        if erratum.where not in quoted:
            yield problem(place, CODE, "where", where=erratum.where, allowed=", ".join(quoted))
        elif erratum.written not in row.cell(erratum.where):
            yield problem(place, CODE, "erratum", words=erratum.written)


def _difference(quoted: str, written: str) -> dict[str, str]:
    """Give the first stretch where two texts part, from both."""
    start = next(
        (place for place, (a, b) in enumerate(zip(quoted, written, strict=False)) if a != b),
        min(len(quoted), len(written)),
    )
    since = max(0, start - 15)
    return {"here": quoted[since : start + 25], "there": written[since : start + 25]}


def _plan(register: Register, source: Source) -> Iterator[Diagnostic]:
    entry = register.plan
    refs = {section.ref for section in source.sections}
    for name in ("legal_basis", "purpose", "provisions"):
        for number, quote in enumerate(getattr(entry.value, name)):
            ref = quote.ref.split(" ")[0] if quote.ref.split(" ")[0] in refs else ""
            sections = [section.words for section in source.sections if section.ref == ref]
            place = register.place(entry, name, number, "words")
            whole = quote.words in sections if ref else any(quote.words in words for words in sections)
            if not whole:
                yield problem(place, CODE, "section", ref=quote.ref)
            yield from _errata(register, entry, quote.errata, quote.words, name, number, "errata")
    plan, day = entry.value, entry.value.issued_on
    pieces: list[tuple[str, str, tuple[str | int, ...]]] = [
        ("title", plan.title, ()),
        ("symbol", f"Kế hoạch số {plan.symbol} ngày {day.day}/{day.month}/{day.year}", ()),
        ("issued_on", f"{plan.place}, ngày {day.day} tháng {day.month} năm {day.year}", ()),
        ("number", f"Kế hoạch số {plan.number}/", ()),
        ("signer", plan.signer.name, ("name",)),
    ]
    pieces += [("recipients", one.words, (number, "words")) for number, one in enumerate(entry.value.recipients)]
    pieces += [("indicators", one.words, (number, "words")) for number, one in enumerate(entry.value.indicators)]
    pieces += [("escalations", one.when, (number, "when")) for number, one in enumerate(entry.value.escalations)]
    for name, words, key_path in pieces:
        if words not in source.words:
            yield problem(register.place(entry, name, *key_path), CODE, words=words[:80])
    yield from _errata(register, entry, entry.value.errata, source.words, "errata")


def _anywhere(register: Register, source: Source) -> Iterator[Diagnostic]:
    for entry in register.body_entries:
        for number, words in enumerate(entry.value.found_as):
            if words not in source.words:
                yield problem(register.place(entry, "found_as", number), CODE, words=words)
    for document in register.documents:
        for number, words in enumerate(document.value.written):
            if words not in source.words:
                yield problem(register.place(document, "written", number), CODE, words=words)
        if document.value.title is not None and document.value.title not in source.words:
            yield problem(register.place(document, "title"), CODE, words=document.value.title[:80])
        yield from _errata(register, document, document.value.errata, source.words, "errata")


def _errata(
    register: Register, entry: Entry[object], errata: tuple[Erratum, ...], words: str, *key_path: str | int
) -> Iterator[Diagnostic]:
    for number, erratum in enumerate(errata):
        if erratum.written not in words:
            yield problem(register.place(entry, *key_path, number, "written"), CODE, "erratum", words=erratum.written)
