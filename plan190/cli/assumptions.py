"""`plan190 assumptions`: what the plan does not say and plan190 assumes, with the answers so far."""

from __future__ import annotations

from plan190.cli.choices import filtered, members_of
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session, agency: AgencyOption = None) -> Result:
    """Return the assumptions, each with its answer if there was one by the as-of date."""
    from plan190.status.figures.assumptions import assumptions_figures
    from plan190.views import assumptions

    ids = None if agency is None else members_of(session, agency)
    figures = assumptions_figures(session.register, session.assessment, ids)
    return Result(assumptions.build(figures, filtered(session, agency)))
