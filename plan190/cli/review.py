"""`plan190 review`: whether a change may be merged, read from git on both sides; the work tree is never looked at."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from plan190.cli.change import folder_of, judged
from plan190.cli.forge import edit_address
from plan190.cli.output import FAULTS, FINDINGS, FINE
from plan190.cli.session import Result, Session
from plan190.load.git import open_repository

NAME = "review"
FORMATS = FINDINGS


def run(
    session: Session,
    base: Annotated[str, typer.Option(metavar="REF")],
    head: Annotated[str, typer.Option(metavar="REF")] = "HEAD",
    actor: Annotated[str | None, typer.Option(metavar="ACTOR")] = None,
    edit_url: Annotated[str | None, typer.Option("--edit-url", metavar="URL")] = None,
) -> Result:
    """Give what was understood of the change and what is wrong with it; exit code 1 when something must be repaired."""
    from plan190.views import review

    asked = session.request.data
    # `os.path` says no, not an error, to a path that cannot be looked at.
    here = Path(asked) if asked is not None and os.path.isdir(asked) else Path.cwd()  # noqa: PTH112
    with open_repository(here) as repository:
        folder = folder_of(session, repository)
        commits = (repository.commit(base), repository.commit(head))
        told = judged(session, repository, commits, folder, actor)
    view = review.build(told.outcome, told.facts, told.words, edit_url or edit_address(), told.checked)
    return Result(view, FINE if told.outcome.accepted else FAULTS, from_data=False, words=told.words)
