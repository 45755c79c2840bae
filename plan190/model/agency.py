"""Who acts: the bodies of the plan and the groups that it names by a phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import value

if TYPE_CHECKING:
    from plan190.model.fields import Line, Slug, Words
    from plan190.model.reading import Assumed

Kind = Literal[
    "committee",  # UBND
    "office",
    "department",  # sở, ban, thanh tra
    "police",
    "court",
    "front",
    "mass_organisation",
    "bank",
    "insurance",
    "media",
    "working_group",
    "assembly",
    "party",
    "central",  # Government, ministries and their units
    "person",  # an office held by one person
]
Level = Literal["central", "province", "district"]


@value
class Agency:
    """One body, under an id that carries its level.

    `relation`: `assigned` a task by the committee, `requested` (đề nghị) because it is not under the
    committee, or only `mentioned`. `short`: how tables name it. `monthly_report`: whether section III.1 asks it
    to report.
    """

    id: Slug
    name: Line
    short: Line | None = None
    english: Line
    kind: Kind
    level: Level
    relation: Literal["assigned", "requested", "mentioned"]
    monthly_report: Literal["required", "not_stated", "none"]
    abbreviations: tuple[Line, ...] = ()
    found_as: tuple[Line, ...] = ()
    code: Line | None = None
    note: Words | None = None
    assumed: Assumed | None = None

    @property
    def outside(self) -> bool:
        """Whether it stands beside the committee, and not under it: it is asked, not urged, and never ranked."""
        return self.relation == "requested" or self.kind == "court"


@value
class Group:
    """A phrase that stands for several bodies, with its members spelt out.

    `roster`: `stated` by the plan or by law, `assumed` (then `assumed` says why), `open` (the plan
    leaves it open: no members), or `outside` (bodies that never report here).
    """

    id: Slug
    name: Line
    english: Line
    roster: Literal["stated", "assumed", "open", "outside"]
    members: tuple[Slug, ...] = ()
    found_as: tuple[Line, ...] = ()
    note: Words | None = None
    assumed: Assumed | None = None


@value
class AgenciesFile:
    """`data/agencies.yaml`: the bodies in the plan's own order, then the groups."""

    agencies: tuple[Agency, ...]
    groups: tuple[Group, ...]
