"""`plan190 recurring`: recurring tasks, which have no end date."""

from __future__ import annotations

from plan190.cli.options import AgencyOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.cli.task_list import TaskList
from plan190.status.state import State


def run(session: Session, agency: AgencyOption = None) -> Result:
    """Return the recurring tasks."""
    return TaskList(session, agency).keep_states([State.RECURRING]).result()
