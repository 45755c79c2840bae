"""`plan190 calendar`: the days of the plan, or of one agency, for a calendar."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import body
from plan190.cli.completion import bodies
from plan190.cli.session import Result, Session
from plan190.errors import Plan190Error
from plan190.model.agency import Group

NAME = "calendar"
FORMATS = ("ics", "table", "json", "csv", "markdown")


def run(
    session: Session,
    agency: Annotated[str | None, typer.Option(metavar="AGENCY", autocompletion=bodies)] = None,
) -> Result:
    """Give the calendar; Plan190Error for a group, whose members each have their own."""
    from plan190.views import calendar

    meant = body(session, agency) if agency is not None else None
    if isinstance(meant, Group):
        raise Plan190Error("calendar.group", group=meant.id, option=session.option)
    view = calendar.build(session.report_context, meant)
    return Result(view, command=(NAME, *(("--agency", meant.id) if meant is not None else ())))
