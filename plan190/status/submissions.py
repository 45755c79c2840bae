"""Whether each agency handed in each monthly report, and when: a duty of its own, whatever the work is like."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from plan190.model.decision import Close
from plan190.status.periods import month_of, periods_through, report_due

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.model.plan import Plan, Policy
    from plan190.model.register import Entry, Register
    from plan190.model.report import MonthlyReport
    from plan190.status.snapshot import Snapshot


class SubmissionState(StrEnum):
    """How a monthly report came in."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"


@dataclass(frozen=True)
class Submission:
    """One agency's report of one period. `due` is the last day on time, `days_late` the days since then.

    `owed`: section III.1 asks this agency for it; otherwise it was handed in freely.
    """

    agency: Agency
    period: Month
    due: date
    state: SubmissionState
    days_late: int
    owed: bool
    report: Entry[MonthlyReport] | None = None

    @property
    def is_due(self) -> bool:
        """Whether its day has passed, or it is there already."""
        return self.state is not SubmissionState.NOT_YET_DUE


def submissions(
    register: Register, snapshot: Snapshot, as_of: date, policy: Policy
) -> Mapping[str, tuple[Submission, ...]]:
    """Give each agency's monthly reports, in order of periods, through the month of the day or its own last one.

    After the whole plan, or all that an agency owes, is closed, it owes no further report.
    """
    plan = register.plan
    report_file: dict[str, dict[Month, Entry[MonthlyReport]]] = defaultdict(dict)
    for one in snapshot.reports:
        report_file[one.report.value.agency].setdefault(one.report.value.period, one.report)
    months = {month_of(as_of), *(period for mine in report_file.values() for period in mine)}
    owed = periods_through(max(months), plan.reporting)
    due = {period: report_due(period, plan, policy) for period in months.union(owed)}
    found = {}
    for entry in register.agencies:
        mine, closed = report_file[entry.value.id], closed_for(snapshot, entry.value)
        last = max({month_of(as_of), *mine})
        asked = [one for one in owed if one <= last] if entry.value.monthly_report == "required" else ()
        owing = {period for period in asked if closed is None or due[period] <= closed}
        found[entry.value.id] = tuple(
            _submission(entry.value, period, due[period], mine.get(period), owed=period in owing, as_of=as_of)
            for period in sorted(owing | mine.keys())
        )
    return found


def closed_for(snapshot: Snapshot, agency: Agency) -> date | None:
    """Give the first day on which all that the agency owes was closed."""
    closes = (entry.value for entry in snapshot.of_kind(Close))
    return min((close.date for close in closes if _ends_all(close, snapshot, agency)), default=None)


def _submission(
    agency: Agency, period: Month, due: date, report: Entry[MonthlyReport] | None, *, owed: bool, as_of: date
) -> Submission:
    late = max(0, ((report.value.reported_on if report is not None else as_of) - due).days)
    if report is not None:
        state = SubmissionState.LATE if late else SubmissionState.ON_TIME
    else:
        state = SubmissionState.MISSING if late else SubmissionState.NOT_YET_DUE
    return Submission(agency, period, due, state, late, owed, report)


def next_report(
    mine: tuple[Submission, ...], agency: Agency, as_of: date, plan: Plan, policy: Policy
) -> tuple[Month, date] | None:
    """Give the next report that the agency owes and its last day on time; None where it owes no more, or never did.

    `mine` are its reports as they came in by the day.
    """
    if agency.monthly_report != "required":
        return None
    current = max(month_of(as_of), plan.reporting.first_period)
    now = next((one for one in mine if one.period == current), None)
    if now is not None and not now.is_due:
        return current, now.due
    if now is None or not now.owed:
        owed = current > month_of(as_of)
        return (current, report_due(current, plan, policy)) if owed else None
    return current.later(1), report_due(current.later(1), plan, policy)


def due_periods(submissions: Iterable[Submission]) -> tuple[Month, ...]:
    """Give the periods whose report is owed and due by now, or in already."""
    return tuple(one.period for one in submissions if one.owed and one.is_due)


def _ends_all(close: Close, snapshot: Snapshot, agency: Agency) -> bool:
    return close.whole_plan or (not close.tasks and any(agency.id in snapshot.members[id_] for id_ in close.agencies))
