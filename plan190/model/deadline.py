"""Deadlines: the words of the plan on when a task is due, and the rule that interprets them.

The kinds are those of the appendix's column "Thời gian hoàn thành". No due date is stored:
`plan190.status.due` computes it under the policy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from plan190.model.value import Value

if TYPE_CHECKING:
    from plan190.model.fields import Day, LongLine, MonthOf, Percent, RuleOf, Slug, Year


class InMonth(Value):
    """Due by the last day of a month: "Tháng 6/2023"."""

    kind: Literal["month"] = "month"
    month: MonthOf


class Before(Value):
    """Due before a date: "Trước 30/6/2023". The policy decides whether the date itself is on time."""

    kind: Literal["before"] = "before"
    date: Day


class InYear(Value):
    """Due by the last day of a year: "Trong năm 2023"."""

    kind: Literal["year"] = "year"
    year: Year


class Recurring(Value):
    """Recurring work without an end: "Thực hiện thường xuyên". `since`: the start, if the words name one."""

    kind: Literal["recurring"] = "recurring"
    since: MonthOf | None = None


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


class OutsideSchedule(Value):
    """Due according to another document: "Theo tiến độ …". `schedule`: in the plan's words."""

    kind: Literal["outside_schedule"] = "outside_schedule"
    schedule: LongLine


RuleKind = Literal[
    "month", "before", "year", "recurring", "milestone", "target", "after_event", "outside_schedule",
]  # fmt: skip
Rule = InMonth | Before | InYear | Recurring | Milestone | Target | AfterEvent | OutsideSchedule
DatedRule = InMonth | Before | InYear | Milestone
"""The rules from which a due date follows without an event or another document."""


class Deadline(Value):
    """The deadline of a task. `waits_for`: the id of the event or schedule that the task waits for."""

    words: LongLine
    rule: RuleOf
    waits_for: Slug | None = None
