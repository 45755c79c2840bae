"""The plan without its appendix: the document, its general provisions, reporting, and how its dates are read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from plan190.model.period import UNITS
from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import (
        Country,
        Day,
        Days,
        LastDay,
        Line,
        LongLine,
        Number,
        PeriodOf,
        ReportingOf,
        Slug,
        TaskCount,
        TaskId,
        TaskIds,
        Truth,
        Year,
        ZoneName,
    )
    from plan190.model.period import PeriodUnit
    from plan190.model.reading import Assumed, Erratum


Comparator = Literal["equal", "at_least", "at_most"]
Unit = Literal["percent", "count", "rank"]
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
    """Who monitors the plan, and how."""

    provision: Line
    lead: Slug
    cooperating: tuple[Slug, ...] = ()
    acts: tuple[Literal["follow_up", "urge", "guide", "inspect"], ...] = ()


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
    english: LongLine | None = None
    tasks: TaskIds
    source: tuple[Slug, ...] = ()
    after_task: TaskId | None = None
    assumed: Assumed | None = None


class TargetStep(Value):
    """The target to be reached by the end of a year."""

    year: Year
    target: Number


class Indicator(Value):
    """A number that the plan asks for, and its target.

    `short`, `short_english`: the names in tables. `counted`: what is counted. `over`: the total of which a percentage
    is computed, absent with another unit. `unit`: `rank` is a place in a ranking. `steps`: the targets by year, instead
    of `target`. `together`: the target is for the sum of all agencies that report the indicator, not for each of them.
    """

    id: Slug
    short: Line | None = None
    short_english: Line | None = None
    words: LongLine
    counted: LongLine
    over: LongLine | None = None
    comparator: Comparator
    target: Number | None = None
    steps: tuple[TargetStep, ...] = ()
    unit: Unit
    together: Truth = False
    tasks: TaskIds = ()
    provisions: tuple[Line, ...] = ()
    assumed: Assumed | None = None

    def target_in(self, year: int) -> Decimal:
        """Return the target of a year: that of the last step until then, or of the first step if it is later."""
        if not self.steps:
            return self.target if self.target is not None else Decimal()
        steps = sorted((step.year, step.target) for step in self.steps)
        reached = [target for step_year, target in steps if step_year <= year]
        return reached[-1] if reached else steps[0][1]

    def is_before_first_step(self, year: int) -> bool:
        """Return whether no target has to be reached by the end of the year."""
        return bool(self.steps) and year < min(step.year for step in self.steps)


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
    """The public holidays and the exceptions from them; the `civil-code` policy uses them.

    `country`: the country whose public holidays apply, as its ISO 3166 code, with the part of the country if it has
    holidays of its own: `VN`, `GB-SCT`.
    """

    country: Country = "VN"
    days_off: tuple[CalendarException, ...] = ()
    working_days: tuple[CalendarException, ...] = ()


class Caution(Value):
    """A change after the plan was issued. Every output as of `since` or later shows it."""

    since: Day
    what: LongLine
    english: LongLine | None = None
    source: LongLine


class Plan(Value):
    """The plan. `fiction`: the reports and decisions are invented; every output states this.

    `kind`: what the document calls itself, such as Kế hoạch, Quyết định or Policy. `number`, `symbol`: absent if the
    document has none or the available copy leaves them blank; an entry of `assumed` explains a blank date.
    """

    number: Line | None = None
    symbol: Line | None = None
    kind: Line
    title: LongLine
    issued_on: Day
    place: Line | None = None
    issuer: Slug
    signer: Signer | None = None
    language: Literal["vi", "en"]
    source: Line
    tasks: TaskCount
    legal_basis: tuple[Quote, ...] = ()
    purpose: tuple[Quote, ...] = ()
    provisions: tuple[Quote, ...] = ()
    reporting: ReportingOf
    oversight: Oversight | None = None
    escalations: tuple[Escalation, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    policy: Policy
    calendar: CalendarExceptions = CalendarExceptions()
    fiction: Truth = False
    cautions: tuple[Caution, ...] = ()
    errata: tuple[Erratum, ...] = ()
    assumed: tuple[Assumed, ...] = ()

    @property
    def document_number(self) -> str:
        """The number of the document with its symbol, its number alone if it has no symbol, or ""."""
        return self.symbol or self.number or ""

    @property
    def coordinator(self) -> str:
        """The id of the body that oversees the plan; without one, of the issuer."""
        return self.oversight.lead if self.oversight is not None else self.issuer

    @property
    def oversight_provision(self) -> str | None:
        """The provision on the oversight, if there is one."""
        return self.oversight.provision if self.oversight is not None else None

    @property
    def deciding(self) -> tuple[str, ...]:
        """The ids of the bodies that may decide on claims and due dates, the coordinator first.

        They are the coordinator, the issuer with its signing office, and those to which reports and problems are sent.
        """
        office = (self.signer.office,) if self.signer is not None else ()
        reported_to = filter(None, (self.reporting.to,))
        return (
            self.coordinator,
            self.issuer,
            *office,
            *reported_to,
            *(escalation.to for escalation in self.escalations),
        )


class PlanFile(Value):
    """`data/plan.yaml`: the plan without its appendix."""

    plan: Plan
