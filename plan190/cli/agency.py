"""`plan190 agency NAME`: one agency or group, with its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import body
from plan190.cli.completion import bodies
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.model.agency import Group

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.model.register import Body
    from plan190.parts.context import ViewContext


def run(session: Session, name: Annotated[list[str], typer.Argument(metavar="NAME", autocompletion=bodies)]) -> Result:
    """Return the agency or group of that name, with its tasks."""
    return Result(body_view(session, session.view_context, body(session, " ".join(name))))


def body_view(session: Session, context: ViewContext, subject: Body, *, is_document: bool = False) -> View:
    """Return the view of an agency or a group; `is_document`: as in the view of an agency."""
    from plan190.status.figures.agency import agency_figures
    from plan190.views import agency

    if isinstance(subject, Group):
        return agency.build_group(subject, context)
    figures = agency_figures(session.register, session.assessment, subject)
    return agency.build(figures, context, is_document=is_document)
