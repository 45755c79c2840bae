"""`plan190 dashboard`: HTML pages in both languages, which a browser can open from a folder without a network."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import web_address
from plan190.cli.options import NewFileOption
from plan190.cli.report_files import report_context
from plan190.cli.request import FileSet, Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.words import LANGUAGES, words_in
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.views import dashboard_pages

FORMATS = ("html",)
FOLDER = "reports/dashboard"
"""The default folder of the pages, from the current folder."""


def run(
    session: Session,
    page: Annotated[str | None, typer.Option(metavar="PAGE")] = None,
    new_file: NewFileOption = None,
) -> Result | FileSet:
    """Return all pages, or the named one. The pages in the other language have a folder of their own."""
    from plan190.cli.folder import Owned
    from plan190.views.dashboard_pages import NAMES, count

    address = web_address(new_file)
    pages, build = _pages(session, address), partial(_built, address)
    if page is None:
        return FileSet(map(build, pages), count(session.assessment), FOLDER, Owned(NAMES, re.compile("dashboard .*")))
    for listed in pages:
        if listed.name == page:
            return build(listed)
    raise Plan190Error("error.page", name=printable(page))


def _pages(session: Session, new_file: str) -> Iterator[dashboard_pages.Page]:
    from plan190.status.figures.dashboard import dashboard_figures
    from plan190.views.dashboard_pages import pages

    assessment, context = session.assessment, report_context(session)
    figures = cache(partial(dashboard_figures, context.register, assessment))
    other = next(language for language in LANGUAGES if language != context.words.language)
    yield from pages(assessment, figures, context, words_in(other).for_periods(context.plan.reporting.units), new_file)


def _built(new_file: str, page: dashboard_pages.Page) -> Result:
    """Build a page; return its view with its file and the command that makes it again."""
    file, options = f"{FOLDER}/{page.name.removesuffix('.html')}", ("--new-file", new_file) if new_file else ()
    command = ("dashboard", "--page", page.name, *options)
    return Result(page.build(), command=command, file=file, words=page.words, root=page.root)
