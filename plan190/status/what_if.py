"""A register as it would be if something happened, was done or was put off; nothing is written anywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.model.decision import Extend, Happened
from plan190.model.register import Entry, ReportFile
from plan190.model.report import IssuedDocument, Measured, MonthlyReport, Update
from plan190.status.periods import period_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.model.register import Register

NOWHERE = "what-if"
"""The file that supposed entries stand in."""


def if_happened(register: Register, event: str, on: date, until: date | None, agencies: tuple[str, ...]) -> Register:
    """Give the register with the event on that day, for these agencies or all, and the last day that came with it."""
    by = register.plan.oversight.lead
    return _with(register, Happened(id=NOWHERE, date=on, by=by, event=event, agencies=agencies, until=until))


def if_extended(register: Register, task: int, on: date, until: date, agencies: tuple[str, ...]) -> Register:
    """Give the register with the task's last day moved by a decision of that day, for these agencies or all."""
    paper = IssuedDocument(number="0/X", date=on)
    by = register.plan.issuer
    return _with(
        register, Extend(id=NOWHERE, date=on, by=by, tasks=(task,), agencies=agencies, until=until, document=paper)
    )


def _with(register: Register, decision: Decision) -> Register:
    return replace(register, decisions=(*register.decisions, Entry(decision, NOWHERE, ())))


def if_done(register: Register, task: int, on: date, agencies: tuple[str, ...]) -> Register:
    """Give the register with these agencies' word of that day that the task is done.

    The indicators of the task are taken to be as they should, and what was told of it later is left out.
    """
    kept = (
        _untold(report_file, task, on) if report_file.agency in agencies else report_file
        for report_file in register.reports
    )
    return replace(register, reports=(*kept, *(_done(register, id_, task, on) for id_ in agencies)))


def _untold(report_file: ReportFile, task: int, on: date) -> ReportFile:
    """Give the report without what it tells of the task, if it came after the day."""
    if report_file.reported_on <= on:
        return report_file
    return replace(
        report_file,
        updates=tuple(entry for entry in report_file.updates if entry.value.task != task),
        corrections=tuple(entry for entry in report_file.corrections if entry.value.task != task),
    )


def _done(register: Register, agency: str, task: int, on: date) -> ReportFile:
    plan = register.plan
    told = snapshot_as_of(register, on).updates.get((task, agency), ())
    period = max([period_of(on, plan.reporting), *(one.period for one in told)])
    met = tuple(
        Measured(id=one.id, value=one.target, of=100 if one.unit == "percent" else None)
        for one in plan.indicators
        if task in one.tasks
    )
    update = Update(task=task, state="done", done_on=on, indicators=met)
    report = MonthlyReport(agency=agency, period=period, reported_on=on, updates=(update,))
    return ReportFile(Entry(report, NOWHERE, ()), (Entry(update, NOWHERE, ("updates", 0)),), ())
