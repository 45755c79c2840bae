"""The dashboard says what the assessment says, and every link on its pages leads to a page that exists."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from plan190.document.blocks import Bars, Link, Numbers, Paragraph, Table, Timeline, Trend
from plan190.model.decision import Close
from plan190.model.report import Measured
from plan190.parts.context import ViewContext
from plan190.status.assess import assess
from plan190.status.facts import status_facts
from plan190.status.obstacles import open_obstacles
from plan190.status.state import STATES, State
from plan190.status.trend import tally_history
from plan190.views import agency, claims, dashboard, obstacles
from plan190.views import dashboard_pages as site
from plan190.words import words_in
from tests.builders import day, decision, register_with, report, update
from tests.conftest import example_register, real_register

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment

VI, EN = words_in("vi"), words_in("en")
CASES = [("example", date(2023, 9, 20)), ("real", date(2023, 7, 1)), ("real", date(2026, 10, 20))]


@cache
def stated(which: str, as_of: date) -> tuple[Register, Assessment, View]:
    """Return the data, their assessment on the day, and the first page."""
    register = example_register() if which == "example" else real_register()
    return register, assess(register, as_of, register.plan.policy), first_page(register, as_of)


def first_page(register: Register, as_of: date) -> View:
    """Return the first page of the data on a day."""
    policy = register.plan.policy
    return dashboard.build(
        ViewContext(register, assess(register, as_of, policy), VI), tally_history(register, as_of, policy)
    )


def one_of(view: View, kind: type) -> Any:
    """Return the only block of a kind."""
    (block,) = [block for block in view.blocks if isinstance(block, kind)]
    return block


def named(view: View, name: str) -> Table:
    """Return the table of that name."""
    (table,) = [table for table in view.tables if table.name == name]
    return table


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_every_headline_number_is_that_of_status(which: str, as_of: date) -> None:
    """The numbers of tasks are those of `status_facts` and add up; the others are those of their own commands."""
    register, assessment, view = stated(which, as_of)
    facts: Any = status_facts(register, assessment)
    tasks, owed, reports = facts["totals"]["by_state"], facts["totals"]["obligations_by_state"], facts["reports"]
    shown = {number.label: number.value for number in one_of(view, Numbers).numbers}
    month = f"{as_of.month}/{as_of.year}"
    waiting: Any = claims.build(ViewContext(register, assessment, VI)).facts["claims"]
    standing: Any = obstacles.build(ViewContext(register, assessment, VI), open_obstacles(assessment)).facts[
        "obstacles"
    ]
    parts = {
        "done": tasks["done_on_time"] + tasks["done_late"],
        "overdue": tasks["overdue"],
        "due_soon": tasks["due_soon"],
        "within_time": tasks["within_time"],
        "no_deadline": tasks["recurring"] + tasks["undated"] + tasks["waiting"],
    } | ({"ended": tasks["ended"]} if tasks["ended"] else {})
    wanted = {VI(f"dashboard.{name}"): number for name, number in parts.items()} | {
        VI("dashboard.total"): facts["totals"]["tasks"],
        VI("dashboard.obligations_overdue"): owed["overdue"],
        VI("dashboard.handed_in", month=month): reports["missing"],
        VI("dashboard.claims"): facts["claimed"],
        VI("dashboard.beyond"): sum(obstacle["beyond_authority"] for obstacle in standing),
    }

    assert shown == wanted
    assert view.facts["obstacles_beyond_authority"] == wanted[VI("dashboard.beyond")]
    assert sum(parts.values()) == facts["totals"]["tasks"] == 67
    assert facts["claimed"] == len(waiting)


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_the_notes_beside_the_numbers_are_counted_too(which: str, as_of: date) -> None:
    """How many obligations, of how many agencies, how many reports are owed and missing."""
    register, assessment, view = stated(which, as_of)
    facts: Any = status_facts(register, assessment)
    notes = {number.label: number.note for number in one_of(view, Numbers).numbers}
    reports = facts["reports"]
    leading = sum(1 for row in facts["agencies"] if row["lead"]["total"])
    (handed_in,) = [note for label, note in notes.items() if label.startswith("Báo cáo tháng")]

    assert (
        notes[VI("dashboard.total")] == f"{facts['totals']['obligations']} lượt nhiệm vụ của {leading} cơ quan chủ trì"
    )
    assert f"đã gửi {reports['on_time'] + reports['late']} trong {reports['owed']} cơ quan" in handed_in


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_its_facts_are_those_of_status_with_the_months(which: str, as_of: date) -> None:
    """A machine finds in them what it finds in `status`, and the tallies of each month's end."""
    register, assessment, view = stated(which, as_of)
    facts: Any = view.facts

    assert {key: facts[key] for key in status_facts(register, assessment)} == status_facts(register, assessment)
    assert facts["trend"][-1]["obligations"]["by_state"] == facts["totals"]["obligations_by_state"]
    assert facts["trend"][-1]["tasks"]["by_state"] == facts["totals"]["by_state"]


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_the_tables_hold_every_agency_and_every_task(which: str, as_of: date) -> None:
    """42 agencies lead, 67 tasks there are; the sums under the agencies are those of all obligations."""
    _, assessment, view = stated(which, as_of)
    agencies, tasks, grid = named(view, "agencies"), named(view, "tasks"), named(view, "reports")

    assert [row[1].page for row in agencies.rows] == [
        f"agencies/{verdict.agency.id}.html" for verdict in assessment.agencies if verdict.leads.total
    ]
    assert agencies.totals is not None
    assert agencies.totals[2].value == assessment.by_obligation.total == sum(row[2].value for row in agencies.rows)  # type: ignore[misc]
    assert [row[0].page for row in tasks.rows] == [f"tasks/{number}.html" for number in range(1, 68)]
    assert len(grid.rows) == sum(1 for verdict in assessment.agencies if verdict.submissions)
    assert len(grid.columns) - 2 == min(24, 12 * (as_of.year - 2023) + as_of.month - (5 if which == "example" else 6))


def test_the_page_says_what_it_leaves_out() -> None:
    """After years the grid and the trend have two years of months, and say how many are not shown."""
    _, _, view = stated("real", date(2026, 10, 20))
    paragraphs = [block.text for block in view.blocks if isinstance(block, Paragraph)]

    assert VI("dashboard.trend.earlier", number=24, earlier=17) in paragraphs
    assert VI("dashboard.reports.earlier", number=24, earlier=16) in paragraphs
    _, _, view = stated("real", date(2023, 7, 1))
    assert not [block for block in view.blocks if isinstance(block, Paragraph) and "không hiện" in block.text]


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_each_obligation_is_in_one_line_of_the_trend(which: str, as_of: date) -> None:
    """The lines add up to all obligations on each day, and the text of the figure has its first and last values."""
    _, assessment, view = stated(which, as_of)
    trend = one_of(view, Trend)
    sums = [sum(values) for values in zip(*(line.values for line in trend.lines), strict=True)]

    assert len(sums) == len(trend.days)
    assert sums[-1] == assessment.by_obligation.total
    assert trend.days[-1] == as_of
    for line in trend.lines:
        assert not line.values[0] or f"{line.values[0]} {line.name}" in trend.alt
        assert not line.values[-1] or f"{line.values[-1]} {line.name}" in trend.alt


def test_a_trend_of_one_day_is_none() -> None:
    """In the month of the issue there is nothing to compare with."""
    _, _, view = stated("real", date(2023, 6, 20))

    assert not [block for block in view.blocks if isinstance(block, Trend)]


@pytest.mark.parametrize(("which", "as_of"), [*CASES, ("real", date(2023, 6, 30))])
def test_every_day_on_which_a_task_is_due_has_one_mark(which: str, as_of: date) -> None:
    """A task of many agencies has one mark for each of its days, in the tone of the worst that is due then."""
    _, assessment, view = stated(which, as_of)
    line = one_of(view, Timeline)
    due = {
        (verdict.due, f"tasks/{verdict.task.number}.html")
        for verdict in assessment.verdicts
        if verdict.due is not None and verdict.state is not State.ENDED
    }
    late = {(verdict.due, f"tasks/{verdict.task.number}.html") for verdict in assessment.verdicts if verdict.days_late}
    bad = {(mark.day, mark.page) for mark in line.marks if mark.tone == "bad"}

    assert Counter((mark.day, mark.page) for mark in line.marks) == Counter(due)
    assert bad <= late
    assert bool(bad) == bool(assessment.by_obligation[State.OVERDUE])
    left = sum(day >= as_of for day, _ in due)
    assert line.alt.startswith(f"{len(due)} lượt đến hạn, {left} lượt từ ngày")


def test_shares_are_added_up_and_rounded() -> None:
    """99 of 100 and 300 of 300 are 399 of 400, 99,75 %: 998 thousandths, and not yet met; a count has no bar."""
    share = "co-so-kham-benh-thu-phi-khong-tien-mat"
    reports = [
        report("so-y-te", 7, "7-10", update(33, indicators=(Measured(id=share, value=99, of=100),))),
        report("so-tttt", 7, "7-11", update(43, indicators=(Measured(id=share, value=300, of=300),))),
        report("so-tu-phap", 7, "7-12", update(20, indicators=(Measured(id="nhap-ho-tich-ba-cap", value=3),))),
    ]
    view = first_page(register_with(reports), day("7-20"))
    bars, total = one_of(view, Bars).bars, len(real_register().plan.indicators)
    by_task = {bar.label.split(".")[0]: bar for bar in bars}

    assert (by_task["33"].share, by_task["33"].target, by_task["33"].tone) == (998, 1000, "warn")
    assert "399/400 (99,8%)" in by_task["33"].text
    assert "1/2 cơ quan" in by_task["33"].text
    assert (by_task["20"].share, by_task["20"].target, by_task["20"].tone) == (None, None, "good")
    assert by_task["20"].text.startswith("3;")
    paragraphs = [block.text for block in view.blocks if isinstance(block, Paragraph)]
    assert VI("dashboard.silent", number=total - 2, total=total) in paragraphs


def test_together_they_may_meet_it_while_one_does_not() -> None:
    """10 % and 90 % are 50 % together, more than 20 %: that is not yet good, since each of them owes it."""
    id_ = "cat-giam-thong-tin-khai-bao"
    reports = [
        report("so-y-te", 7, "7-10", update(59, indicators=(Measured(id=id_, value=10, of=100),))),
        report("so-tttt", 7, "7-11", update(59, indicators=(Measured(id=id_, value=90, of=100),))),
    ]
    (bar,) = one_of(first_page(register_with(reports), day("7-20")), Bars).bars

    assert (bar.share, bar.target, bar.tone) == (500, 200, "warn")


def test_a_target_of_all_together_has_no_mark() -> None:
    """No single value is compared with it, and its text says so."""
    id_ = "cat-giam-thong-tin-khai-bao"
    register = register_with(
        [report("so-y-te", 7, "7-10", update(59, indicators=(Measured(id=id_, value=30, of=100),)))]
    )
    plan = register.plan
    indicators = tuple(replace(indicator, together=indicator.id == id_) for indicator in plan.indicators)
    register = replace(register, plan_entry=replace(register.plan_entry, value=replace(plan, indicators=indicators)))
    (bar,) = one_of(first_page(register, day("7-20")), Bars).bars

    assert (bar.share, bar.target, bar.tone) == (300, None, "mute")
    assert "yêu cầu chung" in bar.text


def test_what_has_ended_is_no_longer_due() -> None:
    """A task that was closed is not among the days to come."""
    closed = first_page(register_with((), [decision(Close, "6-20", tasks=(39,))]), day("6-25"))

    assert "tasks/39.html" in {mark.page for mark in one_of(first_page(register_with(), day("6-25")), Timeline).marks}
    assert "tasks/39.html" not in {mark.page for mark in one_of(closed, Timeline).marks}


def test_a_share_of_nothing_is_no_share() -> None:
    """Where nothing arose there is no bar, and nothing is good or bad."""
    measured = Measured(id="co-so-kham-benh-thu-phi-khong-tien-mat", value=0, of=0)
    register = register_with([report("so-y-te", 7, "7-10", update(33, indicators=(measured,)))])
    (bar,) = one_of(first_page(register, day("7-20")), Bars).bars

    assert (bar.share, bar.tone) == (None, "mute")


# --- the whole set ---------------------------------------------------------------------------------------------------


def cells_of(view: View) -> list[Any]:
    """Return every cell of a view's tables, those of totals too."""
    return [cell for table in view.tables for row in (*table.rows, table.totals or ()) for cell in row]


def pages_led_to(view: View) -> set[str]:
    """Return every page that a view's cells and marks lead to."""
    marks = [mark for block in view.blocks if isinstance(block, Timeline) for mark in block.marks]
    return {item.page for item in (*cells_of(view), *marks) if item.page}


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_every_link_on_every_page_leads_to_a_page(which: str, as_of: date) -> None:
    """Cells lead to pages of the same language, links to the first page and to the same page in the other language."""
    register, assessment, _ = stated(which, as_of)
    history = tally_history(register, as_of, assessment.policy)
    pages = {page.name: page for page in site.pages(ViewContext(register, assessment, VI), history, EN)}
    led_to: set[str] = set()

    assert len(pages) == site.count(assessment) == 2 * (1 + len(assessment.agencies) + 67)
    for name, page in pages.items():
        here, view = posixpath.dirname(name), page.build()
        own = posixpath.normpath(posixpath.join(here, page.root))
        led = {posixpath.normpath(posixpath.join(own, target)) for target in pages_led_to(view)}
        links = [
            posixpath.normpath(posixpath.join(own, block.address)) for block in view.blocks if isinstance(block, Link)
        ]
        bare, folder = name.removeprefix("en/"), "en/" if name.startswith("en/") else ""
        home = [] if bare == "index.html" else [f"{folder}index.html"]

        assert page.words.language == ("en" if folder else "vi")
        assert own == ("en" if folder else ".")
        assert led <= pages.keys()
        assert all(target.startswith("en/") == bool(folder) for target in led)
        assert links == [*home, bare if folder else f"en/{bare}"]
        assert view.day == as_of
        led_to |= led
    assert pages.keys() - led_to <= {"index.html", "en/index.html"}


def test_a_set_in_one_language_has_no_link_to_another() -> None:
    """Without a second language no page leads to one, and none is in a folder of it."""
    register, assessment, _ = stated("example", date(2023, 9, 20))
    history = tally_history(register, assessment.as_of, assessment.policy)
    pages = list(site.pages(ViewContext(register, assessment, EN), history))

    assert len(pages) == site.count(assessment, languages=1)
    assert not [page for page in pages if page.name.startswith(("en/", "vi/"))]
    assert {len([block for block in page.build().blocks if isinstance(block, Link)]) for page in pages} == {0, 1}


def test_pages_are_built_on_demand() -> None:
    """The first page is there before the others are made."""
    register, assessment, _ = stated("example", date(2023, 9, 20))
    history = tally_history(register, assessment.as_of, assessment.policy)
    pages = site.pages(ViewContext(register, assessment, VI), history, EN)

    assert next(pages).name == "index.html"
    assert next(pages).name.startswith("agencies/")


# --- an agency's page ------------------------------------------------------------------------------------------------


def test_an_agencys_page_has_what_is_open_with_it() -> None:
    """Its claims, obstacles and indicators are those of the commands of those names, no more and no less."""
    register, assessment, _ = stated("example", date(2023, 9, 20))
    every: dict[str, list[Any]] = {"claims": [], "obstacles": [], "indicators": []}
    for verdict in assessment.agencies:
        facts: Any = agency.build(ViewContext(register, assessment, VI), verdict.agency).facts
        for name, rows in every.items():
            rows.extend(facts[name])
            assert {row["agency"] for row in facts[name]} <= {verdict.agency.id}

    assert len(every["claims"]) == len(assessment.claims)
    assert len(every["obstacles"]) == len(open_obstacles(assessment))
    assert len(every["indicators"]) == len(assessment.series)


@pytest.mark.parametrize(
    ("id_", "as_of", "expected"),
    [
        ("so-tu-phap", "2023-06-05", "Báo cáo tháng 7/2023: đúng hạn đến hết ngày 14/7/2023."),
        ("so-tu-phap", "2023-07-14", "Báo cáo tháng 7/2023: đúng hạn đến hết ngày 14/7/2023."),
        ("so-tu-phap", "2023-07-15", "Báo cáo tháng 8/2023: đúng hạn đến hết ngày 14/8/2023."),
        ("so-tu-phap", "2023-12-20", "Báo cáo tháng 1/2024: đúng hạn đến hết ngày 14/1/2024."),
        ("toa-an-tinh", "2023-07-15", ""),
    ],
)
def test_the_next_report_is_the_next_one_owed(id_: str, as_of: str, expected: str) -> None:
    """Through its last day this month's, then the next; before the first period that one; none for who owes none."""
    register = real_register()
    assessment = assess(register, date.fromisoformat(as_of), register.plan.policy)
    view = agency.build(ViewContext(register, assessment, VI), register.bodies[id_])
    lines = [text for block in view.blocks if hasattr(block, "texts") for text in block.texts]

    assert [line for line in lines if line.startswith("Báo cáo tháng ") and "đúng hạn" in line] == [expected][
        : bool(expected)
    ]


def test_every_state_is_on_the_first_page() -> None:
    """Each state is in one line of the trend: a new one would be missed otherwise."""
    counted = Counter(state for _, _, states in dashboard._LINES for state in states)

    assert counted == Counter(STATES)
