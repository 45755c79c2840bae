"""Monthly reports: on time through the 14th, late from the 15th, missing or not yet due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.model.decision import Close
from plan190.model.month import Month
from plan190.model.period import Period
from plan190.status.assess import assess
from plan190.status.periods import begins_on, period_of, periods_through, report_due
from plan190.status.submissions import Submission, SubmissionState
from tests.builders import assess_on, day, decision, register_with, report, with_plan
from tests.conftest import real_register

if TYPE_CHECKING:
    from plan190.status.verdicts import Assessment

YTE = "so-y-te"
PLAN = real_register().plan


def submissions_of(assessment: Assessment, agency: str = YTE) -> list[Submission]:
    """Return the submissions of an agency."""
    return [submission for submission in assessment.submissions if submission.agency.id == agency]


def test_reporting_period_runs_from_the_15th_to_the_14th() -> None:
    """The 14th is the last date of its month's period, the 15th the first of the next period."""
    assert period_of(date(2023, 7, 14), PLAN.reporting) == Period.parse("2023-07")
    assert period_of(date(2023, 7, 15), PLAN.reporting) == Period.parse("2023-08")
    assert period_of(date(2023, 12, 15), PLAN.reporting) == Period.parse("2024-01")
    assert begins_on(Period.parse("2024-01"), PLAN.reporting) == date(2023, 12, 15)


@pytest.mark.parametrize(
    ("before", "day_off", "month", "due"),
    [
        ("exclusive", "keep", 7, "2023-07-14"),
        ("inclusive", "keep", 7, "2023-07-15"),
        ("exclusive", "civil-code", 10, "2023-10-16"),  # 14/10/2023 is a Saturday
    ],
)
def test_due_date_of_a_report_follows_the_policy(before: str, day_off: str, month: int, due: str) -> None:
    """The policies for "before" and for days off apply to monthly reports too."""
    policy = replace(PLAN.policy, before=before, day_off=day_off)  # type: ignore[arg-type]

    assert report_due(Period(Month(2023, month)), PLAN, policy) == date.fromisoformat(due)


def test_periods_begin_with_the_first_one_owed() -> None:
    """July 2023 is the first period; there are 24 through June 2025."""
    assert periods_through(Period.parse("2023-06"), PLAN.reporting) == ()
    assert len(periods_through(Period.parse("2025-06"), PLAN.reporting)) == 24


@pytest.mark.parametrize(
    ("on", "reported", "state", "late"),
    [
        ("7-13", None, SubmissionState.NOT_YET_DUE, 0),
        ("7-14", None, SubmissionState.NOT_YET_DUE, 0),
        ("7-15", None, SubmissionState.MISSING, 1),
        ("7-15", "7-14", SubmissionState.ON_TIME, 0),
        ("7-15", "7-15", SubmissionState.LATE, 1),
        ("7-20", "7-18", SubmissionState.LATE, 4),
        ("7-17", "7-18", SubmissionState.MISSING, 3),
        ("7-10", "7-10", SubmissionState.ON_TIME, 0),
    ],
)
def test_submission_state_of_one_period(on: str, reported: str | None, state: SubmissionState, late: int) -> None:
    """Assess July's report before, on and after its due date."""
    (july,) = submissions_of(assess_on(on, [report(YTE, 7, reported)] if reported else []))

    assert (july.state, july.days_late, july.due) == (state, late, date(2023, 7, 14))


def test_report_of_one_period_does_not_replace_a_missing_one() -> None:
    """July's report stays missing when August's is on time."""
    states = [submission.state for submission in submissions_of(assess_on("9-20", [report(YTE, 8, "8-10")]))]

    assert states == [SubmissionState.MISSING, SubmissionState.ON_TIME, SubmissionState.MISSING]


def test_agency_that_owes_no_report_is_never_missing() -> None:
    """Section III.1 does not name the court: it may report, and its report cannot be missing."""
    assert submissions_of(assess_on("9-20"), "toa-an-tinh") == []
    (june,) = submissions_of(assess_on("9-20", [report("toa-an-tinh", 8, "8-20")]), "toa-an-tinh")
    assert (june.state, june.owed) == (SubmissionState.LATE, False)
    assert len([agency for agency in assess_on("7-20").agencies if agency.submissions]) == 41


def test_report_of_the_month_of_issue_is_optional() -> None:
    """The plan was signed in June; the first report owed is July's."""
    june, july = submissions_of(assess_on("7-1", [report(YTE, 6, "6-13")]))

    assert (june.period, june.owed, june.state) == (Period.parse("2023-06"), False, SubmissionState.ON_TIME)
    assert july.state is SubmissionState.NOT_YET_DUE


def test_no_report_is_owed_after_a_close() -> None:
    """A close of the whole plan or of all tasks of an agency ends its reports; a close of one task does not."""
    plan_closed = [decision(Close, "8-1", whole_plan=True)]
    agency_closed = [decision(Close, "8-1", agencies=(YTE,))]
    task_closed = [decision(Close, "8-1", agencies=(YTE,), tasks=(59,))]

    for closes in (plan_closed, agency_closed):
        assert [submission.period for submission in submissions_of(assess_on("9-20", [], closes))] == [
            Period.parse("2023-07")
        ]
    assert len(submissions_of(assess_on("9-20", [], task_closed))) == 3
    assert len(submissions_of(assess_on("9-20", [], agency_closed), "so-tttt")) == 3


def test_cut_off_of_the_plan_moves_the_periods() -> None:
    """The due date of the report does not depend on the cut-off."""
    register = with_plan(register_with(), reporting=replace(PLAN.reporting, cut_off=20))

    assert period_of(date(2023, 7, 20), register.plan.reporting) == Period.parse("2023-07")
    assert submissions_of(assess(register, day("7-20"), PLAN.policy))[0].due == date(2023, 7, 14)


def test_agency_without_tasks_that_must_report_is_listed() -> None:
    """The court is removed from tasks 55 and 56, and must report: its missing report counts like any other."""
    register, tasks = real_register(), []
    position = register.order["toa-an-tinh"]
    court = register.agencies[position]
    court = replace(court, value=replace(court.value, monthly_report="required"))
    for entry in register.tasks:
        bodies = tuple("so-tu-phap" if id_ == "toa-an-tinh" else id_ for id_ in entry.value.lead.bodies)
        tasks.append(replace(entry, value=replace(entry.value, lead=replace(entry.value.lead, bodies=bodies))))
    agencies = (*register.agencies[:position], court, *register.agencies[position + 1 :])
    register = replace(register, tasks=tuple(tasks), agencies=agencies)
    assessment = assess(register, day("7-20"), register.plan.policy)

    assert [item.state for item in submissions_of(assessment, "toa-an-tinh")] == [SubmissionState.MISSING]
    assert assessment.by_obligation.total == 344
