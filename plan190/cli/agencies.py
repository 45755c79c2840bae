"""`plan190 agencies`: every body and group."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Answer, Session

NAME = "agencies"
FORMATS = TABLE


def answer(session: Session) -> Answer:
    """Give the agencies view."""
    from plan190.views import agencies

    return Answer(agencies.build(session.register, session.assessment, session.words))
