"""Figures from which an agency begins its next monthly report: its tasks with what it last reported on each."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.task import task_order
from plan190.status.grouping import group_by
from plan190.status.periods import begins_on, first_period, period_of, report_due
from plan190.status.selection import indicators_of
from plan190.status.state import State
from plan190.status.submissions import SubmissionState
from plan190.status.verdicts import urgency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.period import Period
    from plan190.model.plan import Indicator
    from plan190.model.register import Register
    from plan190.model.report import ReportedState
    from plan190.status.indicators import IndicatorValue
    from plan190.status.obstacles import OpenObstacle
    from plan190.status.snapshot import TaskUpdate
    from plan190.status.verdicts import AgencyVerdict, Assessment, TaskVerdict, Verdict
    from plan190.status.work_history import DecidedClaim


class DraftIndicator(NamedTuple):
    """An indicator that the agency reports, and the last value; None if it has reported none."""

    indicator: Indicator
    last: IndicatorValue | None


class DraftTask(NamedTuple):
    """A task that the report must have an entry on.

    `verdict`: the obligation; if the agency took over the same task from others, the one in the worst state. `last`:
    the agency's last update that states something else than "unchanged", of an earlier period; None if there is none.
    `obstacles`: those that are open. `returned`: its claims that were returned and not made again.
    """

    verdict: Verdict
    last: TaskUpdate | None
    indicators: tuple[DraftIndicator, ...]
    obstacles: tuple[OpenObstacle, ...]
    returned: tuple[DecidedClaim, ...]

    @property
    def state(self) -> ReportedState:
        """The state with which the report begins: the earlier update still applies, or nothing was reported yet."""
        return "unchanged" if self.last is not None else "not_started"


class DraftFigures(NamedTuple):
    """What the report of an agency for a period begins with.

    `begins`: the first date of the period. `due`: the due date of the report. `tasks`: the tasks that the agency owes,
    alone or jointly. `paused`: those that are closed or suspended, on which the report may say nothing. `cooperating`:
    the tasks in which it cooperates. `indicators`: those that belong to no task. `is_reported`: whether there is a
    report for the period.
    """

    agency: Agency
    period: Period
    begins: date
    due: date
    tasks: tuple[DraftTask, ...]
    paused: tuple[Verdict, ...]
    cooperating: tuple[TaskVerdict, ...]
    indicators: tuple[DraftIndicator, ...]
    is_reported: bool


def draft_figures(register: Register, assessment: Assessment, agency: Agency, period: Period | None) -> DraftFigures:
    """Return the figures of the draft; `period`: None for the next one for which the agency has no report yet."""
    verdict = assessment.agency(agency)
    if period is None:
        period = _next_period(register, assessment, verdict)
    owed = sorted((*verdict.verdicts, *verdict.joint), key=lambda item: task_order(item.task.id))
    values = _last_values(assessment, agency, period)
    obstacles = group_by(assessment.obstacles_by_agency.get(agency.id, ()), lambda item: item.task)
    tasks, paused = [], []
    for id_, of_task in group_by(owed, lambda item: item.task.id).items():
        active = tuple(item for item in of_task if not item.suspended and item.state is not State.ENDED)
        if not active:
            paused.append(of_task[0])
            continue
        item = min(active, key=urgency)
        news = chain.from_iterable(_news(verdict, agency, period) for verdict in active)
        last = max(news, key=lambda update: update.period, default=None)
        indicators = _indicators(indicators_of(register, item.task), values)
        returned = tuple(chain.from_iterable(_returned(verdict, agency) for verdict in active))
        tasks.append(DraftTask(item, last, indicators, tuple(obstacles.get(id_, ())), returned))
    submission = verdict.submission(period)
    without_task = [indicator for indicator in register.plan.indicators if not indicator.tasks]
    return DraftFigures(
        agency=agency,
        period=period,
        begins=begins_on(period, register.plan.reporting),
        due=report_due(period, register.plan, assessment.policy),
        tasks=tuple(tasks),
        paused=tuple(paused),
        cooperating=verdict.cooperating,
        indicators=_indicators(without_task, values),
        is_reported=submission is not None and submission.report is not None,
    )


def _returned(verdict: Verdict, agency: Agency) -> Iterable[DecidedClaim]:
    """Return the returned claims on the obligation; on a joint task those of the agency."""
    returned = verdict.returned_claims
    return [decided for decided in returned if decided.claim.agency == agency.id] if verdict.is_joint else returned


def _next_period(register: Register, assessment: Assessment, verdict: AgencyVerdict) -> Period:
    """Return the current period, or the one after it if there is a report for the current one.

    If no report is owed for the current one, return the one that covers the date.
    """
    period = max(assessment.period, first_period(register.plan, register.plan.reporting.unit))
    submission = verdict.submission(period)
    if submission is None:  # it owes no report, so none is missing
        return max(period_of(assessment.as_of, register.plan.reporting), period)
    may_still_come = {SubmissionState.MISSING, SubmissionState.NOT_YET_DUE}
    return period if submission.state in may_still_come else period.later(1)


def _indicators(indicators: Iterable[Indicator], values: Mapping[str, IndicatorValue]) -> tuple[DraftIndicator, ...]:
    return tuple(DraftIndicator(indicator, values.get(indicator.id)) for indicator in indicators)


def _news(verdict: Verdict, agency: Agency, period: Period) -> Iterator[TaskUpdate]:
    """Yield the updates of earlier periods on the work; those of a joint task only if the agency reported them."""
    for update in verdict.work.updates:
        is_own = not verdict.is_joint or update.agency == agency.id
        if is_own and update.is_news and update.period < period:
            yield update


def _last_values(assessment: Assessment, agency: Agency, period: Period) -> dict[str, IndicatorValue]:
    """Return the agency's last value of each indicator before the period, by id of the indicator."""
    values: dict[str, IndicatorValue] = {}
    for series in assessment.series_by_agency.get(agency.id, ()):
        earlier = [point for point in series.points if point.period < period]
        if earlier:
            values[series.indicator.id] = earlier[-1]
    return values
