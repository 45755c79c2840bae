"""`plan190 agency NAME`: one agency or group, with its tasks."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.choices import body
from plan190.cli.completion import bodies
from plan190.cli.request import Result
from plan190.cli.session import Session


def run(session: Session, name: Annotated[list[str], typer.Argument(metavar="NAME", autocompletion=bodies)]) -> Result:
    """Return the agency or group of that name, with its tasks."""
    from plan190.views import agency

    return Result(agency.build(session.view_context, body(session, " ".join(name))))
