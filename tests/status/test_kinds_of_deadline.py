"""States, due dates and occurrences of the kinds of deadline that other plans have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plan190.checks.rules import p306_contradictory_entry as p306
from plan190.checks.rules import p311_deadline_differs_from_words as p311
from plan190.checks.rules import p315_awaited_mismatch as p315
from plan190.checks.rules import p325_change_without_summary as p325
from plan190.checks.rules import p326_claim_without_evidence as p326
from plan190.checks.rules import p337_update_without_effect as p337
from plan190.checks.rules import p342_deadline_not_read as p342
from plan190.model.deadline import (
    AfterEvent,
    Before,
    By,
    Deadline,
    DueInUnit,
    InHalfYear,
    InMonth,
    InQuarter,
    NoDeadline,
    OnDemand,
    Part,
    Recurring,
    Relative,
    Rule,
    SimpleRule,
    Split,
    Unread,
)
from plan190.model.decision import Extend, Happened, Return, Suspend
from plan190.model.month import Month
from plan190.model.plan import CalendarExceptions
from plan190.model.reading import Assumed
from plan190.model.report import AtRisk, Evidence
from plan190.status.assess import assess
from plan190.status.due import due_after, due_dates_of, due_of
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.calendar import calendar_figures
from plan190.status.figures.tasks import NextDue, next_due
from plan190.status.selection import due_through
from plan190.status.state import State
from tests.builders import day, decision, register_with, report, update, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.model.decision import Decision
    from plan190.model.register import Register, ReportFile
    from plan190.status.verdicts import Verdict

TASK, AGENCY = 1, "cong-an-tinh"
ISSUED = date(2023, 6, 12)
MONTHLY = Recurring(every="month", due=(DueInUnit(day=15, inclusive=True),))
AFTER_30_DAYS = Relative(days=30, event="x")
NO_EXCEPTIONS = CalendarExceptions()
ASSUMED = Assumed(id="x", what="x", why="x", who="x")


def with_deadline(register: Register, deadline: Deadline, task: int = TASK) -> Register:
    """Return the register with this deadline of a task."""
    tasks = []
    for entry in register.tasks:
        value = entry.value
        if value.number == task:
            value = type(value)(**(vars(value) | {"deadline": deadline}))
        tasks.append(replace(entry, value=value))
    return replace(register, tasks=tuple(tasks))


def register_of(
    rule: Rule, reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = (), **more: Any
) -> Register:
    """Return the register of the plan in which task 1 has this rule."""
    return with_deadline(register_with(reports, decisions), Deadline(words="x", rule=rule, **more))


def judged(
    rule: Rule, on: str, reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = (), **more: Any
) -> Verdict:
    """Return the verdict on task 1 with this rule."""
    register = register_of(rule, reports, decisions, **more)
    return verdict(assess(register, day(on), register.plan.policy), TASK)


def done(month: int, done_on: str) -> ReportFile:
    """Return the report for a month in which task 1 is done, with a document as evidence."""
    evidence = (Evidence(title="x", number=f"{month}/X", date=day(done_on)),)
    return report(AGENCY, month, f"{month}-14", update(TASK, "done", done_on, evidence=evidence))


def occurrences(found: Verdict) -> list[tuple[str, str]]:
    """Return the due date and the state of each occurrence."""
    recurrence = found.record.recurrence
    assert recurrence is not None
    return [(f"{item.due.month}-{item.due.day}", recurrence.state_of(item)) for item in recurrence.occurrences]


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        (By(date=date(2023, 7, 15)), date(2023, 7, 15)),
        (InQuarter(quarter="2023-Q3"), date(2023, 9, 30)),
        (InHalfYear(half_year="2024-H1"), date(2024, 6, 30)),
        (InMonth(month=Month(2023, 7), since=ISSUED), date(2023, 7, 31)),
        (Relative(days=30, event="x", from_issue=True), date(2023, 7, 12)),
        (Relative(months=2, event="x", from_issue=True), date(2023, 8, 12)),
        (Relative(working_days=5, event="x", from_issue=True), date(2023, 6, 19)),
        (AFTER_30_DAYS, None),
        (OnDemand(), None),
        (NoDeadline(), None),
        (Unread(), None),
        (MONTHLY, None),
    ],
)
def test_due_date_of_each_kind(rule: SimpleRule, last: date | None) -> None:
    """Months, quarters and half-years end on their last day; `by` includes its date; days count from the next day."""
    assert due_of(rule, register_with().plan.policy, NO_EXCEPTIONS, ISSUED) == last


def test_months_after_an_event_end_on_the_last_day_of_a_shorter_month() -> None:
    """One month after 31 January is 28 February."""
    assert due_after(Relative(months=1, event="x"), date(2023, 1, 31), NO_EXCEPTIONS) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        (MONTHLY, ["2023-06-15", "2023-07-15"]),
        (Recurring(every="month", due=(DueInUnit(day=31, inclusive=True),)), ["2023-06-30", "2023-07-31"]),
        (Recurring(every="month", due=(DueInUnit(day=15),)), ["2023-06-14", "2023-07-14"]),
        (Recurring(every="month", due=(DueInUnit(day=31),)), ["2023-06-30", "2023-07-30"]),
        (Recurring(every="year", due=(DueInUnit(month=2, day=29),)), ["2024-02-28", "2025-02-28"]),
        (Recurring(every="quarter", due=(DueInUnit(month=4, day=5, inclusive=True),)), ["2023-07-05", "2023-10-05"]),
        (Recurring(every="half_year", due=(DueInUnit(month=6, day=20, inclusive=True),)), ["2023-06-20", "2023-12-20"]),
        (Recurring(every="year", due=(DueInUnit(month=0, day=15, inclusive=True),)), ["2023-12-15", "2024-12-15"]),
        (
            Recurring(every="year", due=(DueInUnit(month=6, day=1), DueInUnit(month=11, day=15))),
            ["2023-11-14", "2024-05-31"],
        ),
        (Recurring(since=Month(2024, 1), every="quarter", due=(DueInUnit(day=1),)), ["2024-03-31", "2024-06-30"]),
        (
            Recurring(
                every="month", due=(DueInUnit(day=15, inclusive=True), DueInUnit(month=3, day=5, inclusive=True))
            ),
            ["2023-06-15", "2023-07-05", "2023-07-15", "2023-08-05"],
        ),
    ],
)
def test_due_dates_of_recurring_work(rule: Recurring, dates: list[str]) -> None:
    """They begin after the issue of the plan, or with the month of `since`."""
    found = due_dates_of(rule, register_with().plan.policy, NO_EXCEPTIONS, ISSUED)

    assert [str(next(found)) for _ in dates] == dates


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        (Unread(), State.UNREAD),
        (OnDemand(), State.UNDATED),
        (NoDeadline(), State.UNDATED),
        (AFTER_30_DAYS, State.WAITING),
        (Recurring(every="year"), State.RECURRING),
        (By(date=date(2023, 7, 15)), State.OVERDUE),
        (MONTHLY, State.OVERDUE),
    ],
)
def test_state_of_each_kind(rule: Rule, state: State) -> None:
    """Work without a due date is never overdue."""
    assert judged(rule, "12-31").state is state


def test_an_occurrence_is_overdue_until_it_is_completed_or_the_next_one_is_due() -> None:
    """Then it counts as missed."""
    assert (judged(MONTHLY, "6-14").state, judged(MONTHLY, "6-14").days_left) == (State.DUE_SOON, 1)
    assert (judged(MONTHLY, "6-20").state, judged(MONTHLY, "6-20").days_late) == (State.OVERDUE, 5)
    assert occurrences(judged(MONTHLY, "7-15")) == [("6-15", "open")]
    assert occurrences(judged(MONTHLY, "7-16")) == [("6-15", "missed"), ("7-15", "open")]
    assert judged(MONTHLY, "7-16").missed == 1


def test_overdue_recurring_work_is_also_due_on_its_next_date() -> None:
    """So that lists of what is coming contain it; each total still counts it once, as overdue."""
    register = register_of(MONTHLY)
    assessment = assess(register, day("7-16"), register.plan.policy)
    assert [(item.due, item.days_left) for item in due_through(assessment, day("8-15")) if item.task.id == "1"] == [
        (day("8-15"), 30)
    ]
    assert [item for item in due_through(assessment, day("8-14")) if item.task.id == "1"] == []
    assert judged(MONTHLY, "6-14").following is None


def test_pages_and_calendars_have_the_next_date_of_overdue_recurring_work() -> None:
    """The page of its agency, the calendar, and the list of tasks due soon."""
    register = register_of(MONTHLY)
    assessment = assess(register, day("8-10"), register.plan.policy)
    agency = next(entry.value for entry in register.agencies if entry.value.id == AGENCY)
    steps = agency_figures(register, assessment, agency).next_steps
    dates = calendar_figures(register, assessment, agency).tasks
    shown = {item.due for item in dates if item.open_verdicts[0].task.id == "1"}
    assert shown == {day("7-15"), day("8-15")}
    assert ("1", day("8-15")) in {(item.task.id, item.due) for item in steps.due_soon}
    assert next_due(assessment.tasks[:1], 3) == NextDue(day("8-15"), ("1",))


def test_a_completion_completes_the_nearest_occurrence() -> None:
    """Work is never done: after the completion, the next occurrence decides the state."""
    found = judged(MONTHLY, "7-16", [done(7, "7-10")])

    assert occurrences(found) == [("6-15", "missed"), ("7-15", "on_time"), ("8-15", "open")]
    assert (found.state, found.due, found.done_claim) == (State.WITHIN_TIME, date(2023, 8, 15), None)


def test_a_late_completion_has_its_days_late() -> None:
    """Completed on 20 June, it is 5 days late; the same completion in the next report counts once."""
    found = judged(MONTHLY, "8-14", [done(7, "6-20"), done(8, "6-20")])

    assert occurrences(found) == [("6-15", "late"), ("7-15", "open")]


def test_a_returned_completion_does_not_count() -> None:
    """The occurrence is open again."""
    back = decision(Return, "7-15", id="a", tasks=(TASK,), why="x")

    assert occurrences(judged(MONTHLY, "7-16", [done(7, "7-10")], [back])) == [("6-15", "missed"), ("7-15", "open")]


def test_an_extension_moves_the_current_occurrence_only() -> None:
    """The next ones keep their dates."""
    later = decision(Extend, "7-10", id="a", tasks=(TASK,), until=day("7-25"))

    assert occurrences(judged(MONTHLY, "7-10", [], [later])) == [("7-25", "open")]
    assert occurrences(judged(MONTHLY, "8-16", [], [later])) == [
        ("7-25", "missed"), ("7-15", "missed"), ("8-15", "open"),
    ]  # fmt: skip


def test_an_extension_beyond_the_next_due_date_makes_the_occurrence_the_last_one() -> None:
    """The one due last decides the state; the days late before the extension are kept."""
    later = decision(Extend, "6-20", id="a", tasks=(TASK,), until=day("7-20"))

    assert occurrences(judged(MONTHLY, "7-22", [], [later])) == [("7-20", "open"), ("7-15", "missed")]
    assert (judged(MONTHLY, "7-22", [], [later]).due, judged(MONTHLY, "7-22", [], [later]).days_late) == (
        day("7-20"),
        6,
    )


def test_an_occurrence_due_during_a_suspension_is_not_missed() -> None:
    """No work is owed then."""
    pause = decision(Suspend, "6-14", id="a", tasks=(TASK,), why="x")

    assert judged(MONTHLY, "8-1", [], [pause]).state is State.WAITING
    assert judged(MONTHLY, "8-1", [], [pause]).missed == 0


def test_the_event_sets_the_due_date_of_relative_work() -> None:
    """30 days after it, unless the decision has another date."""
    event = register_with().plan.awaited[0].id
    happened = decision(Happened, "7-1", id="a", event=event)
    dated = decision(Happened, "7-1", id="a", event=event, until=day("7-10"))

    assert judged(AFTER_30_DAYS, "7-2", [], [happened], waits_for=event).due == date(2023, 7, 31)
    assert judged(AFTER_30_DAYS, "7-2", [], [dated], waits_for=event).due == date(2023, 7, 10)
    assert judged(AfterEvent(event="x"), "7-2", [], [happened], waits_for=event).state is State.UNDATED


def test_each_body_has_the_rule_of_its_part() -> None:
    """A body that no part names has a deadline that was not read."""
    parts = (
        Part(words="a", bodies=(AGENCY,), rule=By(date=date(2023, 7, 1))),
        Part(words="b", rule=By(date=date(2023, 8, 1))),
    )

    assert judged(Split(parts=parts), "7-2").due == date(2023, 7, 1)
    assert judged(Split(parts=parts[1:]), "7-2").state is State.UNREAD


# --- rules ------------------------------------------------------------------------------------------------------------


def variants(register: Register, rule: Any) -> list[str]:
    """Return the variants of the problems that a rule finds."""
    return [variant for _, variant, _ in rule.check(register)]


@pytest.mark.parametrize(
    ("deadline", "errors", "notes"),
    [
        (Deadline(words="Sớm", rule=Unread()), [], [""]),
        (Deadline(words="Sớm", rule=By(date=ISSUED)), ["unreadable"], []),
        (Deadline(words="Sớm", rule=By(date=ISSUED), assumed=ASSUMED), [], []),
        (Deadline(words="Trước ngày 1/7/2023", rule=Unread()), [""], []),
        (Deadline(words="Trước ngày 1/7/2023", rule=By(date=date(2023, 7, 1)), assumed=ASSUMED), [""], []),
        (Deadline(words="Trước ngày 1/7/2023", rule=Before(date=date(2023, 7, 1))), [], []),
        (Deadline(words="trước 8h00 ngày 1/7/2023", rule=By(date=date(2023, 7, 1))), ["condition"], []),
        (Deadline(words="1/7/2023", rule=By(date=date(2023, 7, 1)), condition="x"), ["no-condition"], []),
        (Deadline(words="", rule=NoDeadline()), [], []),
        (Deadline(words="Sớm", rule=Split(parts=()), assumed=ASSUMED), ["incomplete"], []),
        (Deadline(words="Sớm", rule=By(date=ISSUED, since=date(2023, 7, 1)), assumed=ASSUMED), ["incomplete"], []),
        (Deadline(words="Sớm", rule=replace(MONTHLY, due=MONTHLY.due * 2), assumed=ASSUMED), ["incomplete"], []),
        (Deadline(words="Thường xuyên", rule=Recurring(since=Month(2023, 8)), assumed=ASSUMED), [], []),
        (Deadline(words="Thường xuyên", rule=Recurring(since=Month(2023, 8))), [""], []),
        (Deadline(words="Thường xuyên", rule=Recurring(every="month"), assumed=ASSUMED), [""], []),
    ],
)
def test_only_a_contradiction_is_an_error(deadline: Deadline, errors: list[str], notes: list[str]) -> None:
    """An unread deadline is an open question; an assumed one needs a reason."""
    register = with_deadline(register_with(), deadline)

    assert (variants(register, p311), variants(register, p342)) == (errors, notes)


def test_a_part_without_bodies_is_an_open_question() -> None:
    """The words do not say whom the parts mean, so ids are not compared."""
    words = "Tháng 7/2023 đối với cấp tỉnh; tháng 8/2023 đối với cấp xã"
    first = Part(words="Tháng 7/2023 đối với cấp tỉnh", bodies=(AGENCY,), rule=InMonth(month=Month(2023, 7)))
    second = Part(words="tháng 8/2023 đối với cấp xã", rule=InMonth(month=Month(2023, 8)))
    register = with_deadline(register_with(), Deadline(words=words, rule=Split(parts=(first, second))))

    assert (variants(register, p311), variants(register, p342)) == ([], ["part"])


def test_relative_work_needs_its_event() -> None:
    """Not if it counts from the issue of the plan."""
    assert variants(register_of(AFTER_30_DAYS), p315) == ["missing"]
    assert variants(register_of(Relative(days=30, event="x", from_issue=True)), p315) == []


def test_occurrences_can_be_completed_and_warned_about() -> None:
    """Each month another date of completion; recurring work without due dates is never done."""
    reports = [done(7, "7-10"), done(8, "8-10")]
    risk = AtRisk(reason="x", expected_on=day("12-31"))
    warned = report(AGENCY, 9, "9-14", update(TASK, at_risk=risk))
    register = register_of(MONTHLY, [*reports, warned])

    assert [variants(register, rule) for rule in (p306, p325, p326, p337)] == [[], [], [], []]
    assert variants(register_of(Recurring(), [*reports, warned]), p326) == ["recurring", "recurring"]
    assert variants(register_of(Recurring(), [warned]), p306) == ["risk-undated"]
