"""`plan190 overdue`: overdue tasks, the longest overdue first."""

from __future__ import annotations

from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.cli.task_list import TaskList
from plan190.status.state import State
from plan190.status.verdicts import by_urgency


def run(session: Session) -> Result:
    """Return the overdue tasks."""
    return TaskList(session, by_urgency(session.assessment.tasks)).keep_states([State.OVERDUE]).result()
