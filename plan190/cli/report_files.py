"""Context, default path and provenance of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.document.checksum import CHECKSUM_PLACEHOLDER

if TYPE_CHECKING:
    from datetime import date

    from plan190.cli.session import Session
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext


def report_context(session: Session) -> ViewContext:
    """Return the context of a report, in which places are paths from the root of the repository."""
    committed = session.committed
    folder = committed.root if committed is not None else session.data.origin.folder
    return replace(session.view_context, register=replace(session.register, root=folder, option=""))


def default_path(session: Session, path: str) -> str:
    """Return the path with a subfolder for fictional data and one for a language other than the plan's.

    Reports of the example and translations therefore never replace the reports of the plan.
    """
    plan = session.register.plan
    root, _, name = path.partition("/")
    subfolders = ["example"] if plan.fiction else []
    if session.language != plan.language:
        subfolders.append(session.language)
    return "/".join((root, *subfolders, name))


def with_own_provenance(session: Session, view: View, command: tuple[str, ...]) -> View:
    """Return the report with a provenance line from the data of the session and the command."""
    command_line = (*command, "--as-of", session.as_of.isoformat(), "--lang", session.language)
    return with_provenance(view, replace(session.data.origin, command=command_line).line, session.as_of)


def with_provenance(view: View, line: str, as_of: date) -> View:
    """Return the report with a provenance line and a placeholder for the checksum."""
    facts = {**view.facts, "imprint": line, "seal": CHECKSUM_PLACEHOLDER}
    return replace(view, provenance=line, facts=facts, day=view.day or as_of)
