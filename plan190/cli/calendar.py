"""`plan190 calendar`: the dates of the plan or of one agency, for a calendar program."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli import clock
from plan190.cli.choices import body
from plan190.cli.options import AgencyOption
from plan190.cli.report_files import report_context
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.agency import Group

if TYPE_CHECKING:
    from plan190.model.register import Body

TimeOption = Annotated[time | None, typer.Option("--time", metavar="TIME", parser=clock.parse_time)]

FORMATS = ("ics", "table", "json", "csv", "markdown")


def run(session: Session, agency: AgencyOption = None, made_at: TimeOption = None) -> Result:
    """Return the calendar; Plan190Error for a group, because each member has a calendar of its own.

    `made_at`: the time on the as-of date, by which calendar programs tell a later calendar from an earlier one.
    """
    from plan190.status.figures.calendar import calendar_figures
    from plan190.views import calendar

    owner: Body | None = None
    command: tuple[str, ...] = ("calendar",)
    if agency is not None:
        owner = body(session, agency)
        command = ("calendar", "--agency", owner.id)
    if isinstance(owner, Group):
        raise Plan190Error("calendar.group", group=owner.id, option=session.data.option)
    made_at = made_at or _time_today(session)
    if made_at is not None:
        command += ("--time", made_at.isoformat())
    figures = calendar_figures(session.register, session.assessment, owner)
    view = calendar.build(figures, report_context(session))
    stamp = clock.in_utc(session.as_of, made_at or time(), session.register.plan.policy.timezone)
    return Result(replace(view, stamp=stamp), command=command)


def _time_today(session: Session) -> time | None:
    """Return the time if the calendar is as of today, else None: a calendar of another date has no time of its own."""
    if session.request.draft or session.as_of != session.today:
        return None
    return clock.now(session.register.plan.policy.timezone).time().replace(microsecond=0)
