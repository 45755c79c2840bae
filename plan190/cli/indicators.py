"""`plan190 indicators`: the numbers that the plan demands, against what was reported."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Result, Session

NAME = "indicators"
FORMATS = TABLE


def run(session: Session) -> Result:
    """Give the view of every indicator that was reported."""
    from plan190.views import indicators

    return Result(indicators.build(session.view_context))
