"""`plan190 agenda`: the coordinator's working list for the next days."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import body, filtered, members_of, whole
from plan190.cli.options import AgencyOption, DaysOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.status.figures.agenda import DAYS_AHEAD, IDLE_DAYS, agenda_figures

MOST_DAYS = 3650
"""The most days that `--days` and `--idle` accept."""


def run(
    session: Session,
    days: DaysOption = str(DAYS_AHEAD),
    agency: AgencyOption = None,
    idle: Annotated[str, typer.Option(metavar="DAYS")] = str(IDLE_DAYS),
) -> Result:
    """Return the agenda of the next days."""
    from plan190.views import agenda

    ahead, idle_days = whole(days or "", 0, MOST_DAYS), whole(idle, 0, MOST_DAYS)
    figures = agenda_figures(session.register, session.assessment, ahead, idle_days, members_of(session, agency))
    agency_option = f" --agency {body(session, agency).id}" if agency is not None else ""
    return Result(agenda.build(figures, ahead, agency_option, filtered(session, agency)))
