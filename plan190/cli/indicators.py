"""`plan190 indicators`: the reported values of the indicators against their targets."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return the reported values, and the indicators without one."""
    from plan190.status.figures.indicators import indicator_figures
    from plan190.views import indicators

    return Result(indicators.build(indicator_figures(session.register, session.assessment), session.view_context))
