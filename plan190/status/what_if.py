"""The register after a supposed event, extension or completion; no file is changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.model.decision import Accept, Extend, Happened
from plan190.model.register import Entry, ReportEntries, ReportFile
from plan190.model.report import IssuedDocument, Measured, MonthlyReport, Update
from plan190.status.assess import assess
from plan190.status.periods import period_of
from plan190.status.selection import indicators_of, owed_by_any
from plan190.status.snapshot import snapshot_as_of
from plan190.status.state import DONE, State
from plan190.status.succession import acting_body

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.plan import Indicator
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment

SUPPOSED_FILE = "what-if"
"""The file name of supposed entries, and the beginning of the ids of supposed decisions."""


Kind = Literal["event", "extend", "done"]
Reason = Literal["not_owed", "happened", "done", "ended", "recurring", "not_waiting", "other"]
"""Why a supposition changes nothing.

Nobody of these agencies owes the work; the event has happened already; the work is done, has ended, or is recurring,
which no report completes; no task waits for the event any more; another report or decision counts instead.
"""


class Supposition(NamedTuple):
    """An event, an extension or a completion that is supposed, for these agencies or all.

    `subject`: the id of the event or of the task. `on`: the date of the event, decision or completion. `until`: the due
    date that an event or an extension sets.
    """

    kind: Kind
    subject: str
    on: date
    until: date | None = None
    agencies: tuple[str, ...] = ()


def suppose(register: Register, supposition: Supposition) -> Register:
    """Return the register after the supposition."""
    kind, subject, on, until, agencies = supposition
    if kind == "event":
        return if_happened(register, subject, on, until, agencies)
    if kind == "extend":
        return if_extended(register, subject, on, until or on, agencies)
    return if_done(register, subject, on, _agencies_to_report(register, supposition))


def _agencies_to_report(register: Register, supposition: Supposition) -> tuple[str, ...]:
    """Return the agencies that have not done the task; of a joint task one, because its report is enough."""
    task = assess(register, supposition.on, register.plan.policy).task(supposition.subject)
    open_ids: list[str] = []
    for verdict in task.verdicts:
        if not verdict.is_done:
            wanted = [
                item.id for item in verdict.agencies if not supposition.agencies or item.id in supposition.agencies
            ]
            open_ids += wanted[:1] if verdict.is_joint else wanted
    return tuple(open_ids)


def why_no_change(register: Register, before: Assessment, supposition: Supposition) -> tuple[Reason, tuple[str, ...]]:
    """Return why a supposition changes nothing, and the ids of the tasks that it concerns.

    `before`: the assessment without it.
    """
    is_event = supposition.kind == "event"
    tasks = register.awaited[supposition.subject].tasks if is_event else (supposition.subject,)
    every = chain.from_iterable(before.task(id_).verdicts for id_ in tasks)
    states = {verdict.state for verdict in owed_by_any(every, supposition.agencies or None)}
    events = (entry.value for entry in before.snapshot.of_kind(Happened))
    reason: Reason = "other"
    if not states:
        reason = "not_owed"
    elif is_event and any(event.event == supposition.subject for event in events):
        reason = "happened"
    elif states <= {*DONE}:
        reason = "done"
    elif states <= {*DONE, State.ENDED}:
        reason = "ended"
    elif not is_event and State.RECURRING in states:
        reason = "recurring"
    elif is_event and State.WAITING not in states:
        reason = "not_waiting"
    return reason, tasks


def if_happened(register: Register, event: str, on: date, until: date | None, agencies: tuple[str, ...]) -> Register:
    """Return the register with the event on a date, for these agencies or all; `until` is the due date that it sets."""
    lead = acting_body(register, register.plan.coordinator, on).id
    decision = Happened(id=_new_id(register), date=on, by=lead, event=event, agencies=agencies, until=until)
    return _with_decision(register, decision)


def if_extended(register: Register, task: str, on: date, until: date, agencies: tuple[str, ...]) -> Register:
    """Return the register with the task extended to `until` by a decision on date `on`, for these agencies or all."""
    issuer = acting_body(register, register.plan.issuer, on).id
    # An extension requires a document; the number is made up.
    document = IssuedDocument(number="0/X", date=on)
    extension = Extend(
        id=_new_id(register), date=on, by=issuer, tasks=(task,), agencies=agencies, until=until, document=document
    )
    return _with_decision(register, extension)


def _new_id(register: Register) -> str:
    """Return an id that no decision has, supposed or not."""
    return f"{SUPPOSED_FILE}-{len(register.decisions)}"


def _with_decision(register: Register, decision: Decision) -> Register:
    return replace(register, decisions=(*register.decisions, Entry(decision, SUPPOSED_FILE, ())))


def if_done(register: Register, task: str, on: date, agencies: tuple[str, ...]) -> Register:
    """Return the register with a supposed report of each agency, submitted on the date, that the task is done.

    The task's indicators have their target values. Later entries of these agencies on the task are left out. The claim
    on a joint task is also accepted, because only then the task is done.
    """
    reports = [_without_later_updates(report_file, task, on, agencies) for report_file in register.reports]
    reports += [_completion_report(register, agency, task, on) for agency in agencies]
    supposed = replace(register, reports=tuple(reports))
    if register.tasks_by_id[task].owed != "jointly" or not agencies:
        return supposed
    lead = acting_body(register, register.plan.coordinator, on).id
    return _with_decision(supposed, Accept(id=_new_id(register), date=on, by=lead, tasks=(task,), agencies=agencies))


def _without_later_updates(report_file: ReportFile, task: str, on: date, agencies: tuple[str, ...]) -> ReportFile:
    """Return the report; if one of the agencies submitted it after the date, without its entries on the task."""
    if report_file.agency not in agencies or report_file.reported_on <= on:
        return report_file
    updates = tuple(entry for entry in report_file.updates if entry.value.task != task)
    corrections = tuple(entry for entry in report_file.corrections if entry.value.task != task)
    return ReportFile.of(ReportEntries(report_file.report, updates, report_file.contributions, corrections))


def _completion_report(register: Register, agency: str, task: str, on: date) -> ReportFile:
    updates = snapshot_as_of(register, on).updates.get((task, agency), ())
    # A claim for an earlier period than that of the last update would not count.
    period = max([period_of(on, register.plan.reporting), *(update.period for update in updates)])
    asked = indicators_of(register, register.tasks_by_id[task])
    indicators = tuple(_at_target(indicator, on.year) for indicator in asked)
    update = Update(task=task, state="done", done_on=on, indicators=indicators)
    report = MonthlyReport(agency=agency, period=period, reported_on=on, updates=(update,))
    entry = Entry(update, SUPPOSED_FILE, ("updates", 0))
    return ReportFile.of(ReportEntries(Entry(report, SUPPOSED_FILE, ()), (entry,)))


def _at_target(indicator: Indicator, year: int) -> Measured:
    whole = Decimal(100) if indicator.unit == "percent" else None
    return Measured(id=indicator.id, value=indicator.target_in(year), of=whole)
