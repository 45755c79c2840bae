"""`plan190 due-soon`: tasks that are due in the next days, the nearest due date first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.cli.choices import days_ahead
from plan190.cli.options import AgencyOption, DaysOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.cli.task_list import TaskList
from plan190.parts.context import Filter
from plan190.status.figures.tasks import next_due
from plan190.status.verdicts import is_due_within

if TYPE_CHECKING:
    from plan190.words import Words

MOST_DAYS = 36_500
"""The most days that `--within` accepts."""


def run(session: Session, within: DaysOption = None, agency: AgencyOption = None) -> Result:
    """Return the tasks due within the days of `--within`, or within those of the plan's policy."""
    days = days_ahead(session, within, MOST_DAYS)
    task_list = TaskList(session, agency)
    closing = _next_due(task_list, days, session.words)
    by = Filter("within", (str(days),), session.words.days("filter.within", days))
    task_list.keep_obligations(lambda verdict: is_due_within(verdict, days), by)
    return task_list.most_urgent_first().result(closing)


def _next_due(task_list: TaskList, days: int, words: Words) -> str:
    """Return a sentence that names the next due date after those days, and its tasks."""
    nearest = next_due(task_list.tasks, days)
    if nearest is None:
        return words("tasks.none_later")
    return words("tasks.nearest", day=words.day(nearest.due), numbers=", ".join(nearest.tasks))
