"""`plan190 indicators`: the numbers that the plan asks for, against what was reported."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return every indicator that was reported."""
    from plan190.status.figures.indicators import indicator_figures
    from plan190.views import indicators

    figures = indicator_figures(session.register, session.assessment)
    return Result(indicators.build(figures, session.view_context))
