"""P312: report quotations that are not in their cell or section of the issued text."""

from __future__ import annotations

import re
from calendar import month_name
from itertools import takewhile
from typing import TYPE_CHECKING

from plan190.checks.entries import each
from plan190.checks.problem import Problem, problem
from plan190.load.issued_text import COLUMNS, IssuedText, Row, read_issued_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from typing import Any

    from plan190.model.register import Entry, Register
    from plan190.model.task import Task

CELLS = ("lead", *COLUMNS)
"""The cells of the appendix that tasks quote."""

_BLANK_DATE = re.compile(r"ngày[ .…_]{0,20}tháng")
"""The date of issue in a copy that has not been signed."""


def check(register: Register) -> Iterator[Problem]:
    """Report each quotation that differs from the issued text in at least one character."""
    if not register.source_text:
        return  # P314 reports that the issued text is missing, or the plan could not be read
    source = read_issued_text(register.source_text)
    rows = {row.task: row for row in source.rows}
    for task in register.tasks:
        if task.value.id in rows:
            yield from _task(register, task, rows[task.value.id])
    yield from _sections(register, source)
    yield from _plan(register, source)
    yield from _anywhere(register, source)


def _task(register: Register, entry: Entry[Task], row: Row) -> Iterator[Problem]:
    for name in CELLS:
        key_path = (name,) if name in {"content", "note"} else (name, "words")
        words = next((part.value for part in entry.parts(*key_path)), "")
        if words != row.cell(name):
            where, near = f"{register.plan.source}:{row.line}", _difference(words, row.cell(name))
            yield problem(entry.at(*key_path), "cell", task=entry.value.id, cell=name, where=where, **near)
    for erratum in entry.parts("errata"):
        written, where = erratum.at("written"), erratum.value.where
        if where not in CELLS:
            yield problem(written, "where", where=where, allowed=", ".join(CELLS))
        elif erratum.value.written not in row.cell(where):
            yield problem(written, "erratum", words=erratum.value.written)


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
        words, ref = quote.value.words, quote.value.ref.split(" ")[0]
        if ref in refs:
            quoted = any(section.ref == ref and section.words == words for section in source.sections)
        else:
            quoted = any(section.ref == "" and words in section.words for section in source.sections)
        if not quoted:
            yield problem(quote.at("words"), "section", ref=quote.value.ref)
        yield from _errata(quote, words)


def _plan(register: Register, source: IssuedText) -> Iterator[Problem]:
    plan = register.plan
    written = {
        ("title",): plan.title,
        ("kind",): plan.kind,
        ("number",): plan.number,
        ("symbol",): plan.symbol,
        ("place",): plan.place,
        ("signer", "name"): plan.signer.name if plan.signer is not None else None,
    }
    quotations = [(register.plan_entry.at(*key_path), words) for key_path, words in written.items() if words]
    parts = each([register.plan_entry], "recipients.words", "indicators.words", "escalations.words", "escalations.when")
    quotations += [(part, part.value) for part in (*parts, *each(register.documents, "title"))]
    text = source.words.casefold()  # the head of a document is often in capital letters
    for at, words in quotations:
        if words.casefold() not in text:
            yield problem(at, words=words[:80])
    dates = _written_dates(plan.issued_on)
    if not any(written in text for written in dates) and not _BLANK_DATE.search(text):
        yield problem(register.plan_entry.at("issued_on"), words=dates[0])
    yield from _errata(register.plan_entry, source.words)


def _written_dates(day: date) -> tuple[str, ...]:
    """Return the ways in which documents write a date."""
    months = dict.fromkeys((str(day.month), f"{day.month:02d}"))
    ways = []
    for month in months:
        for number in dict.fromkeys((str(day.day), f"{day.day:02d}")):
            ways += [f"ngày {number} tháng {month} năm {day.year}", f"{number}/{month}/{day.year}"]
    name = month_name[day.month].casefold()
    return (*ways, f"{day.day} {name} {day.year}", f"{name} {day.day}, {day.year}", day.isoformat())


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
