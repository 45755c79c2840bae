"""`plan190 at-risk`: the obligations with a delay warning from their agency."""

from __future__ import annotations

from plan190.cli.choices import filtered, members_of
from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session, agency: AgencyOption = None) -> Result:
    """Return the delay warnings that still hold."""
    from plan190.status.figures.at_risk import at_risk_figures
    from plan190.views import at_risk

    figures = at_risk_figures(session.assessment, members_of(session, agency))
    return Result(at_risk.build(figures, filtered(session, agency)))
