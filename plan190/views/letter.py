"""Letters to agencies that owe something: work due soon, overdue work, or missing monthly reports.

Letters to requested bodies have other wording and no numbers of days, because these bodies are asked, not reminded.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING

from plan190.document.blocks import Annex, Block, Paragraph, Table, View
from plan190.parts.annexes import obligations_table
from plan190.parts.names import full_name, item_list
from plan190.parts.official_form import BLANK, letter_form, plan_cited
from plan190.parts.plan_view import data_warnings
from plan190.parts.tables import missing_by_agency_table, missing_table
from plan190.status.facts import head
from plan190.status.figures.letter import letter_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.model.agency import Agency
    from plan190.parts.context import ViewContext
    from plan190.status.figures.letter import LetterFigures, Mailing, Manner, Owed
    from plan190.words import Words

MOST_NAMED = 10
"""The highest number of agencies addressed by name; a letter to more is addressed to "the agencies in the annex"."""


def build(figures: LetterFigures, context: ViewContext, agency: Agency) -> View:
    """Return the letter to one agency."""
    mailing, owed = figures.mailing, figures.by_agency[agency.id]
    manner, name, words = owed.manner, full_name(agency, context.words), context.words
    blocks = (
        *data_warnings(context),
        Paragraph(_opening(mailing, context, manner, agency=name, number=len(owed.items))),
        _table(mailing, context, owed, one_agency=True),
        *_assumed_rosters(owed, words),
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
        agencies, number = str(len(part.agencies)), len(part.items)
        opening = _opening(mailing, context, f"all.{part.manner}{suffix}", agency=agencies, number=number)
        blocks.append(Paragraph(opening))
        # Only the first opening cites the plan.
        suffix = ".too"
    extent = "part" if owed.manner == "both" else "whole"
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
        blocks.append(_table(mailing, context, part))
    blocks += _assumed_rosters(owed, words)
    kind, issuer = mailing.kind, context.short_name(mailing.letterhead.issuer)
    title, brief = words(f"letter.{kind}.annex.{owed.manner}"), words(f"letter.{kind}.annex.brief")
    note = words("annex.note.letter", blank=BLANK, issuer=issuer)
    return Annex("", title, brief, tuple(blocks), note)


def _letter(figures: LetterFigures, context: ViewContext, owed: Owed, to: Sequence[str], text: Iterable[Block]) -> View:
    """Return the letter about the owed items, with its text and its official form."""
    mailing, plan = figures.mailing, context.plan
    subject = context.words(f"letter.{mailing.kind}.subject.{owed.manner}", symbol=plan.symbol)
    facts = head(context.register, context.as_of) | letter_facts(figures, owed)
    form = letter_form(context, mailing.letterhead, subject, tuple(to))
    return View(subject, tuple(text), facts, form=form, day=context.as_of)


def _table(mailing: Mailing, context: ViewContext, owed: Owed, *, one_agency: bool = False) -> Table:
    """Return the table of the owed items; for requested bodies in the plan's order and without numbers of days.

    `one_agency`: all items are owed by the same agency.
    """
    table = _table_with_days(mailing, context, owed, one_agency=one_agency)
    if owed.manner != "requested":
        return table
    return _without_days(table, context.words)


def _table_with_days(mailing: Mailing, context: ViewContext, owed: Owed, *, one_agency: bool) -> Table:
    if mailing.kind == "report":
        if one_agency:
            return missing_table(context, owed.missing, one_agency=True)
        return missing_by_agency_table(context, owed.missing_by_agency)
    verdicts, order = list(owed.verdicts), context.register.order
    if owed.manner == "requested":
        verdicts.sort(key=lambda verdict: (order[verdict.agency.id], verdict.task.number))
    name = {"before": "due-next", "after": "overdue"}[mailing.kind]
    return obligations_table(context, verdicts, name=name, one_agency=one_agency, by_task=not one_agency)


def _without_days(table: Table, words: Words) -> Table:
    """Return the table without its columns of days."""
    left_out = {words(f"column.{name}") for name in ("days_late", "days_left", "most_days_late")}
    kept = [column.title not in left_out for column in table.columns]
    rows = tuple(tuple(compress(row, kept)) for row in table.rows)
    return replace(table, columns=tuple(compress(table.columns, kept)), rows=rows)


def _opening(mailing: Mailing, context: ViewContext, manner: str, *, agency: str, number: int) -> str:
    plan, words = context.plan, context.words
    return words(
        f"letter.{mailing.kind}.opening.{manner}",
        plan=plan_cited(context),
        issuer=context.short_name(mailing.letterhead.issuer),
        provision=plan.oversight.provision,
        reporting=plan.reporting.provision,
        agency=agency,
        number=number,
        as_of=words.day(context.as_of),
        until=words.day(mailing.last),
    )


def _assumed_rosters(owed: Owed, words: Words) -> Iterator[Paragraph]:
    """Yield the note on the tasks of groups with an assumed roster; nothing if there are none."""
    if owed.assumed:
        yield Paragraph(words("letter.rosters", tasks=", ".join(map(str, owed.assumed))), "mute")


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
    issuer, chairman = context.short_name(issuer), context.full_name(superior)
    return {"by": by, "issuer": issuer, "chairman": chairman, "before": plan.reporting.before_day}
