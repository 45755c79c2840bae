"""The dashboard agrees with the assessment, and every link on its pages leads to a page that exists."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pytest

from plan190.document.blocks import Bars, DateAxis, Heading, Link, Numbers, Paragraph, Trend
from plan190.model.decision import Close
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.at_risk import at_risk_figures
from plan190.status.figures.dashboard import dashboard_figures
from plan190.status.figures.overview import overview_figures
from plan190.status.obstacles import open_obstacles
from plan190.status.state import State
from plan190.views import agency, at_risk, dashboard
from plan190.views import dashboard_pages as site
from plan190.words import words_in
from tests.builders import day, decision, measured, register_with, report, update, with_plan
from tests.conftest import example_register, real_register
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
def test_cards_are_the_lines_of_the_overview(which: str, as_of: date) -> None:
    """Each kind of work that needs attention has a card with its number and a link to its list."""
    _, assessment, view = dashboard_as_of(which, as_of)
    lines = overview_figures(assessment).shown
    cards = only_block(view, Numbers).numbers

    assert [card.value for card in cards] == [line.number for line in lines]
    assert [card.note for card in cards] == [f"{line.agencies} cơ quan" for line in lines]
    assert all(card.page for card in cards)


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_overdue_work_is_listed_with_its_agency_and_days_late(which: str, as_of: date) -> None:
    """The longest overdue obligation is first."""
    _, assessment, view = dashboard_as_of(which, as_of)
    overdue = [verdict for verdict in assessment.verdicts if verdict.state is State.OVERDUE]

    for name, is_stated in (("overdue", True), ("overdue-assumed", False)):
        part = [verdict for verdict in overdue if verdict.is_stated is is_stated]
        rows = table_named(view, name).rows if part else ()
        assert sorted((row[4].text, row[1].value) for row in rows) == sorted(
            (verdict.task.id, verdict.days_late) for verdict in part
        )
        assert [row[1].value for row in rows] == sorted((verdict.days_late for verdict in part), reverse=True)
        assert {row[1].tone for row in rows} <= {"bad"}


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_number_of_a_card_is_in_the_heading_of_its_list(which: str, as_of: date) -> None:
    """Overdue work and work due soon, stated and assumed, and the missing reports, of this period and earlier ones."""
    register, assessment, view = dashboard_as_of(which, as_of)
    reports = dashboard.build_reports(dashboard_figures(register, assessment), view_context(register, assessment, VI))
    headings = {block.id: block.text for block in (*view.blocks, *reports.blocks) if isinstance(block, Heading)}
    cards = [card for card in only_block(view, Numbers).numbers if "#" in card.page]

    assert cards
    for card in cards:
        assert VI.number(card.value) in headings[card.page.partition("#")[2]].replace("(", "").split()
    agencies = len(dashboard_figures(register, assessment).missing)
    assert headings["missing"].endswith(f" của các kỳ trước ({agencies} cơ quan)")


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_table_lists_every_lead_agency(which: str, as_of: date) -> None:
    """Its totals are those of all stated and all assumed obligations, the states that matter most on the left."""
    _, assessment, view = dashboard_as_of(which, as_of)
    table, grid = table_named(view, "agencies"), table_named(view, "reports")
    totals = dict(zip([column.whole_title for column in table.columns], table.totals or (), strict=True))

    assert [row[0].page for row in table.rows] == [
        *(f"agencies/{verdict.agency.id}.html" for verdict in assessment.agencies if verdict.leads.total),
        "tasks/62.html",
    ]
    assert [column.tone for column in table.columns[1:6]] == ["bad", "warn", "open", "late", "good"]
    for part, tally in (("Nêu rõ trong kế hoạch", assessment.stated), ("Theo danh sách giả định", assessment.assumed)):
        assert totals[f"{part}: Quá hạn"].value == tally[State.OVERDUE]
        assert totals[f"{part}: Tổng số"].value == tally.total
    for number, column in enumerate(table.columns):
        if column.number and table.totals:
            assert table.totals[number].value == sum(row[number].value for row in table.rows)  # type: ignore[misc]
    assert len(grid.rows) == sum(1 for verdict in assessment.agencies if verdict.submissions)
    assert len(grid.columns) - 2 == min(6, 12 * (as_of.year - 2023) + as_of.month - (5 if which == "example" else 6))


def test_reports_are_sorted_from_the_missing_ones_on() -> None:
    """The cells of the monthly report have sort keys: missing, then late, then on time, each by date."""
    _, _, view = dashboard_as_of("example", date(2023, 9, 20))
    cells = [row[-1] for row in table_named(view, "agencies").rows if row[-1].value != ""]
    tones = [cell.tone for cell in sorted(cells, key=lambda cell: cell.order)]

    assert all(cell.order for cell in cells)
    assert tones == sorted(tones, key=["bad", "late", "good"].index)
    assert len(set(tones)) == 3


def test_page_states_how_many_months_are_left_out() -> None:
    """In 2026 the trend shows the last 24 months, the table of reports the last 6, and its own page the last 24."""
    register, assessment, view = dashboard_as_of("real", date(2026, 10, 20))
    reports = dashboard.build_reports(dashboard_figures(register, assessment), view_context(register, assessment, VI))
    paragraphs = [block.text for block in (*view.blocks, *reports.blocks) if isinstance(block, Paragraph)]

    assert VI("dashboard.trend.earlier", number=24, earlier=17) in paragraphs
    assert VI("dashboard.reports.earlier", number=6, earlier=34) in paragraphs
    assert VI("dashboard.reports.earlier", number=24, earlier=16) in paragraphs
    _, _, view = dashboard_as_of("real", date(2023, 7, 1))
    assert not [block for block in view.blocks if isinstance(block, Paragraph) and "không hiện" in block.text]


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_trend_has_a_line_for_each_state_with_a_due_date(which: str, as_of: date) -> None:
    """Together with other states, they are all obligations; the text alternative has the first and the last value."""
    _, assessment, view = dashboard_as_of(which, as_of)
    trend = only_block(view, Trend)
    tally = assessment.by_obligation

    assert [line.tone for line in trend.lines] == ["bad", "warn", "open", "late", "good"]
    assert {len(line.values) for line in trend.lines} == {len(trend.days)}
    assert sum(line.values[-1] for line in trend.lines) == tally.total - tally.without_deadline - tally[State.ENDED]
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


def test_target_that_the_sum_exceeds_is_no_problem() -> None:
    """10 % and 90 % are 50 % together, more than the 20 % that each agency owes; the text says that one misses it."""
    id_ = "cat-giam-thong-tin-khai-bao"
    reports = [
        report("so-y-te", 7, "7-10", update(59, indicators=(measured(id_, 10, 100),))),
        report("so-tttt", 7, "7-11", update(59, indicators=(measured(id_, 90, 100),))),
    ]
    (bar,) = only_block(first_page(register_with(reports), day("7-20")), Bars).bars

    assert (bar.share, bar.target, bar.tone) == (500, 200, "plain")
    assert "1/2 cơ quan" in bar.text


def test_common_target_has_no_mark() -> None:
    """A target of all agencies together is not compared with a single value, and the text says so."""
    id_ = "cat-giam-thong-tin-khai-bao"
    register = register_with([report("so-y-te", 7, "7-10", update(59, indicators=(measured(id_, 30, 100),)))])
    indicators = tuple(replace(indicator, together=indicator.id == id_) for indicator in register.plan.indicators)
    register = with_plan(register, indicators=indicators)
    (bar,) = only_block(first_page(register, day("7-20")), Bars).bars

    assert (bar.share, bar.target, bar.tone) == (300, None, "mute")
    assert "yêu cầu chung" in bar.text


def test_legend_of_the_timeline_has_every_state_with_a_style() -> None:
    """Waiting work has a mark too: a suspended task keeps its due date."""
    states = (State.OVERDUE, State.DUE_SOON, State.WITHIN_TIME, State.DONE_LATE, State.DONE_ON_TIME, State.WAITING)

    for words in (VI, EN):
        assert [state for state in states if words(f"state.{state}") not in words("dashboard.legend")] == []


def test_delay_warnings_link_to_their_agencies_and_tasks() -> None:
    """Each row has two links."""
    register, assessment, _ = dashboard_as_of("example", date(2023, 9, 20))
    context = view_context(register, assessment, VI)
    table = table_named(at_risk.build(at_risk_figures(assessment), context), "at-risk")

    assert table.rows
    for agency_cell, task_cell, *_ in table.rows:
        assert agency_cell.page.startswith("agencies/")
        assert task_cell.page == f"tasks/{task_cell.text}.html"


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
    """Return every page that a view's cells, marks and cards link to."""
    marks = [mark for block in view.blocks if isinstance(block, DateAxis) for mark in block.marks]
    cards = [card for block in view.blocks if isinstance(block, Numbers) for card in block.numbers]
    return {item.page for item in (*cells_of(view), *marks, *cards) if item.page}


def ids_of(view: View) -> set[str]:
    """Return the ids of the headings."""
    return {block.id for block in view.blocks if isinstance(block, Heading)}


def navigation_of(view: View) -> list[Link]:
    """Return the links before the content of a page."""
    return [block for block in takewhile(lambda block: isinstance(block, Link), view.blocks) if isinstance(block, Link)]


@pytest.mark.parametrize(("which", "as_of"), CASES)
def test_every_link_on_every_page_leads_to_a_page(which: str, as_of: date) -> None:
    """All pages link to the pages of the navigation and to their translation; the link to the page itself is marked."""
    register, assessment, _ = dashboard_as_of(which, as_of)
    figures = partial(dashboard_figures, register, assessment)
    pages = {page.name: page for page in site.pages(assessment, figures, view_context(register, assessment, VI), EN)}
    linked: set[str] = set()

    assert len(pages) == site.count(assessment) == 2 * (9 + 2 * len(assessment.agencies) + 67)
    ids = {name: ids_of(page.build()) for name, page in pages.items() if "/" not in name.removeprefix("en/")}
    for name, page in pages.items():
        directory, view = posixpath.dirname(name), page.build()
        root = posixpath.normpath(posixpath.join(directory, page.root))
        links = navigation_of(view)
        addresses = [*linked_pages(view), *(block.address for block in view.blocks if isinstance(block, Link))]
        targets = {posixpath.normpath(posixpath.join(root, target)) for target in addresses}
        path, folder = name.removeprefix("en/"), "en/" if name.startswith("en/") else ""
        translation = path if folder else f"en/{path}"

        assert page.words.language == ("en" if folder else "vi")
        assert root == ("en" if folder else ".")
        for target in targets:
            file, _, part = target.partition("#")
            assert file in pages
            assert not part or part in ids[file]
            assert file.startswith("en/") == bool(folder) or file == translation
        assert [link.address for link in links[:-1]] == list(site.NAVIGATION)
        assert [link.address for link in links if link.is_current] == ([path] if path in site.NAVIGATION else [])
        assert posixpath.normpath(posixpath.join(root, links[-1].address)) == translation
        assert view.day == as_of
        linked |= targets
    assert pages.keys() - linked <= {f"{folder}{name}.html" for folder in ("", "en/") for name in site.LISTS[5:]}


def test_pages_in_one_language_do_not_link_to_another() -> None:
    """Without a second language no page is in a folder for a language."""
    register, assessment, _ = dashboard_as_of("example", date(2023, 9, 20))
    figures = partial(dashboard_figures, register, assessment)
    pages = list(site.pages(assessment, figures, view_context(register, assessment, EN)))

    assert len(pages) == site.count(assessment, languages=1)
    assert not [page for page in pages if page.name.startswith(("en/", "vi/"))]
    links = [link for page in pages for link in navigation_of(page.build())]
    assert {link.address for link in links} == set(site.NAVIGATION)


def test_pages_are_built_on_demand() -> None:
    """The first page is available before the others are built."""
    register, assessment, _ = dashboard_as_of("example", date(2023, 9, 20))
    figures = partial(dashboard_figures, register, assessment)
    pages = site.pages(assessment, figures, view_context(register, assessment, VI), EN)

    assert next(pages).name == "index.html"
    assert next(pages).name == "tasks.html"


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
