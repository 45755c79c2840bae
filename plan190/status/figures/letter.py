"""Figures of the letters to agencies, and their JSON.

A letter is about one kind of matter (overdue work, work due soon, missing monthly reports), or about all of an agency.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.model.task import task_order
from plan190.status.facts import owed_facts
from plan190.status.figures.divided import AssumptionNote, ObligationList, assumption_notes, divided
from plan190.status.figures.reports import MissingByAgency, missing_by_agency
from plan190.status.grouping import group_by
from plan190.status.periods import period_runs
from plan190.status.selection import claims_returned, due_through, missing_reports, overdue
from plan190.status.submissions import Submission
from plan190.status.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.letterhead import Letterhead
    from plan190.model.register import Register
    from plan190.model.task import Task
    from plan190.status import fact_types as types
    from plan190.status.periods import PeriodRun
    from plan190.status.verdicts import Assessment

Kind = Literal["after", "before", "report", "returned"]
"""A kind of matter in a letter: overdue work, work due soon, missing monthly reports, or returned claims."""
Manner = Literal["assigned", "requested", "both"]
"""The relation of the addressed agencies to their tasks: all assigned, all only requested, or both kinds."""

PartName = Literal["stated", "assumed", "joint"]

OwedItem = Verdict | Submission

KINDS: tuple[Kind, ...] = ("after", "before", "report", "returned")
"""The kinds of matters, the most urgent first."""


class Mailing(NamedTuple):
    """The letterhead and the dates of the letters to write.

    `last`: the last due date of work due soon. `by`: the date by which agencies must answer; with None, a blank is left
    for it, because the plan sets no such date.
    """

    letterhead: Letterhead
    last: date
    by: date | None


class OwedPart(NamedTuple):
    """The stated or the assumed obligations of a letter; in a letter to one agency, joint tasks are a separate part."""

    name: PartName
    obligations: ObligationList


class Basis(NamedTuple):
    """The assumptions by which agencies owe tasks: these tasks, and the assumptions with their tasks.

    `is_stated`: whether the plan names the agencies of the group, so that no assumption is about a roster.
    """

    tasks: tuple[Task, ...]
    is_stated: bool
    notes: tuple[AssumptionNote, ...]


class Owed(NamedTuple):
    """The obligations or reports that some agencies owe, and these agencies in the plan's order.

    `parts`: the obligations, divided; none in letters about reports. `basis`: the assumptions by which the agencies owe
    the tasks that the plan gives to a group.
    """

    items: tuple[OwedItem, ...]
    agencies: tuple[Agency, ...]
    parts: tuple[OwedPart, ...]
    basis: Basis

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The obligations among the items."""
        return tuple(item for item in self.items if isinstance(item, Verdict))

    @property
    def missing(self) -> tuple[Submission, ...]:
        """The missing reports among the items."""
        return tuple(item for item in self.items if isinstance(item, Submission))

    @property
    def missing_runs(self) -> tuple[PeriodRun, ...]:
        """The periods of the missing reports, as runs of periods."""
        return period_runs(submission.period for submission in self.missing)

    @property
    def missing_by_agency(self) -> tuple[MissingByAgency, ...]:
        """The missing reports of each agency."""
        return missing_by_agency(self.missing)

    @property
    def manner(self) -> Manner:
        """The relation of these agencies to their tasks."""
        return _manner(self.agencies)


class LetterFigures(NamedTuple):
    """The obligations or reports that are the subject of letters of one kind, without those of the letterhead's issuer.

    `owed`: all of them. `parts`: first those of assigned agencies, then those of requested bodies; a joint task that
    both owe is only in the first part. `by_agency`: those of each agency, by its id.
    """

    kind: Kind
    mailing: Mailing
    owed: Owed
    parts: tuple[Owed, ...]
    by_agency: dict[str, Owed]


class CombinedLetter(NamedTuple):
    """All matters of one agency: what it owes by kind, the most urgent first, and the assumptions by which it owes."""

    agency: Agency
    matters: dict[Kind, Owed]
    basis: Basis

    @property
    def returned(self) -> tuple[OwedItem, ...]:
        """The obligations with a returned claim, which may be overdue too."""
        return self.matters["returned"].items if "returned" in self.matters else ()

    @property
    def owed(self) -> tuple[OwedItem, ...]:
        """The overdue work, the work due soon and the missing reports."""
        return tuple(chain.from_iterable(owed.items for kind, owed in self.matters.items() if kind != "returned"))


class CombinedFigures(NamedTuple):
    """The combined letters of a mailing by the id of their agency, in the plan's order."""

    mailing: Mailing
    letters: dict[str, CombinedLetter]


def combined_figures(register: Register, assessment: Assessment, mailing: Mailing) -> CombinedFigures:
    """Return the figures of the letters that combine all matters of an agency."""
    by_kind = {kind: letter_figures(register, assessment, mailing, kind) for kind in KINDS}
    agencies = {agency.id: agency for figures in by_kind.values() for agency in figures.owed.agencies}

    def letter(agency: Agency) -> CombinedLetter:
        having = {kind: figures for kind, figures in by_kind.items() if agency.id in figures.by_agency}
        matters = {kind: figures.by_agency[agency.id] for kind, figures in having.items()}
        parts = chain.from_iterable(owed.parts for owed in matters.values())
        return CombinedLetter(agency, matters, _basis(register, assessment, parts, {agency.id}))

    ordered = sorted(agencies, key=lambda id_: register.order[id_])
    return CombinedFigures(mailing, {id_: letter(agencies[id_]) for id_ in ordered})


def letter_figures(register: Register, assessment: Assessment, mailing: Mailing, kind: Kind) -> LetterFigures:
    """Return the figures of the letters of one kind."""
    issuer = mailing.letterhead.issuer
    items = [item for item in _items(assessment, mailing, kind) if item.body.id != issuer]
    agencies, by_manner = _agencies_in(register, items, issuer), _by_manner(items, issuer)

    def owed(items: Sequence[OwedItem], agencies: Sequence[Agency]) -> Owed:
        ids = {agency.id for agency in agencies}
        own = tuple(item for item in items if not ids.isdisjoint(map(attrgetter("id"), item.agencies)))
        parts = tuple(_parts(register, own, agencies))
        return Owed(own, tuple(agencies), parts, _basis(register, assessment, parts, ids))

    by_agency: dict[str, list[OwedItem]] = defaultdict(list)
    for item in items:
        for agency in item.agencies:
            by_agency[agency.id].append(item)
    return LetterFigures(
        kind=kind,
        mailing=mailing,
        owed=owed(items, agencies),
        parts=tuple(owed(part, _agencies_in(register, part, issuer, outside=outside)) for outside, part in by_manner),
        by_agency={agency.id: owed(by_agency[agency.id], [agency]) for agency in agencies},
    )


def _by_manner(items: Iterable[OwedItem], issuer: str) -> list[tuple[bool, list[OwedItem]]]:
    """Return the items that at least one assigned agency owes besides the issuer, then those of requested bodies."""

    def is_outside(item: OwedItem) -> bool:
        return all(agency.outside for agency in item.agencies if agency.id != issuer)

    return sorted(group_by(items, is_outside).items(), key=itemgetter(0))


def _parts(register: Register, items: Iterable[OwedItem], agencies: Sequence[Agency]) -> Iterator[OwedPart]:
    """Yield the parts of the obligations that the agencies owe; for requested bodies, in the plan's order."""
    verdicts = [item for item in items if isinstance(item, Verdict)]
    if _manner(agencies) == "requested":
        order = register.order
        verdicts.sort(key=lambda verdict: (order[verdict.agencies[0].id], task_order(verdict.task.id)))
    together, joint = ObligationList(tuple(verdicts)), ObligationList()
    if len(agencies) == 1:
        together, joint = ObligationList(together.own), ObligationList(together.joint)
    stated, assumed = divided(together.verdicts)
    parts: dict[PartName, ObligationList] = {"stated": stated, "assumed": assumed, "joint": joint}
    for name, part in parts.items():
        if part.verdicts:
            yield OwedPart(name, part)


def _basis(register: Register, assessment: Assessment, parts: Iterable[OwedPart], agencies: set[str]) -> Basis:
    """Return the assumptions by which the agencies owe the tasks of the parts that the plan gives to a group."""
    owed = chain.from_iterable(part.obligations.verdicts for part in parts)
    verdicts = [verdict for verdict in owed if _is_of_group(verdict)]
    # The assumption concerns the agency that owed the obligation before any transfer.
    ids = agencies | {verdict.obligation.origin.id for verdict in verdicts}
    tasks = {verdict.task.id: verdict.task for verdict in verdicts}
    ordered = tuple(tasks[id_] for id_ in sorted(tasks, key=task_order))
    notes = assumption_notes(register, assessment, ordered, ids)
    on_rosters = {entry.value.assumed.id for entry in register.groups if entry.value.assumed is not None}
    return Basis(ordered, on_rosters.isdisjoint(note.assumption.id for note in notes), notes)


def _is_of_group(verdict: Verdict) -> bool:
    """Return whether the plan gives the task to a group, and does not name the agency itself."""
    return verdict.is_joint or verdict.obligation.origin.id not in verdict.task.lead.bodies


def _agencies_in(
    register: Register, items: Iterable[OwedItem], issuer: str, *, outside: bool | None = None
) -> list[Agency]:
    """Return the agencies that owe the items, in the plan's order, without the issuer of the letter.

    `outside`: only requested bodies, or only the others; None for both.
    """
    agencies = {agency.id: agency for item in items for agency in item.agencies if agency.id != issuer}
    chosen = (agency for agency in agencies.values() if outside in {None, agency.outside})
    return sorted(chosen, key=lambda agency: register.order[agency.id])


def _manner(agencies: Iterable[Agency]) -> Manner:
    are_outside = {agency.outside for agency in agencies}
    if len(are_outside) > 1:
        return "both"
    return "assigned" if False in are_outside else "requested"


def _items(assessment: Assessment, mailing: Mailing, kind: Kind) -> Sequence[OwedItem]:
    match kind:
        case "before":
            return due_through(assessment, mailing.last)
        case "after":
            return overdue(assessment)
        case "report":
            return missing_reports(assessment)
        case "returned":
            return claims_returned(assessment)


def combined_letter_facts(letter: CombinedLetter) -> types.CombinedLetter:
    """Return the addressee of a combined letter, what it owes, and the obligations whose claim was returned."""
    owed, returned = list(map(owed_facts, letter.owed)), list(map(owed_facts, letter.returned))
    return {"letter": "combined", "to": [letter.agency.id], "owed": owed, "returned": returned}


def letter_facts(figures: LetterFigures, owed: Owed) -> types.Letter:
    """Return the kind of a letter, its addressees, and the obligations or reports that they owe."""
    to, items = [agency.id for agency in owed.agencies], list(map(owed_facts, owed.items))
    return {"letter": figures.kind, "to": to, "owed": items}
