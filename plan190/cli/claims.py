"""`plan190 claims`: what agencies say is done and nobody has accepted yet."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session) -> Result:
    """Return the claims that wait to be accepted."""
    from plan190.views import claims

    return Result(claims.build(session.assessment.claims, session.view_context))
