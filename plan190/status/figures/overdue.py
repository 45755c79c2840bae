"""Figures of the report on overdue obligations, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import owed_facts
from plan190.status.figures.plan import AssumedOverdue, assumed_overdue
from plan190.status.selection import agencies_owing, overdue
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment, Verdict


class OverduePart(NamedTuple):
    """The stated or the assumed overdue obligations, longest overdue first.

    `tasks`: the number of their tasks. `agencies`: the number of agencies that owe them alone. `joint`: the number of
    joint tasks among them.
    """

    verdicts: tuple[Verdict, ...]
    tasks: int
    agencies: int
    joint: int


@dataclass(frozen=True)
class OverdueFigures:
    """The overdue obligations, longest overdue first, and the numbers of their tasks and agencies.

    `stated`, `depending`: those that the plan states, and those that depend on an assumed roster.
    """

    verdicts: tuple[Verdict, ...]
    tasks: int
    agencies: int
    assumed: AssumedOverdue
    stated: OverduePart
    depending: OverduePart


def overdue_figures(assessment: Assessment) -> OverdueFigures:
    """Return the figures of the overdue obligations."""
    verdicts = overdue(assessment)
    return OverdueFigures(
        verdicts=verdicts,
        tasks=assessment.by_task[State.OVERDUE],
        agencies=agencies_owing(verdicts),
        assumed=assumed_overdue(assessment),
        stated=_part(verdict for verdict in verdicts if verdict.is_stated),
        depending=_part(verdict for verdict in verdicts if not verdict.is_stated),
    )


def _part(selected: Iterable[Verdict]) -> OverduePart:
    verdicts = tuple(selected)
    own = [verdict for verdict in verdicts if not verdict.is_joint]
    tasks = {verdict.task.id for verdict in verdicts}
    return OverduePart(verdicts, len(tasks), agencies_owing(own), len(verdicts) - len(own))


def overdue_facts(figures: OverdueFigures) -> Facts:
    """Return the overdue obligations, of which each states whether it is stated."""
    return {"overdue": list(map(owed_facts, figures.verdicts))}
