"""`plan190 claims`: what agencies say is done and nobody has accepted yet."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Result, Session

NAME = "claims"
FORMATS = TABLE


def run(session: Session) -> Result:
    """Give the view of the claims that wait."""
    from plan190.views import claims

    return Result(claims.build(session.view_context))
