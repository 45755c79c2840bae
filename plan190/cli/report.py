"""`plan190 report KIND [NAME]`: the monthly report, an agency, a task, overdue tasks or the scoreboard, as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.agency import body_view
from plan190.cli.choices import REPORT_KINDS, accepted_without, body, demand_reported, letterhead, task, unknown_choice
from plan190.cli.options import LeaveOutOption, LetterheadOption
from plan190.cli.report_files import caution_notes, official_context, report_context
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.agency import Agency
from plan190.model.period import Period
from plan190.words.text import printable

if TYPE_CHECKING:
    from plan190.document.blocks import View

FORMATS = ("docx", "html", "markdown", "xlsx", "json", "csv", "csv-bom")
FOLDER = "reports"
"""The default folder of reports, from the current folder."""


def run(
    session: Session,
    kind: Annotated[str, typer.Argument(metavar="REPORT")],
    subject: Annotated[list[str] | None, typer.Argument(metavar="SUBJECT")] = None,
    period: Annotated[Period | None, typer.Option(metavar="PERIOD", parser=parse_period)] = None,
    letterhead_id: LetterheadOption = None,
    leave_out: LeaveOutOption = None,
) -> Result:
    """Return the report of this kind."""
    if kind not in REPORT_KINDS:
        raise unknown_choice(kind, "report", REPORT_KINDS)
    name = " ".join(subject or ())
    needs_name = kind in {"agency", "task"}
    if needs_name != bool(name):
        raise Plan190Error("error.report_subject.missing" if needs_name else "error.report_subject.extra", kind=kind)
    if kind == "monthly":
        return _monthly(session, period, letterhead_id, leave_out)
    if period is not None or letterhead_id is not None or leave_out:
        raise Plan190Error("error.report_monthly", kind=kind)
    view, of_id = _dated_view(session, kind, name)
    parts = tuple(filter(None, (kind, of_id)))
    return Result(view, command=("report", *parts), file=f"{FOLDER}/{'-'.join(parts)}-{session.as_of}")


def _dated_view(session: Session, kind: str, name: str) -> tuple[View, str]:
    """Return the view of a report other than the monthly one, and the id of the agency or task that it is about."""
    from plan190.status.figures.overdue import overdue_figures
    from plan190.status.figures.scoreboard import scoreboard_figures
    from plan190.status.figures.task import task_page_figures
    from plan190.views import overdue, scoreboard
    from plan190.views import task as task_view

    context = report_context(session)
    if kind == "overdue":
        return overdue.build(overdue_figures(session.assessment), context), ""
    if kind == "scoreboard":
        return scoreboard.build(scoreboard_figures(session.assessment), context), ""
    if kind == "task":
        verdict = task(session, name)
        figures = task_page_figures(context.register, session.assessment, verdict)
        return task_view.build_page(figures, context, is_document=True), verdict.task.id
    subject = body(session, name)
    if not isinstance(subject, Agency):
        raise Plan190Error("error.report_group", name=subject.id)
    return body_view(session, context, subject, is_document=True), subject.id


def _monthly(session: Session, period: Period | None, letterhead_id: str | None, leave_out: list[str] | None) -> Result:
    from plan190.status.figures.monthly import monthly_figures
    from plan190.status.periods import current_period
    from plan190.views import monthly

    accepted = accepted_without(session, leave_out)
    demand_reported(session, period)
    period = period or current_period(session.as_of, session.register.plan.reporting)
    session = _session_for(session, period)
    head = letterhead(session, letterhead_id)
    figures = monthly_figures(session.register, session.assessment, period)
    view = monthly.build(figures, official_context(session), head)
    command = ["report", "monthly", "--period", str(period)]
    if head is not None:
        command += ["--letterhead", head.id]
    command += accepted
    notes = caution_notes(session)
    if session.as_of < figures.until:
        notes += (session.words("note.period_open", until=session.words.day(figures.until)),)
    return Result(view, command=tuple(command), file=f"{FOLDER}/monthly-{period}", session=session, notes=notes)


def _session_for(session: Session, period: Period) -> Session:
    """Return the session with the as-of date of the report for the period; Plan190Error for an impossible period.

    Without `--as-of`, the date is at the latest the last day of the month in which the report is due.
    """
    from plan190.status.due import last_day_of
    from plan190.status.periods import begins_on, ends_on, month_of, report_due

    plan, words = session.register.plan, session.words
    if ends_on(period, plan.reporting) < plan.issued_on:
        raise Plan190Error("error.period_before", period=str(period), issued=words.day(plan.issued_on))
    if session.request.as_of is None:
        last_month = max(period.last_month, month_of(report_due(period, plan, plan.policy)))
        as_of = min(session.as_of, last_day_of(last_month))
        session = replace(session, request=replace(session.request, as_of=as_of))
    first = begins_on(period, plan.reporting)
    if session.as_of < first:
        raise Plan190Error("error.period_ahead", period=period, first=words.day(first), day=words.day(session.as_of))
    return session


def parse_period(text: str) -> Period:
    """Return the period that the text names; Plan190Error for any other text."""
    period = Period.named(text)
    if period is None:
        raise Plan190Error("error.month", text=printable(text))
    return period
