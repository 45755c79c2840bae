"""`plan190 status`: the plan as of a day, per agency; or one agency, what it leads apart from what it supports."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import body
from plan190.cli.completion import bodies
from plan190.cli.session import Result, Session

NAME = "status"
FORMATS = TABLE


def run(
    session: Session,
    agency: Annotated[str | None, typer.Option(metavar="AGENCY", autocompletion=bodies)] = None,
) -> Result:
    """Give the status view, or that of the agency."""
    if agency is not None:
        from plan190.views import agency as view

        meant = body(session, agency)
        return Result(view.build(session.view_context, meant))
    from plan190.views import status

    return Result(status.build(session.view_context))
