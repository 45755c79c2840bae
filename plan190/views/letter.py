"""The letters to those who owe something: before a day, after it, or for a monthly report that has not come.

A body that is only requested gets other words and no count of days: nothing is demanded of it, and it is not ranked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.document.blocks import Annex, Block, Paragraph, Table, View
from plan190.parts.annexes import obligations_table
from plan190.parts.names import fiction_warning, full_name, item_list, short_name
from plan190.parts.official_form import BLANK, issuer_of, letter_form, plan_cited
from plan190.parts.tables import missing_by_agency, missing_table
from plan190.status.facts import head, obligation_facts, submission_facts
from plan190.status.selection import due_through, missing_reports, overdue
from plan190.status.submissions import Submission

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.letterhead import Letterhead
    from plan190.model.register import Register
    from plan190.status.assess import Assessment, Verdict
    from plan190.words import Words

Kind = Literal["before", "after", "report"]
Manner = Literal["assigned", "requested"]
"""How a body is written to: it may be urged, or only asked."""

KINDS: tuple[Kind, ...] = ("before", "after", "report")

MANY = 10
"""How many are addressed by name; more of them as those that the annex names."""


class Mailing(NamedTuple):
    """What letters are to be written: of which data and day, under whose head, of which kind, in which words.

    `last`: the day through which "before" looks. `by`: the day of an answer; None leaves it blank, for the plan names
    none.
    """

    register: Register
    assessment: Assessment
    head: Letterhead
    kind: Kind
    last: date
    by: date | None
    words: Words


def owed(asked: Mailing) -> tuple[Verdict | Submission, ...]:
    """Give all that the letters are about.

    Nobody writes to itself: what the body under whose head they go out owes is in none of them.
    """
    found: tuple[Verdict | Submission, ...]
    match asked.kind:
        case "before":
            found = due_through(asked.assessment, asked.last)
        case "after":
            found = overdue(asked.assessment)
        case "report":
            found = missing_reports(asked.assessment)
    return tuple(one for one in found if one.agency.id != asked.head.issuer)


def addressees(asked: Mailing) -> tuple[Agency, ...]:
    """Give the agencies that would get such a letter, in the plan's order."""
    found = {one.agency.id: one.agency for one in owed(asked)}
    return tuple(sorted(found.values(), key=lambda one: asked.register.order[one.id]))


def build(asked: Mailing, agency: Agency) -> View:
    """Give the letter to one agency."""
    words = asked.words
    mine = tuple(one for one in owed(asked) if one.agency.id == agency.id)
    manner: Manner = "requested" if agency.outside else "assigned"
    name = full_name(agency, words)
    blocks: tuple[Block, ...] = (
        *fiction_warning(asked.register, words),
        Paragraph(_opening(asked, manner, name=name, number=len(mine))),
        _table(asked, mine, manner, of_one=True),
        *_rosters(asked, mine),
        *_wanted(asked, manner, name),
        Paragraph(words(f"letter.closing.{manner}", agency=name)),
    )
    return replace(_letter(asked, manner, (name,), mine), blocks=blocks)


def build_all(asked: Mailing) -> View:
    """Give one letter to all of them, with an annex that says who owes what.

    The bodies that are only requested are counted, addressed and listed apart.
    """
    kind, words = asked.kind, asked.words
    found, agencies = owed(asked), addressees(asked)
    sides: tuple[tuple[Manner, tuple[Verdict | Submission, ...]], ...] = (
        ("assigned", tuple(one for one in found if not one.agency.outside)),
        ("requested", tuple(one for one in found if one.agency.outside)),
    )
    parts = [(manner, several, len({one.agency.id for one in several})) for manner, several in sides if several]
    all_of = "both" if len(parts) > 1 else parts[0][0]
    blocks: list[Block] = [*fiction_warning(asked.register, words)]
    for manner, several, number in parts:
        # The plan is cited once, where the letter begins.
        opening = f"all.{manner}" if manner == parts[0][0] else f"all.{manner}.too"
        blocks.append(Paragraph(_opening(asked, opening, name=str(number), number=len(several))))
    for manner, _, _ in parts:
        them = words(f"letter.all.{manner}.{'part' if all_of == 'both' else 'whole'}")
        blocks += _wanted(asked, manner, them)
    blocks.append(Paragraph(words(f"letter.closing.all.{all_of}")))
    tables: list[Block] = []
    for manner, several, number in parts:
        if all_of == "both":
            tables.append(Paragraph(words(f"letter.annex.{manner}", number=number)))
        tables.append(_table(asked, several, manner))
    annex = Annex(
        "",
        words(f"letter.{kind}.annex.{all_of}"),
        words(f"letter.{kind}.annex.brief"),
        (*tables, *_rosters(asked, found)),
        words("annex.note.letter", blank=BLANK, issuer=issuer_of(asked.register, asked.head, words)),
    )
    to = tuple(full_name(one, words) for one in agencies) if len(agencies) <= MANY else (words("letter.to_all"),)
    return replace(_letter(asked, all_of, to, found), blocks=tuple(blocks), annexes=(annex,))


def _letter(asked: Mailing, manner: str, to: tuple[str, ...], about: Sequence[Verdict | Submission]) -> View:
    """Give the letter without its text."""
    register, day = asked.register, asked.assessment.as_of
    subject = asked.words(f"letter.{asked.kind}.subject.{manner}", symbol=register.plan.value.symbol)
    facts = head(register, day) | {
        "letter": asked.kind,
        "to": sorted({one.agency.id for one in about}, key=register.order.__getitem__),
        "owed": [_fact(one) for one in about],
    }
    return View(subject, (), facts, form=letter_form(asked.head, subject, to, day, asked.words), day=day)


def _fact(one: Verdict | Submission) -> dict[str, object]:
    if isinstance(one, Submission):
        return {"agency": one.agency.id} | (submission_facts(one) or {})
    return {"task": one.task.number} | obligation_facts(one)


def _table(asked: Mailing, about: Sequence[Verdict | Submission], manner: Manner, *, of_one: bool = False) -> Table:
    """Give what is owed; of bodies that are only requested in the plan's order, and without the days of each."""
    assessment, words = asked.assessment, asked.words
    if manner == "requested":
        about = sorted(about, key=lambda one: (asked.register.order[one.agency.id], _number(one)))
    missing = [one for one in about if isinstance(one, Submission)]
    verdicts = [one for one in about if not isinstance(one, Submission)]
    if asked.kind != "report":
        name = "overdue" if asked.kind == "after" else "due-next"
        table = obligations_table(assessment, verdicts, words, name=name, of_one=of_one, by_task=not of_one)
    elif of_one:
        table = missing_table(assessment, missing, words, of_one=True)
    else:
        table = missing_by_agency(assessment, missing, words)
    return _without_days(table, words) if manner == "requested" else table


def _number(one: Verdict | Submission) -> int:
    return 0 if isinstance(one, Submission) else one.task.number


def _without_days(table: Table, words: Words) -> Table:
    """Give the table without the column that counts the days."""
    counted = {words(f"column.{name}") for name in ("days_late", "days_left", "most_days_late")}
    kept = [number for number, one in enumerate(table.columns) if one.title not in counted]
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[number] for number in kept), rows=rows)


def _opening(asked: Mailing, manner: str, *, name: str, number: int) -> str:
    register, words = asked.register, asked.words
    plan = register.plan.value
    return words(
        f"letter.{asked.kind}.opening.{manner}",
        plan=plan_cited(register, words),
        issuer=issuer_of(register, asked.head, words),
        provision=plan.oversight.provision,
        reporting=plan.reporting.provision,
        agency=name,
        number=number,
        as_of=words.day(asked.assessment.as_of),
        until=words.day(asked.last),
    )


def _rosters(asked: Mailing, about: Sequence[Verdict | Submission]) -> list[Block]:
    """Say of which tasks the plan does not spell out who owes them: that the letter goes there is an assumption."""
    tasks = {one.task.number: one.task for one in about if not isinstance(one, Submission)}
    found = [number for number in sorted(tasks) if asked.register.rests_on_roster(tasks[number])]
    return [Paragraph(asked.words("letter.rosters", tasks=", ".join(map(str, found))), "mute")] if found else []


def _wanted(asked: Mailing, manner: Manner, agency: str) -> list[Block]:
    """Give what is wanted of them: as a list, or in one sentence where it is one thing."""
    register, head_, words = asked.register, asked.head, asked.words
    plan = register.plan.value
    kindly = ".kindly" if manner == "requested" else ""
    by = (
        words(f"letter.by{kindly}", day=words.long_day(asked.by))
        if asked.by is not None
        else words(f"letter.by.blank{kindly}", blank=BLANK, year=asked.assessment.as_of.year)
    )
    above = head_.issuer == plan.issuer
    values = {
        "by": by,
        # Under the head of the committee the answer goes to whom the plan charges with the follow-up.
        "issuer": short_name(register.bodies[plan.oversight.lead], words)
        if above
        else issuer_of(register, head_, words),
        "chairman": full_name(register.bodies[plan.issuer if above else plan.reporting.to], words),
        "before": plan.reporting.before_day,
    }
    ask = words(f"letter.{asked.kind}.ask.{manner}", agency=agency)
    keys = (f"letter.{asked.kind}.{number}.{manner}" for number in (1, 2, 3))
    wanted = [words(key, **values) for key in keys if key in words.text]
    if len(wanted) == 1:
        return [Paragraph(f"{ask.rstrip(':')} {wanted[0][0].lower()}{wanted[0][1:]}")]
    return [Paragraph(ask), item_list(wanted)]
