"""Figures of the status view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.status.figures.plan import PlanFigures, plan_facts, plan_figures
from plan190.status.figures.reports import MissingReportsFigures, missing_reports_figures, reports_earlier_facts
from plan190.status.state import State
from plan190.status.verdicts import by_urgency

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment, TaskVerdict


@dataclass(frozen=True)
class StatusFigures:
    """The totals of the plan, and the tasks that are overdue or due soon, most urgent first.

    `earlier`: the missing reports of the periods before the current one.
    """

    plan: PlanFigures
    urgent: tuple[TaskVerdict, ...]
    earlier: MissingReportsFigures


def status_figures(register: Register, assessment: Assessment) -> StatusFigures:
    """Return the figures of the status view."""
    urgent = tuple(task for task in by_urgency(assessment.tasks) if task.state in {State.OVERDUE, State.DUE_SOON})
    earlier = missing_reports_figures(assessment, before=assessment.period)
    return StatusFigures(plan_figures(register, assessment), urgent, earlier)


def status_facts(figures: StatusFigures) -> Facts:
    """Return the totals of the plan, of each agency and joint task, and of the missing reports of earlier periods."""
    return plan_facts(figures.plan) | reports_earlier_facts(figures.earlier)
