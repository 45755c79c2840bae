"""Letters to agencies that owe something: work due soon, overdue work, or missing monthly reports.

Letters to requested bodies have other wording and no numbers of days, because these bodies are asked, not reminded.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import BLANK, Annex, Block, Facts, Paragraph, View
from plan190.parts.annexes import obligations_counted, obligations_table
from plan190.parts.names import assumed_in_language, full_name, item_list
from plan190.parts.official_form import letter_form, plan_cited
from plan190.parts.plan_view import data_warnings
from plan190.parts.tables import missing_by_agency_table, missing_table
from plan190.status.figures.letter import letter_facts
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.model.agency import Agency
    from plan190.parts.context import ViewContext
    from plan190.status.figures.divided import AssumptionNote
    from plan190.status.figures.letter import Basis, LetterFigures, Mailing, Manner, Owed
    from plan190.words import Words

MOST_NAMED = 10
"""The highest number of agencies addressed by name; a letter to more is addressed to "the agencies in the annex"."""


def build(figures: LetterFigures, context: ViewContext, agency: Agency) -> View:
    """Return the letter to one agency."""
    mailing, owed = figures.mailing, figures.by_agency[agency.id]
    manner, name, words = owed.manner, full_name(agency, context.words), context.words
    blocks = (
        *data_warnings(context),
        Paragraph(_opening(mailing, context, owed, manner, agency=name)),
        *_owed_blocks(mailing, context, owed, name, one_agency=True),
        *_requests(mailing, context, manner, name),
        Paragraph(words(f"letter.closing.{manner}", agency=name)),
    )
    return _letter(figures, context, owed, (name,), blocks)


def build_all(figures: LetterFigures, context: ViewContext) -> View:
    """Return one letter to all agencies, with an annex of all owed items; requested bodies are in a separate part."""
    mailing, owed, words = figures.mailing, figures.owed, context.words
    blocks: list[Block] = [*data_warnings(context)]
    suffix = ""
    for part in figures.parts:
        manner, agencies = f"all.{part.manner}{suffix}", str(len(part.agencies))
        blocks.append(Paragraph(_opening(mailing, context, part, manner, agency=agencies)))
        # Only the first opening cites the plan.
        suffix = ".too"
    extent = "part" if len(figures.parts) > 1 else "whole"
    for part in figures.parts:
        blocks += _requests(mailing, context, part.manner, words(f"letter.all.{part.manner}.{extent}"))
    blocks.append(Paragraph(words(f"letter.closing.all.{owed.manner}")))
    to = tuple(full_name(agency, words) for agency in owed.agencies)
    if len(to) > MOST_NAMED:
        to = (words("letter.to_all"),)
    return replace(_letter(figures, context, owed, to, blocks), annexes=(_annex(figures, context),))


def _annex(figures: LetterFigures, context: ViewContext) -> Annex:
    mailing, owed, words = figures.mailing, figures.owed, context.words
    blocks: list[Block] = []
    for part in figures.parts:
        if len(figures.parts) > 1:
            blocks.append(Paragraph(words(f"letter.annex.{part.manner}", number=len(part.agencies))))
        blocks += _owed_blocks(mailing, context, part, words("letter.assumed.all"))
    kind, issuer = mailing.kind, context.name_in_text(mailing.letterhead.issuer)
    title, brief = words(f"letter.{kind}.annex.{owed.manner}"), words(f"letter.{kind}.annex.brief")
    note = words("annex.note.letter", blank=BLANK, issuer=issuer)
    return Annex("", title, brief, tuple(blocks), note)


def _letter(figures: LetterFigures, context: ViewContext, owed: Owed, to: Sequence[str], text: Iterable[Block]) -> View:
    """Return the letter about the owed items, with its text and its official form."""
    mailing, plan = figures.mailing, context.plan
    subject = context.words(f"letter.{mailing.kind}.subject.{owed.manner}", symbol=plan.symbol)
    facts = Facts(context.head, partial(letter_facts, figures, owed))
    form = letter_form(context, mailing.letterhead, subject, tuple(to))
    return View(subject, tuple(text), facts, form=form, day=context.as_of)


def _owed_blocks(
    mailing: Mailing, context: ViewContext, owed: Owed, agency: str, *, one_agency: bool = False
) -> Iterator[Block]:
    """Yield the tables of the owed items, and the assumptions by which the addressees owe them.

    Tables for requested bodies have no numbers of days. `agency`: the addressees in the sentence on the assumptions.
    `one_agency`: all items are owed by the same agency.
    """
    with_days, words = owed.manner != "requested", context.words
    if mailing.kind == "report":
        if one_agency:
            yield missing_table(context, owed.missing, one_agency=True, with_days=with_days)
        else:
            yield missing_by_agency_table(context, owed.missing_by_agency, with_days=with_days)
        return
    for number, part in enumerate(owed.parts, start=1):
        counts = len(part.obligations.verdicts) if one_agency else obligations_counted(part.obligations, words)
        title = words(f"letter.part.{part.name}", number=counts)
        if len(owed.parts) > 1:
            yield Paragraph(f"{number}. {title}")
        elif part.name != "stated":
            yield Paragraph(title)
        yield obligations_table(
            context,
            part.obligations.verdicts,
            name={"before": "due-next", "after": "overdue"}[mailing.kind],
            one_agency=one_agency and part.name != "joint",
            by_task=not one_agency,
            with_days=with_days,
        )
    yield from _assumptions(owed.basis, agency, words)


def _assumptions(basis: Basis, agency: str, words: Words) -> Iterator[Block]:
    """Yield the assumptions by which the addressees owe these tasks, and the plan's notes on them."""
    texts = [_assumption(note, words) for note in basis.notes]
    if texts:
        texts += [words("letter.quoted", task=task.id, note=one_line(task.note)) for task in basis.tasks if task.note]
        yield Paragraph(words("letter.assumed", tasks=", ".join(task.id for task in basis.tasks), agency=agency))
        yield item_list(texts)


def _assumption(note: AssumptionNote, words: Words) -> str:
    """Return the text of an assumption with its id, and who can decide it or what was decided."""
    assumed, settled = assumed_in_language(words, note.assumption), note.settled
    decided = words("letter.assumption.who", who=assumed.who)
    if settled is not None:
        decided = words("letter.assumption.settled", day=words.day(settled.date), answer=one_line(settled.answer))
    tasks, what = ", ".join(note.tasks), one_line(assumed.what)
    return words("letter.assumption", id=note.assumption.id, tasks=tasks, what=what, decided=decided)


def _opening(mailing: Mailing, context: ViewContext, owed: Owed, manner: str, *, agency: str) -> str:
    plan, words = context.plan, context.words
    return words(
        f"letter.{mailing.kind}.opening.{manner}",
        plan=plan_cited(context),
        issuer=context.name_in_text(mailing.letterhead.issuer),
        provision=plan.oversight.provision,
        reporting=plan.reporting.provision,
        agency=agency,
        number=len(owed.items),
        counts=_counts(owed, words),
        as_of=words.day(context.as_of),
        until=words.day(mailing.last),
    )


def _counts(owed: Owed, words: Words) -> str:
    """Return the numbers of the obligations: stated, assumed, and joint."""
    counts = {part.name: len(part.obligations.own) for part in owed.parts}
    counts["joint"] = sum(len(part.obligations.joint) for part in owed.parts)
    keys = {name: f"letter.count.{name}.{owed.manner}" for name in counts}
    return ", ".join(words(keys[name], number=number) for name, number in counts.items() if number)


def _requests(mailing: Mailing, context: ViewContext, manner: Manner, agency: str) -> Sequence[Block]:
    """Return the requests of the letter: a sentence and a list, or one sentence if there is a single request."""
    words, values = context.words, _request_values(mailing, context, manner)
    lead_in = words(f"letter.{mailing.kind}.ask.{manner}", agency=agency)
    keys = (f"letter.{mailing.kind}.{number}.{manner}" for number in (1, 2, 3))
    requests = [words(key, **values) for key in keys if key in words.text]
    if len(requests) > 1:
        return (Paragraph(lead_in), item_list(requests))
    request = requests[0]
    return (Paragraph(f"{lead_in.rstrip(':')} {request[0].lower()}{request[1:]}"),)


def _request_values(mailing: Mailing, context: ViewContext, manner: Manner) -> dict[str, object]:
    plan, words = context.plan, context.words
    suffix = ".requested" if manner == "requested" else ""
    if mailing.by is None:
        by = words(f"letter.by.blank{suffix}", blank=BLANK, year=context.as_of.year)
    else:
        by = words(f"letter.by{suffix}", day=words.long_day(mailing.by))
    issuer, superior = mailing.letterhead.issuer, plan.reporting.to
    if issuer == plan.issuer:
        # Agencies answer a letter of the committee to the body that oversees the plan.
        issuer, superior = plan.oversight.lead, plan.issuer
    issuer, chairman = context.name_in_text(issuer), context.full_name(superior)
    return {"by": by, "issuer": issuer, "chairman": chairman, "before": plan.reporting.before_day}
