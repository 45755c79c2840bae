"""The consolidated report: its numbers are those of `status`, its annexes whole, its outline that of the form."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from plan190.document.blocks import Heading, Items, Table, View
from plan190.model.decision import Accept, Close, Return
from plan190.model.month import Month
from plan190.model.report import Obstacle
from plan190.parts.context import ViewContext
from plan190.status.assess import assess
from plan190.status.facts import status_facts
from plan190.status.state import DONE, NO_DEADLINE, OPEN, State
from plan190.status.submissions import SubmissionState
from plan190.views import monthly, scoreboard
from plan190.words import words_in
from tests.builders import beside, decided, report, requesting, said
from tests.conftest import example_register, real_register

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment

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


def made(name: str, period: str, day: date) -> tuple[View, Assessment]:
    """Give the report and the assessment that it is made of."""
    return report_of(REGISTERS[name](), period, day)


def report_of(register: Register, period: str, day: date) -> tuple[View, Assessment]:
    """Give the report on these data and the assessment that it is made of."""
    assessment = assess(register, day, register.plan.policy)
    month = Month(*map(int, period.split("-")))
    return monthly.build(ViewContext(register, assessment, WORDS), month, register.letterheads[0].value), assessment


def table(view: View, name: str) -> Table:
    """Give the table of that name."""
    return next(one for one in view.tables if one.name == name)


def sums(one: Table, skip: int) -> list[int]:
    """Give what its rows add up to, column by column, beyond the first ones."""
    columns = list(zip(*one.rows, strict=True))[skip:]
    return [sum(cell.value for cell in column if isinstance(cell.value, int)) for column in columns]


@pytest.mark.parametrize(("name", "period", "day"), CASES)
def test_its_totals_are_those_of_status(name: str, period: str, day: date) -> None:
    """What the machine reads of the report holds what it reads of status, and the tables' totals are the same."""
    view, assessment = made(name, period, day)
    facts = status_facts(REGISTERS[name](), assessment)

    assert {key: view.facts[key] for key in facts} == facts
    groups = table(view, "groups")
    counts = [assessment.by_task.total, *(assessment.by_task[state] for state in (*DONE, *OPEN))]
    counts.append(assessment.by_task.together(*NO_DEADLINE))
    counts += [assessment.by_task[State.ENDED]] if assessment.by_task[State.ENDED] else []
    assert groups.totals is not None
    assert [cell.value for cell in groups.totals[2:]] == counts == sums(groups, 2)
    agencies = table(view, "agencies")
    assert agencies.totals is not None
    assert agencies.totals[2].value == assessment.by_obligation.total == sums(agencies, 2)[0]


@pytest.mark.parametrize(("name", "period", "day"), CASES)
def test_annexes_are_whole(name: str, period: str, day: date) -> None:
    """All 67 tasks; each overdue obligation once with its days late; each report owed once, by how it came in."""
    view, assessment = made(name, period, day)
    late = [one for one in assessment.verdicts if one.state is State.OVERDUE]

    assert [annex.number for annex in view.annexes] == [
        "I",
        "II",
        "III",
        "IV",
        *(["V"] if view.facts["obstacles"] else []),
    ]
    assert [row[0].value for row in table(view, "tasks").rows] == list(range(1, 68))
    if late:
        rows = table(view, "overdue").rows
        told: Counter[object] = Counter()
        for row in rows:
            several = re.match(r"(\d+) cơ quan: ", row[1].text)
            told[row[2].value, row[7].value] += int(several[1]) if several else 1
        assert told == Counter((one.task.number, one.days_late) for one in late)
        assert [row[7].value for row in rows] == sorted((row[7].value for row in rows), reverse=True)  # type: ignore[type-var]
    else:
        assert all(one.name != "overdue" for one in view.tables)
    month = Month(*map(int, period.split("-")))
    owed = [one for agency in assessment.agencies for one in agency.submissions if one.period == month]
    listed = view.facts["deliveries"]
    assert isinstance(listed, list)
    assert len(listed) == len(owed)
    assert sum(one["state"] == "late" for one in listed) == sum(one.state is SubmissionState.LATE for one in owed)


def test_its_outline_is_that_of_the_form() -> None:
    """Four parts; the first has three sections, the second two."""
    view, _ = made("example", "2023-08", date(2023, 8, 14))
    heads = [(block.level, block.text[:3]) for block in view.blocks if isinstance(block, Heading)]

    assert heads == [
        (1, "I. "), (2, "1. "), (2, "2. "), (2, "3. "), (1, "II."), (2, "1. "), (2, "2. "), (1, "III"), (1, "IV."),
    ]  # fmt: skip
    assert view.form is not None
    assert (view.form.kind, view.form.issuer) == ("BÁO CÁO", "CÔNG AN TỈNH BÌNH PHƯỚC")
    assert [name for name in vars(view.form) if not getattr(view.form, name)] == ["signer"]


def test_what_falls_due_reaches_through_the_next_month() -> None:
    """In the report of June 2023: all of June and July that is left, nothing of August."""
    view, assessment = made("real", "2023-06", date(2023, 6, 25))
    due = table(view, "due-next")

    assert {row[6].value for row in due.rows} == {
        date(2023, 6, 29),
        date(2023, 6, 30),
        date(2023, 7, 14),
        date(2023, 7, 31),
    }
    assert all(
        one.due is None
        or one.due > date(2023, 7, 31)
        or one.state is not State.WITHIN_TIME
        or one.task.number in {row[2].value for row in due.rows}
        for one in assessment.verdicts
    )
    assert monthly.last_of_next(Month(2023, 6)) == date(2023, 7, 31)
    assert monthly.last_of_next(Month(2023, 12)) == date(2024, 1, 31)


def test_what_has_ended_has_its_own_column() -> None:
    """Under its own title, beside what has no deadline, in each group and in the sum."""
    view, assessment = report_of(beside((), [decided(Close, "6-20", tasks=(39,))]), "2023-06", date(2023, 6, 25))
    groups = table(view, "groups")
    titles = [one.title for one in groups.columns]

    assert titles[-2:] == [WORDS("column.no_deadline"), WORDS("column.ended")]
    assert groups.totals is not None
    assert groups.totals[-1].value == sums(groups, 2)[-1] == assessment.by_task[State.ENDED] == 1


def test_indicators_are_added_up_and_rounded() -> None:
    """Task 59: the last values of 33 agencies, 1147 of 4785, which is 23.97 % and printed as 24."""
    view, assessment = made("example", "2023-08", date(2023, 8, 31))
    row = next(row for row in table(view, "indicators").rows if row[0].text == "59")
    last = [one.latest.measured for one in assessment.series if one.indicator.tasks == (59,)]

    assert [cell.value for cell in row[3:7]] == [
        len(last), sum(one.value for one in last), sum(one.of or 0 for one in last), Decimal("0.24"),
    ]  # fmt: skip
    assert row[6].text == "24%"


def test_nothing_is_said_to_be_done_or_lacking_where_nothing_is() -> None:
    """Before any day has passed and any report was owed, the report says so."""
    view, _ = made("real", "2023-06", date(2023, 6, 12))
    texts = [getattr(block, "text", "") for block in view.blocks]

    assert WORDS("monthly.nothing_lacking") in texts
    assert WORDS("monthly.none_done") in texts
    assert WORDS("monthly.nothing_decided") in texts
    assert WORDS("monthly.no_proposals") in texts


def test_the_scoreboard_ranks_by_its_formula() -> None:
    """The higher share first, the fewer days late next; equal records share a rank; who is requested has none."""
    register = example_register()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    found = scoreboard.scores(assessment)

    early = scoreboard.scores(assess(register, date(2023, 9, 10), register.plan.policy))
    assert {one.reports_due for one in early} >= {2}
    assert len(found) == sum(one.leads.total > 0 for one in assessment.agencies)
    for own in (True, False):
        ranked = [one for one in found if one.own_tasks is own and one.rank is not None]
        keys = [(-Decimal(one.on_time) / one.fallen_due, one.days_late) for one in ranked]
        assert keys == sorted(keys)
        assert [one.rank for one in ranked] == [1 + sum(other < key for other in keys) for key in keys]
        assert len(ranked) > 10
    requested = [one for one in found if one.agency.relation == "requested"]
    assert requested
    assert all(one.rank is None for one in requested)
    late = sum(one.overdue for one in found)
    assert late == assessment.by_obligation[State.OVERDUE]


def test_who_is_requested_comes_last_however_good() -> None:
    """Without a rank, and it takes no place of the others."""
    register = requesting(example_register(), "so-gddt", "so-xay-dung")
    found = scoreboard.scores(assess(register, date(2023, 9, 20), register.plan.policy))

    for own, good in ((True, "so-gddt"), (False, "so-xay-dung")):
        ranks = {one.agency.id: one.rank for one in found if one.own_tasks is own}
        given = [one for one in ranks.values() if one is not None]
        assert list(ranks.values()) == [*given, *[None] * (len(ranks) - len(given))]
        assert (ranks[good], given[0]) == (None, 1)
        assert given == sorted(given)
        assert given[-1] <= len(given)


def test_the_share_ranks_exactly() -> None:
    """10 of 11 are more than 9 of 10, though both are 90 percent, whatever the days."""
    agencies = [entry.value for entry in real_register().agencies[:2]]
    nine, ten = (
        scoreboard.Score(
            agency=agency,
            own_tasks=True,
            relation=agency.relation,
            obligations=due,
            fallen_due=due,
            on_time=due - 1,
            overdue=1,
            days_late=days,
            reports_on_time=0,
            reports_due=0,
        )
        for agency, due, days in zip(agencies, (10, 11), (1, 50), strict=True)
    )

    assert [(one.agency, one.rank) for one in scoreboard.ranked([nine, ten])] == [(agencies[1], 1), (agencies[0], 2)]


def texts(view: View) -> str:
    """Give what the report says outside of its tables."""
    found = [getattr(block, "text", "") for block in view.blocks]
    found += [text for block in view.blocks if isinstance(block, Items) for text in block.texts]
    return "\n".join(found)


def test_the_coming_month_is_that_after_the_day() -> None:
    """Also in a report of an earlier period: nothing in it has passed, nothing to come is left out."""
    late, _ = made("example", "2023-07", date(2023, 9, 20))
    usual, _ = made("example", "2023-09", date(2023, 9, 20))

    assert table(late, "due-next").rows == table(usual, "due-next").rows
    for view in (late, usual):
        assert "kỳ tháng 10/2023 chậm nhất ngày 14/10/2023" in texts(view)
        assert "chậm nhất ngày 14/8/2023" not in texts(view)
    early, _ = made("example", "2023-09", date(2023, 9, 10))
    assert "kỳ tháng 9/2023 chậm nhất ngày 14/9/2023" in texts(early)


def test_each_decision_is_in_the_report_of_one_month() -> None:
    """By its day: what was decided after the cut-off is in the next one."""
    register = example_register()
    day = date(2023, 10, 31)
    assessment = assess(register, day, register.plan.policy)
    found = [one.id for month in range(6, 12) for one in monthly.decided_in(register, assessment, Month(2023, month))]
    assert sorted(found) == sorted(one.value.id for one in assessment.snapshot.decisions)
    assert {one.date for one in monthly.decided_in(register, assessment, Month(2023, 8))} <= {
        date(2023, 7, 15) + timedelta(days=number) for number in range(31)
    }
    edges = beside((), [decided(Accept, on, tasks=(39,)) for on in ("7-14", "7-15", "8-14", "8-15")])
    august = monthly.decided_in(edges, assess(edges, day, edges.plan.policy), Month(2023, 8))
    assert [one.date for one in august] == [date(2023, 7, 15), date(2023, 8, 14)]


def test_only_what_is_owed_is_lacking() -> None:
    """Not the late report of who need not report; not what was sent back and has since been done by another."""
    done = [
        report("toa-an-tinh", 7, "7-20"),
        report("so-y-te", 7, "7-13", said(62, "done", "7-1")),
        report("so-tttt", 8, "8-10", said(62, "done", "8-1")),
    ]
    register = beside(done, [decided(Return, "7-20", tasks=(62,))])

    assert "gửi báo cáo kỳ tháng 7/2023 muộn" not in texts(report_of(register, "2023-07", date(2023, 7, 31))[0])
    assert "1 lượt nhiệm vụ báo hoàn thành nhưng bị trả lại" in texts(
        report_of(register, "2023-08", date(2023, 8, 9))[0]
    )
    assert "bị trả lại" not in texts(report_of(register, "2023-08", date(2023, 8, 11))[0])


def test_a_common_task_is_told_by_its_states() -> None:
    """Not by the last words of its agencies, of which many say only that nothing has changed."""
    view, assessment = made("example", "2023-09", date(2023, 9, 20))
    task = next(one for one in assessment.tasks if one.task.number == 59)
    states = Counter(one.state for one in task.verdicts)
    result = next(row for row in table(view, "tasks").rows if row[0].value == 59)[6].text

    assert f"quá hạn: {states[State.OVERDUE]}/{len(task.verdicts)}" in result
    assert f"hoàn thành đúng hạn: {states[State.DONE_ON_TIME]}/{len(task.verdicts)}" in result
    assert "không có gì thay đổi" not in result


@pytest.mark.parametrize(("number", "named"), [(3, True), (4, False), (10, True), (11, False)])
def test_few_are_named_and_more_are_counted(number: int, named: bool) -> None:  # noqa: FBT001 - the answer
    """Three in a cell, with their obstacles; ten in a sentence."""
    register = real_register()
    several = register.members(register.task_of[59].lead.bodies)[:number]
    obstacle = Obstacle(category="kinh-phi", beyond_authority=False, description="thiếu tiền")
    updates = said(59, "done", "6-28"), said(61, obstacles=(obstacle,))
    view, _ = report_of(beside(report(one.id, 7, "7-13", *updates) for one in several), "2023-07", date(2023, 7, 20))
    names = ", ".join(one.short or one.name for one in several)
    if number > 4:
        assert f"hoàn thành đúng hạn: {names if named else f'{number} cơ quan'}" in texts(view)
        return
    done, hindered = (next(row for row in table(view, "tasks").rows if row[0].value == task) for task in (59, 61))
    assert f"hoàn thành đúng hạn: {number}/35" + (f" ({names})" if named else "") in done[6].text
    assert (names in done[6].text, "thiếu tiền" in hindered[8].text) == (named, named)


@pytest.mark.parametrize(("closed", "more"), [(8, ""), (7, "Và 1 nhiệm vụ khác")])
def test_ten_late_tasks_are_named(closed: int, more: str) -> None:
    """Of the 18 that are late on 31/7 some are closed."""
    day = date(2023, 7, 31)
    _, before = made("real", "2023-07", day)
    late = [one.task.number for one in before.tasks if one.state is State.OVERDUE]
    assert len(late) == 18
    view, _ = report_of(beside((), [decided(Close, "6-20", tasks=tuple(late[:closed]))]), "2023-07", day)

    assert ("nhiệm vụ khác" in texts(view), more in texts(view)) == (bool(more), True)


def test_what_rests_on_an_assumption_is_marked() -> None:
    """How many overdue obligations are of bodies that the plan does not name."""
    view, _ = made("real", "2023-07", date(2023, 7, 31))
    assert re.search(r"\d+ trong \d+ lượt nhiệm vụ quá hạn thuộc nhóm mà kế hoạch không kể tên", texts(view))


def test_reports_of_earlier_months_that_are_missing_are_told() -> None:
    """The month of the report has its own line."""
    view, assessment = made("example", "2023-09", date(2023, 9, 20))
    earlier = [
        one
        for agency in assessment.agencies
        for one in agency.submissions
        if one.state is SubmissionState.MISSING and one.period < Month(2023, 9)
    ]
    assert earlier
    assert f"{len(earlier)} báo cáo của các kỳ trước chưa gửi" in texts(view)


def test_who_signs_does_not_report_to_itself() -> None:
    """Under the committee's own head there is no addressee, so nothing is "respectfully reported" or asked of one."""
    register = example_register()
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    heads = {one.value.issuer: one.value for one in register.letterheads}
    own = texts(monthly.build(ViewContext(register, assessment, WORDS), Month(2023, 9), heads["ubnd-tinh"]))
    police = texts(monthly.build(ViewContext(register, assessment, WORDS), Month(2023, 9), heads["cong-an-tinh"]))

    assert "kính báo cáo./." in police
    assert "Kính đề nghị Chủ tịch" in police
    assert "kính" not in own.lower()


def test_lists_end_as_documents_of_state_do() -> None:
    """A capital first, semicolons, a full stop after the last; never two signs at once."""
    view, _ = made("example", "2023-09", date(2023, 9, 20))
    found = [block.texts for block in view.blocks if isinstance(block, Items)]

    assert len(found) >= 6
    for several in found:
        assert all(text.endswith(";") for text in several[:-1])
        assert several[-1].endswith(".")
        assert not any(re.search(r"[.;][.;]$", text) or text[0].islower() for text in several)


def test_without_any_report_nothing_is_said_to_be_collected() -> None:
    """No sums of values, no causes that agencies gave, no documents that they cite."""
    view, _ = made("real", "2023-10", date(2023, 10, 5))

    assert "tổng hợp báo cáo" not in texts(view)
    assert "được cộng" not in texts(view)
    assert "theo báo cáo của các cơ quan" not in texts(view)
    assert "0 văn bản" not in texts(view)


def test_no_report_is_asked_for_before_the_first_one() -> None:
    """The plan was issued on 12 June; June's report, due on the 14th, is owed by nobody."""
    view, _ = made("real", "2023-06", date(2023, 6, 13))

    assert "kỳ tháng 7/2023 chậm nhất ngày 14/7/2023" in texts(view)
    assert "kỳ tháng 6/2023 chậm nhất" not in texts(view)
