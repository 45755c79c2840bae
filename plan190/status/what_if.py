"""The register after a supposed event, extension or completion; no file is changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from plan190.model.decision import Accept, Extend, Happened
from plan190.model.register import Entry, ReportEntries, ReportFile
from plan190.model.report import IssuedDocument, Measured, MonthlyReport, Update
from plan190.status.periods import period_of
from plan190.status.selection import indicators_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.plan import Indicator
    from plan190.model.register import Register

SUPPOSED_FILE = "what-if"
"""The file name of supposed entries, and the id of supposed decisions."""


def if_happened(register: Register, event: str, on: date, until: date | None, agencies: tuple[str, ...]) -> Register:
    """Return the register with the event on a date, for these agencies or all; `until` is the due date that it sets."""
    lead = register.plan.oversight.lead
    decision = Happened(id=SUPPOSED_FILE, date=on, by=lead, event=event, agencies=agencies, until=until)
    return _with_decision(register, decision)


def if_extended(register: Register, task: str, on: date, until: date, agencies: tuple[str, ...]) -> Register:
    """Return the register with the task extended to `until` by a decision on date `on`, for these agencies or all."""
    issuer = register.plan.issuer
    # An extension requires a document; the number is made up.
    document = IssuedDocument(number="0/X", date=on)
    extension = Extend(
        id=SUPPOSED_FILE, date=on, by=issuer, tasks=(task,), agencies=agencies, until=until, document=document
    )
    return _with_decision(register, extension)


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
    lead = register.plan.oversight.lead
    return _with_decision(supposed, Accept(id=SUPPOSED_FILE, date=on, by=lead, tasks=(task,), agencies=agencies))


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
    indicators = tuple(_at_target(indicator) for indicator in indicators_of(register, register.tasks_by_id[task]))
    update = Update(task=task, state="done", done_on=on, indicators=indicators)
    report = MonthlyReport(agency=agency, period=period, reported_on=on, updates=(update,))
    entry = Entry(update, SUPPOSED_FILE, ("updates", 0))
    return ReportFile.of(ReportEntries(Entry(report, SUPPOSED_FILE, ()), (entry,)))


def _at_target(indicator: Indicator) -> Measured:
    whole = Decimal(100) if indicator.unit == "percent" else None
    return Measured(id=indicator.id, value=indicator.target, of=whole)
