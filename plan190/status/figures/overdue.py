"""Figures of the report on overdue obligations, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.status.facts import owed_facts
from plan190.status.figures.divided import Divided, divided
from plan190.status.selection import overdue

if TYPE_CHECKING:
    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment, Verdict


@dataclass(frozen=True)
class OverdueFigures:
    """The overdue obligations, longest overdue first. `divided`: the stated and the assumed ones."""

    verdicts: tuple[Verdict, ...]
    divided: Divided


def overdue_figures(assessment: Assessment) -> OverdueFigures:
    """Return the figures of the overdue obligations."""
    verdicts = overdue(assessment)
    return OverdueFigures(verdicts, divided(verdicts))


def overdue_facts(figures: OverdueFigures) -> Facts:
    """Return the overdue obligations."""
    return {"overdue": list(map(owed_facts, figures.verdicts))}
