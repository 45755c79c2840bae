"""Totals of the plan as of a date, which several views show, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.status.facts import SUBMISSION, fields_of, optional_fields, tally_facts
from plan190.status.periods import report_due
from plan190.status.selection import leading, overdue, submissions_of
from plan190.status.state import State
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.status.facts import Facts
    from plan190.status.state import Tally
    from plan190.status.verdicts import AgencyVerdict, Assessment


@dataclass(frozen=True)
class Completion:
    """The number of obligations that are done (`done`), and of all that have not ended (`total`).

    `dated_done`, `dated`: the same numbers for the obligations with a due date. `accepted`, `claimed`: the parts of
    `done` with an accepted claim and with a claim awaiting acceptance.
    """

    done: int
    total: int
    dated_done: int
    dated: int
    accepted: int
    claimed: int


@dataclass(frozen=True)
class ReportCounts:
    """The number of monthly reports of a period that are owed, and the number of these in each state."""

    period: Period
    due: date
    owed: int
    by_state: Mapping[SubmissionState, int]

    def __getitem__(self, state: SubmissionState) -> int:
        """Return the number in that state."""
        return self.by_state[state]

    @property
    def submitted(self) -> int:
        """The number submitted, on time or late."""
        return self[SubmissionState.ON_TIME] + self[SubmissionState.LATE]


@dataclass(frozen=True)
class LeadingAgencies:
    """The agencies that lead or led a task, in the plan's order, with the sums of their figures.

    `total`: the tally of all obligations. `cooperates`: the sum of the numbers of tasks in which each cooperates.
    `reports`: the counts of the monthly reports of one period, from all agencies that owe one.
    """

    agencies: tuple[AgencyVerdict, ...]
    total: Tally
    cooperates: int
    reports: ReportCounts


@dataclass(frozen=True)
class AssumedOverdue:
    """The overdue obligations owed by members of a group with an assumed roster.

    `number`: the number of these. `overdue`: the number of all overdue obligations. `tasks`: the ids of the tasks.
    """

    number: int
    overdue: int
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class PlanFigures:
    """Totals of the plan as of a date. `agencies`: all agencies that lead a task or cooperate in one."""

    as_of: date
    tasks: Tally
    obligations: Tally
    completion: Completion
    leading: LeadingAgencies
    agencies: tuple[AgencyVerdict, ...]
    assumed_overdue: AssumedOverdue

    @property
    def reports(self) -> ReportCounts:
        """The counts of the monthly reports of one period."""
        return self.leading.reports


def plan_figures(register: Register, assessment: Assessment, period: Period | None = None) -> PlanFigures:
    """Return the totals of the assessed plan, with the reports of the period; with None, of the current period."""
    return PlanFigures(
        as_of=assessment.as_of,
        tasks=assessment.by_task,
        obligations=assessment.by_obligation,
        completion=_completion(assessment),
        leading=leading_agencies(register, assessment, period or assessment.period),
        agencies=assessment.agencies,
        assumed_overdue=assumed_overdue(assessment),
    )


def _completion(assessment: Assessment) -> Completion:
    """Return how many obligations of the plan are done."""
    tally, verdicts = assessment.by_obligation, assessment.verdicts
    dated = [verdict for verdict in verdicts if verdict.due is not None and verdict.state is not State.ENDED]
    return Completion(
        done=tally.done,
        total=tally.total - tally[State.ENDED],
        dated_done=sum(verdict.is_done for verdict in dated),
        dated=len(dated),
        accepted=sum(verdict.accepted for verdict in verdicts),
        claimed=sum(verdict.claimed for verdict in verdicts),
    )


def report_counts(register: Register, assessment: Assessment, period: Period) -> ReportCounts:
    """Return how many monthly reports of the period are owed, and how many are in each state."""
    states = [submission.state for submission in submissions_of(assessment, period) if submission.owed]
    by_state = {state: states.count(state) for state in SubmissionState}
    return ReportCounts(period, report_due(period, register.plan, assessment.policy), len(states), by_state)


def leading_agencies(register: Register, assessment: Assessment, period: Period) -> LeadingAgencies:
    """Return the leading agencies with their sums, and the counts of the monthly reports of the period."""
    agencies = leading(assessment)
    cooperates = sum(agency.cooperates for agency in agencies)
    return LeadingAgencies(agencies, assessment.by_obligation, cooperates, report_counts(register, assessment, period))


def assumed_overdue(assessment: Assessment) -> AssumedOverdue:
    """Return the number and the tasks of the overdue obligations that depend on an assumed roster."""
    tasks = [verdict.task.id for verdict in overdue(assessment) if not verdict.is_stated]
    return AssumedOverdue(len(tasks), assessment.by_obligation[State.OVERDUE], tuple(sorted(set(tasks))))


def plan_facts(figures: PlanFigures) -> Facts:
    """Return the totals of the plan and of each agency."""
    tasks, obligations = tally_facts(figures.tasks), tally_facts(figures.obligations)
    return {
        "totals": {
            "tasks": tasks["total"],
            "obligations": obligations["total"],
            "by_state": tasks["by_state"],
            "obligations_by_state": obligations["by_state"],
        },
        "claimed": figures.completion.claimed,
        "accepted": figures.completion.accepted,
        "reports": {**report_counts_facts(figures.reports), "period": str(figures.reports.period)},
        "agencies": [_agency_totals(agency, figures.reports.period) for agency in figures.agencies],
    }


def report_counts_facts(counts: ReportCounts) -> Facts:
    """Return how many reports of a period are owed, and how many are in each state."""
    return {"owed": counts.owed, **{str(state): number for state, number in counts.by_state.items()}}


def _agency_totals(verdict: AgencyVerdict, period: Period) -> Facts:
    tasks = {"lead": tally_facts(verdict.leads), "cooperating": verdict.cooperates}
    report = optional_fields(verdict.submission(period), *SUBMISSION)
    return fields_of(verdict.agency, "id", "name", "relation") | tasks | {"report": report}
