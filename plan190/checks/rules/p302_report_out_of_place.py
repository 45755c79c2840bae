"""P302: report monthly reports that do not match their folder, file name or period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.agency import Agency, Group
from plan190.status.periods import begins_on, period_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.plan import Plan
    from plan190.model.register import Register, ReportFile

NEEDS = ("plan.yaml", "agencies.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each report by a body that does not report, in the wrong place, or dated before the plan or its period."""
    for report_file in register.reports:
        _, folder, name = report_file.report.file.split("/")
        yield from _agency(register, report_file, folder)
        yield from _period(report_file, name.removesuffix(".yaml"), register.plan)


def _agency(register: Register, report_file: ReportFile, folder: str) -> Iterator[Problem]:
    of_agency, agency = report_file.report.at("agency"), report_file.agency
    body = register.bodies.get(agency)
    if isinstance(body, Agency) and body.monthly_report == "none":
        yield problem(of_agency, "none", agency=agency)
    elif isinstance(body, Group):
        yield problem(of_agency, "body", agency=agency)
    if agency != folder:
        yield problem(of_agency, "agency", agency=agency, folder=folder)


def _period(report_file: ReportFile, month: str, plan: Plan) -> Iterator[Problem]:
    period, reported_on = report_file.period, report_file.reported_on
    first, begins = period_of(plan.issued_on, plan.reporting, period.unit), begins_on(period, plan.reporting)
    of_period, of_day = report_file.report.at("period"), report_file.report.at("reported_on")
    if str(period) != month:
        yield problem(of_period, "month", period=period, month=month)
    elif period.unit not in plan.reporting.units:
        yield problem(of_period, "unit", period=period, first=period_of(reported_on, plan.reporting))
    elif period < first:
        yield problem(of_period, "early", period=period, first=first)
    elif reported_on < plan.issued_on:
        yield problem(of_day, "unissued", day=reported_on, issued=plan.issued_on)
    elif reported_on < begins:
        yield problem(of_day, "begun", period=period, day=reported_on, begins=begins)
