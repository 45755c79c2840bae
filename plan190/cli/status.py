"""`plan190 status`: the status of the plan by agency as of a date, or of one agency with its tasks."""

from __future__ import annotations

from plan190.cli.agency import body_view
from plan190.cli.choices import body
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session, agency: AgencyOption = None) -> Result:
    """Return the status of the plan, or of the agency."""
    if agency is not None:
        return Result(body_view(session, session.view_context, body(session, agency)))
    from plan190.status.figures.status import status_figures
    from plan190.views import status

    return Result(status.build(status_figures(session.register, session.assessment), session.view_context))
