"""`plan190 explain NUMBER`: why a task, or the obligation of one agency, is in its state."""

from __future__ import annotations

from itertools import chain

from plan190.cli.choices import body, members_of, task
from plan190.cli.options import AgencyOption, NumberArgument
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.parts.names import full_name


def run(session: Session, number: NumberArgument, agency: AgencyOption = None) -> Result:
    """Return the explanation of the worst obligation: of all, or of those of the agency or of the group's members.

    If they owe none any more, of those that they owed earlier.
    """
    from plan190.status.figures.task import explanation_figures
    from plan190.status.figures.tasks import owed_by, with_obligations
    from plan190.views import explanation as view

    task_verdict = task(session, number)
    verdict = task_verdict.worst
    if agency is not None:
        ids = members_of(session, agency)
        earlier = with_obligations([task_verdict], lambda item: not ids.isdisjoint(item.obligation.held_ever))
        own = next(chain(owed_by([task_verdict], ids), earlier), None)
        if own is None:
            name = full_name(body(session, agency), session.words)
            raise Plan190Error("error.not_leading", agency=name, number=task_verdict.task.id)
        verdict = own.worst
    if verdict is None:
        raise Plan190Error("error.unassigned", number=task_verdict.task.id)
    figures = explanation_figures(session.register, session.assessment, verdict)
    return Result(view.build(figures, session.view_context))
