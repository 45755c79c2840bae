"""Figures of one agency, and their JSON."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.task import task_order
from plan190.status.facts import (
    agency_data,
    claim_facts,
    obstacles_facts,
    reorganisation_facts,
    series_facts,
    submission_facts,
    task_reference,
    task_verdict_facts,
)
from plan190.status.figures.divided import Divided, divided
from plan190.status.figures.obstacles import ObstaclesFigures, obstacles_figures
from plan190.status.figures.plan import tallies_facts
from plan190.status.figures.tasks import NextDue, first_due
from plan190.status.grouping import group_by
from plan190.status.periods import period_runs
from plan190.status.selection import next_report
from plan190.status.state import State
from plan190.status.succession import life_of
from plan190.status.verdicts import each_due

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from plan190.model.agency import Agency
    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.indicators import IndicatorSeries
    from plan190.status.periods import PeriodRun
    from plan190.status.succession import LifeEvent
    from plan190.status.verdicts import AgencyVerdict, Assessment, OpenClaim, TaskVerdict, Verdict

Contributions = dict[str, list[tuple["Period", str]]]
"""The reported contributions by task id, each with its period."""


class PassedOn(NamedTuple):
    """An obligation that the agency owed earlier. `since`: the date from which it owes it no more.

    `to`: the agency that has owed it since then; None if no agency took it over.
    """

    verdict: Verdict
    to: Agency | None
    since: date


class NextSteps(NamedTuple):
    """The next steps of an agency, for its own obligations and the joint ones.

    `overdue`: the overdue obligations, stated ones first. `due_next`: the first due date of the tasks within time.
    `missing`: the runs of periods whose reports are missing. `next_report`: the period and the due date of
    the next report.
    """

    overdue: tuple[Verdict, ...]
    due_soon: tuple[Verdict, ...]
    due_next: NextDue | None
    missing: tuple[PeriodRun, ...]
    next_report: tuple[Period, date] | None


class AgencyFigures(NamedTuple):
    """Figures of one agency.

    `passed_on`: the obligations that it owed earlier. `tasks`: the tasks that
    it leads, alone or jointly, with only its obligations. `cooperating`: the tasks in which it cooperates.
    `contributions`: its entries on these tasks. `claims`: its claims awaiting acceptance. `life`: when it began, was
    renamed, took tasks over and ended.
    """

    verdict: AgencyVerdict
    passed_on: tuple[PassedOn, ...]
    tasks: tuple[TaskVerdict, ...]
    cooperating: tuple[TaskVerdict, ...]
    contributions: Mapping[str, list[tuple[Period, str]]]
    claims: tuple[OpenClaim, ...]
    obstacles: ObstaclesFigures
    series: tuple[IndicatorSeries, ...]
    next_steps: NextSteps
    life: tuple[LifeEvent, ...]
    as_of: date

    @property
    def agency(self) -> Agency:
        """The agency."""
        return self.verdict.agency

    @property
    def past_life(self) -> tuple[LifeEvent, ...]:
        """The events in its life through the date."""
        return tuple(event for event in self.life if event.day <= self.as_of)

    @property
    def divided(self) -> Divided:
        """Its own stated and assumed obligations."""
        return divided(self.verdict.verdicts)


def agency_figures(register: Register, assessment: Assessment, agency: Agency) -> AgencyFigures:
    """Return the figures of the agency."""
    verdict, id_ = assessment.agency(agency), agency.id
    return AgencyFigures(
        verdict=verdict,
        passed_on=tuple(_passed_on(item, agency) for item in verdict.passed_on),
        tasks=tuple(_tasks(assessment, verdict)),
        cooperating=verdict.cooperating,
        contributions=_contributions(assessment, agency),
        claims=tuple(assessment.claims_by_agency.get(id_, ())),
        obstacles=obstacles_figures(assessment.obstacles_by_agency.get(id_, ())),
        series=tuple(assessment.series_by_agency.get(id_, ())),
        next_steps=_next_steps(register, assessment, verdict),
        life=life_of(register, agency),
        as_of=assessment.as_of,
    )


def _tasks(assessment: Assessment, verdict: AgencyVerdict) -> Iterator[TaskVerdict]:
    """Yield the tasks that the agency leads, alone or jointly, by number, with only its obligations."""
    by_task = group_by((*verdict.verdicts, *verdict.joint), lambda item: item.task.id)
    for id_ in sorted(by_task, key=task_order):
        yield replace(assessment.task(id_), verdicts=tuple(by_task[id_]))


def _passed_on(verdict: Verdict, agency: Agency) -> PassedOn:
    """Return to which agency the obligation passed, and since when."""
    own = [holder for holder in verdict.obligation.holders if holder.agency.id == agency.id]
    return PassedOn(verdict, own[-1].passed_to, own[-1].until)


def _contributions(assessment: Assessment, agency: Agency) -> Contributions:
    contributions: Contributions = defaultdict(list)
    all_reports = assessment.reports_by_agency.get(agency.id, ())
    reports = (report_file for report_file in all_reports if report_file.index.contributions)
    for report_file in sorted(reports, key=lambda report_file: report_file.period):
        for entry in report_file.contributions:
            contributions[entry.value.task].append((report_file.period, entry.value.contribution))
    return dict(contributions)


def _next_steps(register: Register, assessment: Assessment, verdict: AgencyVerdict) -> NextSteps:
    owed = sorted((*verdict.verdicts, *verdict.joint), key=lambda item: (not item.is_stated, task_order(item.task.id)))
    by_due = sorted(each_due(owed), key=lambda item: (item.due or date.max, task_order(item.task.id)))
    missing = [item.period for item in verdict.submissions if item.is_missing]
    return NextSteps(
        overdue=tuple(item for item in owed if item.state is State.OVERDUE),
        due_soon=tuple(item for item in by_due if item.state is State.DUE_SOON),
        due_next=first_due(item for item in by_due if item.state is State.WITHIN_TIME),
        missing=period_runs(missing),
        next_report=next_report(assessment, verdict, register.plan),
    )


def agency_facts(figures: AgencyFigures) -> types.AgencyPage:
    """Return the agency with its tallies, and its reports, tasks, claims, obstacles, indicators and contributions."""
    verdict = figures.verdict
    agency: types.AgencyWithTallies = {
        **agency_data(figures.agency),
        **tallies_facts(verdict),
        "joint": [item.task.id for item in verdict.joint],
        "cooperating": len(figures.cooperating),
    }
    contributions: list[types.Contribution] = []
    for task_id, texts in figures.contributions.items():
        task = task_reference(task_id)
        contributions += [{**task, "period": period, "contribution": text} for period, text in texts]
    return {
        "agency": agency,
        "reports": list(map(submission_facts, verdict.submissions)),
        "tasks": list(map(task_verdict_facts, figures.tasks)),
        "passed_on": list(map(_passed_on_facts, figures.passed_on)),
        "life": list(map(_life_facts, figures.life)),
        "cooperating": [task.task.number for task in figures.cooperating],
        "claims": list(map(claim_facts, figures.claims)),
        **obstacles_facts(figures.obstacles.obstacles, figures.as_of),
        "indicators": list(map(series_facts, figures.series)),
        "contributions": contributions,
    }


def _passed_on_facts(item: PassedOn) -> types.PassedOn:
    to = item.to.id if item.to is not None else None
    return {**task_reference(item.verdict.task.id), "to": to, "since": item.since}


def _life_facts(event: LifeEvent) -> types.LifeEvent:
    name, stated = event.name, event.stated
    return {
        "event": event.kind, "day": event.day, "other": event.other.id if event.other is not None else None,
        "tasks": event.tasks, "name": name.name if name is not None else None,
        "english": name.in_english if name is not None else None, **reorganisation_facts(event.basis, stated),
    }  # fmt: skip
