"""`plan190 status`: the status of the plan by agency as of a date, or of one agency with its tasks."""

from __future__ import annotations

from plan190.cli.choices import body
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session, agency: AgencyOption = None) -> Result:
    """Return the status of the plan, or of the agency."""
    if agency is not None:
        from plan190.views import agency as view

        return Result(view.build(session.view_context, body(session, agency)))
    from plan190.views import status

    return Result(status.build(session.view_context))
