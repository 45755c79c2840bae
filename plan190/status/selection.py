"""What is asked of an assessment: the obligations, agencies and reports that are so, in the order they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.status.state import OPEN, State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.month import Month
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import AgencyVerdict, Assessment, Verdict


def overdue(assessment: Assessment) -> tuple[Verdict, ...]:
    """Give the obligations that are overdue, the longest first, those of one day by task."""
    found = (one for one in assessment.verdicts if one.state is State.OVERDUE)
    return tuple(sorted(found, key=lambda one: -one.days_late))


def due_through(assessment: Assessment, last: date) -> tuple[Verdict, ...]:
    """Give the open obligations that are due from the day on through the last one, the soonest first."""
    found = (
        one
        for one in assessment.verdicts
        if one.state in OPEN and one.due is not None and assessment.as_of <= one.due <= last
    )
    return tuple(sorted(found, key=lambda one: (one.days_left, one.task.number)))


def submissions_of(assessment: Assessment, period: Month) -> tuple[Submission, ...]:
    """Give the reports of a period: those that are missing, late, on time, not due yet; each in the plan's order."""
    order = (SubmissionState.MISSING, SubmissionState.LATE, SubmissionState.ON_TIME, SubmissionState.NOT_YET_DUE)
    found = [one for agency in assessment.agencies for one in agency.submissions if one.period == period]
    return tuple(sorted(found, key=lambda one: order.index(one.state)))


def leading(assessment: Assessment) -> tuple[AgencyVerdict, ...]:
    """Give the agencies that lead something, in the plan's order."""
    return tuple(one for one in assessment.agencies if one.leads.total)


def handing_in(assessment: Assessment) -> tuple[AgencyVerdict, ...]:
    """Give the agencies that owe monthly reports, or hand them in freely."""
    return tuple(one for one in assessment.agencies if one.submissions)


def periods_of(assessment: Assessment) -> tuple[Month, ...]:
    """Give the periods of which there is a report, or one is owed."""
    return tuple(sorted({one.period for agency in assessment.agencies for one in agency.submissions}))


def missing_reports(assessment: Assessment) -> tuple[Submission, ...]:
    """Give the reports that are missing, in the plan's order of agencies."""
    owed = (one for agency in assessment.agencies for one in agency.submissions)
    return tuple(one for one in owed if one.state is SubmissionState.MISSING)
