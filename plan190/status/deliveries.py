"""Whether each agency handed in each monthly report, and when: a duty of its own, whatever the work is like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from plan190.model.decision import Close
from plan190.status.periods import month_of, periods_through, report_due

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.model.plan import Policy
    from plan190.model.report import MonthlyReport
    from plan190.register import Entry, Register
    from plan190.status.known import Known


class Delivered(StrEnum):
    """How a monthly report came in."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_YET_DUE = "not_yet_due"


@dataclass(frozen=True)
class Delivery:
    """One agency's report of one period. `due` is the last day on time, `days_late` the days since then.

    `owed`: section III.1 asks this agency for it; otherwise it was handed in freely.
    """

    agency: Agency
    period: Month
    due: date
    state: Delivered
    days_late: int
    owed: bool
    report: Entry[MonthlyReport] | None = None

    @property
    def is_owed_by_now(self) -> bool:
        """Whether its day has passed, or it is there already."""
        return self.state is not Delivered.NOT_YET_DUE


def deliveries(register: Register, known: Known, as_of: date, policy: Policy) -> Mapping[str, tuple[Delivery, ...]]:
    """Give each agency's monthly reports through the month of the day, in order of periods.

    After the whole plan, or all that an agency owes, is closed, it owes no further report.
    """
    return {
        entry.value.id: tuple(_of_agency(register, known, entry.value, as_of, policy)) for entry in register.agencies
    }


def _of_agency(register: Register, known: Known, agency: Agency, as_of: date, policy: Policy) -> Iterator[Delivery]:
    plan = register.plan.value
    mine = (one.report for one in known.reports if one.report.value.agency == agency.id)
    filed = {report.value.period: report for report in reversed(tuple(mine))}
    required = agency.monthly_report == "required"
    owed = set(periods_through(month_of(as_of), plan.reporting)) if required else set()
    closed = [entry.value.date for entry in known.of_kind(Close) if _ends_all(entry.value, known, agency)]
    for period in sorted(owed | set(filed)):
        due = report_due(period, plan, policy)
        report = filed.get(period)
        is_owed = period in owed and not (closed and due > min(closed))
        end = report.value.reported_on if report is not None else as_of
        late = max(0, (end - due).days)
        if report is not None:
            state = Delivered.LATE if late else Delivered.ON_TIME
        else:
            state = Delivered.MISSING if late else Delivered.NOT_YET_DUE
        if report is not None or is_owed:
            yield Delivery(agency, period, due, state, late, is_owed, report)


def _ends_all(close: Close, known: Known, agency: Agency) -> bool:
    return close.whole_plan or (not close.tasks and any(agency.id in known.members[id_] for id_ in close.agencies))
