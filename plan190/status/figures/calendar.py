"""Figures of a calendar: the due dates of open tasks and of the monthly report, of one agency or of the whole plan."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.period import Period
from plan190.model.task import task_order
from plan190.status.periods import first_periods, month_of, periods_through, report_due
from plan190.status.state import OPEN
from plan190.status.verdicts import each_due

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment, Verdict
    from plan190.words.text import NaturalOrder

MONTHS_AHEAD = 24
"""The number of coming months for which the due dates of reports are listed."""


class TaskDueDate(NamedTuple):
    """A due date of a task with an open obligation.

    `verdicts`: all obligations due on that date, in the plan's order of agencies. `open_verdicts`: the open ones.
    """

    due: date
    verdicts: tuple[Verdict, ...]
    open_verdicts: tuple[Verdict, ...]


class ReportDueDates(NamedTuple):
    """The due dates of the monthly report by period, in order, and the ids of the agencies that owe the next one.

    If none is due any more, `agencies` owed the last one. `is_monthly`: whether all due dates are on the same day of
    their month, in consecutive months. `last`: the due date of the last report that the agencies owe; None if reports
    are owed without an end.
    """

    due_dates: dict[Period, date]
    agencies: tuple[str, ...]
    is_monthly: bool
    last: date | None


class CalendarFigures(NamedTuple):
    """The due dates of tasks in order, and those of the monthly report. `agency`: None for the whole plan."""

    agency: Agency | None
    tasks: tuple[TaskDueDate, ...]
    reports: ReportDueDates | None


def calendar_figures(register: Register, assessment: Assessment, agency: Agency | None) -> CalendarFigures:
    """Return the due dates of one agency, or of the whole plan."""
    tasks = tuple(_task_due_dates(assessment, agency))
    return CalendarFigures(agency, tasks, _report_due_dates(register, assessment, agency))


def _task_due_dates(assessment: Assessment, agency: Agency | None) -> Iterator[TaskDueDate]:
    """Yield each due date of a task with an open obligation, by date and task."""
    groups: dict[tuple[date, NaturalOrder], list[Verdict]] = defaultdict(list)
    for verdict in each_due(assessment.verdicts):
        is_listed = agency is None or agency.id in verdict.obligation.agency_ids
        if is_listed and verdict.due is not None:
            groups[verdict.due, task_order(verdict.task.id)].append(verdict)
    for (due, _), verdicts in sorted(groups.items(), key=lambda group: group[0]):
        open_verdicts = tuple(verdict for verdict in verdicts if verdict.state in OPEN)
        if open_verdicts:
            yield TaskDueDate(due, tuple(verdicts), open_verdicts)


def _report_due_dates(register: Register, assessment: Assessment, agency: Agency | None) -> ReportDueDates | None:
    """Return the due dates of the report; None if no agency owes one."""
    agencies = [body for body in register.all_agencies if agency in {None, body}]
    duty = assessment.duty
    owing: dict[date, list[str]] = {}
    due_dates: dict[Period, date] = {}
    for period, due in _all_report_due_dates(register, assessment):
        owing[due] = [body.id for body in agencies if duty.is_owed(body, due)]
        if owing[due]:
            due_dates[period] = due
    if not due_dates:
        return None
    dates = list(due_dates.values())
    last = None if owing[max(owing)] else dates[-1]
    next_due = next((due for due in dates if due >= assessment.as_of), dates[-1])
    return ReportDueDates(due_dates, tuple(owing[next_due]), _are_monthly(dates), last)


def _all_report_due_dates(register: Register, assessment: Assessment) -> Iterator[tuple[Period, date]]:
    """Yield each period with the due date of its report, from the first one through the months ahead."""
    plan = register.plan
    first = max((assessment.period, *first_periods(plan.reporting)))
    last = Period(first.last_month.later(MONTHS_AHEAD))
    for period in periods_through(last, plan.reporting):
        yield period, report_due(period, plan, assessment.policy)


def _are_monthly(dates: Sequence[date]) -> bool:
    """Return whether the dates are on the same day of the month, in consecutive months."""
    start = month_of(dates[0])
    return all((day.day, month_of(day)) == (dates[0].day, start.later(n)) for n, day in enumerate(dates))
