"""`plan190 claims`: what agencies say is done and nobody has accepted yet."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Answer, Session

NAME = "claims"
FORMATS = TABLE


def answer(session: Session) -> Answer:
    """Give the view of the claims that wait."""
    from plan190.views import claims

    return Answer(claims.build(session.register, session.assessment, session.words))
