"""Figures of the letters to agencies: work due soon, overdue work, or missing monthly reports; and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.model.task import task_order
from plan190.status.facts import owed_facts
from plan190.status.grouping import group_by
from plan190.status.selection import due_through, missing_reports, overdue
from plan190.status.submissions import Submission
from plan190.status.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.letterhead import Letterhead
    from plan190.model.period import Period
    from plan190.model.register import Register
    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment

Kind = Literal["before", "after", "report"]
"""The subject of a letter: work due soon, overdue work, or missing monthly reports."""
Manner = Literal["assigned", "requested", "both"]
"""The relation of the addressed agencies to their tasks: all assigned, all only requested, or both kinds."""

OwedItem = Verdict | Submission

KINDS: tuple[Kind, ...] = ("before", "after", "report")


class MissingByAgency(NamedTuple):
    """The missing reports of one agency: their periods, and the highest number of days late."""

    agency: Agency
    periods: tuple[Period, ...]
    days_late: int


@dataclass(frozen=True)
class Mailing:
    """The kind and the dates of the letters to write.

    `last`: the last due date that letters of the kind "before" cover. `by`: the date by which agencies must answer;
    with None, a blank is left for it, because the plan sets no such date.
    """

    letterhead: Letterhead
    kind: Kind
    last: date
    by: date | None


@dataclass(frozen=True)
class Owed:
    """The obligations or reports that some agencies owe, and these agencies in the plan's order.

    `assumed`: the numbers of the tasks led by a group with an assumed roster.
    """

    items: tuple[OwedItem, ...]
    agencies: tuple[Agency, ...]
    assumed: tuple[str, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The obligations; none in letters about reports."""
        return tuple(item for item in self.items if isinstance(item, Verdict))

    @property
    def missing(self) -> tuple[Submission, ...]:
        """The missing reports; none in letters about obligations."""
        return tuple(item for item in self.items if isinstance(item, Submission))

    @property
    def missing_by_agency(self) -> tuple[MissingByAgency, ...]:
        """The missing reports of each agency."""
        return missing_by_agency(self.missing)

    @property
    def manner(self) -> Manner:
        """The relation of these agencies to their tasks."""
        are_outside = {agency.outside for agency in self.agencies}
        if len(are_outside) > 1:
            return "both"
        return "assigned" if False in are_outside else "requested"


@dataclass(frozen=True)
class LetterFigures:
    """The obligations or reports that are the subject of a mailing, without those of the letterhead's issuer.

    `owed`: all of them. `parts`: first those of assigned agencies, then those of requested bodies. `by_agency`: those
    of each agency, by its id.
    """

    mailing: Mailing
    owed: Owed
    parts: tuple[Owed, ...]
    by_agency: dict[str, Owed]


def letter_figures(register: Register, assessment: Assessment, mailing: Mailing) -> LetterFigures:
    """Return the figures of the letters of a mailing."""
    issuer = mailing.letterhead.issuer
    items = [item for item in _items(assessment, mailing) if item.body.id != issuer]
    agencies = _agencies_in(register, items, issuer)
    parts = group_by(agencies, lambda agency: agency.outside)
    return LetterFigures(
        mailing=mailing,
        owed=_owed(items, agencies),
        parts=tuple(_owed(items, parts[outside]) for outside in sorted(parts)),
        by_agency={agency.id: _owed(items, [agency]) for agency in agencies},
    )


def _agencies_in(register: Register, items: Iterable[OwedItem], issuer: str) -> list[Agency]:
    """Return the agencies that owe the items, in the plan's order, without the issuer of the letter."""
    agencies = {agency.id: agency for item in items for agency in item.agencies if agency.id != issuer}
    return sorted(agencies.values(), key=lambda agency: register.order[agency.id])


def _items(assessment: Assessment, mailing: Mailing) -> Sequence[OwedItem]:
    match mailing.kind:
        case "before":
            return due_through(assessment, mailing.last)
        case "after":
            return overdue(assessment)
        case "report":
            return missing_reports(assessment)


def missing_by_agency(missing: Iterable[Submission]) -> tuple[MissingByAgency, ...]:
    """Return these missing reports by agency."""
    return tuple(map(_missing_by_agency, group_by(missing, lambda submission: submission.agency.id).values()))


def _missing_by_agency(missing: Sequence[Submission]) -> MissingByAgency:
    periods = tuple(submission.period for submission in missing)
    return MissingByAgency(missing[0].agency, periods, max(submission.days_late for submission in missing))


def _owed(items: Iterable[OwedItem], agencies: Sequence[Agency]) -> Owed:
    """Return those of the items that at least one of the agencies owes."""
    owed = tuple(item for item in items if not set(agencies).isdisjoint(item.agencies))
    assumed = {item.task.id for item in owed if isinstance(item, Verdict) and not item.is_stated}
    return Owed(owed, tuple(agencies), tuple(sorted(assumed, key=task_order)))


def letter_facts(figures: LetterFigures, owed: Owed) -> Facts:
    """Return the kind of a letter, its addressees, and the obligations or reports that they owe."""
    to, items = [agency.id for agency in owed.agencies], list(map(owed_facts, owed.items))
    return {"letter": figures.mailing.kind, "to": to, "owed": items}
