"""Figures of the overview: how much work of each kind needs attention, and the tasks to act on first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.status.figures.at_risk import at_risk_figures
from plan190.status.figures.divided import Divided, ObligationList, divided
from plan190.status.figures.reports import missing_reports_figures
from plan190.status.selection import agencies_owing
from plan190.status.state import State
from plan190.status.verdicts import by_urgency

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.period import Period
    from plan190.status import fact_types as types
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict

Attention = Literal[
    "overdue", "overdue_assumed", "due_soon", "due_soon_assumed",
    "missing_reports", "missing_reports_earlier", "claims", "obstacles", "at_risk",
]  # fmt: skip
"""A kind of work that needs attention, the most urgent first; the ids of the lines of the overview."""

MOST_FIRST = 5
"""The highest number of tasks to act on first."""


class OverviewLine(NamedTuple):
    """How much work of one kind needs attention.

    `number`: obligations, monthly reports, claims or obstacles. `agencies`: the number of agencies that owe or reported
    them; those that owe only a joint task are not counted. `joint`: how many of the obligations are joint tasks.
    """

    id: Attention
    number: int
    agencies: int
    joint: int = 0


class OverviewFigures(NamedTuple):
    """The overview as of a date.

    `lines`: one for each kind of work, the most urgent first; the number may be 0. `urgent`: the number of tasks that
    are overdue or due soon. `first`: the most urgent of them. `period`: the current reporting period.
    """

    lines: tuple[OverviewLine, ...]
    urgent: int
    first: tuple[TaskVerdict, ...]
    period: Period

    @property
    def shown(self) -> tuple[OverviewLine, ...]:
        """The lines whose number is not 0."""
        return tuple(line for line in self.lines if line.number)


def overview_figures(assessment: Assessment) -> OverviewFigures:
    """Return the figures of the overview."""
    overdue, due_soon = (_in_state(assessment, state) for state in (State.OVERDUE, State.DUE_SOON))
    missing = missing_reports_figures(assessment).submissions
    warned = [warning.verdict for warning in at_risk_figures(assessment).by_task]
    lines = (
        _obligations("overdue", overdue.stated.verdicts),
        _obligations("overdue_assumed", overdue.assumed.verdicts),
        _obligations("due_soon", due_soon.stated.verdicts),
        _obligations("due_soon_assumed", due_soon.assumed.verdicts),
        _reports("missing_reports", [report for report in missing if report.period >= assessment.period]),
        _reports("missing_reports_earlier", [report for report in missing if report.period < assessment.period]),
        _of_agencies("claims", [item.claim.agency for item in assessment.claims]),
        _of_agencies("obstacles", [item.agency.id for item in assessment.obstacles if not item.answers]),
        _obligations("at_risk", warned),
    )
    urgent = [task for task in by_urgency(assessment.tasks) if task.state in {State.OVERDUE, State.DUE_SOON}]
    return OverviewFigures(lines, len(urgent), tuple(urgent[:MOST_FIRST]), assessment.period)


def _in_state(assessment: Assessment, state: State) -> Divided:
    return divided(verdict for verdict in assessment.verdicts if verdict.state is state)


def _obligations(id_: Attention, verdicts: Iterable[Verdict]) -> OverviewLine:
    obligations = ObligationList(tuple(verdicts))
    return OverviewLine(id_, len(obligations.verdicts), obligations.agencies, len(obligations.joint))


def _reports(id_: Attention, reports: list[Submission]) -> OverviewLine:
    return OverviewLine(id_, len(reports), agencies_owing(reports))


def _of_agencies(id_: Attention, agencies: list[str]) -> OverviewLine:
    """Return the line on claims or obstacles; `agencies`: the id of the agency of each."""
    return OverviewLine(id_, len(agencies), len(set(agencies)))


def overview_facts(figures: OverviewFigures) -> types.Overview:
    """Return all lines, also those with the number 0, and the ids of the tasks to act on first."""
    lines: list[types.OverviewLine] = [
        {"id": line.id, "number": line.number, "agencies": line.agencies, "joint": line.joint} for line in figures.lines
    ]
    return {"overview": lines, "act_first": [task.task.id for task in figures.first]}
