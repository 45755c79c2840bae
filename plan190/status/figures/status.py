"""Figures of the status view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from plan190.status.figures.overview import OverviewFigures, overview_facts, overview_figures
from plan190.status.figures.plan import LeadingAgencies, PlanFigures, plan_facts, plan_figures, select_rows
from plan190.status.state import State
from plan190.status.verdicts import AgencyVerdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.figures.plan import BodyRow
    from plan190.status.verdicts import Assessment

Row = TypeVar("Row", bound="BodyRow")

CONCERNS = ("overdue", "due_soon", "missing")
"""What a row of the table of agencies can have: overdue work, work due soon, missing monthly reports."""


class Selection(NamedTuple):
    """The rows to show: those with one of the concerns (all rows if there is none), in the order of the key.

    `key`: None for the plan's order.
    """

    concerns: Collection[str] = ()
    key: Callable[[BodyRow], Any] | None = None


class StatusFigures(NamedTuple):
    """What needs attention, the totals of the plan, and the rows of the table of agencies that are shown."""

    overview: OverviewFigures
    plan: PlanFigures
    shown: LeadingAgencies


ALL = Selection()


def status_figures(register: Register, assessment: Assessment, selection: Selection = ALL) -> StatusFigures:
    """Return the figures of the status view."""
    plan, overview = plan_figures(register, assessment), overview_figures(assessment)
    if not selection.concerns and selection.key is None:
        return StatusFigures(overview, plan, plan.leading)
    shown = select_rows(plan.leading, _selected(plan.leading.rows, selection))
    plan = plan._replace(agencies=_selected(plan.agencies, selection), joint=_selected(plan.joint, selection))
    return StatusFigures(overview, plan, shown)


def _selected(rows: Iterable[Row], selection: Selection) -> tuple[Row, ...]:
    if selection.concerns:
        rows = [row for row in rows if any(_has(row, concern) for concern in selection.concerns)]
    return tuple(rows if selection.key is None else sorted(rows, key=selection.key))


def _has(row: BodyRow, concern: str) -> bool:
    if concern == "missing":
        return isinstance(row, AgencyVerdict) and row.missing_reports > 0
    return row.leads[State(concern)] > 0


def most_overdue_first(row: BodyRow) -> tuple[int, int, int]:
    """Return the sort key: the stated obligations that are overdue, then the assumed ones, then work due soon."""
    return -row.stated[State.OVERDUE], -row.assumed[State.OVERDUE], -row.leads[State.DUE_SOON]


def status_facts(figures: StatusFigures) -> types.Status:
    """Return what needs attention, and the totals of the plan, of each agency and of each joint task."""
    return {**overview_facts(figures.overview), **plan_facts(figures.plan)}
