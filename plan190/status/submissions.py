"""Whether each agency submitted each monthly report, and when: a duty of its own, whatever the progress of the work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Close
from plan190.status.periods import month_of, periods_through, report_due

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.model.plan import Policy
    from plan190.model.register import Entry, Register
    from plan190.model.report import MonthlyReport
    from plan190.status.snapshot import Snapshot


class SubmissionState(StrEnum):
    """How a monthly report came in."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"


class Submission(NamedTuple):
    """One agency's report of one period, as of a date. `due` is the last day on time.

    `owed`: section III.1 requires it of this agency; otherwise it was submitted voluntarily.
    """

    agency: Agency
    period: Month
    due: date
    as_of: date
    owed: bool
    report: Entry[MonthlyReport] | None = None

    @property
    def days_late(self) -> int:
        """The days after the due date on which it was submitted, or on which it is still missing."""
        return max(0, ((self.reported_on or self.as_of) - self.due).days)

    @property
    def state(self) -> SubmissionState:
        """How it came in."""
        if self.report is not None:
            return SubmissionState.LATE if self.days_late else SubmissionState.ON_TIME
        return SubmissionState.MISSING if self.days_late else SubmissionState.NOT_YET_DUE

    @property
    def is_due(self) -> bool:
        """Whether its due date has passed, or it was submitted already."""
        return self.state is not SubmissionState.NOT_YET_DUE

    @property
    def reported_on(self) -> date | None:
        """The date of the report; None if none was submitted."""
        return self.report.value.reported_on if self.report is not None else None


Submissions = Mapping[str, tuple[Submission, ...]]
"""The monthly reports by agency, those of an agency by period."""


def submissions_by_agency(register: Register, snapshot: Snapshot, as_of: date, policy: Policy) -> Submissions:
    """Return each agency's monthly reports by period, through the month of the date or the agency's own last one.

    After the whole plan, or all that an agency owes, is closed, the agency owes no further report.
    """
    plan, month = register.plan, month_of(as_of)
    months = {month, *(report_file.period for report_file in snapshot.reports)}
    reports: dict[str, dict[Month, Entry[MonthlyReport]]] = defaultdict(dict)
    for report_file in snapshot.reports:
        reports[report_file.agency].setdefault(report_file.period, report_file.report)
    months.update(periods_through(max(months), plan.reporting))
    due = {period: report_due(period, plan, policy) for period in months}
    submissions = {}
    for entry in register.agencies:
        agency = entry.value
        submitted, closed = reports[agency.id], agency_closed_on(snapshot, agency)
        owed = periods_through(max({month, *submitted}), plan.reporting) if agency.monthly_report == "required" else ()
        owing = {period for period in owed if closed is None or due[period] <= closed}
        submissions[agency.id] = tuple(
            Submission(agency, period, due[period], as_of, period in owing, submitted.get(period))
            for period in sorted(owing | submitted.keys())
        )
    return submissions


def agency_closed_on(snapshot: Snapshot, agency: Agency) -> date | None:
    """Return the first date on which all that the agency owes was closed."""
    decisions = (entry.value for entry in snapshot.of_kind(Close))
    return min((close.date for close in decisions if _closes_all(close, snapshot, agency)), default=None)


def _closes_all(close: Close, snapshot: Snapshot, agency: Agency) -> bool:
    closes_agency = any(agency.id in snapshot.members.get(id_, ()) for id_ in close.agencies)
    return close.whole_plan or (closes_agency and not close.tasks)
