"""`plan190 assumptions`: what the plan does not say and the data assumes, and what was settled since."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Answer, Session

NAME = "assumptions"
FORMATS = TABLE


def answer(session: Session) -> Answer:
    """Give the assumptions view."""
    from plan190.views import assumptions

    known = session.assessment.known
    return Answer(assumptions.build(session.register, known, session.day, session.words))
