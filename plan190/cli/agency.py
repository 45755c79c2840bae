"""`plan190 agency NAME`: one body."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import body
from plan190.cli.completion import bodies
from plan190.cli.session import Result, Session

NAME = "agency"
FORMATS = TABLE


def run(session: Session, name: Annotated[list[str], typer.Argument(metavar="NAME", autocompletion=bodies)]) -> Result:
    """Give the view of the body that the name means."""
    from plan190.views import agency

    meant = body(session, " ".join(name))
    return Result(agency.build(session.view_context, meant))
