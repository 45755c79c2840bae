"""`plan190 explain NUMBER`: why a task, or the obligation of one agency, is in its state."""

from __future__ import annotations

from plan190.cli.choices import body, members_of, task
from plan190.cli.options import AgencyOption, NumberArgument
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.parts.names import full_name


def run(session: Session, number: NumberArgument, agency: AgencyOption = None) -> Result:
    """Return the explanation of the worst obligation: of all, or of those of the agency or of the group's members."""
    from plan190.status.figures.task import explanation_figures
    from plan190.status.figures.tasks import owed_by
    from plan190.views import explanation as view

    task_verdict = task(session, number)
    verdict = task_verdict.worst
    if agency is not None:
        own = next(owed_by([task_verdict], members_of(session, agency)), None)
        if own is None:
            name = full_name(body(session, agency), session.words)
            raise Plan190Error("error.not_leading", agency=name, number=task_verdict.task.id)
        verdict = own.worst
    figures = explanation_figures(session.register, session.assessment, verdict)
    return Result(view.build(figures, session.view_context))
