"""`plan190 calendar`: the dates of the plan or of one agency, for a calendar program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.cli.choices import body
from plan190.cli.options import AgencyOption
from plan190.cli.report_files import report_context
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.agency import Group

if TYPE_CHECKING:
    from plan190.model.register import Body

FORMATS = ("ics", "table", "json", "csv", "markdown")


def run(session: Session, agency: AgencyOption = None) -> Result:
    """Return the calendar; Plan190Error for a group, because each member has a calendar of its own."""
    from plan190.status.figures.calendar import calendar_figures
    from plan190.views import calendar

    owner: Body | None = None
    command: tuple[str, ...] = ("calendar",)
    if agency is not None:
        owner = body(session, agency)
        command = ("calendar", "--agency", owner.id)
    if isinstance(owner, Group):
        raise Plan190Error("calendar.group", group=owner.id, option=session.data.option)
    figures = calendar_figures(session.register, session.assessment, owner)
    return Result(calendar.build(figures, report_context(session)), command=command)
