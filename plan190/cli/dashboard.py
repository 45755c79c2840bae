"""`plan190 dashboard`: pages to look at, in both languages, that open from a folder without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.session import FileSet, Page, Result, Session
from plan190.errors import Plan190Error
from plan190.words import LANGUAGES, words_in
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.views import dashboard_pages as site

NAME = "dashboard"
FORMATS = ("html",)
FOLDER = "reports/dashboard"
"""Where the pages go, from where the reader stands, unless asked otherwise."""


def run(
    session: Session, page: Annotated[str | None, typer.Option("--page", metavar="PAGE")] = None
) -> Result | FileSet:
    """Give all pages, or the one asked for; the reader's language at the root, the other one in a folder of its own."""
    from plan190.views.dashboard_pages import NAMES, count

    pages = _pages(session)
    if page is None:
        return FileSet(map(_made, pages), count(session.assessment), FOLDER, NAMES)
    found = next((one for one in pages if one.name == page), None)
    if found is None:
        raise Plan190Error("error.page", name=shown(page))
    one = _made(found)
    return Result(one.view, command=one.command, file=f"{FOLDER}/{one.name}", words=one.words, root=one.root)


def _pages(session: Session) -> Iterator[site.Page]:
    from plan190.status.trend import tally_history
    from plan190.views.dashboard_pages import pages

    context, other = session.report_context, next(one for one in LANGUAGES if one != session.language)
    history = tally_history(context.register, session.day, context.plan.policy)
    yield from pages(context, history, words_in(other))


def _made(page: site.Page) -> Page:
    """Give the page as a file, with the words that make it again."""
    return Page(page.name.removesuffix(".html"), page.build(), (NAME, "--page", page.name), page.words, page.root)
