"""Figures of the delay warnings, and their JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import obligation_facts, task_reference
from plan190.status.selection import owed_by_any

if TYPE_CHECKING:
    from collections.abc import Collection

    from plan190.status import fact_types as types
    from plan190.status.verdicts import Assessment, DelayWarning


class AtRiskFigures(NamedTuple):
    """The current delay warnings in two orders.

    `by_task`: by task and in the plan's order of agencies. `by_due`: by due date, those without one last. `untimely`:
    the number of warnings that were not reported before the due date. `passed`: the number of warnings whose expected
    date has passed.
    """

    by_task: tuple[DelayWarning, ...]
    by_due: tuple[DelayWarning, ...]
    untimely: int
    passed: int
    as_of: date


def at_risk_figures(assessment: Assessment, agencies: Collection[str] | None = None) -> AtRiskFigures:
    """Return the current delay warnings; with `agencies`, only those on obligations that these agencies owe."""
    verdicts = owed_by_any(assessment.verdicts, agencies)
    warnings = tuple(filter(None, (verdict.at_risk for verdict in verdicts)))
    return AtRiskFigures(
        by_task=warnings,
        by_due=tuple(sorted(warnings, key=lambda warning: warning.verdict.due or date.max)),
        untimely=sum(not warning.timely for warning in warnings),
        passed=sum(has_expected_passed(warning, assessment.as_of) for warning in warnings),
        as_of=assessment.as_of,
    )


def has_expected_passed(warning: DelayWarning, as_of: date) -> bool:
    """Return whether the date by which the agency expected to be done has passed; the work is still not done."""
    return warning.expected_on < as_of


def at_risk_facts(figures: AtRiskFigures) -> types.DelayWarnings:
    """Return the obligations with their delay warnings."""
    return {"at_risk": [_warning_facts(warning, figures.as_of) for warning in figures.by_due]}


def _warning_facts(warning: DelayWarning, as_of: date) -> types.WarnedObligation:
    return {
        **task_reference(warning.verdict.task.id),
        "reason": warning.reason,
        "expected_passed": has_expected_passed(warning, as_of),
        **obligation_facts(warning.verdict),
    }
