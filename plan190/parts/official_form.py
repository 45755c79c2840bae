"""The outer form of reports and letters: what stands around their text, from a letterhead (Decree 30/2020/NĐ-CP)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import Form
from plan190.parts.names import full_name, short_name

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.letterhead import Letterhead
    from plan190.model.register import Register
    from plan190.words import Words

BLANK = "\u00a0" * 6
"""The room that is left for ink: the number and the day are written by who signs."""


def report_form(head: Letterhead, subject: str, as_of: date, words: Words) -> Form:
    """Give the form of a report: its kind is named above the subject."""
    return _form(
        head,
        words,
        as_of,
        number=words("form.number", blank=BLANK, symbol=head.report_symbol),
        kind=words("form.report"),
        subject=subject,
        to=head.report_to,
        copies=head.report_copies,
    )


def letter_form(head: Letterhead, subject: str, to: tuple[str, ...], as_of: date, words: Words) -> Form:
    """Give the form of a letter: no kind is named, and the subject stands under the number."""
    return _form(
        head,
        words,
        as_of,
        number=words("form.number", blank=BLANK, symbol=head.letter_symbol),
        kind="",
        subject=words("form.about", subject=subject),
        to=to,
        copies=head.letter_copies,
    )


def _form(
    head: Letterhead,
    words: Words,
    as_of: date,
    *,
    number: str,
    kind: str,
    subject: str,
    to: tuple[str, ...],
    copies: tuple[str, ...],
) -> Form:
    return Form(
        above=head.above or "",
        issuer=head.head,
        nation=words("form.nation"),
        motto=words("form.motto"),
        number=number,
        dated=words("form.dated", place=head.place, blank=BLANK, year=as_of.year),
        kind=kind,
        subject=subject,
        to_label=words("form.to"),
        to=to,
        draft=words("form.draft"),
        office=head.office,
        signer=head.signer or "",
        copies_label=words("form.copies"),
        copies=copies,
    )


def issuer_of(register: Register, head: Letterhead, words: Words) -> str:
    """Give the issuing body as a sentence names it."""
    return short_name(register.bodies[head.issuer], words)


def plan_cited(register: Register, words: Words) -> str:
    """Give the plan as it is cited the first time: kind, number, day, issuer, and what it is about."""
    plan = register.plan.value
    return words(
        "form.cited",
        symbol=plan.symbol,
        day=words.long_day(plan.issued_on),
        issuer=full_name(register.bodies[plan.issuer], words),
        title=plan.title,
    )
