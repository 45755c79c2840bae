"""Letters to agencies that owe something: work due soon, overdue work, or missing monthly reports.

A requested body gets other wording and no count of days, because nothing is demanded of it and it is not ranked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.document.blocks import Annex, Block, Paragraph, Table, View
from plan190.parts.annexes import obligations_table
from plan190.parts.context import ViewContext
from plan190.parts.names import full_name, item_list
from plan190.parts.official_form import BLANK, letter_form, plan_cited
from plan190.parts.plan_view import fiction_warning
from plan190.parts.tables import missing_by_agency, missing_table
from plan190.status.facts import head, owed_facts
from plan190.status.selection import due_through, missing_reports, overdue
from plan190.status.submissions import Submission
from plan190.status.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.letterhead import Letterhead
    from plan190.words import Words

Kind = Literal["before", "after", "report"]
Manner = Literal["assigned", "requested"]
"""How a letter addresses a body: tasks are assigned to it, or it is only requested."""

Owed = Verdict | Submission

KINDS: tuple[Kind, ...] = ("before", "after", "report")

MOST_NAMED = 10
"""The most agencies that are addressed by name; more are addressed as those that the annex names."""


@dataclass(frozen=True)
class Mailing(ViewContext):
    """The letters to write: what they are built from, their letterhead and kind.

    `last`: the last due date that letters of the kind "before" cover. `by`: the date of the answer; None leaves it
    blank, because the plan names none.
    """

    head: Letterhead
    kind: Kind
    last: date
    by: date | None


class _Part(NamedTuple):
    """What is owed by the assigned agencies, or by the requested bodies."""

    manner: Manner
    items: Sequence[Owed]

    @property
    def agencies(self) -> int:
        """How many agencies owe it."""
        return len({item.agency.id for item in self.items})


def owed(mailing: Mailing) -> tuple[Owed, ...]:
    """Return everything that the letters are about, without what the body of the letterhead owes."""
    items: tuple[Owed, ...] = due_through(mailing.assessment, mailing.last)
    if mailing.kind != "before":
        items = overdue(mailing.assessment) if mailing.kind == "after" else missing_reports(mailing.assessment)
    return tuple(item for item in items if item.agency.id != mailing.head.issuer)


def addressees(mailing: Mailing) -> tuple[Agency, ...]:
    """Return the agencies that get a letter, in the plan's order."""
    agencies = {item.agency.id: item.agency for item in owed(mailing)}
    return tuple(sorted(agencies.values(), key=lambda agency: mailing.register.order[agency.id]))


def build(mailing: Mailing, agency: Agency) -> View:
    """Return the letter to one agency."""
    words, name = mailing.words, full_name(agency, mailing.words)
    items = [item for item in owed(mailing) if item.agency.id == agency.id]
    manner: Manner = "requested" if agency.outside else "assigned"
    blocks = (
        *fiction_warning(mailing),
        Paragraph(_opening(mailing, manner, agency=name, number=len(items))),
        _table(mailing, items, manner, one_agency=True),
        *_assumed_rosters(mailing, items),
        *_requests(mailing, manner, name),
        Paragraph(words(f"letter.closing.{manner}", agency=name)),
    )
    return replace(_letter(mailing, manner, (name,), items), blocks=blocks)


def build_all(mailing: Mailing) -> View:
    """Return one letter to all agencies, with an annex of what each owes; requested bodies form a part of their own."""
    words, items = mailing.words, owed(mailing)
    parts = [
        _Part("assigned", [item for item in items if not item.agency.outside]),
        _Part("requested", [item for item in items if item.agency.outside]),
    ]
    parts = [part for part in parts if part.items]
    manner, extent = ("both", "part") if len(parts) > 1 else (parts[0].manner, "whole")
    blocks: list[Block] = [*fiction_warning(mailing)]
    for part in parts:
        # Only the first opening cites the plan.
        opening = f"all.{part.manner}" if part is parts[0] else f"all.{part.manner}.too"
        blocks.append(Paragraph(_opening(mailing, opening, agency=str(part.agencies), number=len(part.items))))
    for part in parts:
        blocks += _requests(mailing, part.manner, words(f"letter.all.{part.manner}.{extent}"))
    blocks.append(Paragraph(words(f"letter.closing.all.{manner}")))
    to = tuple(full_name(agency, words) for agency in addressees(mailing))
    if len(to) > MOST_NAMED:
        to = (words("letter.to_all"),)
    annex = _annex(mailing, manner, parts)
    return replace(_letter(mailing, manner, to, items), blocks=tuple(blocks), annexes=(annex,))


def _annex(mailing: Mailing, manner: str, parts: Sequence[_Part]) -> Annex:
    kind, words = mailing.kind, mailing.words
    blocks: list[Block] = []
    for part in parts:
        if len(parts) > 1:
            blocks.append(Paragraph(words(f"letter.annex.{part.manner}", number=part.agencies)))
        blocks.append(_table(mailing, part.items, part.manner))
    blocks += _assumed_rosters(mailing, owed(mailing))
    title, brief = words(f"letter.{kind}.annex.{manner}"), words(f"letter.{kind}.annex.brief")
    note = words("annex.note.letter", blank=BLANK, issuer=mailing.short_name(mailing.head.issuer))
    return Annex("", title, brief, tuple(blocks), note)


def _letter(mailing: Mailing, manner: str, to: tuple[str, ...], items: Sequence[Owed]) -> View:
    """Return the letter without its text."""
    subject = mailing.words(f"letter.{mailing.kind}.subject.{manner}", symbol=mailing.plan.symbol)
    ids = sorted({item.agency.id for item in items}, key=mailing.register.order.__getitem__)
    letter = {"letter": mailing.kind, "to": ids, "owed": [owed_facts(item) for item in items]}
    form = letter_form(mailing, mailing.head, subject, to)
    return View(subject, (), head(mailing.plan, mailing.as_of) | letter, form=form, day=mailing.as_of)


def _table(mailing: Mailing, items: Sequence[Owed], manner: Manner, *, one_agency: bool = False) -> Table:
    """Return the table of what is owed; for requested bodies in the plan's order and without days.

    `one_agency`: all items are of one agency.
    """
    verdicts = [item for item in items if isinstance(item, Verdict)]
    missing = [item for item in items if isinstance(item, Submission)]
    if manner == "requested":
        verdicts.sort(key=lambda verdict: (mailing.register.order[verdict.agency.id], verdict.task.number))
    if mailing.kind != "report":
        name = "overdue" if mailing.kind == "after" else "due-next"
        table = obligations_table(mailing, verdicts, name=name, one_agency=one_agency, by_task=not one_agency)
    else:
        table = missing_table(mailing, missing, one_agency=True) if one_agency else missing_by_agency(mailing, missing)
    return _without_days(table, mailing.words) if manner == "requested" else table


def _without_days(table: Table, words: Words) -> Table:
    """Return the table without the columns that count days."""
    left_out = {words(f"column.{name}") for name in ("days_late", "days_left", "most_days_late")}
    kept = [column.title not in left_out for column in table.columns]
    rows = tuple(tuple(compress(row, kept)) for row in table.rows)
    return replace(table, columns=tuple(compress(table.columns, kept)), rows=rows)


def _opening(mailing: Mailing, manner: str, *, agency: str, number: int) -> str:
    plan, words = mailing.plan, mailing.words
    return words(
        f"letter.{mailing.kind}.opening.{manner}",
        plan=plan_cited(mailing),
        issuer=mailing.short_name(mailing.head.issuer),
        provision=plan.oversight.provision,
        reporting=plan.reporting.provision,
        agency=agency,
        number=number,
        as_of=words.day(mailing.as_of),
        until=words.day(mailing.last),
    )


def _assumed_rosters(mailing: Mailing, items: Iterable[Owed]) -> Iterator[Paragraph]:
    """Yield a note on the tasks of groups that the plan does not spell out; no note if there are none."""
    tasks = {item.task.number: item.task for item in items if isinstance(item, Verdict)}
    assumed = [number for number in sorted(tasks) if mailing.register.has_assumed_roster(tasks[number])]
    if assumed:
        yield Paragraph(mailing.words("letter.rosters", tasks=", ".join(map(str, assumed))), "mute")


def _requests(mailing: Mailing, manner: Manner, agency: str) -> list[Block]:
    """Return what the letter asks for: a list, or one sentence if it is a single request."""
    words, values = mailing.words, _request_values(mailing, manner)
    lead_in = words(f"letter.{mailing.kind}.ask.{manner}", agency=agency)
    keys = (f"letter.{mailing.kind}.{number}.{manner}" for number in (1, 2, 3))
    requests = [words(key, **values) for key in keys if key in words.text]
    if len(requests) > 1:
        return [Paragraph(lead_in), item_list(requests)]
    request = requests[0]
    return [Paragraph(f"{lead_in.rstrip(':')} {request[0].lower()}{request[1:]}")]


def _request_values(mailing: Mailing, manner: Manner) -> dict[str, object]:
    plan, words = mailing.plan, mailing.words
    suffix = ".requested" if manner == "requested" else ""
    if mailing.by is None:
        by = words(f"letter.by.blank{suffix}", blank=BLANK, year=mailing.as_of.year)
    else:
        by = words(f"letter.by{suffix}", day=words.long_day(mailing.by))
    issuer, superior = mailing.head.issuer, plan.reporting.to
    if mailing.head.issuer == plan.issuer:
        # The answer to a letter of the committee goes to the body that the plan charges with the follow-up.
        issuer, superior = plan.oversight.lead, plan.issuer
    issuer, chairman = mailing.short_name(issuer), mailing.full_name(superior)
    return {"by": by, "issuer": issuer, "chairman": chairman, "before": plan.reporting.before_day}
