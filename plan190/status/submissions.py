"""Submissions of the monthly reports: whether each is on time, late, missing, not yet due, or left out.

The duty to report (section III.1 of the plan) does not depend on the progress of the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Close
from plan190.status.periods import month_of, period_due_in, periods_through, report_due

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.period import Period
    from plan190.model.plan import Policy
    from plan190.model.register import Register, ReportFile
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Effect, Snapshot


class SubmissionState(StrEnum):
    """Whether a monthly report is on time, late, missing, not yet due, or left out because it has errors."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"
    LEFT_OUT = "left_out"


class Submission(NamedTuple):
    """One agency's report for one period, as of a date. `due` is its due date.

    `owed`: whether section III.1 of the plan requires it; otherwise the agency submitted it voluntarily. `report`: None
    if none was submitted, or if it is left out because of errors. `days_late`: from the due date to the submission, or
    to the assessed date if there is none; 0 if it is not late or left out.
    """

    agency: Agency
    period: Period
    due: date
    owed: bool
    report: ReportFile | None
    state: SubmissionState
    days_late: int = 0

    @property
    def body(self) -> Agency:
        """The agency, as in `Verdict.body`."""
        return self.agency

    @property
    def agencies(self) -> tuple[Agency]:
        """The agency alone, as in `Verdict.agencies`."""
        return (self.agency,)

    @property
    def left_out(self) -> bool:
        """Whether there is a report with errors, which the figures leave out."""
        return self.state is SubmissionState.LEFT_OUT

    @property
    def is_due(self) -> bool:
        """Whether it was submitted or is missing: False if it is left out or can still be submitted on time."""
        return self.state not in {SubmissionState.NOT_YET_DUE, SubmissionState.LEFT_OUT}

    @property
    def reported_on(self) -> date | None:
        """The date of the report; None if none was submitted."""
        return self.report.reported_on if self.report is not None else None


Submissions = Mapping[str, tuple[Submission, ...]]
"""The submissions of each agency, by period."""


class ReportDuty(NamedTuple):
    """The duty to submit monthly reports.

    An agency owes the reports that are due while it exists and owes at least one task. An agency that the plan gives no
    task owes them while it exists. A decision that closes the whole plan, or the agency, ends the duty.
    `closings`: the decisions to close. `owed`: the obligations by agency, also those that it owed earlier.
    """

    snapshot: Snapshot
    closings: tuple[Effect, ...]
    owed: Mapping[str, Sequence[Obligation]]

    def is_owed(self, agency: Agency, due: date) -> bool:
        """Return whether the agency owes a report that is due on the date."""
        if agency.monthly_report != "required" or not agency.exists_on(due):
            return False
        if any(_closes_all(effect.entry.value, self.snapshot, agency) for effect in self._closings_on(due)):
            return False
        owed = self.owed.get(agency.id, ())
        return not owed or any(self._owes(obligation, agency, due) for obligation in owed)

    def _closings_on(self, day: date) -> Iterator[Effect]:
        return (effect for effect in self.closings if effect.applies_on(day))

    def _owes(self, obligation: Obligation, agency: Agency, day: date) -> bool:
        """Return whether the agency owed the obligation on the date, and no decision had closed it."""
        holders = (holder for holder in obligation.holders if holder.agency.id == agency.id)
        if not any(holder.held_on(day) for holder in holders):
            return False
        return not any(self.snapshot.concerns(effect.entry.value, obligation) for effect in self._closings_on(day))


def report_duty(snapshot: Snapshot, obligations: Iterable[Obligation]) -> ReportDuty:
    """Return the duty to submit monthly reports, given all obligations."""
    owed: dict[str, list[Obligation]] = defaultdict(list)
    for obligation in obligations:
        for id_ in {holder.agency.id for holder in obligation.holders}:
            owed[id_].append(obligation)
    return ReportDuty(snapshot, snapshot.effects_of_kind(Close), owed)


def submissions_by_agency(
    register: Register, snapshot: Snapshot, duty: ReportDuty, as_of: date, policy: Policy
) -> Submissions:
    """Return each agency's submissions through the month of the date, or through its last report if that is later."""
    plan, current = register.plan, period_due_in(month_of(as_of))
    due = cache(lambda period: report_due(period, plan, policy))
    through = cache(lambda last: periods_through(last, plan.reporting))
    reports: dict[str, dict[Period, ReportFile]] = defaultdict(dict)
    for report in snapshot.reports:
        # Two files can name the same period only with an error (P302); the first one counts.
        reports[report.agency].setdefault(report.period, report)
    left_out: dict[str, set[Period]] = defaultdict(set)
    for faulty_report in register.left_out:
        if faulty_report.period <= current:
            left_out[faulty_report.agency].add(faulty_report.period)
    submissions = {}
    for entry in register.agencies:
        agency = entry.value
        submitted, faulty = reports[agency.id], left_out[agency.id]
        owed = {period for period in through(max({current, *submitted})) if duty.is_owed(agency, due(period))}
        own = []
        for period in sorted(owed | submitted.keys() | faulty):
            submission = submitted.get(period)
            days_late = max(0, ((as_of if submission is None else submission.reported_on) - due(period)).days)
            state = SubmissionState.LEFT_OUT if period in faulty else _state(submission, days_late)
            days_late = 0 if period in faulty else days_late
            own.append(Submission(agency, period, due(period), period in owed, submission, state, days_late))
        submissions[agency.id] = tuple(own)
    return submissions


def _state(report: ReportFile | None, days_late: int) -> SubmissionState:
    if report is not None:
        return SubmissionState.LATE if days_late else SubmissionState.ON_TIME
    return SubmissionState.MISSING if days_late else SubmissionState.NOT_YET_DUE


def _closes_all(close: Close, snapshot: Snapshot, agency: Agency) -> bool:
    """Return whether the decision closes the whole plan, or all that the agency owes."""
    return close.whole_plan or (not close.tasks and agency.id in snapshot.agencies_named(close))
