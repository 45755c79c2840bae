"""Figures of the status view."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.figures.overview import OverviewFigures, overview_facts, overview_figures
from plan190.status.figures.plan import PlanFigures, plan_facts, plan_figures

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.verdicts import Assessment


class StatusFigures(NamedTuple):
    """What needs attention, and the totals of the plan."""

    overview: OverviewFigures
    plan: PlanFigures


def status_figures(register: Register, assessment: Assessment) -> StatusFigures:
    """Return the figures of the status view."""
    return StatusFigures(overview_figures(assessment), plan_figures(register, assessment))


def status_facts(figures: StatusFigures) -> types.Status:
    """Return what needs attention, and the totals of the plan, of each agency and of each joint task."""
    return {**overview_facts(figures.overview), **plan_facts(figures.plan)}
