"""`plan190 dashboard`: pages to look at, in both languages, that open from a folder without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.session import Answer, Page, Session
from plan190.errors import Plan190Error
from plan190.words import LANGUAGES, words_in
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.site import Leaf
    from plan190.words import Language

NAME = "dashboard"
FORMATS = ("html",)
FOLDER = "reports/dashboard"
"""Where the pages go, from where the reader stands, unless asked otherwise."""


def answer(session: Session, page: Annotated[str | None, typer.Option("--page", metavar="PAGE")] = None) -> Answer:
    """Give all pages, or the one asked for; the reader's language at the root, the other one in a folder of its own."""
    if page is not None:
        return _one(session, page)
    leaves = {language: _leaves(session, language) for language in (session.language, _other(session.language))}
    total = sum(map(len, leaves.values()))
    first = leaves[session.language][0].view("")
    pages = (one for language, several in leaves.items() for one in _pages(session, language, several))
    return Answer(first, pages=pages, total=total, file=FOLDER, alone=True)


def _one(session: Session, name: str) -> Answer:
    """Give the page of that name in the reader's language, as it is in the set."""
    found = next((one for one in _leaves(session, session.language) if one.name == name), None)
    if found is None:
        raise Plan190Error("error.page", name=shown(name))
    made = _page(session.language, found, is_first=True)
    return Answer(made.view, command=made.command, file=f"{FOLDER}/{made.name}", root=made.root)


def _leaves(session: Session, language: Language) -> tuple[Leaf, ...]:
    from plan190.site import leaves
    from plan190.status.trend import course_of

    register, assessment = session.register, session.assessment
    course = course_of(register, session.day, register.plan.value.policy)
    return leaves(register, assessment, course, words_in(language))


def _pages(session: Session, language: Language, several: tuple[Leaf, ...]) -> Iterator[Page]:
    yield from (_page(language, one, is_first=language == session.language) for one in several)


def _page(language: Language, leaf: Leaf, *, is_first: bool) -> Page:
    folder = "" if is_first else f"{language}/"
    twin = f"{_other(language)}/{leaf.name}" if is_first else f"../{leaf.name}"
    command = (NAME, "--page", leaf.name)
    return Page(f"{folder}{leaf.name}".removesuffix(".html"), leaf.view(twin), command, words_in(language), leaf.root)


def _other(language: Language) -> Language:
    return next(one for one in LANGUAGES if one != language)
