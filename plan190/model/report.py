"""The monthly report of an agency: progress of its tasks, obstacles and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import (
        Day,
        Line,
        Link,
        Number,
        OptionalProse,
        Percent,
        PeriodOf,
        Prose,
        Slug,
        Symbol,
        TaskId,
        Truth,
    )

ReportedState = Literal["not_started", "in_progress", "done", "unchanged"]
# fmt: off
Category = Literal["phap-ly", "ha-tang-cong-nghe", "du-lieu", "an-ninh-an-toan", "kinh-phi", "nhan-luc", "khac"]
# fmt: on
"""The categories of section II.1.3.1; `khac` stands for the "..." at its end."""

SYMBOL = r"^(?=.*[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ])[0-9]+[^\s/]*(/[^\s/]+)+$"
"""The number of a Vietnamese document with its symbol; it contains a Latin letter."""


class IssuedDocument(Value):
    """An issued document: its number, in Vietnam with the symbol, and its date."""

    number: Symbol
    date: Day
    title: Line | None = None


class Evidence(Value):
    """Evidence for an entry: a document with number and date, or something else (a page, a picture) with a title."""

    title: Line
    number: Symbol | None = None
    date: Day | None = None
    link: Link | None = None

    @property
    def year(self) -> int | None:
        """The year of the document, in which no other document of its issuer has the number; None without a date."""
        return self.date.year if self.date is not None else None


class Measured(Value):
    """The value of an indicator. `of`: the total, if the plan asks for a percentage."""

    id: Slug
    value: Number
    of: Number | None = None


class Obstacle(Value):
    """An obstacle. `id`: distinguishes two obstacles of one category in a task.

    `beyond_authority`: it is escalated to the body to which the plan has such problems sent.
    """

    id: Slug | None = None
    category: Category
    beyond_authority: Truth
    description: Prose
    proposal: OptionalProse = None

    @property
    def name(self) -> str:
        """Its name among the obstacles of its task."""
        return self.id or self.category


class AtRisk(Value):
    """A warning that a task with a due date may be late (section II.2.2)."""

    reason: Prose
    expected_on: Day


class Update(Value):
    """The progress of a task that the agency leads. State `unchanged`: the agency's earlier update still applies."""

    task: TaskId
    state: ReportedState
    progress: Percent | None = None
    done_on: Day | None = None
    summary: OptionalProse = None
    indicators: tuple[Measured, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    at_risk: AtRisk | None = None


class Correction(Update):
    """An entry that replaces the update on a task in an earlier period.

    The earlier file is not changed, and answers as of dates before this report stay the same.
    """

    corrects: PeriodOf
    why: Prose


class Withdrawn(Value):
    """The withdrawal of a whole report, which counts as not submitted from `date` on."""

    date: Day
    why: Prose


class Contribution(Value):
    """What a cooperating agency did for a task; only the lead agency can report the task as done."""

    task: TaskId
    contribution: Prose
    evidence: tuple[Evidence, ...] = ()


class MonthlyReport(Value):
    """`data/updates/<agency>/<YYYY-MM>.yaml`: an agency's report for one period.

    `document`: the official monthly report that contains these data. `indicators`: those that belong to no task.
    """

    agency: Slug
    period: PeriodOf
    reported_on: Day
    document: IssuedDocument | None = None
    updates: tuple[Update, ...] = ()
    corrections: tuple[Correction, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    indicators: tuple[Measured, ...] = ()
    withdrawn: Withdrawn | None = None
