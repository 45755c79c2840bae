"""Figures of the letters to agencies: work due soon, overdue work, or missing monthly reports; and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.status.facts import owed_facts
from plan190.status.grouping import group_by
from plan190.status.selection import due_through, missing_reports, overdue
from plan190.status.submissions import Submission
from plan190.status.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.agency import Agency
    from plan190.model.letterhead import Letterhead
    from plan190.model.month import Month
    from plan190.model.register import Register
    from plan190.status.facts import Facts
    from plan190.status.verdicts import Assessment

Kind = Literal["before", "after", "report"]
Manner = Literal["assigned", "requested", "both"]
"""How a letter addresses agencies: tasks are assigned to them, or they are only requested."""

OwedItem = Verdict | Submission

KINDS: tuple[Kind, ...] = ("before", "after", "report")


class MissingByAgency(NamedTuple):
    """The missing reports of one agency: their periods, and the highest number of days late."""

    agency: Agency
    periods: tuple[Month, ...]
    days_late: int


@dataclass(frozen=True)
class Mailing:
    """Which letters to write.

    `last`: the last due date that letters of the kind "before" cover. `by`: the date of the answer; None leaves it
    blank, because the plan names none.
    """

    letterhead: Letterhead
    kind: Kind
    last: date
    by: date | None


@dataclass(frozen=True)
class Owed:
    """What some agencies owe, and these agencies in the plan's order.

    `assumed`: the numbers of the tasks that a group leads whose members are assumed.
    """

    items: tuple[OwedItem, ...]
    agencies: tuple[Agency, ...]
    assumed: tuple[int, ...]

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
        """The missing reports, each agency once."""
        return tuple(map(_missing_by_agency, group_by(self.missing, lambda item: item.agency.id).values()))

    @property
    def manner(self) -> Manner:
        """How a letter addresses these agencies."""
        are_outside = {agency.outside for agency in self.agencies}
        if len(are_outside) > 1:
            return "both"
        return "assigned" if False in are_outside else "requested"


@dataclass(frozen=True)
class LetterFigures:
    """The obligations or reports that the letters of a mailing are about, without those of the letterhead's issuer.

    `parts`: what the assigned agencies owe, then what the requested bodies owe. `by_agency`: by the agency's id.
    """

    mailing: Mailing
    owed: Owed
    parts: tuple[Owed, ...]
    by_agency: dict[str, Owed]


def letter_figures(register: Register, assessment: Assessment, mailing: Mailing) -> LetterFigures:
    """Return the figures of the letters of a mailing."""
    items = [item for item in _items(assessment, mailing) if item.agency.id != mailing.letterhead.issuer]
    by_agency = group_by(items, lambda item: item.agency.id)
    by_manner = group_by(items, lambda item: item.agency.outside)
    return LetterFigures(
        mailing=mailing,
        owed=_owed(register, items),
        parts=tuple(_owed(register, by_manner[outside]) for outside in sorted(by_manner)),
        by_agency={id_: _owed(register, of_agency) for id_, of_agency in by_agency.items()},
    )


def _items(assessment: Assessment, mailing: Mailing) -> Sequence[OwedItem]:
    match mailing.kind:
        case "before":
            return due_through(assessment, mailing.last)
        case "after":
            return overdue(assessment)
        case "report":
            return missing_reports(assessment)


def _missing_by_agency(missing: Sequence[Submission]) -> MissingByAgency:
    periods = tuple(submission.period for submission in missing)
    return MissingByAgency(missing[0].agency, periods, max(submission.days_late for submission in missing))


def _owed(register: Register, items: Sequence[OwedItem]) -> Owed:
    agencies = {item.agency.id: item.agency for item in items}
    tasks = (item.task for item in items if isinstance(item, Verdict))
    assumed = {task.number for task in filter(register.has_assumed_roster, tasks)}
    return Owed(
        items=tuple(items),
        agencies=tuple(sorted(agencies.values(), key=lambda agency: register.order[agency.id])),
        assumed=tuple(sorted(assumed)),
    )


def letter_facts(figures: LetterFigures, owed: Owed) -> Facts:
    """Return the kind of a letter, its addressees, and what they owe."""
    to, items = [agency.id for agency in owed.agencies], list(map(owed_facts, owed.items))
    return {"letter": figures.mailing.kind, "to": to, "owed": items}
