"""`plan190 remind`: the letters to those who owe something, one agency's or all of them, as files."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import body, letterhead, whole
from plan190.cli.completion import bodies
from plan190.cli.session import FileSet, Page, Result, Session, day_of
from plan190.errors import Plan190Error
from plan190.model.agency import Agency
from plan190.words.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.letterhead import Letterhead
    from plan190.views.letter import Mailing


NAME = "remind"
FORMATS = ("docx", "html", "markdown", "json")
FOLDER = "reports/letters"
"""Where letters go, from where the reader stands, unless asked otherwise."""


def run(
    session: Session,
    agency: Annotated[str | None, typer.Option(metavar="AGENCY", autocompletion=bodies)] = None,
    everyone: Annotated[bool, typer.Option("--all")] = False,
    joint: Annotated[bool, typer.Option("--joint")] = False,
    letter_kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "after",
    within: Annotated[str | None, typer.Option(metavar="DAYS")] = None,
    answer_by: Annotated[str | None, typer.Option("--answer-by", metavar="DATE")] = None,
    headed: Annotated[str | None, typer.Option("--letterhead", metavar="LETTERHEAD")] = None,
) -> Result | FileSet:
    """Give the letter to one agency, one letter to all, or both kinds to all."""
    from plan190.views import letter

    if sum((agency is not None, everyone, joint)) != 1:
        raise Plan190Error("error.remind_whom")
    kind = next((one for one in letter.KINDS if one == letter_kind), None)
    if kind is None:
        raise Plan190Error("error.choice", text=shown(letter_kind), option="--kind", choices=", ".join(letter.KINDS))
    if within is not None and kind != "before":
        raise Plan190Error("error.remind_within")
    context, words = session.report_context, session.words
    days = context.plan.policy.soon if within is None else whole(within, 0, 366)
    last, by = session.day + timedelta(days=days), day_of(answer_by) if answer_by is not None else None
    if by is not None and by <= session.day:
        raise Plan190Error("error.answer_by", day=words.day(by), as_of=words.day(session.day))
    meant = letterhead(session, headed)
    if meant is None:
        raise Plan190Error("error.no_letterheads")
    asked = letter.Mailing(context.register, context.assessment, words, meant, kind, last, by)
    options, them = _options(kind, within, by, meant), letter.addressees(asked)
    if agency is not None:
        page = _letter(asked, options, _addressee(session, agency, meant, them))
        return Result(page.view, command=page.command, file=f"{FOLDER}/{page.name}")
    if not them:
        return FileSet((), 0, FOLDER, nothing="remind.nobody")
    if joint:
        page = _joint(asked, options)
        return Result(page.view, command=page.command, file=f"{FOLDER}/{page.name}")
    return FileSet(_pages(asked, options, them), len(them) + 1, FOLDER)


def _addressee(session: Session, name: str, head: Letterhead, them: tuple[Agency, ...]) -> Agency:
    """Give the agency of the name, if there is something to write to it about."""
    one = body(session, name)
    if one.id == head.issuer:
        raise Plan190Error("error.remind_self", name=one.id, letterhead=head.id)
    if not isinstance(one, Agency) or one not in them:
        raise Plan190Error("error.remind_nothing", name=one.id, names=", ".join(each.id for each in them) or "–")
    return one


def _options(kind: str, within: str | None, by: date | None, head: Letterhead) -> tuple[str, ...]:
    given = {"--kind": kind, "--within": within, "--answer-by": by.isoformat() if by else None, "--letterhead": head.id}
    return tuple(word for name, text in given.items() if text is not None for word in (name, text))


def _letter(asked: Mailing, options: tuple[str, ...], agency: Agency) -> Page:
    from plan190.views import letter

    name = f"{asked.as_of}-{asked.kind}-{agency.id}"
    return Page(name, letter.build(asked, agency), (NAME, "--agency", agency.id, *options), asked.words)


def _joint(asked: Mailing, options: tuple[str, ...]) -> Page:
    from plan190.views import letter

    # No agency's letter has this name: an id has no such sign.
    name = f"{asked.as_of}-{asked.kind}_all"
    return Page(name, letter.build_all(asked), (NAME, "--joint", *options), asked.words)


def _pages(asked: Mailing, options: tuple[str, ...], them: tuple[Agency, ...]) -> Iterator[Page]:
    yield from (_letter(asked, options, one) for one in them)
    yield _joint(asked, options)
