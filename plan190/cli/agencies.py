"""`plan190 agencies`: all agencies and groups."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return all agencies and groups."""
    from plan190.status.figures.agencies import agencies_figures
    from plan190.views import agencies

    return Result(agencies.build(agencies_figures(session.register, session.assessment), session.view_context))
