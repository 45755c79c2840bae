"""P302: a report lies in the folder of the agency and under the month that it names, and the plan owed it by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.agency import Agency
from plan190.status.periods import begins_on, period_of
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

CODE = "P302"
NEEDS = ("plan.yaml", "agencies.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each report of who makes none, not where it says it belongs, older than the plan, or before its period."""
    plan = register.plan.value
    first = period_of(plan.issued_on, plan.reporting)
    for report_file in register.reports:
        entry, report = report_file.report, report_file.value
        _, folder, name = entry.file.split("/")
        month = name.removesuffix(".yaml")
        body = register.bodies.get(report.agency)
        if body is not None and not (isinstance(body, Agency) and body.monthly_report != "none"):
            yield problem(register.place(entry, "agency"), CODE, "body", agency=report.agency)
        if report.agency != folder:
            yield problem(register.place(entry, "agency"), CODE, "agency", agency=report.agency, folder=folder)
        if str(report.period) != month:
            yield problem(register.place(entry, "period"), CODE, "month", period=report.period, month=month)
        elif report.period < first:
            yield problem(register.place(entry, "period"), CODE, "early", period=report.period, first=first)
        elif report.reported_on < plan.issued_on:
            place, day = register.place(entry, "reported_on"), short_date(report.reported_on)
            yield problem(place, CODE, "unissued", day=day, issued=short_date(plan.issued_on))
        elif report.reported_on < (begins := begins_on(report.period, plan.reporting)):
            place = register.place(entry, "reported_on")
            day, since = short_date(report.reported_on), short_date(begins)
            yield problem(place, CODE, "begun", period=report.period, day=day, begins=since)
