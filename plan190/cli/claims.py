"""`plan190 claims`: the claims awaiting acceptance."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return the claims awaiting acceptance."""
    from plan190.views import claims

    return Result(claims.build(session.assessment.claims, session.view_context))
