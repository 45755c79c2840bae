"""`plan190 remind`: letters to one or all agencies, as files.

A letter is about all matters of an agency: overdue work, work due soon, missing reports, returned claims; or about one
kind of them.
"""

from __future__ import annotations

import re
import shlex
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from plan190.cli.choices import accepted_without, body, days_ahead, letterhead, plain_letterhead, unknown_choice
from plan190.cli.options import AgencyOption, DateOption, DaysOption, LeaveOutOption, LetterheadOption
from plan190.cli.output import format_of
from plan190.cli.report_files import caution_notes, official_context, whole_command
from plan190.cli.request import FileSet, Result
from plan190.cli.session import Session
from plan190.errors import Plan190Error
from plan190.formats import SUFFIX_OF
from plan190.model.agency import Agency
from plan190.status.working_days import day_off_name, is_day_off, next_working_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from plan190.cli.folder import Owned
    from plan190.parts.context import ViewContext
    from plan190.status.figures.letter import CombinedFigures, Kind, LetterFigures, Mailing

FORMATS = ("docx", "html", "markdown", "json")
FOLDER = "reports/letters"
"""The default folder of letters, from the current folder."""

SYNONYMS: dict[str, Kind] = {"overdue": "after", "due-soon": "before", "missing": "report"}
"""Other names of the kinds of letters: those of the lists that show the same matters."""

MOST_DAYS = 366

WEEKEND = {5: "saturday", 6: "sunday"}
"""The message keys of the days of the weekend, by the number of the weekday."""


def run(
    session: Session,
    agency: AgencyOption = None,
    all_agencies: Annotated[bool, typer.Option("--all")] = False,
    joint: Annotated[bool, typer.Option("--joint")] = False,
    letter_kind: Annotated[str | None, typer.Option("--kind", metavar="LETTER")] = None,
    within: DaysOption = None,
    answer_by: DateOption = None,
    letterhead_id: LetterheadOption = None,
    *,
    leave_out: LeaveOutOption = None,
) -> Result | FileSet:
    """Return the letter to one agency, the joint letter to all agencies, or all letters."""
    if sum((agency is not None, all_agencies, joint)) != 1:
        raise Plan190Error("error.remind_whom")
    if joint and letter_kind is None:
        letter_kind = "after"
    accepted = accepted_without(session, leave_out)
    kind = _kind(letter_kind, within)
    mailing = _mailing(session, within, answer_by, letterhead_id)
    options = ["--kind", kind] if kind is not None else []
    if within is not None:
        options += ["--within", within]
    if answer_by is not None:
        options += ["--answer-by", answer_by.isoformat()]
    options += ["--letterhead", mailing.letterhead.id, *accepted]
    letters = _letters(session, mailing, kind, options)
    notes = caution_notes(session)
    if answer_by is not None:
        notes += tuple(_notes_on(answer_by, session))
    if agency is not None:
        return letters.to(_addressee(session, agency, mailing, letters.agencies))._replace(notes=notes)
    if joint and not letters.agencies:
        return FileSet((), 0, FOLDER, nothing="remind.nobody")
    if joint and letters.joint is not None:
        return letters.joint()._replace(notes=notes)
    pages = [partial(letters.to, addressee) for addressee in letters.agencies]
    if pages and letters.joint is not None:
        pages.append(letters.joint)
    owned = _owned(session, kind, options)
    return FileSet((page() for page in pages), len(pages), FOLDER, owned, nothing="remind.nobody", notes=notes)


class Letters(NamedTuple):
    """The agencies that need a letter, and the functions that return the letter to one, and the joint letter if any."""

    agencies: Sequence[Agency]
    to: Callable[[Agency], Result]
    joint: partial[Result] | None = None


def _letters(session: Session, mailing: Mailing, kind: Kind | None, options: Sequence[str]) -> Letters:
    from plan190.status.figures.letter import combined_figures, letter_figures

    register, assessment, context = session.register, session.assessment, official_context(session)
    if kind is None:
        combined = combined_figures(register, assessment, mailing)
        agencies = [letter.agency for letter in combined.letters.values()]
        return Letters(agencies, partial(_combined_page, combined, context, options))
    figures = letter_figures(register, assessment, mailing, kind)
    page_to = partial(_page, figures, context, options)
    return Letters(figures.owed.agencies, page_to, partial(page_to, None))


def _owned(session: Session, kind: Kind | None, options: Sequence[str]) -> Owned:
    """Return the letters of this date, kind and format that were written with the same options.

    When all are written, those to agencies that no longer need one are removed.
    """
    from plan190.cli.folder import Owned
    from plan190.status.figures.letter import KINDS

    suffix = SUFFIX_OF[format_of(session.request.format, session.request.output, "remind", FORMATS)]
    addressee = "[a-z0-9-]+" if kind is None else f"{kind}[-_][a-z0-9-]+"
    other_kinds = f"(?!(?:{'|'.join(KINDS)})[-_])" if kind is None else ""
    names = re.compile(f"{session.as_of}-{other_kinds}{addressee}{re.escape(suffix)}")
    command_end = re.escape(shlex.join(whole_command(session, tuple(options))))
    return Owned(names, re.compile(f"remind (?:--agency [a-z0-9-]+|--joint) {command_end}"))


def _notes_on(answer_by: date, session: Session) -> Iterator[str]:
    """Yield a note if the date of the answer is a day off."""
    calendar, words = session.register.plan.calendar, session.words
    if is_day_off(answer_by, calendar):
        names = [day_off_name(answer_by, calendar, words.language)]
        if answer_by.weekday() in WEEKEND:
            names.append(words(WEEKEND[answer_by.weekday()]))
        values = {"names": ", ".join(filter(None, names)), "next": words.day(next_working_day(answer_by, calendar))}
        yield words("note.answer_by_day_off", day=words.day(answer_by), **values)


def _kind(name: str | None, within: str | None) -> Kind | None:
    """Return the kind of the letters, None for combined ones; Plan190Error if it does not exist or contradicts."""
    from plan190.status.figures.letter import KINDS

    kinds: dict[str, Kind] = {kind: kind for kind in KINDS}
    kind = None if name is None else (kinds | SYNONYMS).get(name)
    if name is not None and kind is None:
        raise unknown_choice(name, "--kind", KINDS)
    if within is not None and kind not in {None, "before"}:
        raise Plan190Error("error.remind_within")
    return kind


def _mailing(session: Session, within: str | None, answer_by: date | None, letterhead_id: str | None) -> Mailing:
    """Return the common data of the letters; Plan190Error if an option has an impossible value."""
    from plan190.status.figures.letter import Mailing

    words, as_of = session.words, session.as_of
    days = days_ahead(session, within, MOST_DAYS)
    if answer_by is not None and answer_by <= as_of:
        raise Plan190Error("error.answer_by", day=words.day(answer_by), as_of=words.day(as_of))
    plain = plain_letterhead(session)
    head = plain if plain is not None and letterhead_id in {None, plain.id} else letterhead(session, letterhead_id)
    if head is None:
        raise Plan190Error("error.no_letterheads")
    return Mailing(head, last=as_of + timedelta(days=days), by=answer_by)


def _addressee(session: Session, name: str, mailing: Mailing, addressees: Sequence[Agency]) -> Agency:
    """Return the agency with this name; Plan190Error if it needs no letter."""
    addressee, head = body(session, name), mailing.letterhead
    if addressee.id == head.issuer:
        raise Plan190Error("error.remind_self", name=addressee.id, letterhead=head.id)
    if isinstance(addressee, Agency) and addressee in addressees:
        return addressee
    if not addressees:
        raise Plan190Error("error.remind_nobody", name=addressee.id)
    names = ", ".join(agency.id for agency in addressees)
    raise Plan190Error("error.remind_nothing", name=addressee.id, names=names)


def _combined_page(figures: CombinedFigures, context: ViewContext, options: Sequence[str], agency: Agency) -> Result:
    """Return the letter to the agency about all its matters."""
    from plan190.views import letter

    view, command = letter.build_combined(figures, context, agency), ("remind", "--agency", agency.id, *options)
    return Result(view, command=command, file=f"{FOLDER}/{context.as_of}-{agency.id}")


def _page(figures: LetterFigures, context: ViewContext, options: Sequence[str], agency: Agency | None) -> Result:
    """Return the letter of one kind to the agency; the joint letter for None."""
    from plan190.views import letter

    file = f"{FOLDER}/{context.as_of}-{figures.kind}"
    if agency is None:
        # No letter to an agency has this name, because ids have no underscore.
        return Result(letter.build_all(figures, context), command=("remind", "--joint", *options), file=f"{file}_all")
    command = ("remind", "--agency", agency.id, *options)
    return Result(letter.build(figures, context, agency), command=command, file=f"{file}-{agency.id}")
