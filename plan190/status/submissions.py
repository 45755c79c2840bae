"""Submissions of the periodic reports: whether each is on time, late, missing, not yet due, or left out.

The duty to report does not depend on the progress of the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Close
from plan190.status.periods import latest_period, periods_through, report_due
from plan190.status.snapshot import of_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.period import Period
    from plan190.model.plan import Policy
    from plan190.model.register import Register, ReportFile
    from plan190.status.obligations import Holder, Obligation
    from plan190.status.snapshot import Effect, EffectsByObligation, Snapshot


class SubmissionState(StrEnum):
    """Whether a monthly report is on time, late, missing, not yet due, or left out because it has errors."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"
    LEFT_OUT = "left_out"


class Submission(NamedTuple):
    """One agency's report for one period, as of a date. `due` is its due date.

    `owed`: whether the plan requires it; otherwise the agency submitted it voluntarily. `report`: None
    if none was submitted, or if it is left out because of errors. `days_late`: from the due date to the submission, or
    to the assessed date if there is none; 0 if it is not late or left out. `of_ceased`: whether its agency has ceased
    to exist by the assessed date; nobody is asked for its report any more.
    """

    agency: Agency
    period: Period
    due: date
    owed: bool
    report: ReportFile | None
    state: SubmissionState
    days_late: int = 0
    of_ceased: bool = False

    @property
    def body(self) -> Agency:
        """The agency, as in `Verdict.body`."""
        return self.agency

    @property
    def agencies(self) -> tuple[Agency]:
        """The agency alone, as in `Verdict.agencies`."""
        return (self.agency,)

    @property
    def is_missing(self) -> bool:
        """Whether it is owed, its due date has passed, it was not submitted, and its agency still exists."""
        return self.state is SubmissionState.MISSING and not self.of_ceased

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


class Owed(NamedTuple):
    """An obligation in the hands of one agency, and the decisions that close it."""

    holder: Holder
    closings: tuple[Effect, ...]

    def applies_on(self, day: date) -> bool:
        """Return whether the agency owed it on the date, and no decision had closed it."""
        return self.holder.held_on(day) and not any(effect.applies_on(day) for effect in self.closings)


class ReportDuty(NamedTuple):
    """The duty to submit monthly reports.

    An agency owes the reports that are due while it exists and owes at least one task. An agency that the plan gives no
    task owes them while it exists. A decision that closes the whole plan, or the agency, ends the duty.
    `closings`: the decisions to close all tasks of some agencies or of the plan. `owed`: what each agency owes or owed,
    by its id; what it always owes is first.
    """

    snapshot: Snapshot
    closings: tuple[Effect, ...]
    owed: Mapping[str, Sequence[Owed]]

    def is_owed(self, agency: Agency, due: date) -> bool:
        """Return whether the agency owes a report that is due on the date."""
        if agency.monthly_report != "required" or not agency.exists_on(due):
            return False
        if any(effect.applies_on(due) and self._closes_all(effect, agency) for effect in self.closings):
            return False
        owed = self.owed.get(agency.id)
        return owed is None or any(item.applies_on(due) for item in owed)

    def _closes_all(self, closing: Effect, agency: Agency) -> bool:
        """Return whether the decision closes the whole plan, or all that the agency owes."""
        close: Close = closing.entry.value
        return close.whole_plan or agency.id in self.snapshot.agencies_named(close)


def report_duty(snapshot: Snapshot, obligations: Iterable[Obligation], effects: EffectsByObligation) -> ReportDuty:
    """Return the duty to submit monthly reports, given all obligations and the decisions about them."""
    owed: dict[str, list[Owed]] = defaultdict(list)
    for obligation in obligations:
        closings = tuple(of_kinds(effects[obligation.key], Close))
        for holder in obligation.holders:
            own, is_permanent = owed[holder.agency.id], holder.is_only and not closings
            position = 0 if is_permanent else len(own)
            own.insert(position, Owed(holder, closings))
    of_all = tuple(effect for effect in snapshot.effects_of_kind(Close) if not effect.entry.value.tasks)
    return ReportDuty(snapshot, of_all, owed)


def submissions_by_agency(
    register: Register, snapshot: Snapshot, duty: ReportDuty, as_of: date, policy: Policy
) -> Submissions:
    """Return each agency's submissions through the latest period, or through its last report if that is later."""
    plan = register.plan
    current = latest_period(as_of, plan.reporting)
    due = cache(lambda period: report_due(period, plan, policy))
    through = cache(lambda last: periods_through(last, plan.reporting))
    reports: dict[str, dict[Period, ReportFile]] = defaultdict(dict)
    for report_file in snapshot.reports:
        # Two files can name the same period only with an error (P302); the first one counts.
        reports[report_file.agency].setdefault(report_file.period, report_file)
    left_out: dict[str, set[Period]] = defaultdict(set)
    for faulty_report in register.left_out:
        if faulty_report.period <= current:
            left_out[faulty_report.agency].add(faulty_report.period)
    submissions = {}
    for agency in register.all_agencies:
        submitted, faulty = reports[agency.id], left_out[agency.id]
        owed = {period for period in through(max({current, *submitted})) if duty.is_owed(agency, due(period))}
        own = []
        for period in sorted(owed | submitted.keys() | faulty):
            report = submitted.get(period)
            state_and_days = _state_and_days_late(report, due(period), as_of)
            if report is not None and not plan.reporting.every:
                state_and_days = SubmissionState.ON_TIME, 0  # the plan states no day
            if period in faulty:
                state_and_days = SubmissionState.LEFT_OUT, 0
            of_ceased = agency.has_ceased_by(as_of)
            own.append(Submission(agency, period, due(period), period in owed, report, *state_and_days, of_ceased))
        submissions[agency.id] = tuple(own)
    return submissions


def _state_and_days_late(report: ReportFile | None, due: date, as_of: date) -> tuple[SubmissionState, int]:
    """Return the state of a submission, and its days late."""
    if report is None:
        days_late = max(0, (as_of - due).days)
        return SubmissionState.MISSING if days_late else SubmissionState.NOT_YET_DUE, days_late
    days_late = max(0, (report.reported_on - due).days)
    return SubmissionState.LATE if days_late else SubmissionState.ON_TIME, days_late
