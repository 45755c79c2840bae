"""`plan190 remind`: letters to one or all agencies about overdue tasks, tasks due soon or missing reports, as files."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from plan190.cli.choices import accepted_without, body, days_ahead, letterhead, unknown_choice
from plan190.cli.options import AgencyOption, DateOption, DaysOption, LeaveOutOption, LetterheadOption
from plan190.cli.report_files import report_context
from plan190.cli.request import FileSet, Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.model.agency import Agency
from plan190.status.working_days import day_off_name, is_day_off, next_working_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.parts.context import ViewContext
    from plan190.status.figures.letter import LetterFigures, Mailing

FORMATS = ("docx", "html", "markdown", "json")
FOLDER = "reports/letters"
"""The default folder of letters, from the current folder."""

MOST_DAYS = 366

WEEKEND = {5: "saturday", 6: "sunday"}
"""The message keys of the days of the weekend, by the number of the weekday."""


def run(
    session: Session,
    agency: AgencyOption = None,
    all_agencies: Annotated[bool, typer.Option("--all")] = False,
    joint: Annotated[bool, typer.Option("--joint")] = False,
    letter_kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "after",
    within: DaysOption = None,
    answer_by: DateOption = None,
    letterhead_id: LetterheadOption = None,
    *,
    leave_out: LeaveOutOption = None,
) -> Result | FileSet:
    """Return the letter to one agency, the joint letter to all agencies, or all letters."""
    from plan190.status.figures.letter import letter_figures

    if sum((agency is not None, all_agencies, joint)) != 1:
        raise Plan190Error("error.remind_whom")
    accepted = accepted_without(session, leave_out)
    mailing = _mailing(session, letter_kind, within, answer_by, letterhead_id)
    figures = letter_figures(session.register, session.assessment, mailing)
    options = ["--kind", letter_kind]
    if within is not None:
        options += ["--within", within]
    if answer_by is not None:
        options += ["--answer-by", answer_by.isoformat()]
    notes = tuple(_notes_on(answer_by, session)) if answer_by is not None else ()
    options += ["--letterhead", mailing.letterhead.id, *accepted]
    page_to = partial(_page, figures, report_context(session), options)
    if agency is not None:
        return page_to(_addressee(session, agency, figures))._replace(notes=notes)
    addressees = figures.owed.agencies
    if not addressees:
        return FileSet((), 0, FOLDER, nothing="remind.nobody")
    if all_agencies:
        return FileSet(map(page_to, (*addressees, None)), len(addressees) + 1, FOLDER, notes=notes)
    return page_to(None)._replace(notes=notes)


def _notes_on(answer_by: date, session: Session) -> Iterator[str]:
    """Yield a note if the date of the answer has passed, and a note if it is a day off."""
    calendar, words = session.register.plan.calendar, session.words
    if answer_by < session.today:
        yield words("note.answer_by_passed", day=words.day(answer_by))
    if is_day_off(answer_by, calendar):
        names = [day_off_name(answer_by, calendar, words.language)]
        if answer_by.weekday() in WEEKEND:
            names.append(words(WEEKEND[answer_by.weekday()]))
        values = {"names": ", ".join(filter(None, names)), "next": words.day(next_working_day(answer_by, calendar))}
        yield words("note.answer_by_day_off", day=words.day(answer_by), **values)


def _mailing(
    session: Session, name: str, within: str | None, answer_by: date | None, letterhead_id: str | None
) -> Mailing:
    """Return the common data of the letters; Plan190Error if the options contradict each other."""
    from plan190.status.figures.letter import KINDS, Mailing

    if name not in KINDS:
        raise unknown_choice(name, "--kind", KINDS)
    if within is not None and name != "before":
        raise Plan190Error("error.remind_within")
    words, as_of = session.words, session.as_of
    days = days_ahead(session, within, MOST_DAYS)
    if answer_by is not None and answer_by <= as_of:
        raise Plan190Error("error.answer_by", day=words.day(answer_by), as_of=words.day(as_of))
    head = letterhead(session, letterhead_id)
    if head is None:
        raise Plan190Error("error.no_letterheads")
    return Mailing(head, name, last=as_of + timedelta(days=days), by=answer_by)


def _addressee(session: Session, name: str, figures: LetterFigures) -> Agency:
    """Return the agency with this name; Plan190Error if it needs no letter."""
    addressee, head = body(session, name), figures.mailing.letterhead
    if addressee.id == head.issuer:
        raise Plan190Error("error.remind_self", name=addressee.id, letterhead=head.id)
    if isinstance(addressee, Agency) and addressee.id in figures.by_agency:
        return addressee
    names = ", ".join(agency.id for agency in figures.owed.agencies) or "–"
    raise Plan190Error("error.remind_nothing", name=addressee.id, names=names)


def _page(figures: LetterFigures, context: ViewContext, options: Sequence[str], agency: Agency | None) -> Result:
    """Return the letter to the agency; the joint letter for None."""
    from plan190.views import letter

    file = f"{FOLDER}/{context.as_of}-{figures.mailing.kind}"
    if agency is None:
        # No letter to an agency has this name, because ids have no underscore.
        return Result(letter.build_all(figures, context), command=("remind", "--joint", *options), file=f"{file}_all")
    command = ("remind", "--agency", agency.id, *options)
    return Result(letter.build(figures, context, agency), command=command, file=f"{file}-{agency.id}")
