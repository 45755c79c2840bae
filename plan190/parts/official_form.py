"""The official form of reports and letters (Decree 30/2020/NĐ-CP): the parts before and after the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.document.blocks import BLANK, Form
from plan190.parts.names import full_name, official_kind_and_number, provisions_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.agency import Agency
    from plan190.model.letterhead import Letterhead
    from plan190.parts.context import ViewContext


def report_form(context: ViewContext, letterhead: Letterhead, subject: str) -> Form:
    """Return the form of a report, in which the kind of document is above the subject."""
    form = _form(context, letterhead, letterhead.report_symbol)
    to, copies = letterhead.report_to, _report_copies(context, letterhead)
    return form._replace(kind=context.words("form.report"), subject=subject, to=to, copies=copies)


def _report_copies(context: ViewContext, letterhead: Letterhead) -> tuple[str, ...]:
    """Return the recipients of copies with the further recipients of the plan; the last line names the archive."""
    named = {*letterhead.report_to, *letterhead.report_copies}
    bodies = [context.register.bodies[context.acting(id_)] for id_ in context.plan.reporting.also_to]
    further = [full_name(body, context.words) for body in bodies if named.isdisjoint({body.name, body.short})]
    return (*letterhead.report_copies[:-1], *further, *letterhead.report_copies[-1:])


def letter_form(
    context: ViewContext, letterhead: Letterhead, subject: str, to: tuple[str, ...], agencies: Iterable[Agency]
) -> Form:
    """Return the form of a letter, which has no kind of document, and its subject below the number.

    `to`: the names of the addressees. The addressed agencies are not among the recipients of copies.
    """
    form = _form(context, letterhead, letterhead.letter_symbol)
    addressed = {name for agency in agencies for name in (agency.name, agency.short)}
    copies = tuple(name for name in letterhead.letter_copies if name not in addressed)
    return form._replace(subject=context.words("form.about", subject=subject), to=to, copies=copies)


def _form(context: ViewContext, letterhead: Letterhead, symbol: str) -> Form:
    """Return the form with the parts that reports and letters share, from the letterhead.

    Only the documents of a Vietnamese plan name the country (Decree 30/2020/NĐ-CP).
    """
    words, is_decree_form = context.words, context.plan.language == "vi"
    return Form(
        above=letterhead.above or "",
        issuer=letterhead.head,
        nation=words("form.nation") if is_decree_form else "",
        motto=words("form.motto") if is_decree_form else "",
        number=words("form.number", blank=BLANK, symbol=symbol) if symbol else "",
        dated=words("form.dated", place=letterhead.place, blank=BLANK, year=context.as_of.year).lstrip(" ,"),
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


def ending(context: ViewContext, text: str) -> str:
    """Return the last sentence of a document; only that of a Vietnamese plan ends with the sign `./.` of the decree."""
    return text if context.plan.language == "vi" else text.replace("./.", ".")


def annex_note(context: ViewContext, key: str, symbol: str, issuer: str) -> str:
    """Return the note that an annex belongs to a report or a letter, with blanks for its number and date."""
    symbol, year = f"/{symbol}" if symbol else "", context.as_of.year
    return context.words(key, blank=BLANK, symbol=symbol, year=year, issuer=issuer)


def plan_cited(context: ViewContext, *provisions: str | None) -> str:
    """Return the full citation of the plan: kind, number, date, issuer and title, after the provisions if given."""
    plan, words = context.plan, context.words
    name = official_kind_and_number(plan, words)
    day, issuer = words.long_day(plan.issued_on), context.name_in_plan(plan.issuer)
    cited = words("form.cited", plan=name, day=day, issuer=issuer, title=plan.title)
    named = provisions_named(provisions, words)
    return words("form.cited.provisions", provisions=named, plan=cited) if named else cited
