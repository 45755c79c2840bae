"""What an agency hands in each month: how its tasks stand, what is in the way, which documents prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import value

if TYPE_CHECKING:
    from plan190.model.fields import Day, Line, Link, MonthOf, OptionalProse, Percent, Prose, Slug, Symbol, Truth, Whole

State = Literal["not_started", "in_progress", "done", "unchanged"]
Category = Literal[
    "phap-ly",
    "ha-tang-cong-nghe",
    "du-lieu",
    "an-ninh-an-toan",
    "kinh-phi",
    "nhan-luc",
    "khac",  # what section II.1.3.1 ends with: "..."
]


@value
class IssuedDocument:
    """A document under the number, symbol and day that it was issued with."""

    number: Symbol
    date: Day
    title: Line | None = None


@value
class Evidence:
    """What proves an entry; a document carries its number and day, other things (a page, a picture) only a title."""

    title: Line
    number: Symbol | None = None
    date: Day | None = None
    link: Link | None = None


@value
class Measured:
    """The value of an indicator of the plan; `of` is what it is a share of, where the plan asks for a share."""

    id: Slug
    value: Whole
    of: Whole | None = None


@value
class Obstacle:
    """A thing in the way (section II.1.3.1). `id` tells two of one category in one task apart.

    `beyond_authority`: section III.2 sends it to the Chairman, through the police and the committee's office.
    """

    id: Slug | None = None
    category: Category
    beyond_authority: Truth
    description: Prose
    proposal: OptionalProse = None

    @property
    def name(self) -> str:
        """What it is called among the obstacles of its task."""
        return self.id or self.category


@value
class AtRisk:
    """A warning that a dated task may not be done in time (section II.2.2)."""

    reason: Prose
    expected_on: Day


@value
class Update:
    """How one task stands that the agency leads. `unchanged`: reported, nothing moved; that is not silence."""

    task: Whole
    state: State
    progress: Percent | None = None
    done_on: Day | None = None
    summary: OptionalProse = None
    indicators: tuple[Measured, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    at_risk: AtRisk | None = None


@value
class Correction(Update):
    """What should have been told of a task in an earlier period: it stands in the place of what was told there.

    The earlier file stays as it is, and days before this report are answered as they were.
    """

    corrects: MonthOf
    why: Prose


@value
class Withdrawn:
    """The mark on a report that is taken back as a whole: from that day on it was not handed in."""

    date: Day
    why: Prose


@value
class Contribution:
    """What a cooperating agency did for a task; it never closes the task, which its leading agency answers for."""

    task: Whole
    contribution: Prose
    evidence: tuple[Evidence, ...] = ()


@value
class MonthlyReport:
    """`data/updates/<agency>/<YYYY-MM>.yaml`: one agency's report of one period (section III.1).

    `document`: the agency's own monthly report that this is a part of. `indicators`: those of the plan that belong to
    no task.
    """

    agency: Slug
    period: MonthOf
    reported_on: Day
    document: IssuedDocument | None = None
    updates: tuple[Update, ...] = ()
    corrections: tuple[Correction, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    indicators: tuple[Measured, ...] = ()
    withdrawn: Withdrawn | None = None
