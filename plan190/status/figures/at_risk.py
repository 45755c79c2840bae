"""Figures of the delay warnings, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plan190.status.facts import obligation_facts, task_reference

if TYPE_CHECKING:
    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment, DelayWarning


@dataclass(frozen=True)
class AtRiskFigures:
    """The current delay warnings in two orders.

    `by_task`: by task and in the plan's order of agencies. `by_due`: by due date, those without one last. `untimely`:
    the number of warnings that were not reported before the due date.
    """

    by_task: tuple[DelayWarning, ...]
    by_due: tuple[DelayWarning, ...]
    untimely: int


def at_risk_figures(assessment: Assessment) -> AtRiskFigures:
    """Return the current delay warnings."""
    warnings = tuple(filter(None, (verdict.at_risk for verdict in assessment.verdicts)))
    by_due = sorted(warnings, key=lambda warning: warning.verdict.due or date.max)
    return AtRiskFigures(warnings, tuple(by_due), sum(not warning.timely for warning in warnings))


def at_risk_facts(figures: AtRiskFigures) -> Facts:
    """Return the obligations with their delay warnings."""
    return {"at_risk": list(map(_warning_facts, figures.by_due))}


def _warning_facts(warning: DelayWarning) -> Facts:
    obligation = obligation_facts(warning.verdict)
    return task_reference(warning.verdict.task.id) | {"reason": warning.reason} | obligation
