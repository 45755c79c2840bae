"""Submissions of the monthly reports: whether each is on time, late, missing, not yet due, or left out.

The duty to report (section III.1 of the plan) does not depend on the progress of the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Close
from plan190.status.periods import month_of, periods_through, report_due

if TYPE_CHECKING:
    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.model.plan import Policy
    from plan190.model.register import Entry, Register
    from plan190.model.report import MonthlyReport
    from plan190.status.snapshot import Snapshot


class SubmissionState(StrEnum):
    """Whether a monthly report is on time, late, missing, not yet due, or left out because it has errors."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"
    LEFT_OUT = "left_out"


class Submission(NamedTuple):
    """One agency's report for one period, as of a date. `due` is its due date.

    `owed`: whether section III.1 of the plan requires it; otherwise the agency submitted it voluntarily. `left_out`:
    whether there is a report with errors, which the figures leave out; its date of submission is then unknown.
    """

    agency: Agency
    period: Month
    due: date
    as_of: date
    owed: bool
    report: Entry[MonthlyReport] | None = None
    left_out: bool = False

    @property
    def days_late(self) -> int:
        """Days from the due date to the submission, or to the assessed date if there is none; 0 if it is not late.

        A report that is left out is not late.
        """
        if self.left_out:
            return 0
        return max(0, ((self.reported_on or self.as_of) - self.due).days)

    @property
    def state(self) -> SubmissionState:
        """The state of the submission."""
        if self.left_out:
            return SubmissionState.LEFT_OUT
        if self.report is not None:
            return SubmissionState.LATE if self.days_late else SubmissionState.ON_TIME
        return SubmissionState.MISSING if self.days_late else SubmissionState.NOT_YET_DUE

    @property
    def is_due(self) -> bool:
        """Whether it was submitted or is missing: False if it is left out or can still be submitted on time."""
        return self.state not in {SubmissionState.NOT_YET_DUE, SubmissionState.LEFT_OUT}

    @property
    def reported_on(self) -> date | None:
        """The date of the report; None if none was submitted."""
        return self.report.value.reported_on if self.report is not None else None


Submissions = Mapping[str, tuple[Submission, ...]]
"""The submissions of each agency, by period."""


def submissions_by_agency(register: Register, snapshot: Snapshot, as_of: date, policy: Policy) -> Submissions:
    """Return each agency's submissions through the month of the date, or through its last report if that is later.

    A report is not owed if a decision closed the whole plan or the agency before its due date.
    """
    plan, month = register.plan, month_of(as_of)
    due = cache(lambda period: report_due(period, plan, policy))
    reports: dict[str, dict[Month, Entry[MonthlyReport]]] = defaultdict(dict)
    for report_file in snapshot.reports:
        # Two files can name the same period only with an error (P302); the first one counts.
        reports[report_file.agency].setdefault(report_file.period, report_file.report)
    left_out: dict[str, set[Month]] = defaultdict(set)
    for report in register.left_out:
        if report.period <= month:
            left_out[report.agency].add(report.period)
    submissions = {}
    for entry in register.agencies:
        agency = entry.value
        submitted, owed = reports[agency.id], set()
        if agency.monthly_report == "required":
            closed_on = agency_closed_on(snapshot, agency) or date.max
            periods = periods_through(max({month, *submitted}), plan.reporting)
            owed = {period for period in periods if due(period) <= closed_on}
        faulty = left_out[agency.id]
        submissions[agency.id] = tuple(
            Submission(agency, period, due(period), as_of, period in owed, submitted.get(period), period in faulty)
            for period in sorted(owed | submitted.keys() | faulty)
        )
    return submissions


def agency_closed_on(snapshot: Snapshot, agency: Agency) -> date | None:
    """Return the date of the first decision that closes the whole plan or the agency; None if there is none.

    A decision closes the agency if it names the agency, or a group that it belongs to, and no tasks.
    """
    decisions = (entry.value for entry in snapshot.of_kind(Close))
    return min((close.date for close in decisions if _closes_all(close, snapshot, agency)), default=None)


def _closes_all(close: Close, snapshot: Snapshot, agency: Agency) -> bool:
    closes_agency = any(agency.id in snapshot.members.get(id_, ()) for id_ in close.agencies)
    return close.whole_plan or (closes_agency and not close.tasks)
