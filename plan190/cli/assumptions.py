"""`plan190 assumptions`: what the plan does not say and the data assumes, and what was settled since."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Result, Session

NAME = "assumptions"
FORMATS = TABLE


def run(session: Session) -> Result:
    """Give the assumptions view."""
    from plan190.views import assumptions

    return Result(assumptions.build(session.view_context))
