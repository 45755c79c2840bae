"""What the next monthly report of an agency begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from plan190.model.month import Month
from plan190.model.period import Period
from plan190.status.assess import assess
from plan190.status.figures.draft import draft_figures
from tests.builders import day
from tests.conftest import example_register

if TYPE_CHECKING:
    from plan190.status.figures.draft import DraftFigures


def draft(agency: str = "so-y-te", as_of: str = "9-20", month: int | None = None) -> DraftFigures:
    """Return the figures of a draft in the example quarter."""
    register = example_register()
    period = Period(Month(2023, month)) if month else None
    assessment = assess(register, day(as_of), register.plan.policy)
    return draft_figures(register, assessment, register.bodies[agency], period)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("as_of", "period"), [("9-08", "2023-09"), ("9-12", "2023-09"), ("9-13", "2023-10"), ("9-20", "2023-10")]
)
def test_the_next_period(as_of: str, period: str) -> None:
    """It is the current one until its report is there, which the agency submitted on 13 September."""
    assert str(draft(as_of=as_of).period) == period


def test_a_missing_report_comes_first() -> None:
    """An agency whose report of this month is missing begins with that one, not with the next."""
    register = example_register()
    assessment = assess(register, day("9-20"), register.plan.policy)
    missing = [item.agency.id for item in assessment.submissions_by_period[assessment.period] if item.is_missing]
    assert missing
    assert {str(draft(agency).period) for agency in missing} == {"2023-09"}


@pytest.mark.parametrize(("as_of", "period"), [("9-08", "2023-09"), ("9-20", "2023-10")])
def test_without_a_duty_the_current_period(as_of: str, period: str) -> None:
    """An agency that owes no report begins with the period that covers the date."""
    assert str(draft("toa-an-tinh", as_of=as_of).period) == period


def test_every_owed_task_once() -> None:
    """Own and joint tasks are there in order; suspended ones are apart."""
    assert [task.verdict.task.id for task in draft().tasks] == [
        "32",
        "33",
        "34",
        "35",
        "36",
        "59",
        "60",
        "61",
        "62",
        "63",
        "64",
        "65",
        "66",
        "67",
    ]
    paused = draft("so-tai-chinh", as_of="7-01")
    assert [verdict.task.id for verdict in paused.paused] == ["23"]
    assert "23" not in {task.verdict.task.id for task in paused.tasks}


def test_only_earlier_periods_count() -> None:
    """The first report begins with nothing; a later one with the last state and values before its period."""
    assert {task.state for task in draft(month=7).tasks} == {"not_started"}
    task = draft(month=9).tasks[0]
    assert task.last is not None
    assert (task.state, str(task.last.period)) == ("unchanged", "2023-08")
    assert {str(item.last.period) for item in task.indicators if item.last} == {"2023-08"}
