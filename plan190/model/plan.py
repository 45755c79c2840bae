"""The plan outside its appendix: what it is, what it orders of everyone, how it is reported and read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import value

if TYPE_CHECKING:
    from plan190.model.fields import Count, Day, Days, Line, MonthDay, MonthOf, Slug, Truth, Whole, Words, ZoneName
    from plan190.model.reading import Assumed, Erratum


@value
class Quote:
    """A piece of the plan, to the letter, with the section it stands in."""

    ref: Line
    words: Words
    bodies: tuple[Slug, ...] = ()
    errata: tuple[Erratum, ...] = ()


@value
class Signer:
    """Who signed; the office in the issued copy, when it can be read there."""

    name: Line
    office: Slug
    assumed: Assumed


@value
class Reporting:
    """The monthly report of section III.1: who, to whom, through whom, before which day of the month.

    `cut_off`: the last day of the month that the report of that month covers; the period begins with the day after the
    cut-off of the month before.
    """

    provision: Line
    who: tuple[Slug, ...]
    to: Slug
    through: tuple[Slug, ...]
    before_day: MonthDay
    cut_off: MonthDay
    first_period: MonthOf
    assumed: Assumed


@value
class Oversight:
    """Who follows the plan up, and by which acts (section III.2)."""

    provision: Line
    lead: Slug
    cooperating: tuple[Slug, ...]
    acts: tuple[Literal["follow_up", "urge", "guide", "inspect"], ...]


@value
class Escalation:
    """A road for bad news: when it is taken, to whom, through whom (empty: the plan names no channel)."""

    id: Slug
    provision: Line
    when: Words
    to: Slug
    through: tuple[Slug, ...] = ()


@value
class Recipient:
    """A line of "Nơi nhận", and the bodies it was read as."""

    words: Words
    bodies: tuple[Slug, ...] = ()


@value
class Awaited:
    """An act or schedule outside the plan that a task waits for."""

    id: Slug
    kind: Literal["event", "schedule"]
    what: Words
    english: Words
    tasks: tuple[Whole, ...]
    source: tuple[Slug, ...] = ()
    after_task: Whole | None = None
    assumed: Assumed | None = None


@value
class Indicator:
    """A number that the plan demands: what is counted over what, compared how, with which target.

    `counted` over `over` gives a share when `unit` is `percent`; with other units `over` is absent. `together`: the
    target is one for all bodies that report it, and no single value meets or misses it.
    """

    id: Slug
    words: Words
    counted: Words
    over: Words | None = None
    comparator: Literal["equal", "at_least", "at_most"]
    target: Whole
    unit: Literal["percent", "count"]
    together: Truth = False
    tasks: tuple[Whole, ...] = ()
    provisions: tuple[Line, ...] = ()
    assumed: Assumed | None = None


@value
class Policy:
    """How the plan's dates are read; every date the program prints depends on these.

    `before`: whether "trước ngày X" leaves X out (`exclusive`) or in. `day_off`: `keep` the plan's day, or
    move it to the next working day (`civil-code`, article 148.5). `soon`: days. `timezone`: whose today.
    """

    before: Literal["exclusive", "inclusive"]
    day_off: Literal["keep", "civil-code"]
    soon: Days
    timezone: ZoneName


@value
class CalendarException:
    """A day that the ordinary calendar of public holidays has wrong, and the document that says so."""

    date: Day
    why: Words


@value
class CalendarExceptions:
    """Days off and working days beyond the ordinary calendar, used by the `civil-code` policy."""

    days_off: tuple[CalendarException, ...] = ()
    working_days: tuple[CalendarException, ...] = ()


@value
class Caution:
    """A change of the world since the plan, to be said beside any answer as of that day or later, and its source."""

    since: Day
    what: Words
    english: Words
    source: Words


@value
class Plan:
    """The plan itself. `fiction`: the reports and decisions beside it are invented, and every answer says so."""

    number: Line
    symbol: Line
    kind: Line
    title: Words
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
    reporting: Reporting
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


@value
class PlanFile:
    """`data/plan.yaml`: the plan outside its appendix."""

    plan: Plan
