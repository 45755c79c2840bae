"""Figures of the report on overdue obligations, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.status.facts import owed_facts
from plan190.status.figures.plan import AssumedOverdue, assumed_overdue
from plan190.status.selection import agencies_owing, overdue
from plan190.status.state import State

if TYPE_CHECKING:
    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment, Verdict


@dataclass(frozen=True)
class OverdueFigures:
    """The overdue obligations, longest overdue first, and the numbers of their tasks and agencies.

    `assumed`: those owed by members of a group with an assumed roster.
    """

    verdicts: tuple[Verdict, ...]
    tasks: int
    agencies: int
    assumed: AssumedOverdue


def overdue_figures(assessment: Assessment) -> OverdueFigures:
    """Return the figures of the overdue obligations."""
    verdicts = overdue(assessment)
    return OverdueFigures(
        verdicts=verdicts,
        tasks=assessment.by_task[State.OVERDUE],
        agencies=agencies_owing(verdicts),
        assumed=assumed_overdue(assessment),
    )


def overdue_facts(figures: OverdueFigures) -> Facts:
    """Return the overdue obligations."""
    return {"overdue": list(map(owed_facts, figures.verdicts))}
