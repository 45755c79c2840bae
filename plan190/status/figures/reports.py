"""Figures of the monthly reports, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.status.facts import SUBMISSION, fields_of, list_of
from plan190.status.figures.plan import ReportCounts, report_counts, report_counts_facts
from plan190.status.selection import agencies_owing, missing_reports

if TYPE_CHECKING:
    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.status.facts import Facts
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import AgencyVerdict, Assessment


@dataclass(frozen=True)
class ReportsFigures:
    """The counts of the reports of each period, and the agencies that owe or submitted a report, in the plan's order.

    The periods are those for which a report is owed or was submitted.
    """

    periods: tuple[ReportCounts, ...]
    agencies: tuple[AgencyVerdict, ...]


@dataclass(frozen=True)
class MissingReportsFigures:
    """The missing reports, by agency and period, and the number of agencies that owe them."""

    submissions: tuple[Submission, ...]
    agencies: int


def reports_figures(register: Register, assessment: Assessment) -> ReportsFigures:
    """Return the figures of the monthly reports."""
    counts = tuple(report_counts(register, assessment, period) for period in sorted(assessment.submissions_by_period))
    return ReportsFigures(counts, tuple(agency for agency in assessment.agencies if agency.submissions))


def missing_reports_figures(assessment: Assessment, before: Period | None = None) -> MissingReportsFigures:
    """Return the missing reports; with `before`, only those of earlier periods."""
    missing = missing_reports(assessment)
    if before is not None:
        missing = tuple(submission for submission in missing if submission.period < before)
    return MissingReportsFigures(missing, agencies_owing(missing))


def reports_facts(figures: ReportsFigures) -> Facts:
    """Return the counts of each period, and the monthly reports of each agency, period by period."""
    periods = [{"period": str(counts.period), **report_counts_facts(counts)} for counts in figures.periods]
    return {"periods": periods, "agencies": list(map(_agency_reports, figures.agencies))}


def _agency_reports(verdict: AgencyVerdict) -> Facts:
    return {"agency": verdict.agency.id, "reports": list_of(verdict.submissions, *SUBMISSION)}


def missing_reports_facts(figures: MissingReportsFigures) -> Facts:
    """Return the missing reports."""
    return {"missing": list(map(_missing_report, figures.submissions))}


def _missing_report(submission: Submission) -> Facts:
    return {"agency": submission.agency.id} | fields_of(submission, "period", "due") | {"days": submission.days_late}
