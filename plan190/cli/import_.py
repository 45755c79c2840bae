"""`plan190 import FILE`: make the data folder of a tracker from an issued document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from plan190.cli.new_folder import import_file, new_folder, problems_of, write_files
from plan190.cli.options import DateOption
from plan190.cli.request import Result
from plan190.cli.session import Session

FORMATS = ("table", "markdown")

DATA = "data"
"""The default folder."""

RosterOption = Annotated[str | None, typer.Option("--agencies", metavar="FILE")]


def run(
    session: Session,
    document: Annotated[str, typer.Argument(metavar="FILE")],
    roster: RosterOption = None,
    issued_on: DateOption = None,
) -> Result:
    """Write the data folder of `--output`, and return the account of the rows, deadlines and bodies."""
    from plan190.views import imported as view

    imported = import_file(document, roster, issued_on)
    folder = session.request.output or DATA
    with new_folder(folder) as temporary:
        write_files(Path(temporary), imported.files)
        problems = problems_of(temporary, document, session.words)
    shown = view.build(imported.account, folder, problems, session.words)
    session = Session(replace(session.request, output=None))
    return Result(shown, from_data=False, words=session.words, session=session)
