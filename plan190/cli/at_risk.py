"""`plan190 at-risk`: what may not be done in time, as the agencies warned."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Result, Session

NAME = "at-risk"
FORMATS = TABLE


def run(session: Session) -> Result:
    """Give the view of the warnings that still stand."""
    from plan190.views import at_risk

    return Result(at_risk.build(session.view_context))
