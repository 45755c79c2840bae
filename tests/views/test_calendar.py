"""The calendar: one event for each open obligation with a due date, with a stable UID, and the monthly reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import pytest
import vobject

from plan190.document.blocks import Paragraph, Table
from plan190.formats import RenderOptions, render
from plan190.model.decision import Close, Extend, Resume, Suspend, Transfer
from plan190.model.period import Period
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.figures.calendar import calendar_figures
from plan190.status.periods import report_due
from plan190.status.state import OPEN, State
from plan190.views import calendar
from plan190.words import words_in
from tests.builders import decision, register_with, report, update, with_plan
from tests.conftest import example_register, real_register
from tests.outputs import as_json
from tests.views.blocks import as_read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plan190.document.blocks import View
    from plan190.model.decision import Decision
    from plan190.model.register import Register, ReportFile
    from plan190.status.verdicts import Assessment

VI = words_in("vi")
EXAMPLE, REAL = (example_register, date(2023, 9, 20)), (real_register, date(2023, 7, 1))


def calendar_of(register: Register, day: date, agency: str | None = None) -> View:
    """Return the calendar of a register as of a date."""
    body: Any = register.bodies[agency] if agency else None
    assessment = assess(register, day, register.plan.policy)
    figures = calendar_figures(register, assessment, body)
    return as_read(calendar.build(figures, view_context(register, assessment, VI)))


def real_calendar(
    on: str, agency: str | None = None, reports: Iterable[ReportFile] = (), decisions: Iterable[Decision] = ()
) -> View:
    """Return the calendar of the real plan with these reports and decisions."""
    return calendar_of(register_with(reports, decisions), date.fromisoformat(on), agency)


def task_events(view: View) -> list[dict[str, Any]]:
    """Return the events of tasks from the facts."""
    events = as_json(view.facts)["events"]
    assert isinstance(events, list)
    return [event for event in events if event["task"] is not None]


def dates_of(view: View, task: int) -> dict[str, str]:
    """Return the dates of a task's events by the local part of their UIDs."""
    return {event["uid"].partition("@")[0]: event["day"] for event in task_events(view) if event["task"] == task}


def uids_of(view: View) -> dict[tuple[int, str], str]:
    """Return the UIDs of the events of tasks by task and date."""
    return {(event["task"], event["day"]): event["uid"] for event in task_events(view)}


def with_policy(**changes: Any) -> Register:
    """Return the register of the real plan with these fields of its policy replaced."""
    return with_plan(real_register(), policy=replace(real_register().plan.policy, **changes))


def open_obligations(assessment: Assessment, agency: str | None = None) -> list[tuple[int, str, str]]:
    """Return every open obligation with a due date as task, agency and date."""
    return [
        (verdict.task.number, owing.id, verdict.due.isoformat())
        for verdict in assessment.verdicts
        for owing in verdict.agencies
        if verdict.state in OPEN and verdict.due is not None and agency in (None, owing.id)
    ]


@pytest.mark.parametrize(("register_of", "on", "number"), [(*EXAMPLE, 50), (*REAL, 129)])
def test_every_open_obligation_with_a_due_date_has_one_event(register_of: Any, on: date, number: int) -> None:
    """The plan's calendar has one event per task and date, an agency's calendar one per obligation."""
    register = register_of()
    assessment = assess(register, on, register.plan.policy)
    events = task_events(calendar_of(register, on))
    listed = [(event["task"], agency, event["day"]) for event in events for agency in event["agencies"]]

    assert sum(verdict.state in OPEN and verdict.due is not None for verdict in assessment.verdicts) == number
    assert Counter(listed) == Counter(open_obligations(assessment))
    assert len({(event["task"], event["day"]) for event in events}) == len(events) < number
    assert all(event["agencies"] for event in events)
    total = 0
    for entry in register.agencies:
        own_events = task_events(
            calendar.build(calendar_figures(register, assessment, entry.value), view_context(register, assessment, VI))
        )
        assert [(event["task"], *event["agencies"], event["day"]) for event in own_events] == sorted(
            open_obligations(assessment, entry.value.id), key=lambda obligation: (obligation[2], obligation[0])
        )
        total += len(own_events)
    # The joint task is in the calendars of its 35 agencies.
    assert total == len(open_obligations(assessment))


@pytest.mark.parametrize(("register_of", "on"), [EXAMPLE, REAL])
def test_events_table_and_facts_agree(register_of: Any, on: date) -> None:
    """Every format has the same dates under the same UIDs."""
    view = calendar_of(register_of(), on)
    (table,) = (block for block in view.blocks if isinstance(block, Table))
    facts = as_json(view.facts)["events"]
    assert isinstance(facts, list)

    assert view.day == on
    assert view.provenance == ""
    assert [(event.uid, event.day, event.title) for event in view.events] == [
        (row[4].text, row[0].value, row[1].text) for row in table.rows
    ]
    assert [
        (event.uid, event.day.isoformat(), event.title, event.text, list(event.alarms)) for event in view.events
    ] == [(entry["uid"], entry["day"], entry["title"], entry["text"], entry["alarms"]) for entry in facts]


def test_uids_are_unique_and_stable() -> None:
    """UIDs stay the same on later dates, and differ between the plan, its agencies and the example."""
    register = example_register()
    cases = product((date(2023, 9, 1), date(2023, 9, 20)), (None, "so-y-te"))
    views = [calendar_of(register, day, agency) for day, agency in cases]
    uids_of_views = [[event.uid for event in view.events] for view in views]

    assert all(len(set(uids)) == len(uids) for uids in uids_of_views)
    for earlier, later in ((views[0], views[2]), (views[1], views[3])):
        before, after = uids_of(earlier), uids_of(later)
        common = before.keys() & after.keys()
        assert common
        assert {key: before[key] for key in common} == {key: after[key] for key in common}
        assert earlier.events[0].uid == later.events[0].uid
    assert not set(uids_of_views[0]) & set(uids_of_views[1])
    assert not set(uids_of_views[0]) & {event.uid for event in real_calendar("2023-07-01").events}
    assert uids_of_views[3] == [
        "report-monthly-so-y-te@190-2023-06-12.example.plan190",
        "task-63-so-y-te@190-2023-06-12.example.plan190",
    ]


def test_event_of_a_moved_due_date_keeps_its_uid() -> None:
    """A calendar program then moves the event; its text keeps the original due date."""
    moved = [decision(Extend, "6-20", tasks=(39,), until=date(2023, 9, 25))]
    for agency, name in ((None, "task-39-from-so-tttt"), ("so-tttt", "task-39-so-tttt")):
        assert dates_of(real_calendar("2023-06-25", agency), 39) == {name: "2023-06-30"}
        assert dates_of(real_calendar("2023-06-25", agency, decisions=moved), 39) == {name: "2023-09-25"}
    (event,) = (event for event in task_events(real_calendar("2023-06-25", decisions=moved)) if event["task"] == 39)
    assert "\nNgày cuối đúng hạn: 25/9/2023 (hạn gốc 30/6/2023)\n" in event["text"]


def test_extension_for_some_agencies_keeps_the_uid_of_the_others() -> None:
    """Task 61 is owed by many agencies; those with another due date get an event with a new UID."""
    second_and_third = decision(
        Extend, "6-20", tasks=(61,), agencies=("ubnd-h-loc-ninh", "ubnd-h-bu-gia-map"), until=date(2023, 8, 31)
    )
    first_agency = decision(Extend, "6-21", tasks=(61,), agencies=("cong-an-tinh",), until=date(2023, 7, 31))
    before = dates_of(real_calendar("2023-06-25"), 61)
    after = dates_of(real_calendar("2023-06-25", decisions=[second_and_third]), 61)
    third = dates_of(real_calendar("2023-06-25", decisions=[second_and_third, first_agency]), 61)

    assert before == {"task-61-from-cong-an-tinh": "2023-06-30"}
    assert after == {"task-61-from-cong-an-tinh": "2023-06-30", "task-61-from-ubnd-h-bu-gia-map": "2023-08-31"}
    assert sorted(third.values()) == ["2023-06-30", "2023-07-31", "2023-08-31"]
    assert third["task-61-from-cong-an-tinh"] == "2023-07-31"


def test_done_obligation_has_no_event_and_changes_no_uid() -> None:
    """The event of the other agencies keeps its UID; a task of one agency has no event left."""
    done = [
        report("cong-an-tinh", 7, "7-10", update(61, "done", "6-28")),
        report("so-tttt", 7, "7-10", update(39, "done", "6-28")),
    ]
    view = real_calendar("2023-07-11", reports=done)
    (event,) = (event for event in task_events(view) if event["task"] == 61)

    assert dates_of(real_calendar("2023-07-09", reports=done), 61) == dates_of(view, 61)
    assert "cong-an-tinh" not in event["agencies"]
    assert "Công an tỉnh:" not in event["text"]
    assert dates_of(real_calendar("2023-07-09", reports=done), 39) != {}
    assert dates_of(view, 39) == dates_of(real_calendar("2023-07-11", "so-tttt", reports=done), 39) == {}


def test_suspended_and_closed_tasks_have_no_event() -> None:
    """After a resumption the event is back with the same UID."""
    suspended = [decision(Suspend, "6-20", tasks=(39,))]
    resumed = [*suspended, decision(Resume, "6-24", tasks=(39,))]

    assert dates_of(real_calendar("2023-06-22", decisions=resumed), 39) == {}
    assert dates_of(real_calendar("2023-06-25", decisions=suspended), 39) == {}
    assert dates_of(real_calendar("2023-06-25", decisions=resumed), 39) == dates_of(real_calendar("2023-06-19"), 39)
    assert dates_of(real_calendar("2023-06-25", decisions=[decision(Close, "6-20", tasks=(39,))]), 39) == {}


def test_transferred_task_is_in_the_calendar_of_the_new_agency() -> None:
    """The calendar of the old agency no longer has the task."""
    transferred = [decision(Transfer, "6-20", tasks=(39,), agency="so-tttt", to="so-y-te")]

    assert dates_of(real_calendar("2023-06-25", "so-tttt", decisions=transferred), 39) == {}
    assert dates_of(real_calendar("2023-06-25", "so-y-te", decisions=transferred), 39) == {
        "task-39-so-tttt": "2023-06-30"
    }
    for to in ("cong-an-tinh", "ubnd-h-bu-dop"):
        transferred = [decision(Transfer, "6-20", tasks=(39,), agency="so-tttt", to=to)]
        # The event keeps its name, so that calendar programs replace it.
        assert dates_of(real_calendar("2023-06-25", decisions=transferred), 39) == {
            "task-39-from-so-tttt": "2023-06-30"
        }


def test_event_quotes_the_plan_and_states_the_obligation() -> None:
    """An overdue event is marked in its title and has no alarm."""
    view = calendar_of(example_register(), date(2023, 9, 20), "so-ldtbxh")
    register = example_register()
    (event,) = (event for event in view.events if event.uid.startswith("task-30-"))
    task = register.tasks_by_id["30"]

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
    assert all(event.text.startswith("SỐ LIỆU VÍ DỤ, HƯ CẤU") for event in view.events)
    assert "HƯ CẤU" not in real_calendar("2023-07-01").events[1].text


@pytest.mark.parametrize(
    ("on", "alarms"), [("2023-06-22", [7, 1]), ("2023-06-23", [7, 1]), ("2023-06-24", [1]), ("2023-06-30", [])]
)
def test_only_future_alarms_are_set(on: str, alarms: list[int]) -> None:
    """Task 39 is due on 30/6; an alarm seven days before is on 23/6."""
    (event,) = (event for event in task_events(real_calendar(on)) if event["task"] == 39)

    assert event["alarms"] == alarms


def test_alarms_follow_the_policy() -> None:
    """The first alarm is as many days ahead as `policy.soon` says."""
    for soon, alarms in ((14, [14, 1]), (1, [1]), (0, [1, 0])):
        view = calendar_of(with_policy(soon=soon), date(2023, 6, 13))
        assert next(event for event in task_events(view) if event["task"] == 39)["alarms"] == alarms


def report_dates(view: View) -> list[date]:
    """Return the first 60 dates of the monthly report, read from the file by another library."""
    parsed = vobject.readOne(render("ics", view, RenderOptions(VI)).decode())
    dates = []
    for event in getattr(parsed, "vevent_list", []):
        if event.uid.value.startswith("report-"):
            occurrences = event.getrruleset(addRDate=True)
            dates += [moment.date() for moment in islice(occurrences or (), 60)] or [event.dtstart.value]
    return dates


def report_due_dates(register: Register, months: int) -> list[date]:
    """Return the due dates of the first reports."""
    plan = register.plan
    first = plan.reporting.first_period
    return [report_due(first.later(number), plan, plan.policy) for number in range(months)]


READINGS = {
    "default policy": ({}, 15, 1),
    "inclusive": ({"before": "inclusive"}, 15, 1),
    "civil code": ({"day_off": "civil-code"}, 15, 25),
    "inclusive and civil code": ({"before": "inclusive", "day_off": "civil-code"}, 15, 25),
    "before the 1st": ({}, 1, 25),
    "before the 28th, inclusive": ({"before": "inclusive"}, 28, 1),
}


@pytest.mark.parametrize("name", READINGS)
@pytest.mark.parametrize("agency", [None, "so-y-te"])
def test_report_events_are_on_the_due_dates_of_the_reports(name: str, agency: str | None) -> None:
    """For 24 months under each policy: one recurring event, or one event for each month."""
    policy, before_day, events = READINGS[name]
    register = with_policy(**policy)
    register = with_plan(register, reporting=replace(register.plan.reporting, before_day=before_day))
    view = calendar_of(register, date(2023, 7, 1), agency)
    reports = [event for event in view.events if event.uid.startswith("report-")]

    assert len(reports) == len({event.uid for event in reports}) == events
    assert report_dates(view)[:25] == report_due_dates(register, 25)
    assert {event.monthly for event in reports} == {events == 1}
    assert calendar_of(register, date(2023, 7, 2), agency).events[0].uid == reports[0].uid


def test_single_report_events_reach_two_years_ahead() -> None:
    """Earlier events are kept; alarms are only set for dates to come."""
    register = with_policy(day_off="civil-code")
    view = calendar_of(register, date(2025, 3, 20), "so-y-te")

    assert report_dates(view) == report_due_dates(register, Period.parse("2023-07").until(Period.parse("2027-03")) + 1)
    for event in view.events:
        if event.uid.startswith("report-"):
            assert event.alarms == tuple(n for n in (3, 0) if event.day - timedelta(days=n) >= date(2025, 3, 20))


@pytest.mark.parametrize("day_off", ["keep", "civil-code"])
@pytest.mark.parametrize("agency", [None, "so-y-te"])
def test_report_events_end_with_the_plan(day_off: str, agency: str | None) -> None:
    """After a close on 20/10 the last event is October's, after one on 14/10 September's."""
    earlier = decision(Close, "7-1", agencies=("cong-an-tinh",))
    for on, months in (("10-20", 4), ("10-17", 4), ("10-14", 3), ("7-13", 0)):
        register = register_with([], [earlier, decision(Close, on, whole_plan=True)])
        register = with_plan(register, policy=replace(register.plan.policy, day_off=day_off))
        view = calendar_of(register, date(2023, 12, 1), agency)
        assert report_dates(view) == report_due_dates(register, months)
        assert all(event.alarms == () for event in view.events)


def test_report_due_on_the_date_of_the_close_has_no_event() -> None:
    """A decision counts from its own date on."""
    register = register_with([], [decision(Close, "10-14", whole_plan=True)])

    assert report_dates(calendar_of(register, date(2023, 12, 1)))[-1] == date(2023, 9, 14)


def test_report_events_of_the_plan_continue_while_an_agency_owes_reports() -> None:
    """The agency whose tasks are closed has no more events, and the plan's events no longer count it."""
    closes = [decision(Close, "8-1", agencies=("so-y-te",))]
    before, after = real_calendar("2023-07-31", decisions=closes), real_calendar("2023-08-02", decisions=closes)

    assert report_dates(real_calendar("2023-08-02", "so-y-te", decisions=closes)) == [date(2023, 7, 14)]
    assert len(report_dates(after)) == 60
    assert "\n41 cơ quan phải báo cáo." in before.events[0].text
    assert "\n40 cơ quan phải báo cáo." in after.events[0].text
    assert all("so-y-te" not in event["agencies"] for event in as_json(after.facts)["events"])  # type: ignore[attr-defined]


def test_agency_without_obligations_has_an_empty_calendar() -> None:
    """A paragraph says that the calendar is empty."""
    register = real_register()
    view = real_calendar("2023-07-01", "chinh-phu" if "chinh-phu" in register.bodies else "chu-tich-ubnd-tinh")

    assert view.events == ()
    assert not any(isinstance(block, Table) for block in view.blocks)
    texts = [block.text for block in view.blocks if isinstance(block, Paragraph)]
    assert any("không phải gửi báo cáo tháng, nên lịch này trống" in text for text in texts)


def test_event_counts_only_the_agencies_that_still_owe_the_task() -> None:
    """The title states the number of agencies, or the name of a single one."""
    view = calendar_of(example_register(), date(2023, 9, 20))
    titles = {event.uid.partition("@")[0]: event.title for event in view.events}

    assert titles["task-61-from-ubnd-h-bu-gia-map"].startswith("QUÁ HẠN: NV 61 – UBND huyện Lộc Ninh: ")
    for event, facts in zip(view.events[1:], task_events(view), strict=True):
        assert event.text.count("\n- ") == len(facts["agencies"])
        assert (f"{len(facts['agencies'])} cơ quan" in event.title) == (len(facts["agencies"]) > 1)
        assert event.title.startswith("QUÁ HẠN: ") == (event.day < date(2023, 9, 20))


def test_events_show_only_open_obligations() -> None:
    """No agency of an event has its obligation done, ended or waiting."""
    register = example_register()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    closed_states = {state for state in State if state not in OPEN}

    assert any(verdict.state in closed_states and verdict.due for verdict in assessment.verdicts)
    for event in task_events(calendar_of(register, date(2023, 9, 20))):
        states = {
            verdict.state
            for verdict in assessment.task(event["task_id"]).verdicts
            if verdict.obligation.agency_ids.intersection(event["agencies"])
        }
        assert not states & closed_states
