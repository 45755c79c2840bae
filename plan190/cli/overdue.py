"""`plan190 overdue`: overdue tasks, the longest overdue first."""

from __future__ import annotations

from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.cli.task_list import TaskList
from plan190.status.state import State


def run(session: Session, agency: AgencyOption = None) -> Result:
    """Return the overdue tasks."""
    return TaskList(session, agency).keep_states([State.OVERDUE]).most_urgent_first().result()
