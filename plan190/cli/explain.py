"""`plan190 explain NUMBER`: why a task stands as it does."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.app import FORMATS as TABLE
from plan190.cli.choices import task
from plan190.cli.completion import numbers
from plan190.cli.session import Answer, Session

NAME = "explain"
FORMATS = TABLE


def answer(
    session: Session, number: Annotated[str, typer.Argument(metavar="NUMBER", autocompletion=numbers)]
) -> Answer:
    """Give the derivation of the task's state."""
    from plan190.views import explanation

    verdict = task(session, number)
    return Answer(explanation.build(session.register, session.assessment, verdict, session.words))
