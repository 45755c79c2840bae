"""Totals of the plan as of a date, which several views show, and their JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.status.facts import submission_facts, task_reference
from plan190.status.figures.reports import (
    MissingReportsFigures,
    ReportCounts,
    counts_of,
    missing_reports_figures,
    report_counts,
    report_counts_facts,
    reports_earlier_facts,
)
from plan190.status.percent import percent_of
from plan190.status.selection import leading, submissions_of
from plan190.status.state import State, sum_tallies
from plan190.status.verdicts import AgencyVerdict, JointVerdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.state import Tally
    from plan190.status.verdicts import Assessment, TaskVerdict

BodyRow = AgencyVerdict | JointVerdict
"""An agency or a joint task, as a row of a table."""


class DoneOf(NamedTuple):
    """The number of obligations that are done, of all that have not ended (`total`), and of those done or open."""

    done: int
    total: int
    done_or_open: int


class Completion(NamedTuple):
    """How many stated and how many assumed obligations are done.

    `accepted`, `claimed`: the numbers of done obligations with an accepted claim, and with one awaiting acceptance.
    """

    stated: DoneOf
    assumed: DoneOf
    accepted: int
    claimed: int

    @property
    def done(self) -> int:
        """The number of all obligations that are done."""
        return self.stated.done + self.assumed.done


class AgencyRows(NamedTuple):
    """The rows of a table of agencies, and the tally of all obligations that they count.

    `rows`: agencies in the plan's order, then joint tasks; each has only the obligations that the table counts.
    """

    rows: tuple[BodyRow, ...]
    total: Tally

    @property
    def agencies(self) -> int:
        """The number of agencies with at least one obligation of their own."""
        return sum(isinstance(row, AgencyVerdict) and bool(row.verdicts) for row in self.rows)

    @property
    def joint(self) -> int:
        """The number of joint tasks."""
        return sum(isinstance(row, JointVerdict) for row in self.rows)


class LeadingAgencies(NamedTuple):
    """The agencies that lead a task or owe the report of a period, and the joint tasks (`rows`, with all obligations).

    `stated`: all these agencies and the joint tasks, with their stated obligations. `assumed`: those with assumed
    obligations, with only these. `number`: the number of agencies that lead a task, alone or jointly. `cooperates`: the
    sum of the numbers of tasks in which each cooperates. `reports`: the counts of the monthly reports of the period.
    """

    rows: tuple[BodyRow, ...]
    stated: AgencyRows
    assumed: AgencyRows
    number: int
    cooperates: int
    reports: ReportCounts

    @property
    def missing_reports(self) -> int:
        """The number of missing monthly reports of these agencies, of all periods."""
        return sum(row.missing_reports for row in self.rows if isinstance(row, AgencyVerdict))


class TotalsRow(NamedTuple):
    """A row of the table of totals: tasks, or obligations and the number of agencies that owe them."""

    name: Literal["tasks", "stated", "assumed", "all"]
    tally: Tally
    agencies: int | None = None

    @property
    def done_share(self) -> int | None:
        """The share that is done of those done or open, in tenths of a percent; None if there are none."""
        return percent_of(self.tally.done, self.tally.done + self.tally.open)


class PlanFigures(NamedTuple):
    """Totals of the plan as of a date.

    `agencies`: all agencies that lead or led a task or cooperate in one. `joint`: the joint tasks.
    `overdue_if_assumed`: the ids of the tasks that are overdue only by assumed obligations. `reports_earlier`: the
    missing reports of the periods before the current one.
    """

    as_of: date
    tasks: Tally
    obligations: Tally
    completion: Completion
    leading: LeadingAgencies
    agencies: tuple[AgencyVerdict, ...]
    joint: tuple[JointVerdict, ...]
    overdue_if_assumed: tuple[str, ...]
    reports_earlier: MissingReportsFigures

    @property
    def reports(self) -> ReportCounts:
        """The counts of the monthly reports of one period."""
        return self.leading.reports

    @property
    def totals(self) -> tuple[TotalsRow, ...]:
        """The totals of tasks and of stated obligations; if there are assumed ones, also of these and of both."""
        stated, assumed = self.leading.stated, self.leading.assumed
        rows = (TotalsRow("tasks", self.tasks), TotalsRow("stated", stated.total, stated.agencies))
        if not assumed.rows:
            return rows
        together = TotalsRow("all", self.obligations, self.leading.number)
        return (*rows, TotalsRow("assumed", assumed.total, assumed.agencies), together)


def plan_figures(register: Register, assessment: Assessment, period: Period | None = None) -> PlanFigures:
    """Return the totals of the assessed plan, with the reports of the period; with None, of the current period."""
    return PlanFigures(
        as_of=assessment.as_of,
        tasks=assessment.by_task,
        obligations=assessment.by_obligation,
        completion=_completion(assessment),
        leading=leading_agencies(register, assessment, period or assessment.period),
        agencies=assessment.agencies,
        joint=assessment.joint,
        overdue_if_assumed=tuple(task.task.id for task in assessment.tasks if _is_overdue_if_assumed(task)),
        reports_earlier=missing_reports_figures(assessment, before=assessment.period),
    )


def _is_overdue_if_assumed(task: TaskVerdict) -> bool:
    """Return whether the task is overdue, but none of its stated obligations is."""
    overdue_ones = [verdict.is_stated for verdict in task.verdicts if verdict.state is State.OVERDUE]
    return bool(overdue_ones) and not any(overdue_ones)


def _completion(assessment: Assessment) -> Completion:
    """Return how many obligations of the plan are done."""
    done = [verdict for verdict in assessment.verdicts if verdict.is_done]
    return Completion(
        stated=_done_of(assessment.stated),
        assumed=_done_of(assessment.assumed),
        accepted=sum(verdict.accepted for verdict in done),
        claimed=sum(verdict.claimed for verdict in done),
    )


def _done_of(tally: Tally) -> DoneOf:
    return DoneOf(tally.done, tally.total - tally[State.ENDED], tally.done + tally.open)


def leading_agencies(register: Register, assessment: Assessment, period: Period) -> LeadingAgencies:
    """Return the leading agencies and the joint tasks with their sums, and the report counts of the period."""
    owing = {submission.agency.id for submission in submissions_of(assessment, period) if submission.owed}
    leading_ids = {agency.agency.id for agency in leading(assessment)}
    listed = owing | leading_ids
    agencies = tuple(agency for agency in assessment.agencies if agency.agency.id in listed)
    counts = report_counts(register, assessment, period)
    return _leading_of((*agencies, *assessment.joint), assessment.stated.total, assessment.assumed.total, counts)


def select_rows(figures: LeadingAgencies, rows: tuple[BodyRow, ...]) -> LeadingAgencies:
    """Return only these rows, with their sums."""
    submissions = [row.submission(figures.reports.period) for row in rows if isinstance(row, AgencyVerdict)]
    counts = counts_of(figures.reports.period, figures.reports.due, filter(None, submissions))
    stated, assumed = sum(row.stated.total for row in rows), sum(row.assumed.total for row in rows)
    return _leading_of(rows, stated, assumed, counts)


def _leading_of(rows: tuple[BodyRow, ...], stated: int, assumed: int, reports: ReportCounts) -> LeadingAgencies:
    """Return these rows with their sums; raise TotalsError if they do not have these numbers of obligations."""
    agencies = [row for row in rows if isinstance(row, AgencyVerdict)]
    stated_rows = [_with_obligations(row, stated=True) for row in rows]
    assumed_rows = [_with_obligations(row, stated=False) for row in rows]
    return LeadingAgencies(
        rows=rows,
        # An agency without a stated obligation has a row too, because the row also shows its report.
        stated=_agency_rows((row for row in stated_rows if row.verdicts or isinstance(row, AgencyVerdict)), stated),
        assumed=_agency_rows((row for row in assumed_rows if row.verdicts), assumed),
        number=sum(bool(agency.verdicts or agency.joint) for agency in agencies),
        cooperates=sum(agency.cooperates for agency in agencies),
        reports=reports,
    )


def _with_obligations(row: BodyRow, *, stated: bool) -> BodyRow:
    """Return the row with only its stated, or only its assumed, obligations."""
    return replace(row, verdicts=tuple(verdict for verdict in row.verdicts if verdict.is_stated is stated))


def _agency_rows(rows: Iterable[BodyRow], total: int) -> AgencyRows:
    """Return the rows with the sum of their tallies; raise TotalsError if this is not the total."""
    listed = tuple(rows)
    return AgencyRows(listed, sum_tallies((row.leads for row in listed), total))


def plan_facts(figures: PlanFigures) -> types.Plan:
    """Return the totals of the plan, of each agency and of each joint task."""
    return {
        "totals": {
            "tasks": figures.tasks.total,
            "obligations": figures.obligations.total,
            "by_state": figures.tasks.by_state,
            "obligations_by_state": figures.obligations.by_state,
            "stated": figures.leading.stated.total,
            "assumed": figures.leading.assumed.total,
        },
        "claimed": figures.completion.claimed,
        "accepted": figures.completion.accepted,
        "reports": {**report_counts_facts(figures.reports), "period": figures.reports.period},
        "reports_earlier": reports_earlier_facts(figures.reports_earlier),
        "agencies": [_agency_totals(agency, figures.reports.period) for agency in figures.agencies],
        "joint": list(map(_joint_totals, figures.joint)),
    }


def _agency_totals(verdict: AgencyVerdict, period: Period) -> types.AgencyTotals:
    agency, submission = verdict.agency, verdict.submission(period)
    return {
        "id": agency.id, "name": agency.name, "relation": agency.relation, **tallies_facts(verdict),
        "cooperating": verdict.cooperates,
        "report": submission_facts(submission) if submission is not None else None,
    }  # fmt: skip


def _joint_totals(verdict: JointVerdict) -> types.JointTotals:
    (obligation,) = verdict.verdicts
    agencies = [agency.id for agency in obligation.agencies]
    return {**task_reference(obligation.task.id), "agencies": agencies, **tallies_facts(verdict)}


def tallies_facts(row: BodyRow) -> types.Tallies:
    """Return the tally of a row, and its parts: the stated and the assumed obligations."""
    return {"lead": row.leads, "stated": row.stated, "assumed": row.assumed}
