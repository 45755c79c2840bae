"""`plan190 show NUMBER`: everything about one task, or with `--history` all that was reported and decided on it."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import agency_filter, body, task
from plan190.cli.options import NO_TABLE_FORMATS, SEVERAL_PLANS, AgencyOption, NumberArgument
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.parts.names import full_name

FORMATS = NO_TABLE_FORMATS


def run(
    session: Session,
    number: NumberArgument,
    history: Annotated[bool, typer.Option("--history")] = False,
    agency: AgencyOption = None,
) -> Result:
    """Return the task with this number, or its history; `agency`: limit the history to an agency or group."""
    from plan190.status.figures.linked_tasks import OtherPlan
    from plan190.status.figures.task import task_figures
    from plan190.views import task as view

    if history and session.others:
        raise Plan190Error("error.one_data", command="show --history", lists=", ".join(SEVERAL_PLANS))
    if history:
        return _history(session, number, agency)
    if agency is not None:
        raise Plan190Error("error.history_agency")
    others = {other.data.shown: other for other in session.others}
    plans = [OtherPlan(folder, other.register, other.assessment) for folder, other in others.items()]
    figures = task_figures(session.register, task(session, number), plans)
    contexts = {folder: other.view_context for folder, other in others.items()}
    return Result(view.build(figures, session.view_context, contexts))


def _history(session: Session, number: str, agency: str | None) -> Result:
    from plan190.cli.recorded import history_of_task
    from plan190.status.figures.history import history_figures
    from plan190.views import history as view

    verdict, context, id_ = task(session, number), session.view_context, None
    if agency is not None:
        chosen = body(session, agency)
        id_, context = chosen.id, context._replace(filters=(agency_filter(session, "agency", chosen),))
    repository = history_of_task(session, verdict.task.id)
    figures = history_figures(session.register, session.assessment, verdict, repository, id_)
    if figures is None:
        name = full_name(session.register.bodies[id_ or ""], session.words)
        raise Plan190Error("error.no_history", agency=name, number=verdict.task.id)
    return Result(view.build(figures, context))
