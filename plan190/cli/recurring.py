"""`plan190 recurring`: what is done all the time."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Result, Session

NAME = "recurring"
FORMATS = TABLE


def run(session: Session) -> Result:
    """Give the recurring tasks."""
    from plan190.status.state import State
    from plan190.views import tasks

    shown = [one for one in session.assessment.tasks if one.state is State.RECURRING]
    filters = [session.words("filter.state", name=session.words("state.recurring"))]
    return Result(tasks.build(session.view_context, shown, filters=filters))
