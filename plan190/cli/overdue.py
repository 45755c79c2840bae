"""`plan190 overdue`: what is past its day, the longest first."""

from __future__ import annotations

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.session import Result, Session

NAME = "overdue"
FORMATS = TABLE


def run(session: Session) -> Result:
    """Give the overdue tasks."""
    from plan190.status.state import State
    from plan190.status.verdicts import by_urgency
    from plan190.views import tasks

    shown = [one for one in by_urgency(session.assessment.tasks) if one.state is State.OVERDUE]
    filters = [session.words("filter.state", name=session.words("state.overdue"))]
    return Result(tasks.build(session.view_context, shown, filters=filters))
