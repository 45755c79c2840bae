"""Figures of the dashboard."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.figures.divided import divided
from plan190.status.figures.indicators import IndicatorsFigures, indicators_figures
from plan190.status.figures.obstacles import ObstaclesFigures, obstacles_figures
from plan190.status.figures.overview import Attention, OverviewFigures, overview_figures
from plan190.status.figures.plan import PlanFigures, plan_figures
from plan190.status.figures.reports import MissingByAgency, ReportsFigures, missing_by_agency, reports_figures
from plan190.status.grouping import group_by
from plan190.status.periods import month_of
from plan190.status.selection import due_through, missing_reports, overdue
from plan190.status.state import State
from plan190.status.trend import TallyHistory, tally_history
from plan190.status.verdicts import each_due

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plan190.model.month import Month
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict


class TaskDue(NamedTuple):
    """A due date of a task. `due_then`: the task with only the obligations that are due on that date."""

    due: date
    task: TaskVerdict
    due_then: TaskVerdict


class DueDates(NamedTuple):
    """All due dates of tasks, in order.

    `to_come`: the number of dates on or after the assessed date. `by_month`: the number of dates in each month.
    """

    dates: tuple[TaskDue, ...]
    to_come: int
    by_month: dict[Month, int]


class DashboardFigures(NamedTuple):
    """Figures of the first page and of the page of reports.

    `obligations`: those behind the lines of the overview on overdue work, longest overdue first, and on work due soon,
    soonest first. `missing`: the missing reports of all periods.
    """

    overview: OverviewFigures
    obligations: Mapping[Attention, tuple[Verdict, ...]]
    plan: PlanFigures
    history: TallyHistory
    due_dates: DueDates
    indicators: IndicatorsFigures
    reports: ReportsFigures
    missing: tuple[MissingByAgency, ...]
    obstacles: ObstaclesFigures


def dashboard_figures(register: Register, assessment: Assessment) -> DashboardFigures:
    """Return the figures of the dashboard."""
    due_soon = due_through(assessment, assessment.as_of + timedelta(days=assessment.policy.soon))
    late, soon = divided(overdue(assessment)), divided(due_soon)
    return DashboardFigures(
        overview=overview_figures(assessment),
        obligations={
            "overdue": late.stated.verdicts,
            "overdue_assumed": late.assumed.verdicts,
            "due_soon": soon.stated.verdicts,
            "due_soon_assumed": soon.assumed.verdicts,
        },
        plan=plan_figures(register, assessment),
        history=tally_history(register, assessment.as_of, assessment.policy),
        due_dates=_due_dates(assessment),
        indicators=indicators_figures(register, assessment),
        reports=reports_figures(register, assessment),
        missing=missing_by_agency(missing_reports(assessment)),
        obstacles=obstacles_figures(assessment.obstacles),
    )


def _due_dates(assessment: Assessment) -> DueDates:
    """Return the due dates of all tasks, without those of ended obligations."""
    of_tasks = chain.from_iterable(map(_due_dates_of_task, assessment.tasks))
    dates = sorted(of_tasks, key=lambda task_due: task_due.due)
    to_come = sum(task_due.due >= assessment.as_of for task_due in dates)
    return DueDates(tuple(dates), to_come, dict(Counter(month_of(task_due.due) for task_due in dates)))


def _due_dates_of_task(task: TaskVerdict) -> Iterator[TaskDue]:
    not_ended = (verdict for verdict in each_due(task.verdicts) if verdict.state is not State.ENDED)
    for due, verdicts in group_by(not_ended, lambda verdict: verdict.due).items():
        if due is not None:
            yield TaskDue(due, task, replace(task, verdicts=tuple(verdicts)))
