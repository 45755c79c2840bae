"""`plan190 indicators`: the reported values of the indicators against their targets."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return the reported values, and the indicators without one."""
    from plan190.status.figures.indicators import indicators_figures
    from plan190.views import indicators

    figures = indicators_figures(session.register, session.assessment)
    return Result(indicators.build(figures, session.view_context))
