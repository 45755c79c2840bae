"""Figures of the monthly reports, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import submission_facts
from plan190.status.grouping import group_by
from plan190.status.periods import period_runs, report_due
from plan190.status.selection import agencies_owing, submissions_of
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.periods import PeriodRun
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import AgencyVerdict, Assessment


@dataclass(frozen=True)
class ReportCounts:
    """The number of monthly reports of a period that are owed, and the number of these in each state."""

    period: Period
    due: date
    owed: int
    by_state: Mapping[SubmissionState, int]

    def __getitem__(self, state: SubmissionState) -> int:
        """Return the number in that state."""
        return self.by_state[state]

    @property
    def submitted(self) -> int:
        """The number submitted, on time or late."""
        return self[SubmissionState.ON_TIME] + self[SubmissionState.LATE]


class ReportsFigures(NamedTuple):
    """The counts of the reports of each period, and the agencies that owe or submitted a report, in the plan's order.

    The periods are those for which a report is owed or was submitted.
    """

    periods: tuple[ReportCounts, ...]
    agencies: tuple[AgencyVerdict, ...]


class MissingByAgency(NamedTuple):
    """The missing reports of one agency: their periods, and the highest number of days late."""

    agency: Agency
    periods: tuple[Period, ...]
    days_late: int

    @property
    def runs(self) -> tuple[PeriodRun, ...]:
        """Their periods, as runs of periods."""
        return period_runs(self.periods)


class MissingReportsFigures(NamedTuple):
    """The missing reports, by agency and period, the number of agencies that owe them, and of all reports owed.

    `of_ceased`: how many more are missing of agencies that have ceased to exist, of which nobody asks them any more.
    """

    submissions: tuple[Submission, ...]
    agencies: int
    owed: int
    of_ceased: int

    @property
    def runs(self) -> tuple[PeriodRun, ...]:
        """Their periods, as runs of periods."""
        return period_runs(submission.period for submission in self.submissions)

    @property
    def by_agency(self) -> tuple[MissingByAgency, ...]:
        """The missing reports of each agency."""
        return missing_by_agency(self.submissions)


def report_counts(
    register: Register, assessment: Assessment, period: Period, agencies: Collection[str] | None = None
) -> ReportCounts:
    """Return how many monthly reports of the period all or these agencies owe, and how many are in each state."""
    due = report_due(period, register.plan, assessment.policy)
    return counts_of(period, due, _of_agencies(submissions_of(assessment, period), agencies))


def counts_of(period: Period, due: date, submissions: Iterable[Submission]) -> ReportCounts:
    """Return how many of these reports of the period are owed, and how many are in each state."""
    states = [submission.state for submission in submissions if submission.owed]
    return ReportCounts(period, due, len(states), {state: states.count(state) for state in SubmissionState})


def _of_agencies(submissions: Iterable[Submission], agencies: Collection[str] | None) -> Iterable[Submission]:
    """Return the monthly reports of the agencies with these ids, all of them for None."""
    return (item for item in submissions if agencies is None or item.agency.id in agencies)


def reports_figures(
    register: Register, assessment: Assessment, agencies: Collection[str] | None = None
) -> ReportsFigures:
    """Return the figures of the monthly reports of all agencies, or of those with these ids."""
    submissions = _of_agencies(assessment.submissions, agencies)
    periods = sorted({submission.period for submission in submissions})
    counts = tuple(report_counts(register, assessment, period, agencies) for period in periods)
    shown = (agency for agency in assessment.agencies if agency.submissions)
    return ReportsFigures(counts, tuple(item for item in shown if agencies is None or item.agency.id in agencies))


def missing_reports_figures(
    assessment: Assessment, before: Period | None = None, agencies: Collection[str] | None = None
) -> MissingReportsFigures:
    """Return the missing reports; with `before`, only those of earlier periods; of all agencies or of these."""
    submissions = _of_agencies(assessment.submissions, agencies)
    owed = [item for item in submissions if item.owed and (before is None or item.period < before)]
    missing = tuple(item for item in owed if item.is_missing)
    of_ceased = sum(item.of_ceased and item.state is SubmissionState.MISSING for item in owed)
    return MissingReportsFigures(missing, agencies_owing(missing), len(owed), of_ceased)


def missing_by_agency(missing: Iterable[Submission]) -> tuple[MissingByAgency, ...]:
    """Return these missing reports by agency."""
    return tuple(map(_missing_by_agency, group_by(missing, lambda submission: submission.agency.id).values()))


def _missing_by_agency(missing: Sequence[Submission]) -> MissingByAgency:
    periods = tuple(submission.period for submission in missing)
    return MissingByAgency(missing[0].agency, periods, max(submission.days_late for submission in missing))


def report_counts_facts(counts: ReportCounts) -> types.Counts:
    """Return how many reports of a period are owed, and how many are in each state."""
    return {
        "owed": counts.owed,
        "on_time": counts[SubmissionState.ON_TIME],
        "late": counts[SubmissionState.LATE],
        "missing": counts[SubmissionState.MISSING],
        "not_yet_due": counts[SubmissionState.NOT_YET_DUE],
        "left_out": counts[SubmissionState.LEFT_OUT],
    }


def reports_facts(figures: ReportsFigures) -> types.Reports:
    """Return the counts of each period, and the monthly reports of each agency, period by period."""
    periods: list[types.ReportCounts] = [
        {"period": counts.period, **report_counts_facts(counts)} for counts in figures.periods
    ]
    return {"periods": periods, "agencies": list(map(_agency_reports, figures.agencies))}


def _agency_reports(verdict: AgencyVerdict) -> types.AgencyReports:
    return {"agency": verdict.agency.id, "reports": list(map(submission_facts, verdict.submissions))}


def missing_reports_facts(figures: MissingReportsFigures) -> types.MissingReports:
    """Return the missing reports."""
    return {"missing": list(map(_missing_report, figures.submissions)), "of_ceased": figures.of_ceased}


def _missing_report(item: Submission) -> types.MissingReport:
    return {"agency": item.agency.id, "period": item.period, "due": item.due, "days": item.days_late}


def reports_earlier_facts(figures: MissingReportsFigures) -> types.ReportsEarlier:
    """Return the number of missing reports of earlier periods, of their agencies, and the runs of these periods."""
    missing, agencies = len(figures.submissions), figures.agencies
    runs: list[types.PeriodRun] = [{"first": first, "last": last} for first, last in figures.runs]
    return {
        "missing": missing, "of_ceased": figures.of_ceased, "owed": figures.owed, "agencies": agencies, "periods": runs,
    }  # fmt: skip
