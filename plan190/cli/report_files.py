"""Context, default path and provenance of reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.document.blocks import Facts
from plan190.document.checksum import CHECKSUM_PLACEHOLDER
from plan190.errors import Plan190Error
from plan190.words import OfficialWords

if TYPE_CHECKING:
    from datetime import date

    from plan190.cli.session import Session
    from plan190.document.blocks import View
    from plan190.parts.context import ViewContext


def report_context(session: Session) -> ViewContext:
    """Return the context of a report, in which places are paths from the root of the repository."""
    committed = session.committed
    folder = committed.root if committed is not None else session.data.origin.folder
    # The clock must not decide whether the report is an advance draft, because `verify` makes it again on a later day.
    is_draft, register = session.request.draft, replace(session.register, root=folder, option="")
    words = session.report_words
    return session.view_context._replace(register=register, words=words, is_future=is_draft, is_draft=is_draft)


def official_context(session: Session) -> ViewContext:
    """Return the context of an official document, which names the plan as what it is, such as a decision."""
    context = report_context(session)
    language, text = context.words
    return context._replace(words=OfficialWords(language, {**text, "term.plan_kind": context.kind}))


def caution_notes(session: Session) -> tuple[str, ...]:
    """Return the cautions of the plan as notes on an official document."""
    from plan190.parts.plan_view import cautions

    return tuple(paragraph.text for paragraph in cautions(session.view_context))


def demand_draft(session: Session) -> None:
    """Raise Plan190Error for a report as of a future date without `--draft`, and for any other date with it."""
    if session.request.draft != session.is_future:
        key = "error.draft_needed" if session.is_future else "error.draft_not_future"
        raise Plan190Error(key, day=session.words.day(session.as_of), today=session.words.day(session.today))


def default_path(session: Session, path: str) -> str:
    """Return the path with subfolders for advance drafts, for fictional data, and for a language not the plan's.

    Advance drafts, reports of the example and translations therefore never replace the reports of the plan.
    """
    plan = session.register.plan
    root, _, name = path.partition("/")
    subfolders = ["draft"] if session.request.draft else []
    if plan.fiction:
        subfolders.append("example")
    if session.report_words.language != plan.language:
        subfolders.append(session.report_words.language)
    return "/".join((root, *subfolders, name))


def with_own_provenance(session: Session, view: View, command: tuple[str, ...]) -> View:
    """Return the report with a provenance line from the data of the session and the command."""
    origin = replace(session.data.origin, command=whole_command(session, command))
    return with_provenance(view, origin.line, session.as_of)


def whole_command(session: Session, command: tuple[str, ...]) -> tuple[str, ...]:
    """Return the command line of a report with the commit that was asked for, the date and the language."""
    draft = ("--draft",) if session.request.draft else ()
    known_at = ("--known-at", session.commit.id) if session.commit is not None else ()
    return (*command, *draft, *known_at, "--as-of", session.as_of.isoformat(), "--lang", session.report_words.language)


def with_provenance(view: View, line: str, as_of: date) -> View:
    """Return the report with a provenance line and a placeholder for the checksum."""
    facts = Facts(view.facts, lambda: {"imprint": line, "seal": CHECKSUM_PLACEHOLDER})
    return replace(view, provenance=line, facts=facts, day=view.day or as_of)
