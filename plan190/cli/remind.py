"""`plan190 remind`: letters to one or all agencies about overdue tasks, tasks due soon or missing reports, as files."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import body, letterhead, unknown_choice, whole
from plan190.cli.clock import parse_date
from plan190.cli.options import AgencyOption, DaysOption, LetterheadOption
from plan190.cli.report_files import report_context
from plan190.cli.request import FileSet, Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plan190.model.agency import Agency
    from plan190.views.letter import Mailing

FORMATS = ("docx", "html", "markdown", "json")
FOLDER = "reports/letters"
"""The default folder of letters, from the current folder."""

MOST_DAYS = 366


def run(
    session: Session,
    agency: AgencyOption = None,
    all_agencies: Annotated[bool, typer.Option("--all")] = False,
    joint: Annotated[bool, typer.Option("--joint")] = False,
    letter_kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "after",
    within: DaysOption = None,
    answer_by: Annotated[str | None, typer.Option("--answer-by", metavar="DATE")] = None,
    letterhead_id: LetterheadOption = None,
) -> Result | FileSet:
    """Return the letter to one agency, the joint letter to all agencies, or all letters."""
    from plan190.views import letter

    if sum((agency is not None, all_agencies, joint)) != 1:
        raise Plan190Error("error.remind_whom")
    mailing = _mailing(session, letter_kind, within, answer_by, letterhead_id)
    options = ["--kind", letter_kind]
    if within is not None:
        options += ["--within", within]
    if mailing.by is not None:
        options += ["--answer-by", mailing.by.isoformat()]
    page_to = partial(_page, mailing, [*options, "--letterhead", mailing.head.id])
    addressees = letter.addressees(mailing)
    if all_agencies and addressees:
        return FileSet(map(page_to, (*addressees, None)), len(addressees) + 1, FOLDER)
    if agency is None and not addressees:
        return FileSet((), 0, FOLDER, nothing="remind.nobody")
    return page_to(_addressee(session, agency, mailing, addressees) if agency is not None else None)


def _mailing(
    session: Session, name: str, within: str | None, answer_by: str | None, letterhead_id: str | None
) -> Mailing:
    """Return the common data of the letters; Plan190Error if the options contradict each other."""
    from plan190.views import letter

    kind = next((kind for kind in letter.KINDS if kind == name), None)
    if kind is None:
        raise unknown_choice(name, "--kind", letter.KINDS)
    if within is not None and kind != "before":
        raise Plan190Error("error.remind_within")
    context = report_context(session)
    words, as_of = context.words, context.as_of
    days = context.policy.soon if within is None else whole(within, 0, MOST_DAYS)
    answer_date = parse_date(answer_by) if answer_by is not None else None
    if answer_date is not None and answer_date <= as_of:
        raise Plan190Error("error.answer_by", day=words.day(answer_date), as_of=words.day(as_of))
    head = letterhead(session, letterhead_id)
    if head is None:
        raise Plan190Error("error.no_letterheads")
    last = as_of + timedelta(days=days)
    return letter.Mailing(context.register, context.assessment, words, head, kind, last, answer_date)


def _addressee(session: Session, name: str, mailing: Mailing, addressees: Sequence[Agency]) -> Agency:
    """Return the agency with this name; Plan190Error if it needs no letter."""
    addressee = body(session, name)
    if addressee.id == mailing.head.issuer:
        raise Plan190Error("error.remind_self", name=addressee.id, letterhead=mailing.head.id)
    agency = next((agency for agency in addressees if agency == addressee), None)
    if agency is None:
        names = ", ".join(agency.id for agency in addressees) or "–"
        raise Plan190Error("error.remind_nothing", name=addressee.id, names=names)
    return agency


def _page(mailing: Mailing, options: Sequence[str], agency: Agency | None) -> Result:
    """Return the letter to the agency; the joint letter for None."""
    from plan190.views import letter

    file = f"{FOLDER}/{mailing.assessment.as_of}-{mailing.kind}"
    if agency is None:
        # No letter to an agency has this name, because ids have no underscore.
        return Result(letter.build_all(mailing), command=("remind", "--joint", *options), file=f"{file}_all")
    command = ("remind", "--agency", agency.id, *options)
    return Result(letter.build(mailing, agency), command=command, file=f"{file}-{agency.id}")
