"""`plan190 assumptions`: what the plan does not say and plan190 assumes, with the answers so far."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return every assumption, with its answer if there was one by the as-of date."""
    from plan190.status.figures.assumptions import assumptions_figures
    from plan190.views import assumptions

    return Result(assumptions.build(assumptions_figures(session.register, session.assessment), session.view_context))
