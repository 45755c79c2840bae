"""The figures of different views agree, because each figure has one definition."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plan190.status.assess import assess
from plan190.status.explanation import state_changes
from plan190.status.figures.at_risk import at_risk_figures
from plan190.status.figures.monthly import monthly_figures
from plan190.status.figures.obstacles import obstacles_figures
from plan190.status.figures.overdue import overdue_figures
from plan190.status.figures.overview import overview_figures
from plan190.status.figures.plan import plan_figures
from plan190.status.figures.reports import missing_reports_figures, reports_figures
from plan190.status.figures.scoreboard import scoreboard_figures
from plan190.status.selection import due_through
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from plan190.status.verdicts import is_due_within
from tests.conftest import example_register, real_register

DATES = [date(2023, 6, 20), date(2023, 7, 1), date(2023, 9, 20), date(2025, 7, 2)]


@pytest.mark.parametrize("as_of", DATES)
def test_overdue_obligations_are_the_same_number_everywhere(as_of: date) -> None:
    """Totals, lists, the scoreboard and the monthly report count the same obligations."""
    register = example_register()
    assessment = assess(register, as_of, register.plan.policy)
    plan, overdue = plan_figures(register, assessment), overdue_figures(assessment)
    monthly = monthly_figures(register, assessment, assessment.period)
    number = plan.obligations[State.OVERDUE]

    assert len(overdue.verdicts) == number == sum(len(part.verdicts) for part in overdue.divided)
    joint = sum(row.leads[State.OVERDUE] for row in assessment.joint)
    scoreboard = scoreboard_figures(assessment)
    rows = (*plan.leading.stated.rows, *plan.leading.assumed.rows)
    assert sum(row.leads[State.OVERDUE] for row in rows) == number
    assert sum(score.overdue for score in (*scoreboard.stated, *scoreboard.assumed)) + joint == number
    assert monthly.overdue == overdue


@pytest.mark.parametrize("as_of", DATES)
def test_the_overview_agrees_with_the_totals_and_lists(as_of: date) -> None:
    """Each number is that of the list to which the line refers."""
    register = example_register()
    assessment = assess(register, as_of, register.plan.policy)
    overview = overview_figures(assessment)
    numbers = {line.id: line.number for line in overview.lines}

    assert (numbers["overdue"], numbers["overdue_assumed"]) == (
        assessment.stated[State.OVERDUE], assessment.assumed[State.OVERDUE],
    )  # fmt: skip
    assert (numbers["due_soon"], numbers["due_soon_assumed"]) == (
        assessment.stated[State.DUE_SOON], assessment.assumed[State.DUE_SOON],
    )  # fmt: skip
    assert numbers["missing_reports"] + numbers["missing_reports_earlier"] == len(
        missing_reports_figures(assessment).submissions
    )
    assert numbers["claims"] == len(assessment.claims)
    assert numbers["obstacles"] == obstacles_figures(assessment.obstacles).unanswered
    assert numbers["at_risk"] == len(at_risk_figures(assessment).by_task)
    assert overview.urgent == assessment.by_task[State.OVERDUE] + assessment.by_task[State.DUE_SOON]


def test_the_overview_counts_agencies_once_and_joint_tasks_apart() -> None:
    """Of the 24 obligations, 23 are owed by one of 9 agencies, and task 62 by many jointly."""
    register = real_register()
    (line, *_) = overview_figures(assess(register, date(2026, 11, 30), register.plan.policy)).lines

    assert (line.id, line.number, line.agencies, line.joint) == ("overdue", 24, 9, 1)


@pytest.mark.parametrize("as_of", DATES)
def test_missing_reports_are_the_sum_of_the_periods(as_of: date) -> None:
    """The list of missing reports, with those of ceased agencies, and the counts of each period agree."""
    register = example_register()
    assessment = assess(register, as_of, register.plan.policy)
    periods = reports_figures(register, assessment).periods

    missing = sum(counts[SubmissionState.MISSING] for counts in periods)
    figures = missing_reports_figures(assessment)
    assert len(figures.submissions) + figures.of_ceased == missing


@pytest.mark.parametrize("days", [0, 7, 30])
def test_due_within_some_days_selects_the_same_obligations(days: int) -> None:
    """`due_through` and `is_due_within` have one definition."""
    register = real_register()
    assessment = assess(register, date(2023, 6, 20), register.plan.policy)

    due = due_through(assessment, assessment.as_of + timedelta(days=days))
    assert {id(verdict) for verdict in due} == {
        id(verdict) for verdict in assessment.verdicts if is_due_within(verdict, days)
    }
    assert all(verdict.state in {State.DUE_SOON, State.WITHIN_TIME} for verdict in due)


def test_announced_state_changes_happen_on_their_dates() -> None:
    """An obligation has the announced state on the announced date, and not on the date before."""
    register = real_register()
    policy = register.plan.policy
    assessment = assess(register, date(2023, 6, 20), policy)
    changes = {
        (verdict.task.number, verdict.body.id, state): on
        for verdict in assessment.verdicts
        for state, on in state_changes(verdict, policy).items()
    }
    assert {state for _, _, state in changes} == {State.DUE_SOON, State.OVERDUE}
    for (number, agency, state), on in list(changes.items())[::20]:
        for day, expected in ((on, True), (on - timedelta(days=1), False)):
            later = assess(register, day, policy).task(str(number)).verdicts
            (verdict,) = [verdict for verdict in later if verdict.body.id == agency]
            assert (verdict.state is state) is expected
