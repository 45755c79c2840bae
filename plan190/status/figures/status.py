"""Figures of the status view."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.figures.plan import PlanFigures, plan_facts, plan_figures
from plan190.status.state import State
from plan190.status.verdicts import by_urgency

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.verdicts import Assessment, TaskVerdict


class StatusFigures(NamedTuple):
    """The totals of the plan, and the tasks that are overdue or due soon, most urgent first."""

    plan: PlanFigures
    urgent: tuple[TaskVerdict, ...]


def status_figures(register: Register, assessment: Assessment) -> StatusFigures:
    """Return the figures of the status view."""
    urgent = tuple(task for task in by_urgency(assessment.tasks) if task.state in {State.OVERDUE, State.DUE_SOON})
    return StatusFigures(plan_figures(register, assessment), urgent)


def status_facts(figures: StatusFigures) -> types.Plan:
    """Return the totals of the plan, of each agency and of each joint task."""
    return plan_facts(figures.plan)
