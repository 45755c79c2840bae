"""The consolidated report: its numbers are those of `status`, its annexes complete, its outline that of the form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from plan190.document.blocks import Heading, Items, Paragraph
from plan190.document.media import for_medium
from plan190.model.decision import Accept, Close, Return, Transfer
from plan190.model.month import Month
from plan190.model.period import Period
from plan190.model.report import Obstacle
from plan190.model.task import Bodies
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.due import last_day_of
from plan190.status.figures.monthly import decided_in, monthly_figures
from plan190.status.figures.plan import plan_facts, plan_figures
from plan190.status.figures.scoreboard import Score, ranked, scoreboard_figures
from plan190.status.state import DONE, NO_DEADLINE, OPEN, State
from plan190.status.submissions import SubmissionState
from plan190.views import monthly
from plan190.words import OfficialWords, words_in
from tests.builders import (
    assess_on,
    decision,
    example_assessment,
    register_with,
    report,
    update,
    verdict,
    with_plan,
    with_requested,
)
from tests.conftest import example_register, real_register
from tests.outputs import as_json
from tests.views.blocks import agencies_in, as_read, table_named

if TYPE_CHECKING:
    from plan190.document.blocks import Table, View
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment
    from plan190.words import Language, Words

WORDS = words_in("vi")
REGISTERS = {"real": real_register, "example": example_register}
CASES = [
    ("example", "2023-07", date(2023, 7, 31)),
    ("example", "2023-08", date(2023, 8, 14)),
    ("example", "2023-09", date(2023, 9, 20)),
    ("real", "2023-06", date(2023, 6, 25)),
    ("real", "2023-07", date(2023, 7, 31)),
    ("real", "2026-11", date(2026, 11, 25)),
]


def report_from(name: str, period: str, day: date) -> tuple[View, Assessment]:
    """Return the report on the named register, and the assessment that it is made from."""
    return report_of(REGISTERS[name](), period, day)


def report_of(register: Register, period: str, day: date, words: Words = WORDS) -> tuple[View, Assessment]:
    """Return the report on a register, and the assessment that it is made from."""
    assessment = assess(register, day, register.plan.policy)
    figures, head = monthly_figures(register, assessment, Period.parse(period)), register.letterheads[0].value
    return as_read(monthly.build(figures, view_context(register, assessment, words), head)), assessment


def column_sums(grid: Table, skip: int) -> list[int]:
    """Return the sums of the columns after the first `skip`."""
    columns = list(zip(*grid.rows, strict=True))[skip:]
    return [sum(cell.value for cell in column if isinstance(cell.value, int)) for column in columns]


@pytest.mark.parametrize(("name", "period", "day"), CASES)
def test_totals_match_status(name: str, period: str, day: date) -> None:
    """The facts include those of status, and the tables have the same totals."""
    view, assessment = report_from(name, period, day)
    facts = plan_facts(plan_figures(REGISTERS[name](), assessment))

    assert {key: view.facts[key] for key in facts} == facts
    groups = table_named(view, "groups")
    counts = [assessment.by_task.total, *(assessment.by_task[state] for state in (*DONE, *OPEN))]
    counts.append(assessment.by_task.in_states(*NO_DEADLINE))
    counts += [assessment.by_task[State.ENDED]] if assessment.by_task[State.ENDED] else []
    assert groups.totals is not None
    assert [cell.value for cell in groups.totals[2:]] == counts == column_sums(groups, 2)
    agencies = table_named(view, "agencies")
    assert agencies.totals is not None
    assert agencies.totals[2].value == assessment.stated.total == column_sums(agencies, 2)[0]


@pytest.mark.parametrize(("name", "period", "day"), CASES)
def test_annexes_are_complete(name: str, period: str, day: date) -> None:
    """All 67 tasks, each overdue obligation once with its days late, and each report owed once."""
    view, assessment = report_from(name, period, day)
    late = [verdict for verdict in assessment.verdicts if verdict.state is State.OVERDUE]

    assert [annex.number for annex in view.annexes] == [
        "I",
        "II",
        "III",
        "IV",
        *(["V"] if as_json(view.facts)["obstacles"] else []),
    ]
    assert [row[0].value for row in table_named(view, "tasks").rows] == list(range(1, 68))
    for table, stated in (("overdue", True), ("overdue_assumed", False)):
        rows = [row for item in view.tables if item.name == table for row in item.rows]
        counts: Counter[object] = Counter()
        for row in rows:
            counts[row[2].value, row[7].value] += agencies_in(row[1].text)
        listed = [verdict for verdict in late if verdict.is_stated is stated]
        assert counts == Counter((verdict.task.number, verdict.days_late) for verdict in listed)
        assert [row[7].value for row in rows] == sorted((row[7].value for row in rows), reverse=True)  # type: ignore[type-var]
    owed = assessment.submissions_by_period.get(Period.parse(period), [])
    deliveries = as_json(view.facts)["deliveries"]
    assert isinstance(deliveries, list)
    assert len(deliveries) == len(owed)
    assert sum(row["state"] == "late" for row in deliveries) == sum(
        submission.state is SubmissionState.LATE for submission in owed
    )


def test_outline_is_that_of_the_form() -> None:
    """The changes since the previous report, then four parts; the first has three sections, the second two."""
    view, _ = report_from("example", "2023-08", date(2023, 8, 14))
    heads = [(block.level, block.text[:3]) for block in view.blocks if isinstance(block, Heading)]

    assert heads == [
        (1, "THA"), (1, "I. "), (2, "1. "), (2, "2. "), (2, "3. "), (1, "II."), (2, "1. "), (2, "2. "), (1, "III"),
        (1, "IV."),
    ]  # fmt: skip
    assert view.form is not None
    assert (view.form.kind, view.form.issuer) == ("BÁO CÁO", "CÔNG AN TỈNH BÌNH PHƯỚC")
    assert [name for name in view.form._asdict() if not getattr(view.form, name)] == ["signer"]


def test_the_first_report_has_no_previous_one() -> None:
    """It does not begin with changes."""
    view, _ = report_from("real", "2023-07", date(2023, 7, 14))
    first = next(block.text for block in view.blocks if isinstance(block, Heading))

    assert first.startswith("I. ")
    assert view.facts["changes"] is None


def test_coming_due_dates_reach_through_the_next_month() -> None:
    """The report of June 2023 has the rest of June and all of July, nothing of August."""
    view, assessment = report_from("real", "2023-06", date(2023, 6, 25))
    due = table_named(view, "due-next")
    listed = {row[2].value for row in due.rows}

    assert {row[6].value for row in due.rows} == {
        date(2023, 6, 29),
        date(2023, 6, 30),
        date(2023, 7, 14),
        date(2023, 7, 31),
    }
    assert all(
        verdict.due is None
        or verdict.due > date(2023, 7, 31)
        or verdict.state is not State.WITHIN_TIME
        or verdict.task.number in listed
        for verdict in assessment.verdicts
    )
    assert last_day_of(Month(2023, 6).later(1)) == date(2023, 7, 31)
    assert last_day_of(Month(2023, 12).later(1)) == date(2024, 1, 31)


def test_ended_tasks_have_their_own_column() -> None:
    """The column follows that of tasks without a deadline, in each group and in the totals."""
    view, assessment = report_of(
        register_with((), [decision(Close, "6-20", tasks=(39,))]), "2023-06", date(2023, 6, 25)
    )
    groups = table_named(view, "groups")
    titles = [header.title for header in groups.columns]

    assert titles[-2:] == [WORDS("column.no_deadline"), WORDS("column.ended")]
    assert groups.totals is not None
    assert groups.totals[-1].value == column_sums(groups, 2)[-1] == assessment.by_task[State.ENDED] == 1


def test_indicator_values_are_summed_and_rounded() -> None:
    """Task 59: the last values of 33 agencies, 1147 of 4785, which is 23.97 % and printed as 24 %."""
    view, assessment = report_from("example", "2023-08", date(2023, 8, 31))
    row = next(row for row in table_named(view, "indicators").rows if row[0].text == "59")
    last = [series.latest.measured for series in assessment.series if series.indicator.tasks == ("59",)]

    assert [cell.value for cell in row[3:7]] == [
        len(last),
        sum(measured.value for measured in last),
        sum(measured.of or 0 for measured in last),
        Decimal("0.24"),
    ]
    assert row[6].text == "24%"


def test_report_without_results_says_so() -> None:
    """No due date has passed and no report is owed yet."""
    view, _ = report_from("real", "2023-06", date(2023, 6, 12))
    texts = [getattr(block, "text", "") for block in view.blocks]

    assert WORDS("monthly.no_shortcomings") in texts
    assert WORDS("monthly.none_done") in texts
    assert WORDS("monthly.no_decisions") in texts
    assert texts.count(WORDS("monthly.no_reports.obstacles")) == 1
    assert WORDS("obstacles.none") not in texts
    assert WORDS("monthly.no_proposals") not in texts


def test_scoreboard_ranks_by_share_and_days_late() -> None:
    """The higher share first, then the fewer days late; equal records share a rank; requested bodies have none."""
    register = example_register()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    ranking, assumed, _ = scoreboard_figures(assessment)

    early = scoreboard_figures(assess(register, date(2023, 9, 10), register.plan.policy))
    assert {score.reports_due for score in early.stated} >= {2}
    assert len(ranking) == sum(verdict.stated.total > 0 for verdict in assessment.agencies)
    for own in (True, False):
        ranked = [score for score in ranking if score.own_tasks is own and score.rank is not None]
        keys = [(-Decimal(score.on_time) / score.fallen_due, score.days_late) for score in ranked]
        assert keys == sorted(keys)
        assert [score.rank for score in ranked] == [1 + keys.index(key) for key in keys]
        assert len(ranked) >= 9
    requested = [score for score in ranking if score.agency.relation == "requested"]
    assert requested
    assert all(score.rank is None for score in (*requested, *assumed))
    late = sum(score.overdue for score in (*ranking, *assumed))
    assert late == assessment.by_obligation[State.OVERDUE]


def test_joint_task_ranks_nobody() -> None:
    """An accepted claim on the joint task changes no record of an agency."""
    accept = decision(Accept, "7-12", tasks=(62,), agencies=("so-y-te",))
    claim = report("so-y-te", 7, "7-10", update(62, "done", "6-28"))
    other = report("so-y-te", 7, "7-10", update(62, "in_progress"))

    assert verdict(assess_on("7-20", [claim], [accept]), 62).is_done
    assert scoreboard_figures(assess_on("7-20", [claim], [accept])) == scoreboard_figures(assess_on("7-20", [other]))


def test_nobody_is_ranked_without_reports_or_before_the_first_report_is_due() -> None:
    """On 30/6 task 37 is overdue, but no report was owed yet; without any report, nobody is ever ranked."""
    early = scoreboard_figures(assess_on("6-30", [report("so-gddt", 7, "6-29")]))
    never = scoreboard_figures(assess_on("2024-01-20"))

    assert early.has_reports
    assert any(score.overdue for score in early.stated)
    assert {score.rank for score in early.stated if score.agency.id != "so-gddt"} == {None}
    assert (never.has_reports, {score.rank for score in never.stated}) == (False, {None})


def test_requested_bodies_come_last_without_a_rank() -> None:
    """The ranks of the others do not depend on requested bodies."""
    register = with_requested(example_register(), "so-gddt", "ubnd-tx-phuoc-long")
    ranking = scoreboard_figures(assess(register, date(2023, 9, 20), register.plan.policy)).stated

    for own, good in ((True, "so-gddt"), (False, "ubnd-tx-phuoc-long")):
        ranks = {score.agency.id: score.rank for score in ranking if score.own_tasks is own}
        places = [rank for rank in ranks.values() if rank is not None]
        assert list(ranks.values()) == [*places, *[None] * (len(ranks) - len(places))]
        assert (ranks[good], places[0]) == (None, 1)
        assert places == sorted(places)
        assert places[-1] <= len(places)


def test_ranks_compare_exact_shares() -> None:
    """10 of 11 is more than 9 of 10, though both print as 90 %, and comes first despite more days late."""
    agencies = [entry.value for entry in real_register().agencies[:2]]
    nine, ten = (
        Score(
            agency=agency,
            own_tasks=True,
            ceased=False,
            relation=agency.relation,
            obligations=due,
            fallen_due=due,
            on_time=due - 1,
            overdue=1,
            days_late=days,
            reports_on_time=0,
            reports_due=1,
        )
        for agency, due, days in zip(agencies, (10, 11), (1, 50), strict=True)
    )

    assert [(score.agency, score.rank) for score in ranked([nine, ten])] == [
        (agencies[1], 1),
        (agencies[0], 2),
    ]


def texts(view: View) -> str:
    """Return the text of the report without its tables."""
    parts = [getattr(block, "text", "") for block in view.blocks]
    parts += [text for block in view.blocks if isinstance(block, Items) for text in block.texts]
    return "\n".join(parts)


def test_coming_month_follows_the_as_of_date() -> None:
    """A report of an earlier period has the same coming due dates."""
    late, _ = report_from("example", "2023-07", date(2023, 9, 20))
    usual, _ = report_from("example", "2023-09", date(2023, 9, 20))

    assert table_named(late, "due-next").rows == table_named(usual, "due-next").rows
    for view in (late, usual):
        assert "kỳ tháng 10/2023 chậm nhất ngày 14/10/2023" in texts(view)
        assert "chậm nhất ngày 14/8/2023" not in texts(view)
    early, _ = report_from("example", "2023-09", date(2023, 9, 10))
    assert "kỳ tháng 9/2023 chậm nhất ngày 14/9/2023" in texts(early)


@pytest.mark.parametrize("day", [date(2023, 9, 30), date(2023, 10, 5), date(2023, 12, 14)])
def test_coming_quarter_is_that_after_the_reported_one(day: date) -> None:
    """The report on a quarter does not reach into the second one after it."""
    reporting = replace(real_register().plan.reporting, every=("quarter",), first_period=Period.parse("2023-Q3"))
    view, _ = report_of(with_plan(real_register(), reporting=reporting), "2023-Q3", day)

    assert "chậm nhất ngày 14/12/2023" in texts(view)
    assert "2024" not in texts(view)


def test_each_decision_is_in_the_report_of_one_period() -> None:
    """A decision after the cut-off is in the next report."""
    register = example_register()
    day = date(2023, 10, 31)
    assessment = assess(register, day, register.plan.policy)
    listed = [
        decision.id
        for month in range(6, 12)
        for decision in decided_in(register, assessment, Period(Month(2023, month)))
    ]
    assert sorted(listed) == sorted(entry.value.id for entry in assessment.snapshot.decisions)
    assert {decision.date for decision in decided_in(register, assessment, Period.parse("2023-08"))} <= {
        date(2023, 7, 15) + timedelta(days=number) for number in range(31)
    }
    edges = register_with((), [decision(Accept, on, tasks=(39,)) for on in ("7-14", "7-15", "8-14", "8-15")])
    august = decided_in(edges, assess(edges, day, edges.plan.policy), Period.parse("2023-08"))
    assert [decision.date for decision in august] == [date(2023, 7, 15), date(2023, 8, 14)]


def test_only_open_shortcomings_are_listed() -> None:
    """Not the late report of a body that owes none, nor a returned claim that another agency has renewed."""
    done = [
        report("toa-an-tinh", 7, "7-20"),
        report("so-y-te", 7, "7-13", update(62, "done", "7-1")),
        report("so-tttt", 8, "8-10", update(62, "done", "8-1")),
    ]
    register = register_with(done, [decision(Return, "7-20", tasks=(62,))])

    assert "gửi báo cáo kỳ tháng 7/2023 muộn" not in texts(report_of(register, "2023-07", date(2023, 7, 31))[0])
    open_text = texts(report_of(register, "2023-08", date(2023, 8, 9))[0])
    assert "1 lượt nhiệm vụ đã báo hoàn thành nhưng bị trả lại" in open_text
    assert "nhiệm vụ chung: Sở Y tế: báo hoàn thành ngày 13/7/2023, bị trả lại ngày 20/7/2023, lý do: vì" in open_text
    assert "nhưng bị trả lại" not in texts(report_of(register, "2023-08", date(2023, 8, 11))[0])


def test_result_of_a_group_task_lists_its_states() -> None:
    """The last summaries are left out, since many only say that nothing has changed."""
    view, assessment = report_from("example", "2023-09", date(2023, 9, 20))
    task = next(verdict for verdict in assessment.tasks if verdict.task.number == 59)
    states = Counter(verdict.state for verdict in task.verdicts)
    result = next(row for row in table_named(view, "tasks").rows if row[0].value == 59)[4].text

    assert f"quá hạn: {states[State.OVERDUE]}/{len(task.verdicts)}" in result
    assert f"hoàn thành đúng hạn: {states[State.DONE_ON_TIME]}/{len(task.verdicts)}" in result
    assert "không có gì thay đổi" not in result


def test_annex_of_tasks_has_the_results_of_up_to_three_agencies() -> None:
    """Of more agencies that are all in one state it has their number; the state is not repeated."""
    register = real_register()
    agencies = register.members(register.tasks_by_id["59"].lead.bodies)
    bodies = Bodies(words="Ba cơ quan", bodies=tuple(agency.id for agency in agencies[:3]))
    tasks = [
        replace(entry, value=replace(entry.value, lead=bodies)) if entry.value.id == "59" else entry
        for entry in register.tasks
    ]
    reports = [report(agencies[0].id, 7, "7-13", update(59, summary="Đã mua máy."))]
    register = replace(register_with(reports), tasks=tuple(tasks))
    view, _ = report_of(register, "2023-07", date(2023, 7, 20))
    cells = {row[0].value: row[4].text for row in table_named(view, "tasks").rows}

    first, second, third = (agency.short or agency.name for agency in agencies[:3])
    assert f"{first}: 7/2023, đang thực hiện: Đã mua máy; {second}: chưa báo cáo; {third}: chưa báo cáo" in cells[59]
    assert cells[61].count("quá hạn") == 1, cells[61]


def test_annex_of_tasks_has_few_columns_with_short_names_of_groups_and_their_legend() -> None:
    """A workbook has a column for each detail, with the words of the plan."""
    view, _ = report_from("example", "2023-09", date(2023, 9, 20))
    table = table_named(view, "tasks")
    legend = next(block for block in view.annexes[1].blocks if isinstance(block, Paragraph)).text

    assert len(table.columns) == 5
    assert table.rows[0][2].text == "Công an tỉnh;\nphối hợp: SBN; UBND huyện"
    assert "SBN: Các sở, ban, ngành; UBND huyện: UBND các huyện, thị xã, thành phố" in legend
    register, assessment = example_register(), example_assessment()
    figures = monthly_figures(register, assessment, Period.parse("2023-09"))
    whole = monthly.build(figures, view_context(register, assessment, words_in("vi")), None)
    sheet = table_named(for_medium(whole, "sheet"), "tasks")
    assert sheet.rows[0][3].text == "Các sở, ban, ngành; UBND các huyện, thị xã, thành phố"
    assert len(sheet.columns) == 10


@pytest.mark.parametrize(("number", "named"), [(3, True), (4, False), (10, True), (11, False)])
def test_few_agencies_are_named_and_more_are_counted(number: int, named: bool) -> None:  # noqa: FBT001 - the answer
    """Up to three in a cell, with their obstacles; up to ten in a sentence."""
    register = real_register()
    agencies = register.members(register.tasks_by_id["59"].lead.bodies)[:number]
    obstacle = Obstacle(category="kinh-phi", beyond_authority=False, description="thiếu tiền")
    updates = update(59, "done", "6-28"), update(61, obstacles=(obstacle,))
    view, _ = report_of(
        register_with(report(agency.id, 7, "7-13", *updates) for agency in agencies), "2023-07", date(2023, 7, 20)
    )
    names = ", ".join(agency.short or agency.name for agency in agencies)
    if number > 4:
        assert f"hoàn thành đúng hạn: {names if named else f'{number} lượt nhiệm vụ'}" in texts(view)
        return
    rows = {row[0].value: row for row in table_named(view, "tasks").rows}
    done, hindered = rows[59], rows[61]
    assert f"hoàn thành đúng hạn: {number}/35" + (f" ({names})" if named else "") in done[4].text
    assert (names in done[4].text, "thiếu tiền" in hindered[4].text) == (named, named)


def test_english_report_has_full_names() -> None:
    """In Annex I as in sentences."""
    view, _ = report_of(example_register(), "2023-09", date(2023, 9, 20), words_in("en"))

    assert "Department of External Affairs" in {row[1].text for row in table_named(view, "agencies").rows}
    assert "have not reported for 9/2023 (3): Department of External Affairs, Economic Zone Authority" in texts(view)


@pytest.mark.parametrize(("left", "more"), [(10, ""), (11, "Và 1 nhiệm vụ khác")])
def test_up_to_ten_overdue_tasks_are_named(left: int, more: str) -> None:
    """Some of the stated tasks that are overdue on 31/7 are closed to leave ten or eleven."""
    day = date(2023, 7, 31)
    _, before = report_from("real", "2023-07", day)
    stated = (verdict for verdict in before.verdicts if verdict.is_stated)
    late = list(dict.fromkeys(verdict.task.id for verdict in stated if verdict.state is State.OVERDUE))
    closed = len(late) - left
    view, _ = report_of(register_with((), [decision(Close, "6-20", tasks=tuple(late[:closed]))]), "2023-07", day)

    assert ("nhiệm vụ khác" in texts(view), more in texts(view)) == (bool(more), True)


def test_overdue_obligations_that_rest_on_an_assumption_are_separate() -> None:
    """The stated ones are first; the joint task is counted once, as a joint task."""
    text = texts(report_from("real", "2023-07", date(2023, 7, 31))[0])
    stated = text.index("nhiệm vụ quá hạn nêu rõ trong Kế hoạch")
    assumed = text.index("nhiệm vụ quá hạn theo danh sách giả định")

    assert 0 < stated < assumed < text.index("Nhiệm vụ 59", assumed)
    assert text.count("1 nhiệm vụ chung; Phụ lục III") == 1


def test_report_asks_to_accept_one_claim_of_a_joint_task() -> None:
    """Two agencies claim task 62: one obligation, and both agencies are named."""
    claims = [report(agency, 7, "7-13", update(62, "done", "6-28")) for agency in ("so-y-te", "so-tttt")]
    text = texts(report_of(register_with(claims), "2023-07", date(2023, 7, 20))[0])

    assert "Xác nhận hoặc trả lại báo cáo hoàn thành của 1 lượt nhiệm vụ" in text
    assert "không kể báo cáo bị trả lại: 1 lượt nhiệm vụ" in text
    assert "Sở Y tế, Sở TT&TT báo hoàn thành, chờ xác nhận" in text


def test_decided_claims_are_counted_by_obligation() -> None:
    """One decision on a task of a group accepts three claims; the table beside the sentence adds up to its numbers."""
    agencies = ("so-y-te", "so-tttt", "so-tu-phap")
    claims = [report(agency, 7, "7-13", update(59, "done", "6-28")) for agency in agencies]
    decisions = [
        decision(Return, "7-14", tasks=(59,), agencies=("so-y-te",)),
        decision(Accept, "7-20", tasks=(59,)),
        decision(Accept, "8-15", id="next", tasks=(59,)),
    ]
    early, later = (
        report_of(register_with(claims, decisions), period, date(2023, 8, 20))[0] for period in ("2023-07", "2023-08")
    )

    assert "trả lại báo cáo hoàn thành của 1 lượt nhiệm vụ:" in texts(early)
    assert "đã xác nhận hoàn thành 2 lượt nhiệm vụ:" in texts(later)
    assert [[cell.text for cell in row[1:]] for row in table_named(later, "decided").rows] == [
        ["20/7/2023", "xác nhận đã hoàn thành", "59", "2", "Sở Tư pháp, Sở TT&TT"]
    ]


def test_report_of_an_earlier_period_has_the_reports_of_that_period() -> None:
    """In September, the report on July counts the reports of July in its JSON too."""
    view, assessment = report_from("example", "2023-07", date(2023, 9, 20))
    facts: Any = as_json(view.facts)
    states = {item.agency.id: str(item.state) for item in assessment.submissions_by_period[Period.parse("2023-07")]}

    assert facts["reports"]["period"] == "2023-07"
    listed = {agency["id"]: agency["report"] for agency in facts["agencies"] if agency["report"]}
    assert {id_: submission["state"] for id_, submission in listed.items()} == states


def test_missing_reports_of_earlier_periods_are_named() -> None:
    """Each agency with its periods, in a line of its own and in the annex; many only in the annex."""
    view, assessment = report_from("example", "2023-09", date(2023, 9, 20))
    earlier = [
        submission
        for agency in assessment.agencies
        for submission in agency.submissions
        if submission.state is SubmissionState.MISSING and submission.period < Period.parse("2023-09")
    ]
    assert earlier
    assert f"{len(earlier)} báo cáo của các kỳ trước chưa gửi" in texts(view)
    assert "BQL Khu kinh tế (7/2023, 8/2023)" in texts(view)
    assert sum(int(str(row[2].value)) for row in table_named(view, "missing").rows) == len(earlier)
    many, _ = report_from("real", "2023-09", date(2023, 9, 20))
    assert "của 41 cơ quan: Phụ lục IV" in texts(many)
    assert len(table_named(many, "missing").rows) == 41


def test_issuer_does_not_report_to_itself() -> None:
    """Under the committee's own letterhead the polite closing formulas are left out."""
    register = example_register()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    heads = {entry.value.issuer: entry.value for entry in register.letterheads}
    figures, context = (
        monthly_figures(register, assessment, Period.parse("2023-09")),
        view_context(register, assessment, WORDS),
    )
    committee = texts(monthly.build(figures, context, heads["ubnd-tinh"]))
    police = texts(monthly.build(figures, context, heads["cong-an-tinh"]))

    assert "”, Công an tỉnh Bình Phước tổng hợp báo cáo" in police
    assert "kính báo cáo./." in police
    assert "Kính đề nghị Chủ tịch" in police
    assert "kính" not in committee.lower()


def test_an_author_that_receives_the_reports_asks_the_issuer_of_the_plan() -> None:
    """Nobody asks itself to answer obstacles."""
    register = example_register()
    reporting = replace(register.plan.reporting, to="cong-an-tinh")
    view, _ = report_of(with_plan(register, reporting=reporting), "2023-09", date(2023, 9, 20))

    assert "Kính đề nghị Ủy ban nhân dân tỉnh Bình Phước xem xét" in texts(view)


def test_further_recipients_of_the_plan_receive_copies() -> None:
    """They stand before the last line, which names the archive; a body that the letterhead names stands once."""
    register = example_register()
    reporting = replace(register.plan.reporting, also_to=("so-tttt", "vp-ubnd-tinh"))
    view, _ = report_of(with_plan(register, reporting=reporting), "2023-09", date(2023, 9, 20))

    assert view.form is not None
    assert view.form.copies == (
        "Như trên",
        "Văn phòng UBND tỉnh",
        "Sở Thông tin và Truyền thông",
        "Lưu: VT, PC06",
    )


def test_lists_are_punctuated_like_state_documents() -> None:
    """Items begin with a capital and end with a semicolon, the last with a full stop."""
    view, _ = report_from("example", "2023-09", date(2023, 9, 20))
    lists = [block.texts for block in view.blocks if isinstance(block, Items)]

    assert len(lists) >= 6
    for items in lists:
        assert all(text.endswith(";") for text in items[:-1])
        assert items[-1].endswith(".")
        assert not any(re.search(r"[.;][.;]$", text) or text[0].islower() for text in items)


def test_report_on_a_plan_without_reports_collects_nothing() -> None:
    """The report has no sums of values, no causes and no cited documents."""
    view, _ = report_from("real", "2023-10", date(2023, 10, 5))

    assert "tổng hợp báo cáo" not in texts(view)
    assert "được cộng" not in texts(view)
    assert "theo báo cáo của các cơ quan" not in texts(view)
    assert "0 văn bản" not in texts(view)


def test_full_stops_and_zeros_are_not_where_a_sentence_continues() -> None:
    """Annex II has no ".;", and no count in a fraction has a leading zero."""
    context = view_context(example_register(), example_assessment(), OfficialWords(*WORDS))
    assert context.words("agencies.some_of", number=7, total=9) == "7/9 cơ quan"
    figures = monthly_figures(example_register(), example_assessment(), Period.parse("2023-09"))
    table = table_named(as_read(monthly.build(figures, context, None)), "tasks")
    assert not [cell.text for row in table.rows for cell in row if ".;" in cell.text]


def test_columns_are_named_after_what_is_in_them() -> None:
    """The rows of the table of groups are leads; an indicator may belong to a section instead of a task."""
    view, _ = report_from("example", "2023-09", date(2023, 9, 20))

    assert table_named(view, "groups").columns[1].title == "Chủ trì"
    assert table_named(view, "indicators").columns[0].title == "NV, mục"


@pytest.mark.parametrize(("language", "unnamed"), [("en", "Lead agency not named"), ("vi", "Chưa rõ cơ quan chủ trì")])
def test_groups_of_tasks_whose_lead_is_unknown_have_names(language: Language, unnamed: str) -> None:
    """A lead of which only the words are known is named by them."""
    first, second, *tasks = real_register().tasks
    leads = (Bodies(words=""), Bodies(words="Các đơn vị liên quan"))
    changed = [
        replace(entry, value=replace(entry.value, lead=lead))
        for entry, lead in zip((first, second), leads, strict=True)
    ]
    register = replace(real_register(), tasks=(*changed, *tasks))
    view, _ = report_of(register, "2023-07", date(2023, 7, 31), words_in(language))

    names = [row[1].text for row in table_named(view, "groups").rows]
    assert names[:2] == [unnamed, "Các đơn vị liên quan"]


def test_report_on_a_plan_without_indicators_does_not_mention_them() -> None:
    """Section I has no part on them."""
    register = with_plan(real_register(), indicators=())
    view, _ = report_of(register, "2023-07", date(2023, 7, 31))

    assert "các chỉ tiêu" not in texts(view)
    assert "0 chỉ tiêu" not in texts(view)


def test_first_report_requested_is_that_of_july() -> None:
    """The plan was issued on 12/6; no report is owed for June."""
    view, _ = report_from("real", "2023-06", date(2023, 6, 13))

    assert "kỳ tháng 7/2023 chậm nhất ngày 14/7/2023" in texts(view)
    assert "kỳ tháng 6/2023 chậm nhất" not in texts(view)


def test_claims_decided_after_the_period_are_counted() -> None:
    """They are among the accepted ones, but not in the table of the period."""
    accept = decision(Accept, "7-20", tasks=(59,), agencies=("so-y-te",))
    register = register_with([report("so-y-te", 7, "7-10", update(59, "done", "6-28"))], [accept])
    later = "Sau kỳ báo cáo, từ ngày 15/7/2023 đến ngày 31/7/2023, cơ quan tổng hợp đã xác nhận hoàn thành 1 lượt"

    assert later in texts(report_of(register, "2023-07", date(2023, 7, 31))[0])
    assert "Sau kỳ báo cáo" not in texts(report_of(register, "2023-07", date(2023, 7, 19))[0])


def test_the_table_of_groups_states_which_tasks_were_taken_over() -> None:
    """Annex I counts them for the other agency."""
    transfer = decision(Transfer, "7-5", tasks=(28,), agency="so-noi-vu", to="vp-ubnd-tinh")
    view, _ = report_of(register_with((), [transfer]), "2023-07", date(2023, 7, 31))

    assert "Phụ lục I tính theo cơ quan đang thực hiện: Văn phòng Ủy ban nhân dân tỉnh tiếp nhận nhiệm vụ 28" in texts(
        view
    )


@pytest.mark.parametrize(("day", "open_"), [(13, True), (14, False)])
def test_a_period_that_has_not_ended_is_named_as_such(day: int, open_: bool) -> None:  # noqa: FBT001 - the answer
    """Its last day is the 14th."""
    view, _ = report_of(register_with(), "2023-07", date(2023, 7, day))

    assert ("đến hết ngày 14/7/2023, kỳ chưa kết thúc)" in texts(view)) is open_


def test_the_annexes_name_the_number_and_the_signing_body_of_the_report() -> None:
    """The number and the day are blanks; the mark of requested bodies is explained."""
    annex = report_from("example", "2023-09", date(2023, 9, 20))[0].annexes[0]
    blank = "\u00a0" * 6

    assert annex.note == (
        f"(Kèm theo Báo cáo số{blank}/BC-CAT-PC06 ngày{blank}tháng{blank}năm 2023 của Công an tỉnh Bình Phước)"
    )
    assert "Dấu *: cơ quan được đề nghị, tòa án." in getattr(annex.blocks[-1], "text", "")
