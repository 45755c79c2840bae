"""P307: the days of a report follow one another: done and proved by the day of the report, expected after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.report import Update

CODE = "P307"
NEEDS = ("plan.yaml",)
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each day that does not go with the report's own, or that lies before the plan without a word of why."""
    for report_file in register.reports:
        report, told = report_file.report, report_file.reported_on
        document = report.value.document
        if document is not None and document.date > told:
            yield _late(register, report, ("document", "date"), "document", document.date, told)
        for entry in report_file.entries:
            yield from _days_of(register, entry, told)
        yield from _evidence(register, report_file)
        withdrawn = report.value.withdrawn
        if withdrawn is not None and withdrawn.date < told:
            place = register.place(report, "withdrawn", "date")
            yield problem(place, CODE, "withdrawn", day=short_date(withdrawn.date), told=short_date(told))
    for decided in register.decisions:
        paper = getattr(decided.value, "document", None)
        if paper is not None and paper.date > decided.value.date:
            yield _late(register, decided, ("document", "date"), "decided", paper.date, decided.value.date)


def _days_of(register: Register, entry: Entry[Update], told: date) -> Iterator[Diagnostic]:
    update, issued = entry.value, register.plan.value.issued_on
    if update.done_on is not None and update.done_on > told:
        yield _late(register, entry, ("done_on",), "done", update.done_on, told)
    elif update.done_on is not None and update.done_on < issued and update.summary is None:
        place = register.place(entry, "done_on")
        yield problem(place, CODE, "early", day=short_date(update.done_on), issued=short_date(issued))
    if update.at_risk is not None and update.at_risk.expected_on <= told:
        expected = short_date(update.at_risk.expected_on)
        place = register.place(entry, "at_risk", "expected_on")
        yield problem(place, CODE, "expected", day=expected, told=short_date(told))


def _evidence(register: Register, report_file: ReportFile) -> Iterator[Diagnostic]:
    told = report_file.reported_on
    for entry in report_file.proved:
        for number, one in enumerate(entry.value.evidence):
            if one.date is not None and one.date > told:
                yield _late(register, entry, ("evidence", number, "date"), "evidence", one.date, told)


def _late(
    register: Register, entry: Entry[object], key_path: tuple[str | int, ...], variant: str, day: date, told: date
) -> Diagnostic:
    return problem(register.place(entry, *key_path), CODE, variant, day=short_date(day), told=short_date(told))
