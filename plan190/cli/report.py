"""`plan190 report KIND [OF]`: the month consolidated, an agency, a task, what is overdue, the scoreboard, as a file."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import body, letterhead, task
from plan190.cli.completion import reports
from plan190.cli.session import Result, Session
from plan190.errors import Plan190Error
from plan190.model.agency import Agency
from plan190.model.month import Month
from plan190.words.text import shown

if TYPE_CHECKING:
    from plan190.document.blocks import View

NAME = "report"
FORMATS = ("docx", "html", "markdown", "xlsx", "json", "csv", "csv-bom")
KINDS = ("monthly", "agency", "task", "overdue", "scoreboard")
FOLDER = "reports"
"""Where reports go, from where the reader stands, unless asked otherwise."""


def run(
    session: Session,
    kind: Annotated[str, typer.Argument(metavar="REPORT", autocompletion=reports)],
    of: Annotated[list[str] | None, typer.Argument(metavar="OF")] = None,
    period: Annotated[str | None, typer.Option(metavar="MONTH")] = None,
    headed: Annotated[str | None, typer.Option("--letterhead", metavar="LETTERHEAD")] = None,
) -> Result:
    """Give the report of that kind."""
    if kind not in KINDS:
        raise Plan190Error("error.choice", text=shown(kind), option="report", choices=", ".join(KINDS))
    name = " ".join(of or ())
    if (kind in {"agency", "task"}) is not bool(name):
        raise Plan190Error("error.report_of.wanted" if not name else "error.report_of.extra", kind=kind)
    if kind != "monthly" and (period is not None or headed is not None):
        raise Plan190Error("error.report_monthly", kind=kind)
    match kind:
        case "monthly":
            return _monthly(session, period, headed)
        case "agency":
            return _agency(session, name)
        case "task":
            return _task(session, name)
        case "overdue":
            return _overdue(session)
        case _:
            from plan190.views import scoreboard

            return _dated(session, scoreboard.build(session.report_context), kind)


def _dated(session: Session, view: View, kind: str, of: str = "") -> Result:
    name = "-".join(part for part in (kind, of, session.day.isoformat()) if part)
    return Result(view, command=(NAME, kind, *((of,) if of else ())), file=f"{FOLDER}/{name}")


def _monthly(session: Session, period: str | None, headed: str | None) -> Result:
    from plan190.status.periods import begins_on, month_of
    from plan190.views import monthly

    asked = _month(period) if period is not None else month_of(session.day)
    plan = session.register.plan
    reporting = plan.reporting
    if begins_on(asked.later(1), reporting) <= plan.issued_on:
        raise Plan190Error("error.period_before", period=str(asked), issued=session.words.day(plan.issued_on))
    session = session.on(min(session.day, asked.later(1).first_day - timedelta(days=1)), only_if_not_asked=True)
    if session.day < begins_on(asked, reporting):
        first = session.words.day(begins_on(asked, reporting))
        raise Plan190Error("error.period_ahead", period=str(asked), first=first, day=session.words.day(session.day))
    meant = letterhead(session, headed)
    view = monthly.build(session.report_context, asked, meant)
    command = (NAME, "monthly", "--period", str(asked), *(("--letterhead", meant.id) if meant else ()))
    return Result(view, command=command, file=f"{FOLDER}/monthly-{asked}", session=session)


def _month(text: str) -> Month:
    """Give the month that the text names: 2023-07 or 7/2023; Plan190Error for another."""
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", text)
    written = re.fullmatch(r"([0-9]{1,2})/([0-9]{4})", text)
    year, month = (iso[1], iso[2]) if iso else (written[2], written[1]) if written else ("0", "0")
    if not (1945 <= int(year) <= 2099 and 1 <= int(month) <= 12):  # noqa: PLR2004 - the years of the data, the months
        raise Plan190Error("error.month", text=shown(text))
    return Month(int(year), int(month))


def _agency(session: Session, name: str) -> Result:
    from plan190.views import agency

    meant = body(session, name)
    if not isinstance(meant, Agency):
        raise Plan190Error("error.report_group", name=meant.id)
    return _dated(session, agency.build(session.report_context, meant), "agency", meant.id)


def _task(session: Session, name: str) -> Result:
    from plan190.views import task as task_view

    meant = task(session, name)
    return _dated(session, task_view.build_page(session.report_context, meant), "task", str(meant.task.number))


def _overdue(session: Session) -> Result:
    from plan190.views import overdue

    return _dated(session, overdue.build(session.report_context), "overdue")
