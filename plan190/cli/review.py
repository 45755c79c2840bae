"""`plan190 review`: whether the change between two commits may be merged. The work tree is not read."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.change import review_change, start_folder
from plan190.cli.forge import edit_address
from plan190.cli.options import FINDING_FORMATS, EditUrlOption
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.load.git import open_repository

FORMATS = FINDING_FORMATS


def run(
    session: Session,
    base: Annotated[str, typer.Option(metavar="REF")],
    head: Annotated[str, typer.Option(metavar="REF")] = "HEAD",
    actor: Annotated[str | None, typer.Option(metavar="ACTOR")] = None,
    edit_url: EditUrlOption = None,
) -> Result:
    """Return the content and effect of the change, and its problems; exit code 1 if it must be repaired."""
    with open_repository(start_folder(session)) as repository:
        base, head, edit_url = repository.commit(base), repository.commit(head), edit_url or edit_address()
        return review_change(session, repository, base, head, actor, edit_url=edit_url, pushed=False)
