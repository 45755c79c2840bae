"""P312: report quotations that are not in their cell or section of the issued text."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from plan190.checks.entries import each
from plan190.checks.problem import Problem, problem
from plan190.load.issued_text import COLUMNS, IssuedText, Row, issued_text_of
from plan190.load.yaml_mistakes import quoted
from plan190.words.text import short_date, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from plan190.model.register import Entry, Register
    from plan190.model.task import Task

CELLS = ("lead", *COLUMNS)
"""The cells of the appendix that tasks quote."""

_PLAIN = frozenset({"content", "note", "section"})
"""The cells whose words are the value itself."""


def check(register: Register) -> Iterator[Problem]:
    """Report each quotation that differs from the issued text in at least one character."""
    source = issued_text_of(register)
    if source is None:
        return
    rows = {row.number: row for row in source.rows}
    for task in register.tasks:
        if task.value.id in rows:
            yield from _task(register, task, rows[task.value.id])
    yield from _sections(register, source)
    yield from _plan(register, source)
    yield from _anywhere(register, source)


def _task(register: Register, entry: Entry[Task], row: Row) -> Iterator[Problem]:
    for name in ("section", *CELLS):
        key_path = (name,) if name in _PLAIN else (name, "words")
        words = next((part.value for part in entry.parts(*key_path)), "")
        if not words and name in _PLAIN:
            yield from _missing(register, entry, row, name)
        elif words != row.cell(name):
            yield _differs(register, entry.at(*key_path), row, name, (words, row.cell(name)))
    others = dict(row.other)
    for part in entry.parts("other"):
        issued = others.pop(part.value.column, "")
        if part.value.words != issued:
            yield _differs(register, part.at("words"), row, part.value.column, (part.value.words, issued))
    for column, text in others.items():
        yield _differs(register, entry, row, column, ("", text))
    for erratum in entry.parts("errata"):
        written, where = erratum.at("written"), erratum.value.where
        if where not in CELLS:
            yield problem(written, "where", where=where, allowed=", ".join(CELLS))
        elif erratum.value.written not in row.cell(where):
            yield problem(written, "erratum", words=erratum.value.written)


def _missing(register: Register, entry: Entry[Task], row: Row, name: str) -> Iterator[Problem]:
    """Yield the problem of a cell without a key, if the issued text has words in it."""
    if row.cell(name):
        line, where = f"{name}: {quoted(row.cell(name))}", f"{register.plan.source}:{row.where.short}"
        correct = {"line": line} if shortened(line) == line else {}
        yield problem(entry, "missing", task=row.number, cell=name, where=where, **correct)


def _differs(register: Register, at: Entry[Any], row: Row, cell: str, texts: tuple[str, str]) -> Problem:
    """Return the problem of a cell that is quoted as the first text and issued as the second."""
    where = f"{register.plan.source}:{row.where.short}"
    return problem(at, "cell", task=row.number, cell=cell, where=where, **_difference(*texts))


def _difference(quoted: str, written: str) -> dict[str, str]:
    """Return the first passage in which the texts differ: `here` as quoted, `there` as issued."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(quoted, written, strict=False))
    start = len(list(alike))
    passage = slice(max(0, start - 15), start + 25)
    return {"here": quoted[passage], "there": written[passage]}


def _sections(register: Register, source: IssuedText) -> Iterator[Problem]:
    """Yield the quotations that differ from the section with their number.

    If no section has that number, the quotation must be a part of the text outside the numbered sections.
    """
    refs = {section.ref for section in source.sections}
    for quote in each([register.plan_entry], "legal_basis", "purpose", "provisions"):
        words, ref = quote.value.words, quote.value.ref
        if ref not in refs:
            ref = ref.split(" ")[0]
        if ref in refs:
            quoted = any(section.ref == ref and section.words == words for section in source.sections)
        else:
            quoted = any(section.ref == "" and words in section.words for section in source.sections)
        if not quoted:
            yield problem(quote.at("words"), "section", ref=quote.value.ref)
        yield from _errata(quote, words)


def _plan(register: Register, source: IssuedText) -> Iterator[Problem]:
    plan, head = register.plan, source.head
    quotations = [(register.plan_entry.at("title"), plan.title)]
    if plan.signer is not None:
        quotations.append((register.plan_entry.at("signer", "name"), plan.signer.name))
    for name, issued in (("number", head.number), ("symbol", head.symbol), ("place", head.place)):
        stated = getattr(plan, name)
        # A copy without number, or without place and date, says nothing about them.
        if stated is not None and issued is not None and stated != issued:
            quotations.append((register.plan_entry.at(name), stated))
    if head.issued_on is not None and plan.issued_on is not None and plan.issued_on != head.issued_on:
        yield problem(register.plan_entry.at("issued_on"), words=short_date(plan.issued_on))
    parts = each([register.plan_entry], "recipients.words", "indicators.words", "escalations.words", "escalations.when")
    quotations += [(part, part.value) for part in (*parts, *each(register.documents, "title"))]
    for at, words in quotations:
        if words not in source.words:
            yield problem(at, words=words[:80])
    yield from _errata(register.plan_entry, source.words)


def _anywhere(register: Register, source: IssuedText) -> Iterator[Problem]:
    """Yield the forms of bodies and documents that do not occur in the issued text, and wrong errata of documents."""
    for name in (*each(register.body_entries, "found_as"), *each(register.documents, "written")):
        if name.value not in source.words:
            yield problem(name, words=name.value)
    for document in register.documents:
        yield from _errata(document, source.words)


def _errata(entry: Entry[Any], words: str) -> Iterator[Problem]:
    """Yield each erratum of the entry that quotes an error that is not in the words."""
    for erratum in entry.parts("errata"):
        if erratum.value.written not in words:
            yield problem(erratum.at("written"), "erratum", words=erratum.value.written)
