"""`plan190 schema [NAME]`: what a kind of file may hold, as JSON Schema for editors; without a name, their list."""

from __future__ import annotations

from typing import Annotated

import typer

from plan190.cli.completion import schemas
from plan190.cli.session import Result, Session
from plan190.document.blocks import View
from plan190.errors import Plan190Error
from plan190.words.text import nearest, shown

NAME = "schema"
FORMATS = ("json",)


def run(
    session: Session,
    schema: Annotated[str | None, typer.Argument(metavar="SCHEMA", autocompletion=schemas)] = None,
) -> Result:
    """Give the schema of that name, or the file that each is for. Its words are Vietnamese in any language."""
    from plan190.load.schema import Descriptions, files, schema_of
    from plan190.words import fields_vi

    known = files()
    if schema is None:
        return Result(View("", (), {"schemas": known}), from_data=False)
    if schema not in known:
        near = nearest(schema, known, 0.5)
        said = session.words("error.code_near", name=near) if near else ""
        raise Plan190Error("error.schema_unknown", text=shown(schema), near=said, names=", ".join(known))
    words = Descriptions(fields_vi.TYPES, fields_vi.FIELDS, fields_vi.VALUES, fields_vi.FORMS)
    return Result(View("", (), schema_of(schema, words)), from_data=False)
