"""The dashboard agrees with the assessment, and every link on its pages leads to a page that exists."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest

from plan190.document.blocks import Bars, DateAxis, Link, Numbers, Paragraph, Trend
from plan190.model.decision import Close
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.dashboard import dashboard_figures
from plan190.status.figures.obstacles import obstacles_figures
from plan190.status.figures.plan import plan_facts, plan_figures
from plan190.status.obstacles import open_obstacles
from plan190.status.state import STATES, State
from plan190.views import agency, claims, dashboard, obstacles
from plan190.views import dashboard_pages as site
from plan190.words import words_in
from tests.builders import day, decision, measured, register_with, report, update, with_plan
from tests.conftest import example_register, real_register
from tests.outputs import as_json
from tests.views.blocks import table_named

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment

VI, EN = words_in("vi"), words_in("en")
CASES = [("example", date(2023, 9, 20)), ("real", date(2023, 7, 1)), ("real", date(2026, 10, 20))]


@cache
def dashboard_as_of(which: str, as_of: date) -> tuple[Register, Assessment, View]:
    """Return the register, its assessment as of the date, and the first page."""
    register = example_register() if which == "example" else real_register()
    return register, assess(register, as_of, register.plan.policy), first_page(register, as_of)


def first_page(register: Register, as_of: date) -> View:
    """Return the first page of a register as of a date."""
    policy = register.plan.policy
    assessment = assess(register, as_of, policy)
    return dashboard.build(dashboard_figures(register, assessment), view_context(register, assessment, VI))


def only_block(view: View, kind: type) -> Any:
    """Return the only block of a type."""
    (block,) = [block for block in view.blocks if isinstance(block, kind)]
    return block


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_headline_numbers_match_status(which: str, as_of: date) -> None:
    """The numbers of tasks add up and match `status`; the others match their own commands."""
    register, assessment, view = dashboard_as_of(which, as_of)
    facts = as_json(plan_facts(plan_figures(register, assessment)))
    tasks, stated, reports = facts["totals"]["by_state"], facts["totals"]["stated"]["by_state"], facts["reports"]
    numbers = {number.label: number.value for number in only_block(view, Numbers).numbers}
    month = f"{as_of.month}/{as_of.year}"
    waiting: Any = claims.build(assessment.claims, view_context(register, assessment, VI)).facts["claims"]
    figures = obstacles_figures(open_obstacles(assessment))
    obstacle_facts: Any = obstacles.build(figures, view_context(register, assessment, VI)).facts["obstacles"]
    parts = {
        "done": tasks["done_on_time"] + tasks["done_late"],
        "overdue": tasks["overdue"],
        "due_soon": tasks["due_soon"],
        "within_time": tasks["within_time"],
        "no_deadline": tasks["recurring"] + tasks["undated"] + tasks["waiting"],
    } | ({"ended": tasks["ended"]} if tasks["ended"] else {})
    wanted = {VI(f"dashboard.{name}"): number for name, number in parts.items()} | {
        VI("dashboard.total"): facts["totals"]["tasks"],
        VI("dashboard.obligations_overdue"): stated["overdue"],
        VI("dashboard.reports_missing", month=month): reports["missing"],
        VI("dashboard.claims"): facts["claimed"],
        VI("dashboard.beyond"): sum(obstacle["beyond_authority"] for obstacle in obstacle_facts),
    }

    assert numbers == wanted
    assert sum(parts.values()) == facts["totals"]["tasks"] == 67
    assert facts["claimed"] == len(waiting)


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_notes_of_the_headline_numbers_match_status(which: str, as_of: date) -> None:
    """The notes state the obligations, the lead agencies and the reports submitted and owed."""
    register, assessment, view = dashboard_as_of(which, as_of)
    facts = as_json(plan_facts(plan_figures(register, assessment)))
    notes = {number.label: number.note for number in only_block(view, Numbers).numbers}
    reports = facts["reports"]
    leading = sum(1 for row in facts["agencies"] if row["lead"]["total"])
    (handed_in,) = [note for label, note in notes.items() if label.startswith("Báo cáo tháng")]

    stated, assumed = facts["totals"]["stated"], facts["totals"]["assumed"]

    assert notes[VI("dashboard.total")] == (
        f"{leading} cơ quan chủ trì; {stated['total']} lượt nhiệm vụ nêu rõ, {assumed['total']} theo danh sách giả định"
    )
    assert notes[VI("dashboard.obligations_overdue")] == (
        f"trong {stated['total']} lượt nêu rõ; "
        f"theo danh sách giả định: {assumed['by_state']['overdue']} trong {assumed['total']}"
    )
    assert f"đã gửi {reports['on_time'] + reports['late']} trong {reports['owed']} cơ quan" in handed_in


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_tables_list_every_lead_agency_and_every_task(which: str, as_of: date) -> None:
    """The totals below the agencies are those of all obligations."""
    _, assessment, view = dashboard_as_of(which, as_of)
    agencies, tasks, grid = table_named(view, "agencies"), table_named(view, "tasks"), table_named(view, "reports")

    assert [row[1].page for row in agencies.rows] == [
        *(f"agencies/{verdict.agency.id}.html" for verdict in assessment.agencies if verdict.leads.total),
        "tasks/62.html",
    ]
    for grid_of, total in (
        (agencies, assessment.stated.total),
        (table_named(view, "assumed"), assessment.assumed.total),
    ):
        assert grid_of.totals is not None
        assert grid_of.totals[2].value == total == sum(row[2].value for row in grid_of.rows)  # type: ignore[misc]
    assert [row[0].page for row in tasks.rows] == [f"tasks/{number}.html" for number in range(1, 68)]
    assert len(grid.rows) == sum(1 for verdict in assessment.agencies if verdict.submissions)
    assert len(grid.columns) - 2 == min(24, 12 * (as_of.year - 2023) + as_of.month - (5 if which == "example" else 6))


def test_page_states_how_many_months_are_left_out() -> None:
    """In 2026 the table of reports and the trend show the last 24 months."""
    _, _, view = dashboard_as_of("real", date(2026, 10, 20))
    paragraphs = [block.text for block in view.blocks if isinstance(block, Paragraph)]

    assert VI("dashboard.trend.earlier", number=24, earlier=17) in paragraphs
    assert VI("dashboard.reports.earlier", number=24, earlier=16) in paragraphs
    _, _, view = dashboard_as_of("real", date(2023, 7, 1))
    assert not [block for block in view.blocks if isinstance(block, Paragraph) and "không hiện" in block.text]


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_lines_of_the_trend_add_up_to_all_obligations(which: str, as_of: date) -> None:
    """The text alternative has the first and the last value of each line."""
    _, assessment, view = dashboard_as_of(which, as_of)
    trend = only_block(view, Trend)
    values = [line.values for line in trend.lines]
    sums = [sum(column) for column in zip(*values, strict=True)]

    assert len(sums) == len(trend.days)
    assert sums[-1] == assessment.by_obligation.total
    assert trend.days[-1] == as_of
    for line in trend.lines:
        assert not line.values[0] or f"{line.values[0]} {line.name}" in trend.alt
        assert not line.values[-1] or f"{line.values[-1]} {line.name}" in trend.alt


def test_month_of_issue_has_no_trend() -> None:
    """A trend needs at least two dates."""
    _, _, view = dashboard_as_of("real", date(2023, 6, 20))

    assert not [block for block in view.blocks if isinstance(block, Trend)]


@pytest.mark.parametrize(("which", "as_of"), [*CASES, ("real", date(2023, 6, 30))])
def test_timeline_has_one_mark_for_each_task_and_due_date(which: str, as_of: date) -> None:
    """The mark has the tone of the worst obligation that is due on that date."""
    _, assessment, view = dashboard_as_of(which, as_of)
    line = only_block(view, DateAxis)
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


def test_bar_shows_the_sum_of_the_shares() -> None:
    """99/100 and 300/300 are 399/400, so 998 thousandths and not yet met; a count has no bar."""
    share = "co-so-kham-benh-thu-phi-khong-tien-mat"
    reports = [
        report("so-y-te", 7, "7-10", update(33, indicators=(measured(share, 99, 100),))),
        report("so-tttt", 7, "7-11", update(43, indicators=(measured(share, 300, 300),))),
        report("so-tu-phap", 7, "7-12", update(20, indicators=(measured("nhap-ho-tich-ba-cap", 3),))),
    ]
    view = first_page(register_with(reports), day("7-20"))
    bars, total = only_block(view, Bars).bars, len(real_register().plan.indicators)
    by_task = {bar.label.split(".")[0]: bar for bar in bars}

    assert (by_task["33"].share, by_task["33"].target, by_task["33"].tone) == (998, 1000, "warn")
    assert "399/400 (99,8%)" in by_task["33"].text
    assert "1/2 cơ quan" in by_task["33"].text
    assert (by_task["20"].share, by_task["20"].target, by_task["20"].tone) == (None, None, "good")
    assert by_task["20"].text.startswith("3;")
    paragraphs = [block.text for block in view.blocks if isinstance(block, Paragraph)]
    assert VI("dashboard.unreported", number=total - 2, total=total) in paragraphs


def test_target_is_not_met_while_one_agency_misses_it() -> None:
    """10 % and 90 % are 50 % together, more than the 20 % that each agency owes."""
    id_ = "cat-giam-thong-tin-khai-bao"
    reports = [
        report("so-y-te", 7, "7-10", update(59, indicators=(measured(id_, 10, 100),))),
        report("so-tttt", 7, "7-11", update(59, indicators=(measured(id_, 90, 100),))),
    ]
    (bar,) = only_block(first_page(register_with(reports), day("7-20")), Bars).bars

    assert (bar.share, bar.target, bar.tone) == (500, 200, "warn")


def test_common_target_has_no_mark() -> None:
    """A target of all agencies together is not compared with a single value, and the text says so."""
    id_ = "cat-giam-thong-tin-khai-bao"
    register = register_with([report("so-y-te", 7, "7-10", update(59, indicators=(measured(id_, 30, 100),)))])
    indicators = tuple(replace(indicator, together=indicator.id == id_) for indicator in register.plan.indicators)
    register = with_plan(register, indicators=indicators)
    (bar,) = only_block(first_page(register, day("7-20")), Bars).bars

    assert (bar.share, bar.target, bar.tone) == (300, None, "mute")
    assert "yêu cầu chung" in bar.text


def test_closed_task_has_no_mark_on_the_timeline() -> None:
    """Task 39 is closed before its due date."""
    closed = first_page(register_with((), [decision(Close, "6-20", tasks=(39,))]), day("6-25"))

    assert "tasks/39.html" in {
        mark.page for mark in only_block(first_page(register_with(), day("6-25")), DateAxis).marks
    }
    assert "tasks/39.html" not in {mark.page for mark in only_block(closed, DateAxis).marks}


def test_share_of_zero_cases_has_no_bar() -> None:
    """The indicator is neither good nor bad."""
    no_cases = measured("co-so-kham-benh-thu-phi-khong-tien-mat", 0, 0)
    register = register_with([report("so-y-te", 7, "7-10", update(33, indicators=(no_cases,)))])
    (bar,) = only_block(first_page(register, day("7-20")), Bars).bars

    assert (bar.share, bar.tone) == (None, "mute")


# --- the whole set ---------------------------------------------------------------------------------------------------


def cells_of(view: View) -> list[Any]:
    """Return every cell of a view's tables, including the totals."""
    return [cell for table in view.tables for row in (*table.rows, table.totals or ()) for cell in row]


def linked_pages(view: View) -> set[str]:
    """Return every page that a view's cells and marks link to."""
    marks = [mark for block in view.blocks if isinstance(block, DateAxis) for mark in block.marks]
    return {item.page for item in (*cells_of(view), *marks) if item.page}


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_every_link_on_every_page_leads_to_a_page(which: str, as_of: date) -> None:
    """Cells link to pages in the same language, other links to the first page and to the other language."""
    register, assessment, _ = dashboard_as_of(which, as_of)
    figures = partial(dashboard_figures, register, assessment)
    pages = {page.name: page for page in site.pages(assessment, figures, view_context(register, assessment, VI), EN)}
    linked: set[str] = set()

    assert len(pages) == site.count(assessment) == 2 * (1 + len(assessment.agencies) + 67)
    for name, page in pages.items():
        directory, view = posixpath.dirname(name), page.build()
        root = posixpath.normpath(posixpath.join(directory, page.root))
        targets = {posixpath.normpath(posixpath.join(root, target)) for target in linked_pages(view)}
        links = [
            posixpath.normpath(posixpath.join(root, block.address)) for block in view.blocks if isinstance(block, Link)
        ]
        path, folder = name.removeprefix("en/"), "en/" if name.startswith("en/") else ""
        home_links = [] if path == "index.html" else [f"{folder}index.html"]

        assert page.words.language == ("en" if folder else "vi")
        assert root == ("en" if folder else ".")
        assert targets <= pages.keys()
        assert all(target.startswith("en/") == bool(folder) for target in targets)
        assert links == [*home_links, path if folder else f"en/{path}"]
        assert view.day == as_of
        linked |= targets
    assert pages.keys() - linked <= {"index.html", "en/index.html"}


def test_pages_in_one_language_do_not_link_to_another() -> None:
    """Without a second language no page is in a folder for a language."""
    register, assessment, _ = dashboard_as_of("example", date(2023, 9, 20))
    figures = partial(dashboard_figures, register, assessment)
    pages = list(site.pages(assessment, figures, view_context(register, assessment, EN)))

    assert len(pages) == site.count(assessment, languages=1)
    assert not [page for page in pages if page.name.startswith(("en/", "vi/"))]
    assert {len([block for block in page.build().blocks if isinstance(block, Link)]) for page in pages} == {0, 1}


def test_pages_are_built_on_demand() -> None:
    """The first page is available before the others are built."""
    register, assessment, _ = dashboard_as_of("example", date(2023, 9, 20))
    figures = partial(dashboard_figures, register, assessment)
    pages = site.pages(assessment, figures, view_context(register, assessment, VI), EN)

    assert next(pages).name == "index.html"
    assert next(pages).name.startswith("agencies/")


# --- an agency's page ------------------------------------------------------------------------------------------------


def test_agency_page_lists_its_claims_obstacles_and_indicators() -> None:
    """All agency pages together have exactly the entries of the assessment."""
    register, assessment, _ = dashboard_as_of("example", date(2023, 9, 20))
    every: dict[str, list[Any]] = {"claims": [], "obstacles": [], "indicators": []}
    for verdict in assessment.agencies:
        facts: Any = agency.build(
            agency_figures(register, assessment, verdict.agency), view_context(register, assessment, VI)
        ).facts
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
def test_agency_page_states_the_next_report_owed(id_: str, as_of: str, expected: str) -> None:
    """The line changes on the day after a due date; an agency that owes no report has no such line."""
    register = real_register()
    assessment = assess(register, date.fromisoformat(as_of), register.plan.policy)
    figures = agency_figures(register, assessment, register.bodies[id_])
    view = agency.build(figures, view_context(register, assessment, VI))
    lines = [text for block in view.blocks if hasattr(block, "texts") for text in block.texts]

    assert [line for line in lines if line.startswith("Báo cáo tháng ") and "đúng hạn" in line] == [expected][
        : bool(expected)
    ]


def test_lines_of_the_trend_cover_every_state_once() -> None:
    """A new state must be added to one of the lines."""
    counted = Counter(state for _, _, states in dashboard._LINES for state in states)

    assert counted == Counter(STATES)
