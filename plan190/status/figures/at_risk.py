"""Figures of the delay warnings, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.status.facts import obligation_facts

if TYPE_CHECKING:
    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment, DelayWarning, Verdict


@dataclass(frozen=True)
class AtRiskFigures:
    """The delay warnings that still hold, each with its obligation, and how many came too late."""

    warnings: tuple[tuple[Verdict, DelayWarning], ...]
    untimely: int


def at_risk_figures(assessment: Assessment) -> AtRiskFigures:
    """Return the delay warnings that still hold, by due date."""
    warnings = [(verdict, verdict.at_risk) for verdict in assessment.verdicts if verdict.at_risk is not None]
    warnings.sort(key=lambda pair: (pair[0].due is None, pair[0].due, pair[0].task.number))
    return AtRiskFigures(tuple(warnings), sum(not warning.timely for _, warning in warnings))


def at_risk_facts(figures: AtRiskFigures) -> Facts:
    """Return the obligations with their delay warnings."""
    return {"at_risk": [_warning(verdict, warning) for verdict, warning in figures.warnings]}


def _warning(verdict: Verdict, warning: DelayWarning) -> Facts:
    return {"task": verdict.task.number, "reason": warning.reason} | obligation_facts(verdict)
