"""Deadlines: the words of the plan on when a task is due, and the rule that interprets them.

The kinds are those that plans state in the column "Thời gian hoàn thành". No due date is stored:
`plan190.status.due` computes it under the policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeGuard

from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import (
        CellText,
        Count,
        Day,
        HalfYearOf,
        LastDay,
        LongLine,
        MonthOf,
        MonthOfUnit,
        Percent,
        QuarterOf,
        RuleOf,
        SimpleRuleOf,
        Slug,
        Truth,
        Year,
    )
    from plan190.model.reading import Assumed


class InMonth(Value):
    """Due by the last day of a month: "Tháng 6/2023". `since`: the first day, if the words state a range."""

    kind: Literal["month"] = "month"
    month: MonthOf
    since: Day | None = None


class InQuarter(Value):
    """Due by the last day of a quarter: "Quý IV/2025"."""

    kind: Literal["quarter"] = "quarter"
    quarter: QuarterOf
    since: Day | None = None


class InHalfYear(Value):
    """Due by the last day of a half-year: "6 tháng đầu năm 2026"."""

    kind: Literal["half_year"] = "half_year"
    half_year: HalfYearOf
    since: Day | None = None


class InYear(Value):
    """Due by the last day of a year: "Trong năm 2023"."""

    kind: Literal["year"] = "year"
    year: Year
    since: Day | None = None


class Before(Value):
    """Due before a date: "Trước 30/6/2023". The policy decides whether the date itself is on time."""

    kind: Literal["before"] = "before"
    date: Day
    since: Day | None = None


class By(Value):
    """Due by a date, which is on time: "Chậm nhất ngày 10/12/2025", "Đến hết ngày 31/3/2026", "15/11/2025"."""

    kind: Literal["by"] = "by"
    date: Day
    since: Day | None = None


Every = Literal["day", "week", "month", "quarter", "half_year", "year"]
"""How often recurring work is due."""


class DueInUnit(Value):
    """A due date in each unit of recurring work: "trước ngày 20 của tháng cuối quý" is month 3, day 20.

    `month`: counted from the first month of the unit, which is 1; 0 is the month before the unit, and a number beyond
    its length a month after it. `day`: a day after the end of the month is the last day of it. `inclusive`: the date
    itself is on time; otherwise the policy decides, as for `before`.
    """

    month: MonthOfUnit = 1
    day: LastDay
    inclusive: Truth = False


class Recurring(Value):
    """Recurring work without an end date: "Thực hiện thường xuyên", "Trước ngày 15 hằng tháng".

    `since`: the start, if the words name one. `every`: how often; absent for work that is done all the time. `due`: the
    due dates in each unit. `until`: the event until which it goes on, in the plan's words.
    """

    kind: Literal["recurring"] = "recurring"
    since: MonthOf | None = None
    every: Every | None = None
    due: tuple[DueInUnit, ...] = ()
    until: LongLine | None = None


class Milestone(Value):
    """A dated milestone, then recurring work: "… xong trước 15/6/2023; duy trì thực hiện thường xuyên"."""

    kind: Literal["milestone"] = "milestone"
    date: Day
    target: Percent | None = None


class Target(Value):
    """A target without a date, then recurring work: "Triển khai tại 100% …; duy trì thực hiện thường xuyên"."""

    kind: Literal["target"] = "target"
    target: Percent


class AfterEvent(Value):
    """Starts after an event: "Sau khi …". `event`: in the plan's words."""

    kind: Literal["after_event"] = "after_event"
    event: LongLine


class Relative(Value):
    """Due a number of days, working days or months after an event: "trong 15 ngày làm việc kể từ ngày nhận …".

    `event`: in the plan's words. `from_issue`: the event is the issue of the plan, so its date is known.
    """

    kind: Literal["relative"] = "relative"
    days: Count | None = None
    working_days: Count | None = None
    months: Count | None = None
    event: LongLine
    from_issue: Truth = False


class OutsideSchedule(Value):
    """Due according to another document: "Theo tiến độ …". `schedule`: in the plan's words."""

    kind: Literal["outside_schedule"] = "outside_schedule"
    schedule: LongLine


class OnDemand(Value):
    """Due whenever a case comes up: "Khi có phát sinh"."""

    kind: Literal["on_demand"] = "on_demand"


class NoDeadline(Value):
    """The plan states no deadline: the cell is empty."""

    kind: Literal["none"] = "none"


class Unread(Value):
    """The words could not be read: the work is never overdue."""

    kind: Literal["unread"] = "unread"


class Part(Value):
    """The deadline of some of the bodies that lead a task. `bodies`: none if it is not known whom the words mean."""

    words: LongLine
    bodies: tuple[Slug, ...] = ()
    rule: SimpleRuleOf


class Split(Value):
    """Different deadlines for groups of bodies: "Tháng 9/2025 đối với cấp tỉnh; tháng 12/2025 đối với cấp xã"."""

    kind: Literal["split"] = "split"
    parts: tuple[Part, ...]


RuleKind = Literal[
    "month", "quarter", "half_year", "year", "before", "by", "recurring", "milestone", "target", "after_event",
    "relative", "outside_schedule", "on_demand", "none", "unread", "split",
]  # fmt: skip
DatedRule = InMonth | InQuarter | InHalfYear | InYear | Before | By | Milestone
"""The rules from which a due date follows without an event or another document."""
SimpleRule = (
    InMonth | InQuarter | InHalfYear | InYear | Before | By | Milestone | Recurring | Target | AfterEvent | Relative
    | OutsideSchedule | OnDemand | NoDeadline | Unread
)  # fmt: skip
"""The rules of one body."""
Rule = SimpleRule | Split


class Reading(NamedTuple):
    """How the words of a deadline are read: the rule, and a condition or remark in addition to it, "" for none."""

    rule: Rule
    condition: str = ""


class Deadline(Value):
    """The deadline of a task. `waits_for`: the id of the event or schedule that the task waits for.

    `condition`: a condition, an hour or a remark in the words that the rule does not contain. `assumed`: why the rule
    is assumed although the words cannot be read.
    """

    words: CellText
    rule: RuleOf
    condition: LongLine | None = None
    waits_for: Slug | None = None
    assumed: Assumed | None = None

    @property
    def rules(self) -> tuple[SimpleRule, ...]:
        """The rule, or the rules of all parts."""
        if isinstance(self.rule, Split):
            return tuple(part.rule for part in self.rule.parts)
        return (self.rule,)


def has_due_dates(rule: SimpleRule) -> TypeGuard[Recurring]:
    """Return whether the work is recurring and each occurrence has a due date."""
    return isinstance(rule, Recurring) and bool(rule.due) and rule.every not in {None, "day", "week"}


def sets_due_date(rule: SimpleRule) -> bool:
    """Return whether due dates follow from the rule and the plan alone."""
    match rule:
        case Relative(from_issue=from_issue):
            return from_issue
    return isinstance(rule, DatedRule) or has_due_dates(rule)


def awaited_kind(rule: SimpleRule) -> Literal["event", "schedule"] | None:
    """Return the kind of awaited entry on which the due date depends; None if it depends on none."""
    if isinstance(rule, AfterEvent) or (isinstance(rule, Relative) and not rule.from_issue):
        return "event"
    return "schedule" if isinstance(rule, OutsideSchedule) else None
