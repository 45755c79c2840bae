"""Figures of the report on overdue obligations, and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import owed_obligation_facts
from plan190.status.figures.divided import Divided, divided
from plan190.status.selection import overdue
from plan190.status.state import State

if TYPE_CHECKING:
    from plan190.status import fact_types as types
    from plan190.status.verdicts import Assessment, Verdict


class OverdueFigures(NamedTuple):
    """The overdue obligations, longest overdue first, the stated and the assumed ones, and the number of tasks."""

    verdicts: tuple[Verdict, ...]
    divided: Divided
    tasks: int


def overdue_figures(assessment: Assessment) -> OverdueFigures:
    """Return the figures of the overdue obligations."""
    verdicts = overdue(assessment)
    return OverdueFigures(verdicts, divided(verdicts), assessment.by_task[State.OVERDUE])


def overdue_facts(figures: OverdueFigures) -> types.Overdue:
    """Return the overdue obligations, of which each states whether it is stated."""
    return {"overdue": list(map(owed_obligation_facts, figures.verdicts))}
