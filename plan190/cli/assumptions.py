"""`plan190 assumptions`: what the plan does not say and the data take as given, and what was settled since."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return every assumption, with its answer if one was given by the date."""
    from plan190.status.figures.assumptions import assumption_figures
    from plan190.views import assumptions

    return Result(assumptions.build(assumption_figures(session.register, session.assessment), session.view_context))
