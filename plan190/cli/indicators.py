"""`plan190 indicators`: the numbers that the plan demands, against what was reported."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Answer, Session

NAME = "indicators"
FORMATS = TABLE


def answer(session: Session) -> Answer:
    """Give the view of every indicator that was reported."""
    from plan190.views import indicators

    return Answer(indicators.build(session.register, session.assessment, session.words))
