"""`plan190 show NUMBER`: everything about one task."""

from __future__ import annotations

from plan190.cli.choices import task
from plan190.cli.options import NO_TABLE_FORMATS, NumberArgument
from plan190.cli.request import Result
from plan190.cli.session import Session

FORMATS = NO_TABLE_FORMATS


def run(session: Session, number: NumberArgument) -> Result:
    """Return the task with this number."""
    from plan190.status.figures.task import task_figures
    from plan190.views import task as view

    return Result(view.build(task_figures(session.register, task(session, number)), session.view_context))
