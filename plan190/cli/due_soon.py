"""`plan190 due-soon`: what falls due in the next days, the nearest first."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import whole
from plan190.cli.session import Result, Session

NAME = "due-soon"
FORMATS = TABLE
FURTHEST = 36_500
"""The most days that "soon" may be."""


def run(session: Session, within: Annotated[str | None, typer.Option(metavar="DAYS")] = None) -> Result:
    """Give the tasks whose last day on time is at most so many days away."""
    from plan190.status.verdicts import by_urgency
    from plan190.views import tasks

    days = session.register.plan.policy.soon if within is None else whole(within, 0, FURTHEST)
    near = [one for one in session.assessment.tasks if one.days_left is not None and 0 <= one.days_left <= days]
    filters, closing = [session.words("filter.within", days=days)], _later(session, days)
    return Result(tasks.build(session.view_context, by_urgency(near), filters=filters, closing=closing))


def _later(session: Session, days: int) -> str:
    """Say which day on time comes next after those days."""
    later = [one for one in session.assessment.tasks if one.days_left is not None and one.days_left > days]
    if not later:
        return session.words("tasks.none_later")
    first = min(one.due for one in later if one.due is not None)
    numbers = ", ".join(str(one.task.number) for one in later if one.due == first)
    return session.words("tasks.nearest", day=session.words.day(first), numbers=numbers)
