"""The plan without its appendix: the document, its general provisions, reporting, and how its dates are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.period import UNITS
from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import (
        Count,
        Day,
        Days,
        LastDay,
        Line,
        LongLine,
        Number,
        PeriodOf,
        ReportingOf,
        Slug,
        TaskId,
        TaskIds,
        Truth,
        ZoneName,
    )
    from plan190.model.period import PeriodUnit
    from plan190.model.reading import Assumed, Erratum


Comparator = Literal["equal", "at_least", "at_most"]
Unit = Literal["percent", "count"]
DueIn = Literal["last_month", "next_month"]


class Quote(Value):
    """A passage of the plan, word for word, and its section."""

    ref: Line
    words: LongLine
    bodies: tuple[Slug, ...] = ()
    errata: tuple[Erratum, ...] = ()


class Signer(Value):
    """The person who signed the plan. `office`: the id of the office that the person held."""

    name: Line
    office: Slug
    assumed: Assumed


class UnitDates(Value):
    """The dates of the reports on periods of one unit, where they differ from those in `Reporting`."""

    unit: PeriodUnit
    before_day: LastDay | None = None
    due_in: DueIn | None = None
    cut_off: LastDay | None = None
    first_period: PeriodOf | None = None


class Reporting(Value):
    """The periodic report: who reports to whom, through whom, on which periods, and before which day.

    `every`: the units of the periods; empty if the plan asks for no periodic reports: then a voluntary report is named
    after its month. `to`: the recipient; `also_to`: further ones. `before_day`: the day before which a report is due,
    in the last month of its period or in the month after it (`due_in`). `cut_off`: the last day that the report covers,
    in the last month of its period; the next day belongs to the next period. In a month without such a day, both mean
    its last day. `first_period`: the first one owed; the first one of another unit contains its last month. `dates`:
    the dates of a unit that differ from these. If `every` names a unit, `who` and all dates are required.
    """

    every: tuple[PeriodUnit, ...] = ("month",)
    provision: Line | None = None
    who: tuple[Slug, ...] = ()
    to: Slug | None = None
    also_to: tuple[Slug, ...] = ()
    through: tuple[Slug, ...] = ()
    before_day: LastDay | None = None
    due_in: DueIn = "last_month"
    cut_off: LastDay | None = None
    first_period: PeriodOf | None = None
    dates: tuple[UnitDates, ...] = ()
    assumed: Assumed | None = None

    @property
    def units(self) -> tuple[PeriodUnit, ...]:
        """The units of the periods of which there can be a report."""
        return self.every or ("month",)

    @property
    def unit(self) -> PeriodUnit:
        """The shortest of the units."""
        return min(self.units, key=UNITS.index)

    def dates_of(self, unit: PeriodUnit) -> UnitDates:
        """Return the dates of the reports on periods of the unit."""
        own = next((dates for dates in self.dates if dates.unit == unit), UnitDates(unit=unit))
        return UnitDates(
            unit=unit,
            before_day=own.before_day or self.before_day,
            due_in=own.due_in or self.due_in,
            cut_off=own.cut_off or self.cut_off,
            first_period=own.first_period or self.first_period,
        )


class Oversight(Value):
    """Who monitors the plan, and how (section III.2)."""

    provision: Line
    lead: Slug
    cooperating: tuple[Slug, ...]
    acts: tuple[Literal["follow_up", "urge", "guide", "inspect"], ...]


class Escalation(Value):
    """When and to whom problems are escalated. `through`: the bodies in between; empty if the plan names none."""

    id: Slug
    provision: Line
    when: LongLine
    to: Slug
    through: tuple[Slug, ...] = ()


class Recipient(Value):
    """A line of "Nơi nhận" (recipients), and the ids of the bodies that it names."""

    words: LongLine
    bodies: tuple[Slug, ...] = ()


class Awaited(Value):
    """An event or schedule outside the plan for which tasks wait.

    `source`: the ids of the documents that name it. `after_task`: the task that must be done before the event.
    """

    id: Slug
    kind: Literal["event", "schedule"]
    what: LongLine
    english: LongLine
    tasks: TaskIds
    source: tuple[Slug, ...] = ()
    after_task: TaskId | None = None
    assumed: Assumed | None = None


class Indicator(Value):
    """A number that the plan asks for, and its target.

    `short`, `short_english`: the names in tables. `counted`: what is counted. `over`: the total of which a percentage
    is computed, absent with another unit. `together`: the target is for the sum of all agencies that report the
    indicator, not for each of them.
    """

    id: Slug
    short: Line | None = None
    short_english: Line | None = None
    words: LongLine
    counted: LongLine
    over: LongLine | None = None
    comparator: Comparator
    target: Number
    unit: Unit
    together: Truth = False
    tasks: TaskIds = ()
    provisions: tuple[Line, ...] = ()
    assumed: Assumed | None = None


class Policy(Value):
    """How the dates of the plan are interpreted; every due date depends on it.

    `before`: whether "trước ngày X" excludes or includes X. `day_off`: whether a due date on a day off stays (`keep`)
    or moves to the next working day (`civil-code`, article 148.5). `soon`: how many days before its due date a task is
    due soon. `timezone`: the time zone in which today's date is determined.
    """

    before: Literal["exclusive", "inclusive"]
    day_off: Literal["keep", "civil-code"]
    soon: Days
    timezone: ZoneName


class CalendarException(Value):
    """A date on which the calendar of public holidays is wrong. `why`: the document that changes it."""

    date: Day
    why: LongLine


class CalendarExceptions(Value):
    """Exceptions from the calendar of public holidays; the `civil-code` policy uses them."""

    days_off: tuple[CalendarException, ...] = ()
    working_days: tuple[CalendarException, ...] = ()


class Caution(Value):
    """A change after the plan was issued. Every output as of `since` or later shows it."""

    since: Day
    what: LongLine
    english: LongLine
    source: LongLine


class Plan(Value):
    """The plan. `fiction`: the reports and decisions are invented; every output states this."""

    number: Line
    symbol: Line
    kind: Line
    title: LongLine
    issued_on: Day
    place: Line
    issuer: Slug
    signer: Signer
    language: Literal["vi", "en"]
    source: Line
    tasks: Count
    legal_basis: tuple[Quote, ...]
    purpose: tuple[Quote, ...]
    provisions: tuple[Quote, ...]
    reporting: ReportingOf
    oversight: Oversight
    escalations: tuple[Escalation, ...]
    recipients: tuple[Recipient, ...]
    awaited: tuple[Awaited, ...]
    indicators: tuple[Indicator, ...]
    policy: Policy
    calendar: CalendarExceptions
    fiction: Truth = False
    cautions: tuple[Caution, ...] = ()
    errata: tuple[Erratum, ...] = ()
    assumed: tuple[Assumed, ...] = ()


class PlanFile(Value):
    """`data/plan.yaml`: the plan without its appendix."""

    plan: Plan
