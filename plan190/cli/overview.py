"""`plan190` without a command: what needs attention today."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return the overview."""
    from plan190.status.figures.overview import overview_figures
    from plan190.views import overview

    return Result(overview.build(overview_figures(session.assessment), session.view_context))
