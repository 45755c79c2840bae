"""`plan190 explain NUMBER`: why a task stands as it does, or how it stands with one of the bodies that owe it."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import body, members_of, task
from plan190.cli.completion import bodies, numbers
from plan190.cli.session import Result, Session
from plan190.errors import Plan190Error
from plan190.parts.names import full_name

NAME = "explain"
FORMATS = TABLE


def run(
    session: Session,
    number: Annotated[str, typer.Argument(metavar="NUMBER", autocompletion=numbers)],
    agency: Annotated[str | None, typer.Option(metavar="AGENCY", autocompletion=bodies)] = None,
) -> Result:
    """Give the derivation of the task's state; of several obligations, of the worst one unless an agency is named."""
    from plan190.views import explanation

    judged = task(session, number)
    verdict = judged.worst
    if agency is not None:
        meant = body(session, agency)
        ids = members_of(session, meant)
        own = next((one for one in judged.verdicts if one.agency.id in ids), None)
        if own is None:
            name = full_name(meant, session.words)
            raise Plan190Error("error.not_leading", agency=name, number=judged.task.number)
        verdict = own
    return Result(explanation.build(session.view_context, judged, verdict))
