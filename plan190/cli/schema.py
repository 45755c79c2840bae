"""`plan190 schema [NAME]`: the JSON Schema of a kind of file or of the output of a command, or the list of schemas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.help import near_hint
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.document.blocks import View
from plan190.errors import Plan190Error
from plan190.words.text import nearest, printable

if TYPE_CHECKING:
    from plan190.status.fact_types import Schemas

FORMATS = ("json",)


def run(
    session: Session,
    schema: Annotated[str | None, typer.Argument(metavar="SCHEMA")] = None,
) -> Result:
    """Return the schema of this name, or the list of schemas with their files.

    Without a name, `--output` names a command, and the schema of its JSON output is printed.
    """
    from plan190.load.schema import files, schema_of

    names, command = files(), session.request.output
    if schema is None and command in {None, "-"}:
        facts: Schemas = {"schemas": names}
        return Result(View("", (), facts), from_data=False)
    if schema is None:
        return _output_schema(session, command or "")
    if schema not in names:
        hint = near_hint(session.words, nearest(schema, names, 0.5))
        raise Plan190Error("error.schema_unknown", text=printable(schema), near=hint, names=", ".join(names))
    return Result(View("", (), schema_of(schema)), from_data=False)


def _output_schema(session: Session, command: str) -> Result:
    """Return the schema of the JSON output of a command; Plan190Error if it has none."""
    from plan190.cli.outputs import OUTPUTS, schema_of_output

    if command not in OUTPUTS:
        hint = near_hint(session.words, nearest(command, OUTPUTS, 0.5))
        raise Plan190Error("error.output_unknown", text=printable(command), near=hint, names=", ".join(OUTPUTS))
    printed = replace(session, request=replace(session.request, output=None))
    return Result(View("", (), schema_of_output(command)), from_data=False, session=printed)
