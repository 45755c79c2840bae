"""Figures of the agenda: what falls due in the next days, which reports are owed, what waits, what has not moved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.model.task import task_order
from plan190.status.assess import assess
from plan190.status.facts import owed_by_facts, task_reference
from plan190.status.figures.reports import missing_reports_figures, reports_earlier_facts
from plan190.status.grouping import group_by
from plan190.status.selection import agencies_owing, due_through, overdue, owed_by_any
from plan190.status.snapshot import register_as_of
from plan190.status.state import OPEN
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.model.report import Obstacle
    from plan190.status import fact_types as types
    from plan190.status.figures.reports import MissingReportsFigures
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, Verdict

DAYS_AHEAD = 30
"""The number of days that an agenda covers, unless another one is given."""

IDLE_DAYS = 60
"""The number of days without a change in the reports on work after which it counts as idle, unless another is given."""

AgendaKind = Literal["overdue", "due", "reports", "missing", "claims", "obstacles", "idle", "agencies"]
"""A kind of work of the coordinator."""

AgencyEvent = Literal["begins", "ends", "renamed"]


class AgendaLine(NamedTuple):
    """How much work of one kind there is, and how many agencies it concerns."""

    id: AgendaKind
    number: int
    agencies: int


class DueTask(NamedTuple):
    """The open obligations on one task that are due on the same date."""

    due: date
    verdicts: tuple[Verdict, ...]


class OwedReports(NamedTuple):
    """The monthly reports that agencies owe for a period."""

    period: Period
    due: date
    owed: tuple[Submission, ...]

    @property
    def awaited(self) -> tuple[Submission, ...]:
        """Those that are not submitted yet."""
        return tuple(item for item in self.owed if item.report is None and not item.left_out)


class WaitingItem(NamedTuple):
    """A claim that is neither accepted nor returned, or an obstacle without an answer.

    `agency`: the id of the agency that reported it on the date `since`. `days`: the days since then. `obstacle`: None
    for a claim.
    """

    task: str
    agency: str
    since: date
    days: int
    obstacle: Obstacle | None = None


class IdleWork(NamedTuple):
    """An open obligation whose reports state nothing else since the date `moved_on`, and the days since then."""

    verdict: Verdict
    moved_on: date
    days: int


class AgencyChange(NamedTuple):
    """An agency begins, ends or gets another name on the date `day`.

    `named`: the agency with its name from then on, or with its last name. `successors`: the ids of its successors.
    """

    day: date
    agency: str
    event: AgencyEvent
    named: Agency
    successors: tuple[str, ...] = ()


class AgendaFigures(NamedTuple):
    """The agenda from the as-of date through `last`.

    `claims`, `obstacles`: the longest waiting first. `idle`: work that has not moved for `idle_days`, the longest
    first; work that is claimed waits for the coordinator and is not idle. `unreported`: the number of open obligations
    on which no agency has reported.
    """

    as_of: date
    last: date
    idle_days: int
    overdue: tuple[Verdict, ...]
    due: tuple[DueTask, ...]
    reports: tuple[OwedReports, ...]
    missing: MissingReportsFigures
    claims: tuple[WaitingItem, ...]
    obstacles: tuple[WaitingItem, ...]
    idle: tuple[IdleWork, ...]
    unreported: int
    changes: tuple[AgencyChange, ...]

    @property
    def lines(self) -> tuple[AgendaLine, ...]:
        """The counts of all kinds of work."""
        due = [verdict for task in self.due for verdict in task.verdicts]
        to_come = [reports for reports in self.reports if reports.due >= self.as_of]
        awaited = [submission for reports in to_come for submission in reports.awaited]
        idle = [item.verdict for item in self.idle]
        return (
            AgendaLine("overdue", len(self.overdue), agencies_owing(self.overdue)),
            AgendaLine("due", len(due), agencies_owing(due)),
            AgendaLine("missing", len(self.missing.submissions), self.missing.agencies),
            AgendaLine("reports", len(awaited), agencies_owing(awaited)),
            _line("claims", self.claims),
            _line("obstacles", self.obstacles),
            AgendaLine("idle", len(idle), agencies_owing(idle)),
            _line("agencies", self.changes),
        )


def _line(id_: AgendaKind, items: Collection[WaitingItem | AgencyChange]) -> AgendaLine:
    return AgendaLine(id_, len(items), len({item.agency for item in items}))


def agenda_figures(
    register: Register, assessment: Assessment, days: int, idle_days: int, agencies: Collection[str]
) -> AgendaFigures:
    """Return the agenda of the agencies with these ids for this number of days."""
    last = assessment.as_of + timedelta(days=days)
    owed = tuple(owed_by_any(assessment.verdicts, agencies))
    due = group_by(owed_by_any(due_through(assessment, last), agencies), lambda verdict: (verdict.due, verdict.task.id))
    obstacles = _waiting_obstacles(assessment)
    idle = [item for item in _idle_work(owed, assessment.as_of) if item.days >= idle_days]
    return AgendaFigures(
        as_of=assessment.as_of,
        last=last,
        idle_days=idle_days,
        overdue=tuple(owed_by_any(overdue(assessment), agencies)),
        due=tuple(DueTask(day, tuple(verdicts)) for (day, _), verdicts in due.items() if day is not None),
        reports=tuple(_owed_reports(register, assessment, last, agencies)),
        missing=missing_reports_figures(assessment, agencies=agencies),
        claims=tuple(_waiting_claims(assessment, agencies)),
        obstacles=tuple(item for item in sorted(obstacles, key=_since) if item.agency in agencies),
        idle=tuple(sorted(idle, key=lambda item: -item.days)),
        unreported=sum(verdict.state in OPEN and verdict.work.latest is None for verdict in owed),
        changes=tuple(_agency_changes(register, assessment.as_of, last, agencies)),
    )


def _owed_reports(
    register: Register, assessment: Assessment, last: date, agencies: Collection[str]
) -> Iterator[OwedReports]:
    """Yield the reports that are due through the last date, if nothing is decided until then, by period.

    The first ones are due from the as-of date on, or before it in the current period if some of them are missing.
    """
    ahead = assess(register_as_of(register, assessment.as_of), last, assessment.policy)
    for period, submissions in sorted(ahead.submissions_by_period.items()):
        owed = [item for item in submissions if item.owed and item.agency.id in agencies]
        if not owed or owed[0].due > last:
            continue
        reports = OwedReports(period, owed[0].due, tuple(owed))
        if reports.due >= assessment.as_of or (period >= assessment.period and reports.awaited):
            yield reports


def _waiting_claims(assessment: Assessment, agencies: Collection[str]) -> Iterator[WaitingItem]:
    for item in assessment.claims:
        if item.concerns(agencies):
            days = (assessment.as_of - item.claim.reported_on).days
            yield WaitingItem(item.verdict.task.id, item.claim.agency, item.claim.reported_on, days)


def _waiting_obstacles(assessment: Assessment) -> Iterator[WaitingItem]:
    for item in assessment.obstacles:
        if not item.answers:
            days = item.days_open(assessment.as_of)
            yield WaitingItem(item.task, item.agency.id, item.raised_on, days, item.obstacle)


def _since(item: WaitingItem) -> tuple[date, object]:
    return item.since, task_order(item.task)


def _idle_work(verdicts: Iterable[Verdict], as_of: date) -> Iterator[IdleWork]:
    """Yield the open obligations on which an agency has reported, with the date since which they have not moved."""
    for verdict in verdicts:
        moved_on = verdict.work.moved_on if verdict.state in OPEN and not verdict.claimed else None
        if moved_on is not None:
            yield IdleWork(verdict, moved_on, (as_of - moved_on).days)


def _agency_changes(register: Register, as_of: date, last: date, agencies: Collection[str]) -> Iterator[AgencyChange]:
    """Yield the changes of these agencies after the as-of date through the last date, by date."""
    changes = [change for agency in register.all_agencies for change in _changes_of(agency)]
    for change in sorted(changes, key=lambda change: change.day):
        if as_of < change.day <= last and any(id_ in agencies for id_ in (change.agency, *change.successors)):
            yield change


def _changes_of(agency: Agency) -> Iterator[AgencyChange]:
    """Yield all changes of an agency."""
    if agency.valid_from is not None:
        yield AgencyChange(agency.valid_from, agency.id, "begins", agency.named_on(agency.valid_from))
    for later in agency.names:
        yield AgencyChange(later.valid_from, agency.id, "renamed", agency.named_on(later.valid_from))
    if agency.valid_to is not None:
        successors = dict.fromkeys(successor.to for successor in agency.successors)
        yield AgencyChange(agency.valid_to + ONE_DAY, agency.id, "ends", agency, tuple(successors))


def agenda_facts(figures: AgendaFigures) -> types.Agenda:
    """Return the agenda with all items."""
    return {
        "until": figures.last,
        "idle_days": figures.idle_days,
        "lines": [{"id": line.id, "number": line.number, "agencies": line.agencies} for line in figures.lines],
        "due": list(map(_due_facts, figures.due)),
        "reports": list(map(_reports_facts, figures.reports)),
        "missing": reports_earlier_facts(figures.missing),
        "claims": list(map(_waiting_facts, figures.claims)),
        "obstacles": list(map(_waiting_facts, figures.obstacles)),
        "idle": list(map(_idle_facts, figures.idle)),
        "unreported": figures.unreported,
        "agencies": list(map(_change_facts, figures.changes)),
    }


def _due_facts(item: DueTask) -> types.DueTask:
    agencies = [agency.id for verdict in item.verdicts for agency in verdict.agencies]
    task = task_reference(item.verdicts[0].task.id)
    return {**task, "due": item.due, "obligations": len(item.verdicts), "agencies": list(dict.fromkeys(agencies))}


def _reports_facts(reports: OwedReports) -> types.AwaitedReports:
    awaited = [submission.agency.id for submission in reports.awaited]
    return {"period": reports.period, "due": reports.due, "owed": len(reports.owed), "awaited": awaited}


def _waiting_facts(item: WaitingItem) -> types.WaitingItem:
    return {
        **task_reference(item.task), "agency": item.agency, "since": item.since, "days": item.days,
        "name": item.obstacle.name if item.obstacle is not None else None,
    }  # fmt: skip


def _idle_facts(item: IdleWork) -> types.IdleWork:
    verdict = item.verdict
    return {
        **task_reference(verdict.task.id), **owed_by_facts(verdict), "state": verdict.state, "due": verdict.due,
        "moved_on": item.moved_on, "days": item.days,
    }  # fmt: skip


def _change_facts(change: AgencyChange) -> types.AgencyChange:
    return {
        "date": change.day, "agency": change.agency, "event": change.event, "name": change.named.name,
        "successors": change.successors,
    }  # fmt: skip
