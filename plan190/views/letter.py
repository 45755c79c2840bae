"""Letters to agencies about overdue work, work due soon, missing monthly reports and returned claims.

Letters to requested bodies have other wording and no numbers of days, because these bodies are asked, not reminded.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from plan190.document.blocks import BLANK, Annex, Block, Facts, Heading, Paragraph, View
from plan190.parts.annexes import obligations_counted, obligations_table
from plan190.parts.names import (
    assumed_in_language,
    claim_texts,
    full_name,
    item_list,
    official_plan_name,
    period_ranges,
    short_name,
    task_name,
    with_article,
)
from plan190.parts.official_form import annex_note, ending, letter_form, plan_cited
from plan190.parts.plan_view import cautions, data_warnings
from plan190.parts.tables import missing_by_agency_table, missing_table
from plan190.status.figures.letter import combined_letter_facts, letter_facts
from plan190.words.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plan190.model.agency import Agency
    from plan190.parts.context import ViewContext
    from plan190.status.figures.divided import AssumptionNote
    from plan190.status.figures.letter import Basis, CombinedFigures, Kind, LetterFigures, Mailing, Manner, Owed
    from plan190.status.verdicts import Verdict
    from plan190.words import Words

MOST_NAMED = 10
"""The highest number of agencies addressed by name; a letter to more is addressed to "the agencies in the annex"."""


def build_combined(figures: CombinedFigures, context: ViewContext, agency: Agency) -> View:
    """Return the letter to one agency about all its matters, with a section for each kind."""
    letter, mailing, words = figures.letters[agency.id], figures.mailing, context.words
    manner: Manner = "requested" if agency.outside else "assigned"
    name = with_article(agency, words)
    blocks: list[Block] = [
        *data_warnings(context),
        *cautions(context),
        Paragraph(_introduction(f"letter.combined.opening.{manner}", context, name)),
    ]
    requests: list[str] = []
    for number, (kind, owed) in enumerate(letter.matters.items(), start=1):
        label = f"{number}. " if len(letter.matters) > 1 else ""
        blocks.append(Heading(label + words(f"letter.{kind}.title.{manner}"), 2))
        blocks.append(Paragraph(_sentence(f"letter.{kind}.section.{manner}", mailing, context, owed, agency=name)))
        if kind != "report":  # its sentence names the periods
            blocks += _owed_blocks(kind, context, owed, one_agency=True, labels="abc")
        requests += _requests(kind, mailing, context, manner)
    blocks += _assumptions(letter.basis, name, words)
    blocks += _request_blocks(requests, manner, name, words)
    blocks.append(Paragraph(ending(context, words(f"letter.closing.{manner}", agency=name))))
    subject = words(f"letter.combined.subject.{manner}", plan=official_plan_name(context.plan, words))
    return _letter(subject, mailing, context, (agency,), blocks, partial(combined_letter_facts, letter))


def build(figures: LetterFigures, context: ViewContext, agency: Agency) -> View:
    """Return the letter to one agency about one kind of matter."""
    kind, mailing, owed = figures.kind, figures.mailing, figures.by_agency[agency.id]
    manner, name, words = owed.manner, with_article(agency, context.words), context.words
    blocks = (
        *data_warnings(context),
        *cautions(context),
        Paragraph(_sentence(f"letter.{kind}.opening.{manner}", mailing, context, owed, agency=name)),
        *_owed_blocks(kind, context, owed, one_agency=True),
        *_assumptions(owed.basis, name, words),
        *_request_blocks(_requests(kind, mailing, context, manner), manner, name, words),
        Paragraph(ending(context, words(f"letter.closing.{manner}", agency=name))),
    )
    return _letter_of_kind(figures, context, owed, blocks)


def build_all(figures: LetterFigures, context: ViewContext) -> View:
    """Return one letter to all agencies, with an annex of all owed items; requested bodies are in a separate part.

    If it has a single addressee, it is the letter to this agency.
    """
    kind, mailing, owed, words = figures.kind, figures.mailing, figures.owed, context.words
    if len(owed.agencies) == 1:
        return build(figures, context, owed.agencies[0])
    blocks: list[Block] = [*data_warnings(context), *cautions(context)]
    suffix = ""
    for part in figures.parts:
        key = f"letter.{kind}.opening.all.{part.manner}{suffix}"
        blocks.append(Paragraph(_sentence(key, mailing, context, part, agency=len(part.agencies))))
        # Only the first opening cites the plan.
        suffix = ".too"
    extent = "part" if len(figures.parts) > 1 else "whole"
    for part in figures.parts:
        agencies = words(f"letter.all.{part.manner}.{extent}")
        if len(part.agencies) == 1:
            agencies = with_article(part.agencies[0], words)
        blocks += _request_blocks(_requests(kind, mailing, context, part.manner), part.manner, agencies, words)
    blocks.append(Paragraph(ending(context, words(f"letter.closing.all.{owed.manner}"))))
    return replace(_letter_of_kind(figures, context, owed, blocks), annexes=(_annex(figures, context),))


def _annex(figures: LetterFigures, context: ViewContext) -> Annex:
    kind, owed, words = figures.kind, figures.owed, context.words
    blocks: list[Block] = []
    for part in figures.parts:
        if len(figures.parts) > 1:
            outside = context.full_name(context.acting(context.plan.issuer))
            title = words(f"letter.annex.{part.manner}", number=len(part.agencies), outside=outside)
            blocks.append(Paragraph(title))
        blocks += _owed_blocks(kind, context, part)
        blocks += _assumptions(part.basis, words("letter.assumed.all"), words)
    letterhead = figures.mailing.letterhead
    title, brief = words(f"letter.{kind}.annex.{owed.manner}"), words("letter.annex.brief")
    issuer = context.full_name(letterhead.issuer)
    note = annex_note(context, "annex.note.letter", letterhead.letter_symbol, issuer)
    return Annex("", title, brief, tuple(blocks), note)


def _letter_of_kind(figures: LetterFigures, context: ViewContext, owed: Owed, text: Iterable[Block]) -> View:
    """Return the letter about owed items of one kind."""
    plan = official_plan_name(context.plan, context.words)
    subject = context.words(f"letter.{figures.kind}.subject.{owed.manner}", plan=plan)
    return _letter(subject, figures.mailing, context, owed.agencies, text, partial(letter_facts, figures, owed))


def _letter(
    subject: str,
    mailing: Mailing,
    context: ViewContext,
    agencies: Sequence[Agency],
    text: Iterable[Block],
    facts: Callable[[], Mapping[str, object]],
) -> View:
    """Return a letter with its text and its official form."""
    to = tuple(full_name(agency, context.words) for agency in agencies)
    if len(to) > MOST_NAMED:
        to = (context.words("letter.to_all"),)
    form = letter_form(context, mailing.letterhead, subject, to, agencies)
    return View(subject, tuple(text), Facts(context.head, facts), form=form, day=context.as_of)


def _owed_blocks(
    kind: Kind, context: ViewContext, owed: Owed, *, one_agency: bool = False, labels: str = "123"
) -> Iterator[Block]:
    """Yield the tables or the list of the owed items.

    Tables for requested bodies have no numbers of days. `one_agency`: all items are owed by the same agency. `labels`:
    the labels of the parts if there are several.
    """
    with_days, words = owed.manner != "requested", context.words
    if kind == "returned":
        yield item_list(_returned_claim(verdict, words, one_agency=one_agency) for verdict in owed.verdicts)
    elif kind == "report" and one_agency:
        yield missing_table(context, owed.missing, one_agency=True, with_days=with_days)
    elif kind == "report":
        yield missing_by_agency_table(context, owed.missing_by_agency, with_days=with_days)
    else:
        yield from _parts_tables(kind, context, owed, one_agency=one_agency, labels=labels)


def _parts_tables(kind: Kind, context: ViewContext, owed: Owed, *, one_agency: bool, labels: str) -> Iterator[Block]:
    words = context.words
    for label, part in zip(labels, owed.parts, strict=False):
        counts = len(part.obligations.verdicts) if one_agency else obligations_counted(part.obligations, words)
        title = words(f"letter.part.{part.name}", number=counts)
        if len(owed.parts) > 1:
            yield Paragraph(f"{label}{')' if label.isalpha() else '.'} {title}")
        elif part.name != "stated":
            yield Paragraph(title)
        yield obligations_table(
            context,
            part.obligations.verdicts,
            name="due-next" if kind == "before" else "overdue",
            one_agency=one_agency and part.name != "joint",
            by_task=not one_agency,
            with_days=owed.manner != "requested",
        )


def _returned_claim(verdict: Verdict, words: Words, *, one_agency: bool) -> str:
    """Return the line about an obligation with a returned claim: the dates, and the reason."""
    text = "; ".join(claim_texts(verdict, words))
    if one_agency:
        return f"{task_name(verdict.task, words)}: {text}"
    agency = words("joint.short") if verdict.is_joint else short_name(verdict.body, words)
    return words("monthly.returned_task", task=verdict.task.id, agency=agency, text=text)


def _assumptions(basis: Basis, agency: str, words: Words) -> Iterator[Block]:
    """Yield the assumptions by which the addressees owe these tasks, and the plan's notes on them."""
    texts = [_assumption(note, words) for note in basis.notes]
    if texts:
        texts += [words("letter.quoted", task=task.id, note=one_line(task.note)) for task in basis.tasks if task.note]
        key = "letter.assumed.scope" if basis.is_stated else "letter.assumed"
        yield Paragraph(words(key, tasks=", ".join(task.id for task in basis.tasks), agency=agency))
        yield item_list(texts)


def _assumption(note: AssumptionNote, words: Words) -> str:
    """Return the text of an assumption with its tasks, and who can decide it or what was decided."""
    assumed, settled = assumed_in_language(words, note.assumption), note.settled
    decided = words("letter.assumption.who", who=assumed.who)
    if settled is not None:
        decided = words("letter.assumption.settled", day=words.day(settled.date), answer=one_line(settled.answer))
    tasks, what = ", ".join(note.tasks), one_line(assumed.what)
    return words("letter.assumption", tasks=tasks, what=what, decided=decided)


def _introduction(key: str, context: ViewContext, agency: str) -> str:
    """Return the first sentence of a combined letter, which cites the plan."""
    plan, as_of = context.plan, context.words.day(context.as_of)
    cited = plan_cited(context, plan.reporting.provision, plan.oversight_provision)
    return context.words(key, plan=cited, agency=agency, as_of=as_of)


def _sentence(key: str, mailing: Mailing, context: ViewContext, owed: Owed, *, agency: str | int) -> str:
    """Return the sentence before the owed items: their numbers, and the dates."""
    plan, words = context.plan, context.words
    provision = plan.reporting.provision if key.startswith("letter.report.") else plan.oversight_provision
    text = words(
        key,
        plan=plan_cited(context, provision),
        outside=context.full_name(context.acting(plan.issuer)),
        issuer=context.full_name(mailing.letterhead.issuer),
        agency=agency,
        number=len(owed.items),
        counts=_counts(owed, words),
        periods=period_ranges(owed.missing_runs, words),
        as_of=words.day(context.as_of),
        until=words.day(mailing.last),
    )
    return f"{text[0].upper()}{text[1:]}"


def _counts(owed: Owed, words: Words) -> str:
    """Return the numbers of the obligations: stated, assumed, and joint."""
    counts = {part.name: len(part.obligations.own) for part in owed.parts}
    counts["joint"] = sum(len(part.obligations.joint) for part in owed.parts)
    keys = {name: f"letter.count.{name}.{owed.manner}" for name in counts}
    return ", ".join(words(keys[name], number=number) for name, number in counts.items() if number)


def _requests(kind: Kind, mailing: Mailing, context: ViewContext, manner: Manner) -> list[str]:
    """Return the requests about matters of one kind."""
    words, values = context.words, _request_values(mailing, context, manner)
    keys = [f"letter.{kind}.{number}.{manner}" for number in (1, 2, 3)]
    if values["is_last"]:
        keys = [f"{key}.last" if f"{key}.last" in words.text else key for key in keys]
    return [words(key, **values) for key in keys if key in words.text]


def _request_blocks(requests: Sequence[str], manner: Manner, agency: str, words: Words) -> Sequence[Block]:
    """Return the requests: a sentence and a list, or one sentence if there is a single request."""
    lead_in = words(f"letter.ask.{manner}", agency=agency)
    if len(requests) > 1:
        return (Paragraph(lead_in), item_list(requests))
    request = requests[0]
    return (Paragraph(f"{lead_in.rstrip(':')} {request[0].lower()}{request[1:]}"),)


def _request_values(mailing: Mailing, context: ViewContext, manner: Manner) -> dict[str, object]:
    """Return the values of the requests; `is_last`: whether the body that receives the answers reports to nobody."""
    plan, words = context.plan, context.words
    suffix = ".requested" if manner == "requested" else ""
    if mailing.by is None:
        by = words(f"letter.by.blank{suffix}", blank=BLANK, year=context.as_of.year)
    else:
        by = words(f"letter.by{suffix}", day=words.long_day(mailing.by))
    issuer, recipient = mailing.letterhead.issuer, context.acting(plan.reporting.to or plan.issuer)
    if issuer == context.acting(plan.issuer):
        # Agencies answer a letter of the committee to the body that oversees the plan.
        issuer, recipient = context.acting(plan.coordinator), issuer
    chairman = recipient if recipient != issuer else context.acting(plan.issuer)
    return {
        "by": by,
        "issuer": context.full_name(issuer),
        "chairman": context.full_name(chairman),
        "before": plan.reporting.before_day,
        "is_last": recipient == issuer,
    }
