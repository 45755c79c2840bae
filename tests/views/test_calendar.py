"""A calendar holds every open obligation that has a day, once, under a name that lasts, and the reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import vobject

from plan190.document.blocks import Paragraph, Table
from plan190.formats import RenderOptions, render
from plan190.model.decision import Close, Extend, Resume, Suspend, Transfer
from plan190.model.month import Month
from plan190.parts.context import ViewContext
from plan190.status.assess import assess
from plan190.status.periods import report_due
from plan190.status.state import OPEN, State
from plan190.views import calendar
from plan190.words import words_in
from tests.builders import decision, register_with, report, update
from tests.conftest import example_register, real_register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.document.blocks import View
    from plan190.model.decision import Decision
    from plan190.model.register import Register, ReportFile
    from plan190.status.verdicts import Assessment

VI = words_in("vi")
EXAMPLE, REAL = (example_register, date(2023, 9, 20)), (real_register, date(2023, 7, 1))


def view_of(register: Register, day: date, agency: str | None = None) -> View:
    """Return the calendar as of the day."""
    body: Any = register.bodies[agency] if agency else None
    return calendar.build(ViewContext(register, assess(register, day, register.plan.policy), VI), body)


def view(
    on: str, agency: str | None = None, reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = ()
) -> View:
    """Return the calendar of the real plan with these reports and decisions."""
    return view_of(register_with(reports, decisions), date.fromisoformat(on), agency)


def tasks(shown: View) -> list[dict[str, Any]]:
    """Return the events of tasks as a machine reads them."""
    events = shown.facts["events"]
    assert isinstance(events, list)
    return [event for event in events if event["task"] is not None]


def days(shown: View, task: int) -> dict[str, str]:
    """Return the days of a task by their names."""
    return {event["uid"].partition("@")[0]: event["day"] for event in tasks(shown) if event["task"] == task}


def with_plan(register: Register, **changes: Any) -> Register:
    """Return the register with these fields of its plan replaced."""
    return replace(register, plan_entry=replace(register.plan_entry, value=replace(register.plan, **changes)))


def with_policy(**changes: Any) -> Register:
    """Return the register of the real plan with these rules of its policy replaced."""
    return with_plan(real_register(), policy=replace(real_register().plan.policy, **changes))


def opened(assessment: Assessment, agency: str | None = None) -> list[tuple[int, str, str]]:
    """Return every obligation that is open and has a day."""
    return [
        (verdict.task.number, verdict.agency.id, verdict.due.isoformat())
        for verdict in assessment.verdicts
        if verdict.state in OPEN and verdict.due is not None and agency in (None, verdict.agency.id)
    ]


@pytest.mark.parametrize(("register_of", "on", "number"), [(*EXAMPLE, 50), (*REAL, 163)])
def test_every_open_obligation_with_a_day_is_in_it_once(register_of: Any, on: date, number: int) -> None:
    """In the plan's calendar, one event for each task and day; in an agency's, one for each of its own."""
    register = register_of()
    assessment = assess(register, on, register.plan.policy)
    whole = view_of(register, on)
    held = [(event["task"], agency, event["day"]) for event in tasks(whole) for agency in event["agencies"]]

    assert len(opened(assessment)) == number
    assert Counter(held) == Counter(opened(assessment))
    assert len({(event["task"], event["day"]) for event in tasks(whole)}) == len(tasks(whole)) < number
    assert all(event["agencies"] for event in tasks(whole))
    total = 0
    for entry in register.agencies:
        mine = tasks(calendar.build(ViewContext(register, assessment, VI), entry.value))
        assert [(event["task"], *event["agencies"], event["day"]) for event in mine] == sorted(
            opened(assessment, entry.value.id), key=lambda obligation: (obligation[2], obligation[0])
        )
        total += len(mine)
    assert total == number


@pytest.mark.parametrize(("register_of", "on"), [EXAMPLE, REAL])
def test_events_table_and_facts_are_the_same(register_of: Any, on: date) -> None:
    """Whatever the format, the same days under the same names."""
    shown = view_of(register_of(), on)
    (table,) = (block for block in shown.blocks if isinstance(block, Table))
    facts = shown.facts["events"]
    assert isinstance(facts, list)

    assert shown.day == on
    assert shown.provenance == ""
    assert [(event.uid, event.day, event.title) for event in shown.events] == [
        (row[4].text, row[0].value, row[1].text) for row in table.rows
    ]
    assert [
        (event.uid, event.day.isoformat(), event.title, event.text, list(event.alarms)) for event in shown.events
    ] == [(entry["uid"], entry["day"], entry["title"], entry["text"], entry["alarms"]) for entry in facts]


def test_names_are_unique_and_last() -> None:
    """Between two days, and whole plan and agency do not take each other's place; the fiction is another plan."""
    register = example_register()
    shown = [
        view_of(register, day, agency) for day in (date(2023, 9, 1), date(2023, 9, 20)) for agency in (None, "so-y-te")
    ]
    names = [[event.uid for event in each.events] for each in shown]

    assert all(len(set(each)) == len(each) for each in names)
    for earlier, later in ((shown[0], shown[2]), (shown[1], shown[3])):
        uids = [{(event["task"], event["day"]): event["uid"] for event in tasks(each)} for each in (earlier, later)]
        both = uids[0].keys() & uids[1].keys()
        assert both
        assert {key: uids[0][key] for key in both} == {key: uids[1][key] for key in both}
        assert earlier.events[0].uid == later.events[0].uid
    assert not set(names[0]) & set(names[1])
    assert not set(names[0]) & {event.uid for event in view("2023-07-01").events}
    assert names[3] == [
        "report-monthly-so-y-te@190-2023-06-12.example.plan190",
        "task-63-so-y-te@190-2023-06-12.example.plan190",
    ]


def test_a_day_that_moves_keeps_its_name() -> None:
    """So a calendar moves the event, and its text keeps the first day."""
    moved = [decision(Extend, "6-20", tasks=(39,), until=date(2023, 9, 25))]
    for agency, name in ((None, "task-39-from-so-tttt"), ("so-tttt", "task-39-so-tttt")):
        assert days(view("2023-06-25", agency), 39) == {name: "2023-06-30"}
        assert days(view("2023-06-25", agency, decisions=moved), 39) == {name: "2023-09-25"}
    (event,) = (event for event in tasks(view("2023-06-25", decisions=moved)) if event["task"] == 39)
    assert "\nNgày cuối đúng hạn: 25/9/2023 (hạn gốc 30/6/2023)\n" in event["text"]


def test_a_day_that_moves_for_some_leaves_the_others_their_name() -> None:
    """61 is owed by many: two of them get another day, under names of their own."""
    some = decision(
        Extend, "6-20", tasks=(61,), agencies=("ubnd-h-loc-ninh", "ubnd-h-bu-gia-map"), until=date(2023, 8, 31)
    )
    first = decision(Extend, "6-21", tasks=(61,), agencies=("cong-an-tinh",), until=date(2023, 7, 31))
    before = days(view("2023-06-25"), 61)
    after = days(view("2023-06-25", decisions=[some]), 61)
    third = days(view("2023-06-25", decisions=[some, first]), 61)

    assert before == {"task-61-from-cong-an-tinh": "2023-06-30"}
    assert after == {"task-61-from-cong-an-tinh": "2023-06-30", "task-61-from-ubnd-h-bu-gia-map": "2023-08-31"}
    assert sorted(third.values()) == ["2023-06-30", "2023-07-31", "2023-08-31"]
    assert third["task-61-from-cong-an-tinh"] == "2023-07-31"


def test_what_is_done_is_gone_and_renames_nothing() -> None:
    """The first of many is done: the event of the others stays the same; of one alone nothing is left."""
    done = [
        report("cong-an-tinh", 7, "7-10", update(61, "done", "6-28")),
        report("so-tttt", 7, "7-10", update(39, "done", "6-28")),
    ]
    shown = view("2023-07-11", reports=done)
    (event,) = (event for event in tasks(shown) if event["task"] == 61)

    assert days(view("2023-07-09", reports=done), 61) == days(shown, 61)
    assert "cong-an-tinh" not in event["agencies"]
    assert "Công an tỉnh:" not in event["text"]
    assert days(view("2023-07-09", reports=done), 39) != {}
    assert days(shown, 39) == days(view("2023-07-11", "so-tttt", reports=done), 39) == {}


def test_what_is_suspended_or_closed_is_gone_and_what_is_resumed_is_back() -> None:
    """While the clock stands still there is no day; the name is the same after it."""
    pause = [decision(Suspend, "6-20", tasks=(39,))]
    again = [*pause, decision(Resume, "6-24", tasks=(39,))]

    assert days(view("2023-06-22", decisions=again), 39) == {}
    assert days(view("2023-06-25", decisions=pause), 39) == {}
    assert days(view("2023-06-25", decisions=again), 39) == days(view("2023-06-19"), 39)
    assert days(view("2023-06-25", decisions=[decision(Close, "6-20", tasks=(39,))]), 39) == {}


def test_a_transferred_task_is_in_the_calendar_of_its_new_agency() -> None:
    """And no longer in that of the agency that had it."""
    transferred = [decision(Transfer, "6-20", tasks=(39,), agency="so-tttt", to="so-y-te")]

    assert days(view("2023-06-25", "so-tttt", decisions=transferred), 39) == {}
    assert days(view("2023-06-25", "so-y-te", decisions=transferred), 39) == {"task-39-so-y-te": "2023-06-30"}
    for to in ("cong-an-tinh", "ubnd-h-bu-dop"):
        transferred = [decision(Transfer, "6-20", tasks=(39,), agency="so-tttt", to=to)]
        assert days(view("2023-06-25", decisions=transferred), 39) == {f"task-39-from-{to}": "2023-06-30"}


def test_an_event_says_what_the_plan_says() -> None:
    """The words to the letter, who leads and cooperates, how it stands; overdue is in the title, with no alarm."""
    shown = view_of(example_register(), date(2023, 9, 20), "so-ldtbxh")
    register = example_register()
    (event,) = (event for event in shown.events if event.uid.startswith("task-30-"))
    task = register.task_of[30]

    assert event.title.startswith("QUÁ HẠN: NV 30 – Sở LĐ-TB&XH: Số hóa, làm sạch dữ liệu")
    assert len(event.title) < 120
    for words in (task.content, task.deadline.words, task.product.words, task.cooperating.words):
        assert words in event.text
    assert "\n- Sở Lao động – Thương binh và Xã hội: quá hạn 51 ngày" in event.text.replace("-", "–").replace(
        "\n– ", "\n- "
    )
    assert "đến ngày 20/9/2023" in event.text
    assert event.text.startswith("SỐ LIỆU VÍ DỤ, HƯ CẤU")
    assert event.alarms == ()
    assert all(event.text.startswith("SỐ LIỆU VÍ DỤ, HƯ CẤU") for event in shown.events)
    assert "HƯ CẤU" not in view("2023-07-01").events[1].text


@pytest.mark.parametrize(
    ("on", "alarms"), [("2023-06-22", [7, 1]), ("2023-06-23", [7, 1]), ("2023-06-24", [1]), ("2023-06-30", [])]
)
def test_only_alarms_that_are_still_to_ring_are_set(on: str, alarms: list[int]) -> None:
    """Due on 30/6: seven days before is the 23rd."""
    (event,) = (event for event in tasks(view(on)) if event["task"] == 39)

    assert event["alarms"] == alarms


def test_alarms_follow_the_policy() -> None:
    """Soon is what the plan calls soon."""
    for soon, alarms in ((14, [14, 1]), (1, [1]), (0, [1, 0])):
        shown = view_of(with_policy(soon=soon), date(2023, 6, 13))
        assert next(event for event in tasks(shown) if event["task"] == 39)["alarms"] == alarms


def reported(shown: View) -> list[date]:
    """Return the first 60 days of the monthly report, as another library reads them out of the file."""
    parsed = vobject.readOne(render("ics", shown, RenderOptions(VI)).decode())
    starts = []
    for event in getattr(parsed, "vevent_list", []):
        if event.uid.value.startswith("report-"):
            rules = event.getrruleset(addRDate=True)
            starts += [day for day, _ in zip(rules, range(60), strict=False)] if rules else [event.dtstart.value]
    return [day.date() if isinstance(day, datetime) else day for day in starts]


def owed(register: Register, months: int) -> list[date]:
    """Return the last days on time of the first reports."""
    plan = register.plan
    first = plan.reporting.first_period
    return [report_due(first.later(number), plan, plan.policy) for number in range(months)]


READINGS = {
    "as the plan is read": ({}, 15, 1),
    "the day itself counts": ({"before": "inclusive"}, 15, 1),
    "days off move it": ({"day_off": "civil-code"}, 15, 25),
    "both": ({"before": "inclusive", "day_off": "civil-code"}, 15, 25),
    "before the first": ({}, 1, 25),
    "before the last that all months have": ({"before": "inclusive"}, 28, 1),
}


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize("agency", [None, "so-y-te"])
def test_the_report_is_on_the_days_on_which_it_is_due(name: str, agency: str | None) -> None:
    """For 24 months to come, whatever the reading: one event that recurs, or one for each month."""
    policy, before_day, events = READINGS[name]
    register = with_policy(**policy)
    register = with_plan(register, reporting=replace(register.plan.reporting, before_day=before_day))
    shown = view_of(register, date(2023, 7, 1), agency)
    reports = [event for event in shown.events if event.uid.startswith("report-")]

    assert len(reports) == len({event.uid for event in reports}) == events
    assert reported(shown)[:25] == owed(register, 25)
    assert {event.monthly for event in reports} == {events == 1}
    assert view_of(register, date(2023, 7, 2), agency).events[0].uid == reports[0].uid


def test_single_reports_go_on_as_time_does() -> None:
    """Two years ahead of whatever day it is, all earlier ones kept; alarms only for what is to come."""
    register = with_policy(day_off="civil-code")
    shown = view_of(register, date(2025, 3, 20), "so-y-te")

    assert reported(shown) == owed(register, Month(2023, 7).until(Month(2027, 3)) + 1)
    for event in shown.events:
        if event.uid.startswith("report-"):
            assert event.alarms == tuple(n for n in (3, 0) if event.day - timedelta(days=n) >= date(2025, 3, 20))


@pytest.mark.parametrize("day_off", ["keep", "civil-code"])
@pytest.mark.parametrize("agency", [None, "so-y-te"])
def test_the_report_ends_with_the_plan(day_off: str, agency: str | None) -> None:
    """Closed on 20/10: the last one is October's; closed on 12/10, September's; before the first, there is none."""
    earlier = decision(Close, "7-1", agencies=("cong-an-tinh",))
    for on, months in (("10-20", 4), ("10-16", 4), ("10-12", 3), ("7-13", 0)):
        register = register_with([], [earlier, decision(Close, on, whole_plan=True)])
        register = with_plan(register, policy=replace(register.plan.policy, day_off=day_off))
        shown = view_of(register, date(2023, 12, 1), agency)
        assert reported(shown) == owed(register, months)
        assert all(event.alarms == () for event in shown.events)


def test_a_report_due_on_the_very_day_of_closing_is_owed() -> None:
    """The 14th of October is a Saturday, and its report was owed."""
    register = register_with([], [decision(Close, "10-14", whole_plan=True)])

    assert reported(view_of(register, date(2023, 12, 1)))[-1] == date(2023, 10, 14)


def test_the_report_goes_on_while_one_agency_owes_it() -> None:
    """All that one agency owes is closed: its own ends, that of the plan does not, and no longer counts it."""
    shut = [decision(Close, "8-1", agencies=("so-y-te",))]
    before, after = view("2023-07-31", decisions=shut), view("2023-08-02", decisions=shut)

    assert reported(view("2023-08-02", "so-y-te", decisions=shut)) == [date(2023, 7, 14)]
    assert len(reported(after)) == 60
    assert "\n41 cơ quan phải báo cáo." in before.events[0].text
    assert "\n40 cơ quan phải báo cáo." in after.events[0].text
    assert all("so-y-te" not in event["agencies"] for event in after.facts["events"])  # type: ignore[attr-defined]


def test_an_agency_that_owes_nothing_has_an_empty_calendar_that_says_so() -> None:
    """Nothing with a day, no report."""
    register = real_register()
    shown = view("2023-07-01", "chinh-phu" if "chinh-phu" in register.bodies else "chu-tich-ubnd-tinh")

    assert shown.events == ()
    assert not any(isinstance(block, Table) for block in shown.blocks)
    texts = [block.text for block in shown.blocks if isinstance(block, Paragraph)]
    assert any("không phải gửi báo cáo tháng, nên lịch này trống" in text for text in texts)


def test_a_closed_task_of_many_is_listed_for_those_who_still_owe_it() -> None:
    """The title counts them, and says the one name where there is one."""
    shown = view_of(example_register(), date(2023, 9, 20))
    titles = {event.uid.partition("@")[0]: event.title for event in shown.events}

    assert titles["task-61-from-ubnd-h-bu-gia-map"].startswith("QUÁ HẠN: NV 61 – UBND huyện Lộc Ninh: ")
    for event, facts in zip(shown.events[1:], tasks(shown), strict=True):
        assert event.text.count("\n- ") == len(facts["agencies"])
        assert (f"{len(facts['agencies'])} cơ quan" in event.title) == (len(facts["agencies"]) > 1)
        assert event.title.startswith("QUÁ HẠN: ") == (event.day < date(2023, 9, 20))


def test_states_are_those_of_the_day() -> None:
    """No event shows a state that is not open."""
    register = example_register()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    gone = {state for state in State if state not in OPEN}

    assert any(verdict.state in gone and verdict.due for verdict in assessment.verdicts)
    for event in tasks(view_of(register, date(2023, 9, 20))):
        states = {
            verdict.state
            for verdict in assessment.task(event["task"]).verdicts
            if verdict.agency.id in event["agencies"]
        }
        assert not states & gone
