"""`plan190 show NUMBER`: one task whole."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import task
from plan190.cli.completion import numbers
from plan190.cli.session import Result, Session

NAME = "show"
FORMATS = tuple(one for one in TABLE if not one.startswith("csv"))  # a task is no table


def run(session: Session, number: Annotated[str, typer.Argument(metavar="NUMBER", autocompletion=numbers)]) -> Result:
    """Give the view of the task of that number."""
    from plan190.views import task as view

    return Result(view.build(session.view_context, task(session, number)))
