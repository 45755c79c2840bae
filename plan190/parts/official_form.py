"""The official form of reports and letters: what a letterhead puts around their text (Decree 30/2020/NĐ-CP)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from plan190.document.blocks import Form
from plan190.parts.names import full_name, short_name

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.letterhead import Letterhead
    from plan190.model.register import Register
    from plan190.words import Words

BLANK = "\u00a0" * 6
"""The blank for the number and the day, which are filled in by hand when the document is signed."""


def report_form(letterhead: Letterhead, subject: str, as_of: date, words: Words) -> Form:
    """Return the form of a report: its kind is named above the subject."""
    form = _form(letterhead, as_of, letterhead.report_symbol, words)
    to, copies = letterhead.report_to, letterhead.report_copies
    return replace(form, kind=words("form.report"), subject=subject, to=to, copies=copies)


def letter_form(letterhead: Letterhead, subject: str, to: tuple[str, ...], as_of: date, words: Words) -> Form:
    """Return the form of a letter: it names no kind, and the subject stands below the number."""
    form = _form(letterhead, as_of, letterhead.letter_symbol, words)
    return replace(form, subject=words("form.about", subject=subject), to=to, copies=letterhead.letter_copies)


def _form(letterhead: Letterhead, as_of: date, symbol: str, words: Words) -> Form:
    """Return what reports and letters have in common."""
    return Form(
        above=letterhead.above or "",
        issuer=letterhead.head,
        nation=words("form.nation"),
        motto=words("form.motto"),
        number=words("form.number", blank=BLANK, symbol=symbol),
        dated=words("form.dated", place=letterhead.place, blank=BLANK, year=as_of.year),
        kind="",
        subject="",
        to_label=words("form.to"),
        to=(),
        draft=words("form.draft"),
        office=letterhead.office,
        signer=letterhead.signer or "",
        copies_label=words("form.copies"),
        copies=(),
    )


def issuer_of(register: Register, letterhead: Letterhead, words: Words) -> str:
    """Return the issuing body as a sentence names it."""
    return short_name(register.bodies[letterhead.issuer], words)


def plan_cited(register: Register, words: Words) -> str:
    """Return the plan as it is cited the first time: kind, number, date, issuer, and title."""
    plan = register.plan
    return words(
        "form.cited",
        symbol=plan.symbol,
        day=words.long_day(plan.issued_on),
        issuer=full_name(register.bodies[plan.issuer], words),
        title=plan.title,
    )
