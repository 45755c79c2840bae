"""`plan190 schema [NAME]`: the JSON Schema of a kind of file, for editors; without a name the list of schemas."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.completion import schemas
from plan190.cli.help import near_hint
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.document.blocks import View
from plan190.errors import Plan190Error
from plan190.words.text import nearest, printable

FORMATS = ("json",)


def run(
    session: Session,
    schema: Annotated[str | None, typer.Argument(metavar="SCHEMA", autocompletion=schemas)] = None,
) -> Result:
    """Return the schema of this name, or the list of schemas with their files. Its texts are always Vietnamese."""
    from plan190.load.schema import files, schema_of

    names = files()
    if schema is None:
        return Result(View("", (), {"schemas": names}), from_data=False)
    if schema not in names:
        hint = near_hint(session.words, "error.code_near", nearest(schema, names, 0.5))
        raise Plan190Error("error.schema_unknown", text=printable(schema), near=hint, names=", ".join(names))
    return Result(View("", (), schema_of(schema)), from_data=False)
