"""The agencies of the plan, and the groups of agencies that it names by a phrase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value

if TYPE_CHECKING:
    from datetime import date

    from plan190.model.fields import Day, Line, LongLine, Slug, TaskIds
    from plan190.model.reading import Assumed

# fmt: off
Kind = Literal[
    "committee", "office", "department", "police", "court", "front", "mass_organisation", "bank", "insurance", "media",
    "working_group", "assembly", "party", "central", "person", "military", "school", "hospital", "company", "unit",
    "other",
]
# fmt: on
"""`committee`: UBND; `department`: sở, ban, thanh tra; `central`: Government, ministry; `person`: an office holder;
`unit`: a part of an agency or a company."""

Level = Literal["central", "province", "district", "commune", "company"]
Relation = Literal["assigned", "requested", "mentioned"]
ReportRequirement = Literal["required", "not_stated", "none"]
Roster = Literal["stated", "assumed", "open", "outside"]
Likelihood = Literal["certain", "likely", "unsure"]


class Reorganisation(Value):
    """What every entry on a reorganisation states.

    `basis`: the legal document. `certainty`: what is not `certain` is an assumption, whose id is in `assumption`.
    """

    basis: LongLine | None = None
    certainty: Likelihood = "certain"
    assumption: Slug | None = None


class Successor(Reorganisation):
    """The body to which the tasks of a dissolved agency pass. `tasks`: these tasks only; without it, all others."""

    to: Slug
    tasks: TaskIds = ()


class LaterName(Reorganisation):
    """A name that an agency has from the date `valid_from` on; it replaces all four names of the agency."""

    valid_from: Day
    name: Line
    short: Line | None = None
    english: Line | None = None
    short_english: Line | None = None

    @property
    def in_english(self) -> str:
        """The English name; the name if there is none."""
        return self.english or self.name


class Agency(Value):
    """An agency. `id`: includes the level, because a district and a commune may have the same name.

    `relation`: `assigned` if the issuer of the plan assigns it a task, `requested` (đề nghị) if it is asked to act
    because it is not under the issuer, `mentioned` otherwise. `short`: the name in tables. `english`: the English name,
    absent if `name` serves in English too. `found_as`: how the plan writes the name. `monthly_report`: whether the plan
    requires a report. `valid_from`, `valid_to`: the
    first and the last date on which it exists; `basis`: the legal document of these dates. `successors`: who takes over
    its tasks on the date after `valid_to`. `names`: the names that replace the names above, by date.
    """

    id: Slug
    name: Line
    short: Line | None = None
    english: Line | None = None
    short_english: Line | None = None
    kind: Kind
    level: Level
    relation: Relation
    monthly_report: ReportRequirement
    abbreviations: tuple[Line, ...] = ()
    found_as: tuple[Line, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    basis: LongLine | None = None
    successors: tuple[Successor, ...] = ()
    names: tuple[LaterName, ...] = ()
    code: Line | None = None
    note: LongLine | None = None
    assumed: Assumed | None = None

    @property
    def in_english(self) -> str:
        """The English name; the name if there is none."""
        return self.english or self.name

    @property
    def outside(self) -> bool:
        """Whether it is not under the issuer of the plan. It is then asked, not reminded, and not ranked."""
        return self.relation == "requested" or self.kind == "court"

    def exists_on(self, day: date) -> bool:
        """Return whether the agency exists on the date."""
        return (self.valid_from is None or self.valid_from <= day) and not self.has_ceased_by(day)

    def has_ceased_by(self, day: date) -> bool:
        """Return whether the agency has ceased to exist before the date."""
        return self.valid_to is not None and self.valid_to < day

    def named_on(self, day: date) -> Agency:
        """Return the agency with the names that are valid on the date."""
        valid = [later for later in self.names if later.valid_from <= day]
        if not valid:
            return self
        last = valid[-1]
        return replace(self, name=last.name, short=last.short, english=last.english, short_english=last.short_english)


class Group(Value):
    """A phrase that means several agencies. `members`: the ids of the agencies and groups in it.

    `roster`: `stated` by the plan or by law, `assumed` (the field `assumed` says why), `open` (the plan does not name
    the members), or `outside` (the members never report under this plan). `short`: the name in the annex of tasks.
    """

    id: Slug
    name: Line
    short: Line | None = None
    english: Line | None = None
    short_english: Line | None = None
    roster: Roster
    members: tuple[Slug, ...] = ()
    found_as: tuple[Line, ...] = ()
    note: LongLine | None = None
    assumed: Assumed | None = None

    @property
    def in_english(self) -> str:
        """The English name; the name if there is none."""
        return self.english or self.name


class AgenciesFile(Value):
    """`data/agencies.yaml`: the agencies in the order of the plan, then the groups."""

    agencies: tuple[Agency, ...]
    groups: tuple[Group, ...]
