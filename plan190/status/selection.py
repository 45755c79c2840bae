"""Selections of obligations, agencies, submissions and indicators that several views show, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.model.task import task_order
from plan190.status.periods import coming_periods, report_due
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from plan190.status.verdicts import each_due, is_due_within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from plan190.model.period import Period
    from plan190.model.plan import Indicator, Plan
    from plan190.model.register import Register
    from plan190.model.task import Task
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import AgencyVerdict, Assessment, Verdict

_WORST_FIRST = (
    SubmissionState.MISSING,
    SubmissionState.LEFT_OUT,
    SubmissionState.LATE,
    SubmissionState.ON_TIME,
    SubmissionState.NOT_YET_DUE,
)
"""The order in which submissions are listed."""


def overdue(assessment: Assessment) -> tuple[Verdict, ...]:
    """Return the overdue obligations, longest overdue first, then by task."""
    verdicts = (verdict for verdict in assessment.verdicts if verdict.state is State.OVERDUE)
    return tuple(sorted(verdicts, key=lambda verdict: -verdict.days_late))


def owed_by_any(verdicts: Iterable[Verdict], agencies: Collection[str] | None) -> Iterable[Verdict]:
    """Return the obligations that one of the agencies with these ids owes, alone or jointly; all of them for None."""
    if agencies is None:
        return verdicts
    return [verdict for verdict in verdicts if not verdict.obligation.agency_ids.isdisjoint(agencies)]


def due_through(assessment: Assessment, last: date) -> tuple[Verdict, ...]:
    """Return the open obligations due from the assessed date through `last`, soonest first.

    Recurring work of which an earlier due date is overdue is among them with its next due date.
    """
    days = (last - assessment.as_of).days
    due = (verdict for verdict in each_due(assessment.verdicts) if is_due_within(verdict, days))
    return tuple(sorted(due, key=lambda verdict: (verdict.days_left, task_order(verdict.task.id))))


def claims_returned(assessment: Assessment) -> tuple[Verdict, ...]:
    """Return the open obligations with a returned claim, by task."""
    return tuple(
        verdict for verdict in assessment.verdicts if verdict.claim_returned and verdict.state is not State.ENDED
    )


def submissions_of(assessment: Assessment, period: Period) -> tuple[Submission, ...]:
    """Return the submissions for a period by state: missing, left out, late, on time, not yet due; then by agency."""
    submissions = assessment.submissions_by_period.get(period, ())
    return tuple(sorted(submissions, key=lambda submission: _WORST_FIRST.index(submission.state)))


def missing_reports(assessment: Assessment) -> tuple[Submission, ...]:
    """Return the missing reports, in the plan's order of agencies."""
    return tuple(submission for submission in assessment.submissions if submission.is_missing)


def agencies_owing(items: Iterable[Verdict | Submission]) -> int:
    """Return how many agencies owe these obligations or reports; the group of a joint task counts as one."""
    return len({item.body.id for item in items})


def next_report(assessment: Assessment, agency: AgencyVerdict, plan: Plan) -> tuple[Period, date] | None:
    """Return the period of the next monthly report that the agency owes, and its due date; None if it owes no more."""
    owed = []
    for period in coming_periods(assessment.as_of, plan.reporting):
        submission = agency.submission(period)
        due = report_due(period, plan, assessment.policy)
        is_open = submission is None or submission.state is SubmissionState.NOT_YET_DUE
        if is_open and assessment.duty.is_owed(agency.agency, due):
            owed.append((period, due))
    return min(owed, key=lambda item: item[1], default=None)


def leading(assessment: Assessment) -> tuple[AgencyVerdict, ...]:
    """Return the agencies that lead a task, alone or jointly, in the plan's order."""
    return tuple(agency for agency in assessment.agencies if agency.verdicts or agency.joint)


def indicators_of(register: Register, task: Task) -> tuple[Indicator, ...]:
    """Return the plan's indicators of a task."""
    return tuple(indicator for indicator in register.plan.indicators if task.id in indicator.tasks)
