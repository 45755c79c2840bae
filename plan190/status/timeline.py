"""What happened to a task, day by day, as it was known on the day: issued, told, decided, late since, done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from plan190.model.decision import Reply, Settle, Transfer
from plan190.model.report import Correction, Update
from plan190.status.explanation import TOUCHING
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register
    from plan190.model.report import Contribution, MonthlyReport
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict
    from plan190.status.work_history import Claim


@dataclass(frozen=True)
class Issued:
    """The plan was issued with the task in it."""


@dataclass(frozen=True)
class DeadlineRead:
    """The deadline as it is read: the last day on time that the plan itself names, None for none."""

    due: date | None


@dataclass(frozen=True)
class LateSince:
    """The first day on which these obligations were late, and have been since."""

    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class Done:
    """The work was done, by a claim that still stands; a joint one counts for several."""

    claim: Claim
    verdict: Verdict


@dataclass(frozen=True)
class Spoken:
    """A monthly report spoke of the task. `mended_on`: the day on which a later one said this otherwise."""

    entry: Entry[Update] | Entry[Contribution]
    report: Entry[MonthlyReport]
    mended_on: date | None = None


@dataclass(frozen=True)
class Decided:
    """A decision about the task was made."""

    entry: Entry[Decision]


What = Issued | DeadlineRead | LateSince | Done | Spoken | Decided
_ORDER = (Issued, DeadlineRead, LateSince, Done, Spoken, Decided)


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened on a day. `agency`: whose part of the task it is about, None for all of them."""

    day: date
    what: What
    agency: Agency | None = None


def timeline_of(register: Register, assessment: Assessment, task: TaskVerdict) -> tuple[TimelineEntry, ...]:
    """Give all that happened to the task through the day, in order; of one day, reports come before decisions."""
    found = (
        *_at_the_start(register, task),
        *_late(assessment, task),
        *_done(register, task),
        *_spoken(register, assessment, task.task.number),
        *_decided(register, assessment, task),
    )
    order = register.order
    return tuple(
        sorted(
            (one for one in found if one.day <= assessment.as_of),
            key=lambda one: (one.day, _ORDER.index(type(one.what)), order[one.agency.id] if one.agency else -1),
        )
    )


def _at_the_start(register: Register, task: TaskVerdict) -> Iterator[TimelineEntry]:
    issued, named = register.plan.issued_on, task.verdicts[0].record.due_history.named
    yield TimelineEntry(issued, Issued())
    yield TimelineEntry(issued, DeadlineRead(named.day if named is not None else None))


def _late(assessment: Assessment, task: TaskVerdict) -> Iterator[TimelineEntry]:
    """Give since when what is overdue has been so: alike ones together, where several owe the task."""
    since: dict[tuple[date, int], list[Verdict]] = defaultdict(list)
    for verdict in task.verdicts:
        if verdict.state is State.OVERDUE:
            since[_first_late_day(verdict, assessment.as_of), verdict.days_late].append(verdict)
    for (day, _), verdicts in since.items():
        yield TimelineEntry(day, LateSince(tuple(verdicts)))


def _first_late_day(verdict: Verdict, as_of: date) -> date:
    """Give the day after the last one on time, or the first one later on which the clock ran."""
    due_history = verdict.record.due_history
    day = (verdict.due or as_of) + timedelta(days=1)
    while day < as_of and not due_history.late_by(day)[0]:
        day += timedelta(days=1)
    return day


def _done(register: Register, task: TaskVerdict) -> Iterator[TimelineEntry]:
    claims = {
        (claim.update.agency, claim.done_on): (claim, verdict)
        for verdict in task.verdicts
        if (claim := verdict.done) is not None
    }
    agencies = {entry.value.id: entry.value for entry in register.agencies}
    for (agency, day), (claim, verdict) in claims.items():
        yield TimelineEntry(day, Done(claim, verdict), agencies[agency])


def _spoken(register: Register, assessment: Assessment, number: int) -> Iterator[TimelineEntry]:
    """Give each entry about the task in the reports that stand on the day, those corrected since too."""
    standing = {report_file.file for report_file in assessment.snapshot.reports}
    reports = [report_file for report_file in register.reports if report_file.file in standing]
    reports.sort(key=lambda report_file: (report_file.reported_on, report_file.period))
    agencies = {entry.value.id: entry.value for entry in register.agencies}
    last = {
        (report_file.agency, entry.value.corrects): (entry, report_file.reported_on)
        for report_file in reports
        for entry in report_file.corrections
        if entry.value.task == number
    }
    for report_file in reports:
        report = report_file.value
        for entry in report_file.proved:
            if entry.value.task != number:
                continue
            period = entry.value.corrects if isinstance(entry.value, Correction) else report.period
            by, day = last.get((report.agency, period), (None, None))
            mended = day if by is not entry and isinstance(entry.value, Update) else None
            yield TimelineEntry(report.reported_on, Spoken(entry, report_file.report, mended), agencies[report.agency])


def _decided(register: Register, assessment: Assessment, task: TaskVerdict) -> Iterator[TimelineEntry]:
    snapshot, number = assessment.snapshot, task.task.number
    touching = {
        entry.value.id for verdict in task.verdicts for entry in snapshot.touching(verdict.obligation, *TOUCHING)
    }
    assumed = {one.id for one in register.assumptions_of(task.task)}
    for entry in snapshot.decisions:
        match entry.value:
            case Transfer(tasks=numbers):
                named = number in numbers
            case Reply(task=about):
                named = about == number
            case Settle(assumption=id_):
                named = id_ in assumed
            case _:
                named = entry.value.id in touching
        if named:
            yield TimelineEntry(entry.value.date, Decided(entry))
