"""Figures of the monthly report on a period, and their JSON."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Accept, Return
from plan190.model.task import task_order
from plan190.status.assess import assess
from plan190.status.changes import changes_between
from plan190.status.due import last_day_of
from plan190.status.facts import (
    decision_facts,
    obstacles_facts,
    owed_obligation_facts,
    owed_report_facts,
    series_facts,
    task_verdict_facts,
)
from plan190.status.figures.at_risk import AtRiskFigures, at_risk_figures
from plan190.status.figures.changes import changes_facts
from plan190.status.figures.divided import Divided, ObligationList, divided
from plan190.status.figures.indicators import IndicatorsFigures, indicators_figures
from plan190.status.figures.obstacles import ObstaclesFigures, obstacles_by_task, obstacles_figures
from plan190.status.figures.overdue import OverdueFigures, overdue_figures
from plan190.status.figures.plan import PlanFigures, plan_facts, plan_figures
from plan190.status.figures.reports import (
    MissingByAgency,
    MissingReportsFigures,
    missing_by_agency,
    missing_reports_figures,
)
from plan190.status.grouping import group_by
from plan190.status.periods import begins_on, coming_periods, ends_on, first_period, period_of, report_due
from plan190.status.selection import claims_returned, due_through, submissions_of
from plan190.status.snapshot import tasks_named
from plan190.status.state import State, tally
from plan190.status.submissions import SubmissionState
from plan190.status.verdicts import verdicts_by_state
from plan190.words.text import document_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plan190.model.decision import Decision
    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.model.report import Evidence
    from plan190.model.task import Task
    from plan190.status import fact_types as types
    from plan190.status.changes import Changes
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.snapshot import Snapshot
    from plan190.status.state import Tally
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict
    from plan190.status.work_history import DecidedClaim


class DecisionScope(NamedTuple):
    """A decision with the numbers of the tasks and the ids of the bodies that it names."""

    decision: Decision
    tasks: Sequence[str]
    bodies: Sequence[str]


class ClaimsDecided(NamedTuple):
    """The claims on one task that one decision accepted or returned.

    `obligations`: the number of obligations that were claimed. `agencies`: the ids of the agencies that claimed them.
    """

    decision: Accept | Return
    task: str
    obligations: int
    agencies: tuple[str, ...]


class PeriodDecisions(NamedTuple):
    """The decisions in force that are dated in a period, by date.

    `claims`: the claims that were accepted or returned, by date and task; `later`: those after the period. `others`:
    all other decisions.
    """

    decisions: tuple[Decision, ...]
    claims: tuple[ClaimsDecided, ...]
    later: tuple[ClaimsDecided, ...]
    others: tuple[DecisionScope, ...]


def decided_counts(claims: Iterable[ClaimsDecided]) -> dict[str, int]:
    """Return the number of obligations whose claims were accepted, and of those whose claims were returned."""
    counts = {"accept": 0, "return": 0}
    for decided in claims:
        counts[decided.decision.kind] += decided.obligations
    return counts


class TaskGroup(NamedTuple):
    """The tally of the tasks with the same lead: the words of the plan, and the ids of the bodies that they name."""

    words: str
    bodies: tuple[str, ...]
    tally: Tally


class CompletedTask(NamedTuple):
    """A task that the reports of a period claim as done, with the claimed obligations by state.

    They are done, or joint and not done until one of the claims is accepted; returned claims are left out.
    `summary`: the summary of the claim; "" if it has none, or if several obligations are claimed.
    """

    task: Task
    by_state: Mapping[State, Sequence[Verdict]]
    summary: str


class PeriodReports(NamedTuple):
    """The monthly reports of a period.

    `missing`, `late`: the reports that are owed and missing or late. `earlier`: the missing reports of earlier periods.
    `earlier_by_agency`: the same by agency.
    """

    submissions: tuple[Submission, ...]
    missing: tuple[Submission, ...]
    late: tuple[Submission, ...]
    earlier: MissingReportsFigures
    earlier_by_agency: tuple[MissingByAgency, ...]


class ComingMonth(NamedTuple):
    """The obligations and reports due by the end of the coming period.

    The coming period follows the reported one, or covers the assessed date if that is later. `through`: the last date
    of its last month.
    `due`: the open obligations, soonest first. `divided`: the stated and the assumed ones. `reports`: the periods whose
    report can still be submitted on time, each with its due date.
    """

    through: date
    due: tuple[Verdict, ...]
    divided: Divided
    reports: tuple[tuple[Period, date], ...]


class MonthlyFigures(NamedTuple):
    """Figures of the report on a period, section by section.

    `since`, `until`: the first and the last date of the period. `changes`: those after the last date of the previous
    period; None for the first one. `documents`: the number of numbered documents that its
    reports cite. `taken_over`: the tasks that an agency took over from another, by the ids of both. `completed`: the
    tasks that they report as done, with `completed_obligations` in all. `returned`: the open obligations with a
    returned claim. `stale`: the recurring obligations without an update in the latest report owed. `claimed`: the
    number of obligations with a claim awaiting acceptance. `proposals`: the obstacles beyond the agency's authority
    that have no answer. `obstacles_by_task`: by the task's id.
    """

    period: Period
    since: date
    until: date
    changes: Changes | None
    plan: PlanFigures
    decisions: PeriodDecisions
    documents: int
    groups: tuple[TaskGroup, ...]
    taken_over: Mapping[tuple[str, str], Sequence[str]]
    completed: tuple[CompletedTask, ...]
    completed_obligations: int
    indicators: IndicatorsFigures
    overdue: OverdueFigures
    reports: PeriodReports
    returned: tuple[Verdict, ...]
    stale: ObligationList
    claimed: int
    obstacles: ObstaclesFigures
    at_risk: AtRiskFigures
    coming: ComingMonth
    proposals: tuple[OpenObstacle, ...]
    tasks: tuple[TaskVerdict, ...]
    obstacles_by_task: Mapping[str, ObstaclesFigures]


def monthly_figures(register: Register, assessment: Assessment, period: Period) -> MonthlyFigures:
    """Return the figures of the report on a period."""
    reporting, verdicts = register.plan.reporting, assessment.verdicts
    done = [verdict for verdict in verdicts if _is_claimed_in(verdict, period)]
    completed = group_by(done, lambda verdict: verdict.task.id)
    groups = group_by(assessment.tasks, lambda task: task.task.lead.words)
    obstacles = obstacles_figures(assessment.obstacles)
    return MonthlyFigures(
        period=period,
        since=begins_on(period, reporting),
        until=ends_on(period, reporting),
        changes=_changes(register, assessment, period),
        plan=plan_figures(register, assessment, period),
        decisions=_decisions(register, assessment, period),
        documents=_count_cited_documents(assessment, period),
        groups=tuple(map(_task_group, groups.values())),
        taken_over=_taken_over(verdicts),
        completed=tuple(map(_completed_task, completed.values())),
        completed_obligations=len(done),
        indicators=indicators_figures(register, assessment),
        overdue=overdue_figures(assessment),
        reports=_period_reports(assessment, period),
        returned=claims_returned(assessment),
        stale=ObligationList(tuple(verdict for verdict in verdicts if verdict.stale)),
        claimed=sum(verdict.claimed for verdict in verdicts),
        obstacles=obstacles,
        at_risk=at_risk_figures(assessment),
        coming=_coming_month(register, assessment, period),
        proposals=tuple(item for item in obstacles.beyond if not item.answers),
        tasks=assessment.tasks,
        obstacles_by_task=obstacles_by_task(obstacles.obstacles),
    )


def _changes(register: Register, assessment: Assessment, period: Period) -> Changes | None:
    """Return what changed after the last date of the previous period; None if it has no report."""
    reporting = register.plan.reporting
    if period <= first_period(register.plan, period.unit):
        return None
    before = assess(register, ends_on(period.later(-1), reporting), assessment.policy)
    return changes_between(before, assessment)


def decided_in(register: Register, assessment: Assessment, period: Period) -> tuple[Decision, ...]:
    """Return the decisions in force that count from a date in the period; periods do not overlap."""
    since, until = begins_on(period, register.plan.reporting), ends_on(period, register.plan.reporting)
    decisions = (entry.value for entry in assessment.snapshot.decisions)
    return tuple(decision for decision in decisions if since <= decision.counts_from <= until)


def _decisions(register: Register, assessment: Assessment, period: Period) -> PeriodDecisions:
    decisions, until = decided_in(register, assessment, period), ends_on(period, register.plan.reporting)
    others = [decision for decision in decisions if not isinstance(decision, Accept | Return)]
    return PeriodDecisions(
        decisions=decisions,
        claims=tuple(_claims_decided(assessment, begins_on(period, register.plan.reporting), until)),
        later=tuple(_claims_decided(assessment, until + timedelta(days=1), assessment.as_of)),
        others=tuple(_scope(register, decision) for decision in others),
    )


def _claims_decided(assessment: Assessment, since: date, until: date) -> Iterator[ClaimsDecided]:
    """Yield the claims that decisions from one date through another accepted or returned, by date and task."""
    rows: dict[tuple[str, str], list[tuple[Verdict, DecidedClaim]]] = defaultdict(list)
    for verdict in assessment.verdicts:
        for decided in verdict.work.decided:
            if since <= decided.decision.value.counts_from <= until:
                rows[decided.decision.value.id, verdict.task.id].append((verdict, decided))
    for (_, task), claims in sorted(rows.items(), key=_decided_order):
        obligations = {verdict.obligation.key for verdict, _ in claims}
        agencies = tuple(dict.fromkeys(decided.claim.agency for _, decided in claims))
        yield ClaimsDecided(claims[0][1].decision.value, task, len(obligations), agencies)


def _decided_order(row: tuple[tuple[str, str], list[tuple[Verdict, DecidedClaim]]]) -> tuple[date, object]:
    (_, task), claims = row
    return claims[0][1].decided_on, task_order(task)


def _scope(register: Register, decision: Decision) -> DecisionScope:
    tasks = tasks_named(decision, register.tasks_by_id.values())
    return DecisionScope(decision, tasks, getattr(decision, "agencies", ()))


def _count_cited_documents(assessment: Assessment, period: Period) -> int:
    """Return how many numbered documents the reports of the period cite as evidence."""
    documents: set[tuple[str, date | None]] = set()
    for evidence in _cited_evidence(assessment.snapshot, period):
        if evidence.number is not None:
            documents.add((document_number(evidence.number), evidence.date))
    return len(documents)


def _cited_evidence(snapshot: Snapshot, period: Period) -> Iterator[Evidence]:
    """Yield the evidence in the reports of the period, as corrected."""
    for report in snapshot.reports:
        if report.period == period:
            for correction in report.corrections:
                yield from correction.value.evidence
            for contribution in report.contributions:
                yield from contribution.value.evidence
    for update in chain.from_iterable(snapshot.updates.values()):
        if update.period == period:
            yield from update.value.evidence


def _task_group(tasks: Sequence[TaskVerdict]) -> TaskGroup:
    lead = tasks[0].task.lead
    return TaskGroup(lead.words, lead.bodies, tally((task.state for task in tasks), len(tasks)))


def _taken_over(verdicts: Iterable[Verdict]) -> Mapping[tuple[str, str], Sequence[str]]:
    """Return the tasks whose obligation is not owed by the agency to which the plan gave it, by both agencies."""
    tasks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for verdict in verdicts:
        agencies = verdict.body.id, verdict.obligation.origin.id
        if len(set(agencies)) > 1:
            tasks[agencies].append(verdict.task.id)
    return tasks


def _is_claimed_in(verdict: Verdict, period: Period) -> bool:
    """Return whether a report of the period claims the obligation as done, and the claim was not returned."""
    claims = (verdict.done_claim, *verdict.record.open_claims)
    return any(claim is not None and claim.update.period == period for claim in claims)


def _completed_task(verdicts: Sequence[Verdict]) -> CompletedTask:
    claim, summary = verdicts[0].done_claim, None
    if claim is not None and len(verdicts) == 1:
        summary = claim.update.value.summary
    return CompletedTask(verdicts[0].task, verdicts_by_state(verdicts), summary or "")


def _period_reports(assessment: Assessment, period: Period) -> PeriodReports:
    submissions = submissions_of(assessment, period)
    owed = (submission for submission in submissions if submission.owed)
    by_state = group_by(owed, lambda submission: submission.state)
    earlier = missing_reports_figures(assessment, before=period)
    return PeriodReports(
        submissions=submissions,
        missing=tuple(by_state.get(SubmissionState.MISSING, ())),
        late=tuple(by_state.get(SubmissionState.LATE, ())),
        earlier=earlier,
        earlier_by_agency=missing_by_agency(earlier.submissions),
    )


def _coming_month(register: Register, assessment: Assessment, period: Period) -> ComingMonth:
    """Return the obligations and reports due through the last month of the period after the reported one.

    If the assessed date lies in a later period, that one is the coming period.
    """
    coming = max(period.later(1), period_of(assessment.as_of, register.plan.reporting, period.unit))
    through = last_day_of(coming.last_month)
    due = due_through(assessment, through)
    return ComingMonth(
        through=through,
        due=due,
        divided=divided(due),
        reports=tuple(_reports_to_come(register, assessment, coming, through)),
    )


def _reports_to_come(
    register: Register, assessment: Assessment, coming: Period, through: date
) -> Iterator[tuple[Period, date]]:
    """Yield the coming period and the one before with the due dates of their reports, if an agency can still owe them.

    Also yield those of other units whose reports are due through the date.
    """
    plan = register.plan
    others = (period for period in coming_periods(assessment.as_of, plan.reporting) if period.unit != coming.unit)
    for period in sorted((coming.later(-1), coming, *others)):
        due = report_due(period, plan, assessment.policy)
        is_owed = any(assessment.duty.is_owed(agency, due) for agency in register.all_agencies)
        is_near = period.unit == coming.unit or due <= through
        if is_owed and is_near and period >= first_period(plan, period.unit) and due >= assessment.as_of:
            yield period, due


def monthly_facts(figures: MonthlyFigures) -> types.Monthly:
    """Return the totals of the plan, and all tasks, reports, indicators, obstacles and decisions of the report."""
    decisions = figures.decisions.decisions
    return {
        **plan_facts(figures.plan),
        "period": figures.period,
        "changes": changes_facts(figures.changes) if figures.changes is not None else None,
        "deliveries": list(map(owed_report_facts, figures.reports.submissions)),
        "tasks": list(map(task_verdict_facts, figures.tasks)),
        "overdue": list(map(owed_obligation_facts, figures.overdue.verdicts)),
        "due_next": list(map(owed_obligation_facts, figures.coming.due)),
        "indicators": list(map(series_facts, figures.indicators.series)),
        **obstacles_facts(figures.obstacles.obstacles, figures.plan.as_of),
        "decisions": list(map(decision_facts, decisions)),
    }
