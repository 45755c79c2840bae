"""The letters to those who owe something: before a day, after it, or for a monthly report that has not come.

A body that is only requested gets other words and no count of days: nothing is demanded of it, and it is not ranked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from plan190.annexes import due_through, obligations_table, overdue
from plan190.document import Annex, Block, Paragraph, Table, View
from plan190.official import BLANK, issuer_of, letter_form, plan_cited
from plan190.status.deliveries import Delivery
from plan190.status.summary import delivery_facts, obligation_facts
from plan190.status.summary import head as head_of
from plan190.tables import missing_by_agency, missing_reports, missing_table
from plan190.wording import fiction, full, listed, short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.letterhead import Letterhead
    from plan190.register import Register
    from plan190.status.assess import Assessment, Verdict
    from plan190.words import Words

Kind = Literal["before", "after", "report"]
Tone = Literal["assigned", "requested"]
MANY = 10
"""How many are addressed by name; more of them as those that the annex names."""

KINDS: tuple[Kind, ...] = ("before", "after", "report")


def due_of_kind(assessment: Assessment, head: Letterhead, kind: Kind, last: date) -> tuple[Verdict | Delivery, ...]:
    """Give all that letters of the kind are about; `last`: the day through which "before" looks.

    Nobody writes to itself: what the body under whose head they go out owes is in none of them.
    """
    found: tuple[Verdict | Delivery, ...]
    match kind:
        case "before":
            found = due_through(assessment, last)
        case "after":
            found = overdue(assessment)
        case "report":
            found = missing_reports(assessment)
    return tuple(one for one in found if _of(one).id != head.issuer)


def addressees(
    register: Register, assessment: Assessment, head: Letterhead, kind: Kind, last: date
) -> tuple[Agency, ...]:
    """Give the agencies that would get a letter of the kind, in the plan's order."""
    found = {_of(one).id: _of(one) for one in due_of_kind(assessment, head, kind, last)}
    return tuple(sorted(found.values(), key=lambda one: register.order[one.id]))


def _of(one: Verdict | Delivery) -> Agency:
    return one.agency if isinstance(one, Delivery) else one.obligation.agency


def build(
    register: Register,
    assessment: Assessment,
    head: Letterhead,
    agency: Agency,
    kind: Kind,
    last: date,
    answer_by: date | None,
    words: Words,
) -> View:
    """Give the letter to one agency; `answer_by`: None leaves the day blank, for the plan names none."""
    mine = tuple(one for one in due_of_kind(assessment, head, kind, last) if _of(one).id == agency.id)
    tone: Tone = "requested" if agency.outside else "assigned"
    name = full(agency, words)
    blocks: tuple[Block, ...] = (
        *fiction(register, words),
        Paragraph(_opening(register, assessment, head, kind, tone, last, words, name=name, number=len(mine))),
        _table(register, assessment, mine, kind, tone, words, of_one=True),
        *_rosters(register, mine, words),
        *_asked(register, head, kind, tone, name, answer_by, assessment, words),
        Paragraph(words(f"letter.closing.{tone}", agency=name)),
    )
    return replace(_letter(register, assessment, head, kind, tone, (name,), mine, words), blocks=blocks)


def build_all(
    register: Register,
    assessment: Assessment,
    head: Letterhead,
    kind: Kind,
    last: date,
    answer_by: date | None,
    words: Words,
) -> View:
    """Give one letter to all of them, with an annex that says who owes what.

    The bodies that are only requested are counted, addressed and listed apart.
    """
    found = due_of_kind(assessment, head, kind, last)
    agencies = addressees(register, assessment, head, kind, last)
    sides: tuple[tuple[Tone, tuple[Verdict | Delivery, ...]], ...] = (
        ("assigned", tuple(one for one in found if not _of(one).outside)),
        ("requested", tuple(one for one in found if _of(one).outside)),
    )
    parts = [(tone, several, len({_of(one).id for one in several})) for tone, several in sides if several]
    all_of = "both" if len(parts) > 1 else parts[0][0]
    blocks: list[Block] = [*fiction(register, words)]
    for tone, several, number in parts:
        # The plan is cited once, where the letter begins.
        opening = f"all.{tone}" if tone == parts[0][0] else f"all.{tone}.too"
        blocks.append(
            Paragraph(
                _opening(register, assessment, head, kind, opening, last, words, name=str(number), number=len(several))
            )
        )
    for tone, _, _ in parts:
        them = words(f"letter.all.{tone}.{'part' if all_of == 'both' else 'whole'}")
        blocks += _asked(register, head, kind, tone, them, answer_by, assessment, words)
    blocks.append(Paragraph(words(f"letter.closing.all.{all_of}")))
    tables: list[Block] = []
    for tone, several, number in parts:
        if all_of == "both":
            tables.append(Paragraph(words(f"letter.annex.{tone}", number=number)))
        tables.append(_table(register, assessment, several, kind, tone, words))
    tables += _rosters(register, found, words)
    annex = Annex(
        "",
        words(f"letter.{kind}.annex.{all_of}"),
        words(f"letter.{kind}.annex.brief"),
        tuple(tables),
        words("annex.note.letter", blank=BLANK, issuer=issuer_of(register, head, words)),
    )
    to = tuple(full(one, words) for one in agencies) if len(agencies) <= MANY else (words("letter.to_all"),)
    letter = _letter(register, assessment, head, kind, all_of, to, found, words)
    return replace(letter, blocks=tuple(blocks), annexes=(annex,))


def _letter(
    register: Register,
    assessment: Assessment,
    head: Letterhead,
    kind: Kind,
    tone: str,
    to: tuple[str, ...],
    owed: Sequence[Verdict | Delivery],
    words: Words,
) -> View:
    """Give the letter without its text."""
    subject = words(f"letter.{kind}.subject.{tone}", symbol=register.plan.value.symbol)
    facts = head_of(register, assessment.as_of) | {
        "letter": kind,
        "to": sorted({_of(one).id for one in owed}, key=register.order.__getitem__),
        "owed": [_fact(one) for one in owed],
    }
    form = letter_form(head, subject, to, assessment.as_of, words)
    return View(subject, (), facts, form=form, day=assessment.as_of)


def _fact(one: Verdict | Delivery) -> dict[str, object]:
    if isinstance(one, Delivery):
        return {"agency": one.agency.id} | (delivery_facts(one) or {})
    return {"task": one.obligation.task.number} | obligation_facts(one)


def _table(
    register: Register,
    assessment: Assessment,
    owed: Sequence[Verdict | Delivery],
    kind: Kind,
    tone: Tone,
    words: Words,
    *,
    of_one: bool = False,
) -> Table:
    """Give what is owed; of bodies that are only requested in the plan's order, and without the days of each."""
    if tone == "requested":
        owed = sorted(owed, key=lambda one: (register.order[_of(one).id], _number(one)))
    if kind == "report":
        missing = [one for one in owed if isinstance(one, Delivery)]
        if of_one:
            table = missing_table(assessment, missing, words, of_one=True)
        else:
            table = missing_by_agency(assessment, missing, words)
    else:
        verdicts = [one for one in owed if not isinstance(one, Delivery)]
        name = "overdue" if kind == "after" else "due-next"
        table = obligations_table(assessment, verdicts, words, name=name, of_one=of_one, by_task=not of_one)
    return _without_days(table, words) if tone == "requested" else table


def _number(one: Verdict | Delivery) -> int:
    return 0 if isinstance(one, Delivery) else one.obligation.task.number


def _without_days(table: Table, words: Words) -> Table:
    """Give the table without the column that counts the days."""
    counted = {words(f"column.{name}") for name in ("days_late", "days_left", "most_days_late")}
    kept = [number for number, one in enumerate(table.columns) if one.title not in counted]
    rows = tuple(tuple(row[number] for number in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[number] for number in kept), rows=rows)


def _opening(
    register: Register,
    assessment: Assessment,
    head: Letterhead,
    kind: Kind,
    tone: str,
    last: date,
    words: Words,
    *,
    name: str,
    number: int,
) -> str:
    return words(
        f"letter.{kind}.opening.{tone}",
        plan=plan_cited(register, words),
        issuer=issuer_of(register, head, words),
        committee=full(register.bodies[register.plan.value.issuer], words),
        provision=register.plan.value.oversight.provision,
        reporting=register.plan.value.reporting.provision,
        agency=name,
        number=number,
        as_of=words.day(assessment.as_of),
        until=words.day(last),
    )


def _rosters(register: Register, owed: Sequence[Verdict | Delivery], words: Words) -> list[Block]:
    """Say of which tasks the plan does not spell out who owes them: that the letter goes there is an assumption."""
    tasks = sorted(
        {
            one.obligation.task.number
            for one in owed
            if not isinstance(one, Delivery) and register.rests_on_roster(one.obligation.task)
        }
    )
    return [Paragraph(words("letter.rosters", tasks=", ".join(map(str, tasks))), "mute")] if tasks else []


def _asked(
    register: Register,
    head: Letterhead,
    kind: Kind,
    tone: str,
    agency: str,
    answer_by: date | None,
    assessment: Assessment,
    words: Words,
) -> list[Block]:
    """Give what is asked of them: as a list, or in one sentence where it is one thing."""
    kindly = ".kindly" if tone == "requested" else ""
    by = (
        words(f"letter.by{kindly}", day=words.long_day(answer_by))
        if answer_by is not None
        else words(f"letter.by.blank{kindly}", blank=BLANK, year=assessment.as_of.year)
    )
    plan = register.plan.value
    above = head.issuer == plan.issuer
    values = {
        "by": by,
        # Under the head of the committee the answer goes to whom the plan charges with the follow-up.
        "issuer": short(register.bodies[plan.oversight.lead], words) if above else issuer_of(register, head, words),
        "chairman": full(register.bodies[plan.issuer if above else plan.reporting.to], words),
        "before": plan.reporting.before_day,
    }
    ask = words(f"letter.{kind}.ask.{tone}", agency=agency)
    keys = (f"letter.{kind}.{number}.{tone}" for number in (1, 2, 3))
    asked = [words(key, **values) for key in keys if key in words.text]
    if len(asked) == 1:
        return [Paragraph(f"{ask.rstrip(':')} {asked[0][0].lower()}{asked[0][1:]}")]
    return [Paragraph(ask), listed(asked)]
