"""P323: nobody reports or decides tomorrow. The one rule that asks for the day; its answer only ever turns to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Register

CODE = "P323"
NEEDS = ()
WHOLE = False


def check(register: Register, today: date) -> Iterator[Diagnostic]:
    """Give each report and decision, and each document of a decision, that is dated after today."""
    now = short_date(today)
    for report_file in register.reports:
        entry, report = report_file.report, report_file.value
        if report.reported_on > today:
            day = short_date(report.reported_on)
            yield problem(register.place(entry, "reported_on"), CODE, "", day=day, today=now)
        withdrawn = report.withdrawn
        if withdrawn is not None and withdrawn.date > today:
            place = register.place(entry, "withdrawn", "date")
            yield problem(place, CODE, "", day=short_date(withdrawn.date), today=now)
    for decided in register.decisions:
        if decided.value.date > today:
            day = short_date(decided.value.date)
            yield problem(register.place(decided, "date"), CODE, "", day=day, today=now)
        document = getattr(decided.value, "document", None)
        if document is not None and document.date > today:
            place = register.place(decided, "document", "date")
            yield problem(place, CODE, "", day=short_date(document.date), today=now)
