"""Views agree with the assessment: the same numbers in text, tables and facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.document.blocks import Paragraph
from plan190.document.media import for_medium
from plan190.model.decision import Accept
from plan190.parts.context import view_context
from plan190.parts.plan_view import obligation_sentences, tally_sentence
from plan190.parts.tables import tally_columns
from plan190.status.assess import assess
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.indicators import indicators_figures
from plan190.status.figures.reports import missing_reports_figures, reports_figures
from plan190.status.figures.status import Selection, status_figures
from plan190.status.figures.task import explanation_figures
from plan190.status.figures.tasks import TasksFigures
from plan190.status.state import DONE, NO_DEADLINE, OPEN, STATES, State, tally
from plan190.status.verdicts import AgencyVerdict
from plan190.views import agency, indicators, reports, status, tasks
from plan190.views import explanation as explanation_view
from plan190.words import words_in
from tests.builders import correction, decision, measured, register_with, report, update, verdict
from tests.changed import replace
from tests.conftest import example_register as example
from tests.outputs import as_json
from tests.views.blocks import as_read, first_table, table_named

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.state import Tally

VI = words_in("vi")


def row_of(by_state: dict[str, int]) -> list[int]:
    """Return the numbers of a table row, in the order of the form, from the facts of a tally without `unread`."""
    assert by_state[State.UNREAD] == 0
    without_deadline = [state for state in NO_DEADLINE if state is not State.UNREAD]
    done, open_, undue = ([by_state[state] for state in states] for states in (DONE, OPEN, without_deadline))
    ended = [by_state[State.ENDED]]
    return [sum(by_state.values()), sum(done), *done, sum(open_), *open_, sum(undue), *undue, *ended]


@pytest.mark.parametrize("day", [date(2023, 6, 20), date(2023, 7, 15), date(2023, 9, 20)])
def test_status_table_matches_its_facts(day: date) -> None:
    """Each row of a workbook has the numbers of the agency's facts; the totals are those of all obligations."""
    register = example()
    assessment = assess(register, day, register.plan.policy)
    view = for_medium(
        status.build(status_figures(register, assessment), view_context(register, assessment, VI)), "sheet"
    )
    agencies, joint = as_json(view.facts)["agencies"], as_json(view.facts)["joint"]
    assert isinstance(agencies, list)
    assert isinstance(joint, list)
    facts_of_totals = as_json(view.facts)["totals"]
    assert isinstance(facts_of_totals, dict)

    for name, part, number in (("agencies", "stated", 43), ("assumed", "assumed", 30)):
        table = table_named(view, name)
        rows = [row for row in [*agencies, *joint] if part == "stated" or row[part]["total"]]
        totals = facts_of_totals[part]
        width = 13 if totals["by_state"][State.ENDED] else 12
        assert len(table.rows) == number
        for row, facts in zip(table.rows, rows, strict=True):
            assert [cell.value for cell in row[2 : 2 + width]] == row_of(facts[part]["by_state"])[:width]
        assert table.totals is not None
        assert [cell.value for cell in table.totals[2 : 2 + width]] == row_of(totals["by_state"])[:width]


@pytest.mark.parametrize("day", [date(2023, 6, 20), date(2023, 7, 15), date(2023, 9, 20)])
def test_status_table_shows_the_reports_of_its_facts(day: date) -> None:
    """The cell is the date of the report, or its state; a joint task has none."""
    register = example()
    assessment = assess(register, day, register.plan.policy)
    view = as_read(status.build(status_figures(register, assessment), view_context(register, assessment, VI)))
    agencies = as_json(view.facts)["agencies"]
    assert isinstance(agencies, list)
    *rows, joint = table_named(view, "agencies").rows

    for row, facts in zip(rows, agencies, strict=True):
        report = facts["report"] or {"reported_on": None, "state": "none"}
        delivered = {"missing": "thiếu", "not_yet_due": "…", "none": "—"}.get(report["state"])
        if report["reported_on"]:
            day = date.fromisoformat(report["reported_on"])
            delivered = f"{day.day}/{day.month}"
        assert row[-2].text.strip("()").split(" +")[0] == delivered
        assert row[-2].text.startswith("(") == (report["state"] != "none" and not report["owed"])
        assert row[-1].value == facts["cooperating"]
    assert [cell.text for cell in joint[-2:]] == ["—", "—"]


def test_status_table_has_a_column_for_every_state() -> None:
    """The last column is shown only when an obligation has ended."""
    assert {*DONE, *OPEN, *NO_DEADLINE, State.ENDED} == set(STATES)
    register = example()
    for day, ended in ((date(2023, 6, 20), False), (date(2023, 9, 20), True)):
        assessment = assess(register, day, register.plan.policy)
        view = status.build(status_figures(register, assessment), view_context(register, assessment, VI))
        tables = [table_named(for_medium(view, "sheet"), name) for name in ("agencies", "assumed")]
        titles = [column.title for table in tables for column in table.columns]
        assert ("Chấm dứt" in titles) == ended


def test_sums_of_some_agencies_say_so() -> None:
    """Both that of all obligations and that of the assumed ones."""
    register = example()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    for concerns, title in (((), "Cộng"), (["overdue"], "Cộng các dòng này")):
        figures = status_figures(register, assessment, Selection(concerns))
        view = for_medium(status.build(figures, view_context(register, assessment, VI)), "sheet")
        totals = [table_named(view, name).totals or () for name in ("agencies", "assumed")]
        assert [row[1].text for row in totals] == [title, title]


@pytest.mark.parametrize("day", [date(2023, 7, 20), date(2023, 9, 20)])
def test_status_table_leaves_out_empty_columns_and_shows_assumed_obligations(day: date) -> None:
    """Each number of the table as read is that of the facts, and no column has only zeros."""
    register = example()
    assessment = assess(register, day, register.plan.policy)
    view = as_read(status.build(status_figures(register, assessment), view_context(register, assessment, VI)))
    table = table_named(view, "agencies")
    titles = [column.whole_title for column in table.columns]
    overdue, assumed, missing = (
        titles.index(name) for name in ("Chưa hoàn thành: Quá hạn", "Giả định: Quá hạn", "Báo cáo thiếu")
    )

    assert all(any(row[number].text != "0" for row in table.rows) for number in range(len(titles)))
    for row, body in zip(table.rows, status_figures(register, assessment).shown.rows, strict=True):
        late = body.assumed[State.OVERDUE]
        assert row[overdue].value == body.stated[State.OVERDUE]
        assert row[assumed].text == (f"{late}/{body.assumed.total}" if body.assumed.total else "—")
        if isinstance(body, AgencyVerdict):
            assert row[missing].value == body.missing_reports


def test_views_of_states_say_that_nothing_was_reported(register: Register) -> None:
    """The reader must see what "overdue" is based on."""
    assessment = assess(register, date(2023, 7, 1), register.plan.policy)
    views = [
        status.build(status_figures(register, assessment), view_context(register, assessment, VI)),
        tasks.build(TasksFigures(assessment.tasks, len(assessment.tasks)), view_context(register, assessment, VI)),
        agency.build(
            agency_figures(register, assessment, register.agencies[0].value), view_context(register, assessment, VI)
        ),
    ]

    for view in views:
        assert any(isinstance(block, Paragraph) and "chưa có báo cáo nào" in block.text for block in view.blocks)


def test_status_names_the_tasks_that_are_overdue_only_on_an_assumed_roster() -> None:
    """All districts have done task 59, departments have not."""
    register = register_with(
        [report(agency.id, 7, "7-10", update(59, "done", "6-28")) for agency in example().members(("grp-huyen",))]
    )
    assessment = assess(register, date(2023, 7, 20), register.plan.policy)
    sentences = list(obligation_sentences(status_figures(register, assessment).plan, VI))

    assert sentences[1].endswith(
        "Trong 18 nhiệm vụ quá hạn, 1 nhiệm vụ (59) chỉ quá hạn ở các lượt theo danh sách giả định."
    )


def test_requested_bodies_are_marked(register: Register) -> None:
    """The court, the Front and its organisations are not ranked with the departments."""
    assessment = assess(register, date(2023, 7, 1), register.plan.policy)
    table = table_named(
        as_read(status.build(status_figures(register, assessment), view_context(register, assessment, VI))), "agencies"
    )

    assert [row[1].text for row in table.rows if row[1].text.endswith(" *")] == [
        f"{name} *"
        for name in (
            "Tòa án nhân dân tỉnh",
            "Ủy ban MTTQ tỉnh",
            "Liên đoàn Lao động tỉnh",
            "Hội Nông dân tỉnh",
            "Hội LHPN tỉnh",
            "Hội Cựu chiến binh tỉnh",
            "Tỉnh Đoàn",
        )
    ]


def test_agency_view_shows_the_state_of_its_own_obligation(register: Register) -> None:
    """A done obligation is not shown as overdue because another agency's obligation is."""
    assessment = assess(register, date(2024, 1, 1), register.plan.policy)
    shared = next(task for task in assessment.tasks if task.state is State.OVERDUE and len(task.verdicts) > 1)
    mine, *others = shared.verdicts
    changed = replace(shared, verdicts=(replace(mine, state=State.DONE_ON_TIME), *others))
    (agency_of_mine,) = mine.agencies
    own = assessment.agency(agency_of_mine)
    verdicts = tuple(changed.verdicts[0] if verdict is mine else verdict for verdict in own.verdicts)
    figures = replace(
        agency_figures(register, assessment, agency_of_mine), verdict=replace(own, verdicts=verdicts), tasks=(changed,)
    )

    view = as_read(agency.build(figures, view_context(register, assessment, VI)))

    rows = [row for name in ("leads", "assumed") for row in table_named(view, name).rows]
    row = next(row for row in rows if row[0].value == shared.task.number)
    assert changed.state is State.OVERDUE
    assert row[3].text == VI("state.done_on_time")


def test_explain_shows_when_an_update_was_corrected() -> None:
    """Accepted on 20/7 and corrected on 10/8: listed in that order, and the correction has its own place."""
    reports = [
        report("so-tttt", 7, "7-13", update(39, "done", "6-28")),
        report("so-tttt", 8, "8-10", correction(7, 39, "done", "7-5")),
    ]
    register = register_with(reports, [decision(Accept, "7-20", tasks=(39,))])
    assessment = assess(register, date(2023, 8, 10), register.plan.policy)
    view = explanation_view.build(
        explanation_figures(register, assessment, verdict(assessment, 39)),
        view_context(register, assessment, VI),
    )
    table = first_table(view)
    text = "\n".join(cell.text for row in table.rows for cell in row)

    assert "báo cáo kỳ 7/2023, ngày 13/7/2023, sửa ngày 10/8/2023: báo hoàn thành" in text
    assert text.index("20/7/2023") < text.index("sửa ngày 10/8/2023")
    assert "updates/so-tttt/2023-08.yaml" in text


def test_unread_deadlines_are_counted_only_if_there_are_some() -> None:
    """The column and the number in the sentence are added; the parts add up to the total in both cases."""
    without, with_unread = tally([State.WAITING], 1), tally([State.WAITING, State.UNREAD, State.UNREAD], 3)

    def titles(total: Tally) -> list[str]:
        columns = [column for column, _ in tally_columns(VI, total, subtotals=True)]
        return [column.title for column in columns if "text" in column.media]

    assert set(titles(with_unread)) - set(titles(without)) == {"Chưa đọc được hạn"}
    assert "0 không hạn, 1 chờ điều kiện)" in tally_sentence("status.tasks", without, VI)
    sentence = tally_sentence("status.tasks", with_unread, VI)
    assert "3 không tính hạn (0 thường xuyên, 0 không hạn, 1 chờ điều kiện, 2 chưa đọc được hạn)" in sentence
    assert (with_unread.open, with_unread.without_deadline) == (0, 3)


def test_days_late_appear_once() -> None:
    """The column has them, so the state does not; without the column and the due date, the state has both."""
    register = example()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    figures = TasksFigures(assessment.tasks, len(assessment.tasks))
    table = first_table(as_read(tasks.build(figures, view_context(register, assessment, words_in("en")))))
    titles = [column.title for column in table.columns]
    state, days = titles.index("State"), titles.index("Days late")
    row = next(row for row in table.rows if row[0].text == "49")

    assert [row[state].text, row[days].text] == ["done late (awaiting acceptance; maintained)", "5"]
    assert row[state].narrow_text == "done 5 days late (2023-06-30) (awaiting acceptance; maintained)"
    ranks = {column.title: column.optional for column in table.columns if column.optional}
    assert ranks == {"Deadline": 1, "Due date": 2, "Days late": 2}, "both are left out first, so the state has them"


def test_missing_reports_by_agency_for_people_one_by_one_for_programs() -> None:
    """People read one line an agency with ranges of periods; CSV and workbooks have one row a report."""
    register = example()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    context = view_context(register, assessment, words_in("en"))
    view = reports.build_missing(missing_reports_figures(assessment), context)
    (read,), (written,) = as_read(view).tables, for_medium(view, "csv").tables

    assert [row[1].text for row in read.rows].count("Economic Zone") == 1
    assert ["4", "Economic Zone", "3", "7/2023–9/2023", "68"] in [[cell.text for cell in row] for row in read.rows]
    assert [row[0].text for row in written.rows].count("Economic Zone") == 3


def test_one_line_on_each_indicator_in_the_order_of_tasks() -> None:
    """Names instead of ids; a sum only where it says something; a sum above the target of all is no problem."""
    exact = "dich-vu-cong-thiet-yeu-tai-cau-truc"
    pairs = [("so-y-te", 1), ("so-tttt", 60)]
    values = [
        (measured("cat-giam-thong-tin-khai-bao", 10 * number, 100), measured(exact, number)) for _, number in pairs
    ]
    reports_of = [
        report(agency, 7, "7-13", update(59, indicators=(cut,)), update(61, indicators=(services,)))
        for (agency, _), (cut, services) in zip(pairs, values, strict=True)
    ]
    register = register_with(reports_of)
    assessment = assess(register, date(2023, 7, 20), register.plan.policy)
    context = view_context(register, assessment, words_in("en"))
    summary, details = as_read(indicators.build(indicators_figures(register, assessment), context)).tables

    assert [[cell.text for cell in row] for row in summary.rows] == [
        ["59", "Cut in information to declare", "≥ 20%", "2", "610/200 (305%)", "1", "1", "0"],
        ["61", "Essential services restructured", "53 in all", "2", "61 (met)", "—", "—", "—"],
    ]
    assert summary.rows[1][4].tone == "good"
    assert [row[0].text for row in details.rows] == ["59", "59", "61", "61"]


def test_the_reports_of_many_months_fit_on_any_screen() -> None:
    """The grid drops the earliest months first; a line on each month has the numbers of all of them."""
    register = example()
    assessment = assess(register, date(2024, 6, 20), register.plan.policy)
    context = view_context(register, assessment, words_in("en"))
    grid, months = as_read(reports.build(reports_figures(register, assessment), context, 12)).tables

    assert [column.optional for column in grid.columns] == [0, 0, *range(8, 0, -1), 0, 0, 0, 0]
    assert [row[0].text for row in months.rows] == [column.title for column in grid.columns[2:]]
    assert [cell.text for cell in months.rows[0]] == ["7/2023", "2023-07-14", "41", "34", "4", "3"]
