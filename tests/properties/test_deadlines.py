"""Properties of deadlines, for any rule, date and policy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from plan190.load.deadline_phrases import parse_deadline
from plan190.model.deadline import Before, InMonth, InYear, Milestone, Reading, Recurring, Rule, Target
from plan190.model.month import Month
from plan190.model.plan import CalendarExceptions, Policy
from plan190.status.assess import obligation_verdict
from plan190.status.due import due_before_days_off, due_of, last_day_of
from plan190.status.due_history import DueHistory
from plan190.status.obligations import Holder, Obligation
from plan190.status.record import ObligationRecord
from plan190.status.state import STATES, State, rank
from plan190.status.work_history import WorkHistory
from plan190.status.working_days import is_day_off
from tests.conftest import real_register

if TYPE_CHECKING:
    from plan190.model.task import Task

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MONTHS = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))
DATED = st.one_of(
    st.builds(lambda month: InMonth(month=month), MONTHS),
    st.builds(lambda year: InYear(year=year), st.integers(2000, 2099)),
    st.builds(lambda day: Before(date=day), DAYS),
    st.builds(lambda day: Milestone(date=day), DAYS),
)
POLICIES = st.builds(
    Policy,
    before=st.sampled_from(["exclusive", "inclusive"]),
    day_off=st.just("keep"),
    soon=st.integers(0, 60),
    timezone=st.just("Asia/Ho_Chi_Minh"),
)
NO_EXCEPTIONS = CalendarExceptions()
REPORTING = real_register().plan.reporting


def obligation(rule: Rule) -> Obligation:
    """Return an obligation with this rule, otherwise like the first of the plan."""
    entry = real_register().tasks[0].value
    task: Task = type(entry)(**(vars(entry) | {"deadline": type(entry.deadline)(words="x", rule=rule)}))
    agency = real_register().agencies[0].value
    return Obligation(task, agency, is_stated=True, holders=(Holder(agency),), rule=rule)


@given(rule=DATED, policy=POLICIES, day=DAYS, later=st.integers(0, 400))
def test_obligation_never_becomes_less_late_over_time(rule: Rule, policy: Policy, day: date, later: int) -> None:
    """As days pass, states only get worse and days late only grow."""
    due = due_of(rule, policy, NO_EXCEPTIONS)
    record = ObligationRecord(obligation(rule), DueHistory(due), WorkHistory(), REPORTING)
    now = obligation_verdict(record, day, policy)
    then = obligation_verdict(record, day + timedelta(days=later), policy)

    assert rank(then.state) <= rank(now.state)
    assert then.days_late >= now.days_late


@given(rule=DATED, policy=POLICIES)
def test_due_date_is_on_time_and_the_next_day_is_late(rule: Rule, policy: Policy) -> None:
    """The whole due date is on time."""
    due = due_of(rule, policy, NO_EXCEPTIONS)
    assert due is not None

    record = ObligationRecord(obligation(rule), DueHistory(due), WorkHistory(), REPORTING)
    on_time = obligation_verdict(record, due, policy)
    late = obligation_verdict(record, due + timedelta(days=1), policy)

    assert on_time.state is State.DUE_SOON
    assert (late.state, late.days_late) == (State.OVERDUE, 1)


@given(day=DAYS)
def test_policies_for_before_differ_by_one_day(day: date) -> None:
    """The exclusive due date is always the day before the inclusive one."""
    readings = [
        due_of(Before(date=day), Policy(before=before, day_off="keep", soon=7, timezone="UTC"), NO_EXCEPTIONS)  # type: ignore[arg-type]
        for before in ("exclusive", "inclusive")
    ]

    assert readings[0] is not None
    assert readings[1] is not None
    assert readings[1] - readings[0] == timedelta(days=1)


@settings(max_examples=60)
@given(rule=DATED)
def test_due_date_moves_only_forward_to_a_working_day(rule: Rule) -> None:
    """Under the Civil Code a due date stays, or moves past days off to the next working day."""
    policy = Policy(before="exclusive", day_off="civil-code", soon=7, timezone="UTC")
    due = due_of(rule, policy, NO_EXCEPTIONS)
    before_days_off = due_before_days_off(rule, policy, NO_EXCEPTIONS)
    assert due is not None
    assert before_days_off is not None

    assert due >= before_days_off
    assert not is_day_off(due, NO_EXCEPTIONS)
    passed = [before_days_off + timedelta(days=n) for n in range((due - before_days_off).days)]
    assert all(is_day_off(day, NO_EXCEPTIONS) for day in passed)


@given(month=MONTHS)
def test_last_day_of_a_month_is_followed_by_the_next_month(month: Month) -> None:
    """The last day is in the month, and the day after it is not."""
    last = last_day_of(month)

    assert (last.year, last.month) == (month.year, month.month)
    assert (last + timedelta(days=1)).day == 1


def in_words(rule: Rule) -> str:
    """Return the rule in the words of the plan."""
    match rule:
        case InMonth(month=month):
            return f"Tháng {month.month}/{month.year}"
        case InYear(year=year):
            return f"Trong năm {year}"
        case Before(date=day):
            return f"Trước ngày {day.day}/{day.month}/{day.year}"
        case Milestone(date=day):
            return f"Hoàn thành trước ngày {day.day:02d}/{day.month}/{day.year} và duy trì thực hiện thường xuyên"
        case Recurring(since=Month() as since):
            return f"Từ tháng {since.month}/{since.year} và thực hiện thường xuyên"
        case Target(target=target):
            return f"Triển khai tại {target}% cơ sở; duy trì thực hiện thường xuyên"
    return "Thực hiện thường xuyên"


RULES = st.one_of(
    DATED,
    st.builds(lambda month: Recurring(since=month), st.none() | MONTHS),
    st.builds(lambda target: Target(target=target), st.integers(0, 100)),
)


@given(rule=RULES)
def test_words_of_a_rule_parse_back_to_the_rule(rule: Rule) -> None:
    """`parse_deadline` is the inverse of `in_words`."""
    assert parse_deadline(in_words(rule), date(2000, 1, 1)) == Reading(rule)


@given(
    words=st.text(max_size=80)
    | st.from_regex(r"(trước|tháng|sau khi|theo tiến độ|hoàn thành)[ 0-9/a-zđ;]{0,40}", fullmatch=True)
)
def test_parsing_any_words_never_raises(words: str) -> None:
    """The parser returns a rule or `None`."""
    reading = parse_deadline(words, date(2000, 1, 1))

    assert reading is None or reading.rule.kind


@settings(max_examples=25, deadline=None)
@given(day=st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_every_obligation_has_exactly_one_state(day: date) -> None:
    """The states are a partition, as of any date."""
    from plan190.status.assess import assess

    assessment = assess(real_register(), day, real_register().plan.policy)

    assert sum(len(task.verdicts) for task in assessment.tasks) == assessment.by_obligation.total
    assert sum(assessment.by_obligation[state] for state in STATES) == assessment.by_obligation.total
