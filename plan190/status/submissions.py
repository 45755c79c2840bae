"""Submissions of the monthly reports: whether each is on time, late, missing or not yet due.

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
from plan190.status.periods import month_of, period_due_in, periods_through, report_due

if TYPE_CHECKING:
    from plan190.model.agency import Agency
    from plan190.model.period import Period
    from plan190.model.plan import Policy
    from plan190.model.register import Entry, Register
    from plan190.model.report import MonthlyReport
    from plan190.status.snapshot import Snapshot


class SubmissionState(StrEnum):
    """Whether a monthly report is on time, late, missing or not yet due."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"


class Submission(NamedTuple):
    """One agency's report for one period, as of a date. `due` is its due date.

    `owed`: whether section III.1 of the plan requires it; otherwise the agency submitted it voluntarily.
    """

    agency: Agency
    period: Period
    due: date
    as_of: date
    owed: bool
    report: Entry[MonthlyReport] | None = None

    @property
    def days_late(self) -> int:
        """Days from the due date to the submission, or to the assessed date if there is none; 0 if it is not late."""
        return max(0, ((self.reported_on or self.as_of) - self.due).days)

    @property
    def state(self) -> SubmissionState:
        """The state of the submission."""
        if self.report is not None:
            return SubmissionState.LATE if self.days_late else SubmissionState.ON_TIME
        return SubmissionState.MISSING if self.days_late else SubmissionState.NOT_YET_DUE

    @property
    def is_due(self) -> bool:
        """Whether it was submitted or is missing: False while it can still be submitted on time."""
        return self.state is not SubmissionState.NOT_YET_DUE

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
    plan, current = register.plan, period_due_in(month_of(as_of))
    due = cache(lambda period: report_due(period, plan, policy))
    reports: dict[str, dict[Period, Entry[MonthlyReport]]] = defaultdict(dict)
    for report_file in snapshot.reports:
        # Two files can name the same period only with an error (P302); the first one counts.
        reports[report_file.agency].setdefault(report_file.period, report_file.report)
    submissions = {}
    for entry in register.agencies:
        agency = entry.value
        submitted, owed = reports[agency.id], set()
        if agency.monthly_report == "required":
            closed_on = agency_closed_on(snapshot, agency) or date.max
            periods = periods_through(max({current, *submitted}), plan.reporting)
            owed = {period for period in periods if due(period) <= closed_on}
        submissions[agency.id] = tuple(
            Submission(agency, period, due(period), as_of, period in owed, submitted.get(period))
            for period in sorted(owed | submitted.keys())
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
