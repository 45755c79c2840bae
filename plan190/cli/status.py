"""`plan190 status`: the table per agency and what to look at first."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Answer, Session

NAME = "status"
FORMATS = TABLE


def answer(session: Session) -> Answer:
    """Give the status view."""
    from plan190.views import status

    return Answer(status.build(session.register, session.assessment, session.words))
