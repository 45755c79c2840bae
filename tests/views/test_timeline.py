"""A task's timeline: each report and decision once, in order, in its own words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from plan190.document.blocks import Heading, Paragraph
from plan190.formats import RenderOptions, render
from plan190.model.decision import Accept, Close, Extend, Reply, Resume, Return, Schedule, Suspend, Transfer
from plan190.model.report import AtRisk, Contribution, Evidence, Obstacle
from plan190.parts.context import view_context
from plan190.status.assess import assess
from plan190.status.figures.task import task_facts, task_figures, task_page_figures
from plan190.views import task as task_view
from plan190.words import words_in
from tests.builders import correction, day, decision, measured, register_with, report, update
from tests.conftest import example_register, real_register
from tests.outputs import as_json
from tests.views.blocks import table_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.document.blocks import View
    from plan190.model.register import Register
    from plan190.words import Words

VI, EN = words_in("vi"), words_in("en")


def page_builder(register: Register, as_of: date) -> Callable[..., View]:
    """Return a function that builds the page of a task as of a date."""
    assessment = assess(register, as_of, register.plan.policy)

    def page_of(number: int, words: Words = VI) -> View:
        return task_view.build_page(
            task_page_figures(register, assessment, assessment.task(str(number))),
            view_context(register, assessment, words),
        )

    return page_of


def page(register: Register, as_of: date, number: int) -> View:
    """Return the page of a task as of a date."""
    return page_builder(register, as_of)(number)


def timeline_rows(view: View) -> list[tuple[str, ...]]:
    """Return the rows of the timeline; those of single agencies come last."""
    return [
        tuple(cell.text for cell in row)
        for table in view.tables
        if table.name in {"story", "stories"}
        for row in table.rows
    ]


def timeline_facts(view: View) -> list[dict[str, Any]]:
    """Return the timeline from the facts."""
    facts: Any = as_json(view.facts)["story"]
    return facts  # type: ignore[no-any-return]


def test_csv_and_json_name_the_events_alike() -> None:
    """CSV has them in its last column."""
    page_of = page_builder(example_register(), date(2023, 9, 20))
    for number in range(1, 68):
        view = page_of(number)
        tables = [table for table in view.tables if table.name in {"story", "stories"}]
        named = Counter(row[-1].text for table in tables for row in table.rows)
        assert named == Counter(event["event"] for event in timeline_facts(view))


def expected_updates(register: Register, as_of: date, number: int) -> Counter[tuple[str, str, str | None, str]]:
    """Count the entries on a task in the reports of a register as of a date."""
    counts: Counter[tuple[str, str, str | None, str]] = Counter()
    for report_file in register.reports:
        content = report_file.value
        if content.reported_on > as_of or (content.withdrawn is not None and content.withdrawn.date <= as_of):
            continue
        for entry in content.updates:
            counts[content.agency, str(content.period), None, entry.summary or ""] += entry.task == str(number)
        for entry in content.corrections:
            key = (content.agency, str(content.period), str(entry.corrects), entry.summary or "")
            counts[key] += entry.task == str(number)
        for contribution in content.contributions:
            counts[content.agency, str(content.period), None, contribution.contribution] += contribution.task == str(
                number
            )
    return +counts


def expected_decisions(register: Register, as_of: date, number: int) -> Counter[str]:
    """Count the decisions on a task as of a date, by what they name."""
    task = register.tasks_by_id[str(number)]
    leading = {agency.id for agency in register.members(task.lead.bodies)}
    assumed = {assumption.id for assumption in register.assumptions_of(task)}
    decisions = [entry.value for entry in register.decisions if entry.value.date <= as_of]
    replaced = {item.corrects for item in decisions}
    counts: Counter[str] = Counter()
    for item in decisions:
        values = vars(item)
        members = {other.id for other in register.members(values.get("agencies", ()))}
        touches = (
            task.id in values.get("tasks", ())
            or values.get("task") == task.id
            or values.get("whole_plan", False)
            or values.get("assumption") in assumed
            or (values.get("event") or values.get("schedule") or "-") == task.deadline.waits_for
            or (not values.get("tasks") and item.kind in {"close", "suspend", "resume"} and bool(members & leading))
        )
        if item.id not in replaced and item.kind != "withdraw" and touches:
            counts[item.id] += 1
    return counts


@pytest.mark.parametrize("as_of", [date(2023, 7, 14), date(2023, 9, 20)])
def test_every_report_and_decision_is_listed_exactly_once(as_of: date) -> None:
    """Compared with the files, task by task; the only other rows are those of the plan and its dates."""
    register = example_register()
    page_of = page_builder(register, as_of)
    reports = decisions = 0
    for number in range(1, 68):
        view = page_of(number)
        events = timeline_facts(view)
        reported = Counter(
            (
                event["agency"],
                event["period"],
                event.get("corrects"),
                event.get("summary") or event.get("contribution") or "",
            )
            for event in events
            if event["event"] in {"reported", "contributed"}
        )
        named = Counter(event["id"] for event in events if event["event"] == "decided")
        others = Counter(event["event"] for event in events) - Counter(reported=10**6, contributed=10**6, decided=10**6)

        assert reported == expected_updates(register, as_of, number), number
        assert named == expected_decisions(register, as_of, number), number
        assert others["issued"] == others["deadline"] == 1
        assert len(timeline_rows(view)) == len(events)
        reports, decisions = reports + reported.total(), decisions + named.total()
    submitted = [report_file for report_file in register.reports if report_file.reported_on <= as_of]
    assert reports == sum(len(report_file.all_entries) for report_file in submitted)
    assert decisions > 0


def test_summaries_and_contributions_are_quoted_to_the_letter() -> None:
    """Only white space is normalised."""
    register = example_register()
    page_of = page_builder(register, date(2023, 9, 20))
    for number in (1, 35, 39, 59):
        view = page_of(number)
        cells = [row[3] for row in timeline_rows(view)]
        for report_file in register.reports:
            for entry in report_file.all_entries:
                value: Any = entry.value
                text = getattr(value, "summary", None) or getattr(value, "contribution", None)
                if value.task == number and text:
                    assert any(" ".join(text.split()) in cell for cell in cells), text


def test_small_timeline_is_in_order() -> None:
    """Issue, reports, extension, reply, completion, correction and acceptance, worked out by hand."""
    obstacle = Obstacle(category="kinh-phi", beyond_authority=True, description="thiếu tiền", proposal="cấp thêm")
    evidence = Evidence(title="Biên bản", number="12/BB-STTTT", date=day("8-2"), link="https://hu-cau.example/12")
    first = update(39, progress=40, summary="đang làm", obstacles=(obstacle,), evidence=(evidence,))
    risk = AtRisk(reason="chờ máy", expected_on=day("8-20"))
    reports = [
        report("so-tttt", 7, "7-10", first),
        report("so-tttt", 8, "8-10", update(39, at_risk=risk, summary="gần xong")),
        report("so-tttt", 9, "9-10", correction(8, 39, "done", "8-5", summary="xong rồi")),
        report("so-y-te", 7, "7-12", contributions=(Contribution(task="39", contribution="cho mượn máy"),)),
    ]
    decisions = [
        decision(Extend, "7-20", tasks=(39,), until=day("8-3"), why="máy hỏng"),
        decision(Reply, "7-25", agency="so-tttt", task=39, obstacle="kinh-phi", answer="đã cấp"),
        decision(Accept, "9-12", tasks=(39,)),
        decision(Accept, "9-13", tasks=(40,)),
    ]
    rows = timeline_rows(page(register_with(reports, decisions), day("9-20"), 39))

    assert [row[:3] for row in rows] == [
        ("12/6/2023", "Ủy ban nhân dân tỉnh Bình Phước", "ban hành kế hoạch"),
        ("12/6/2023", "—", "thời hạn theo kế hoạch"),
        ("10/7/2023", "Sở TT&TT", "báo cáo kỳ 7/2023"),
        ("12/7/2023", "Sở Y tế", "đóng góp, báo cáo kỳ 7/2023"),
        ("20/7/2023", "Chủ tịch Ủy ban nhân dân tỉnh Bình Phước", "gia hạn đến 3/8/2023"),
        ("25/7/2023", "Chủ tịch Ủy ban nhân dân tỉnh Bình Phước", "trả lời vướng mắc kinh-phi của Sở TT&TT"),
        ("5/8/2023", "Sở TT&TT", "hoàn thành, quá hạn 21 ngày"),
        ("10/8/2023", "Sở TT&TT", "báo cáo kỳ 8/2023"),
        ("10/9/2023", "Sở TT&TT", "sửa báo cáo kỳ 8/2023 (ở báo cáo kỳ 9/2023)"),
        ("12/9/2023", "Chủ tịch Ủy ban nhân dân tỉnh Bình Phước", "xác nhận đã hoàn thành"),
    ]
    detail_of = {row[2]: row[4] for row in rows}
    summary_of = {row[2]: row[3] for row in rows}
    assert detail_of["báo cáo kỳ 7/2023"] == (
        "vướng mắc (kinh phí, vượt thẩm quyền): thiếu tiền (đề xuất: cấp thêm); "
        "Biên bản (số 12/BB-STTTT ngày 2/8/2023) <https://hu-cau.example/12>"
    )
    assert summary_of["báo cáo kỳ 7/2023"] == "đang thực hiện 40%: đang làm"
    assert summary_of["báo cáo kỳ 8/2023"] == "đang thực hiện: gần xong (đã sửa ngày 10/9/2023)"
    assert summary_of["sửa báo cáo kỳ 8/2023 (ở báo cáo kỳ 9/2023)"].endswith("xong rồi (lý do sửa: vì)")
    assert detail_of["báo cáo kỳ 8/2023"] == "có nguy cơ chậm, dự kiến xong 20/8/2023: chờ máy"
    assert summary_of["gia hạn đến 3/8/2023"] == "máy hỏng"
    assert summary_of["trả lời vướng mắc kinh-phi của Sở TT&TT"] == "đã cấp; vì"


def test_withdrawn_and_later_entries_are_not_listed() -> None:
    """Only what counts as of the date is listed."""
    reports = [
        report("so-tttt", 7, "7-10", update(39, summary="bị rút"), withdrawn="7-12"),
        report("so-tttt", 8, "8-10", update(39, summary="nói sau")),
    ]
    decisions = [decision(Extend, "8-11", tasks=(39,), until=day("9-30"))]
    register = register_with(reports, decisions)

    def texts(when: str) -> str:
        return " ".join(text for row in timeline_rows(page(register, day(when), 39)) for text in row)

    assert "bị rút" in texts("7-11")
    assert "bị rút" not in texts("7-13")
    assert "nói sau" not in texts("8-9")
    assert "gia hạn" not in texts("8-10")
    assert "gia hạn" in texts("8-11")


def test_overdue_entry_is_on_the_day_after_the_due_date() -> None:
    """Due on 30/6; suspended from 25/6 to 10/7, the task is overdue from 10/7."""
    paused = [decision(Suspend, "6-25", tasks=(39,)), decision(Resume, "7-10", tasks=(39,))]

    def overdue_dates(decisions: list[Any]) -> list[str]:
        return [
            row[0]
            for row in timeline_rows(page(register_with((), decisions), day("7-31"), 39))
            if row[2] == VI("timeline.overdue")
        ]

    assert overdue_dates([]) == ["1/7/2023"]
    assert overdue_dates(paused) == ["10/7/2023"]
    assert overdue_dates([decision(Extend, "6-20", tasks=(39,), until=day("7-20"))]) == ["21/7/2023"]
    assert overdue_dates([decision(Close, "6-20", tasks=(39,))]) == []


def test_overdue_entry_comes_before_a_done_entry_of_the_same_date() -> None:
    """Task 59 is due on 30/6; one agency is done on 1/7, when the others become overdue."""
    register = register_with([report("so-y-te", 7, "7-13", update(59, "done", "7-1"))])
    view = page(register, day("7-20"), 59)
    events = [event["event"] for event in timeline_facts(view) if event["day"] == "2023-07-01"]
    texts = [row[2] for row in timeline_rows(view) if row[0] == "1/7/2023"]

    assert events == ["overdue", "done"]
    assert texts == [VI("timeline.overdue"), "hoàn thành, quá hạn 1 ngày"]


def test_agencies_with_different_days_late_are_listed_apart() -> None:
    """All are overdue since 1/7; one was suspended for five days."""
    decisions = [
        decision(kind, when, tasks=(59,), agencies=("so-y-te",)) for kind, when in ((Suspend, "7-5"), (Resume, "7-10"))
    ]
    late = [
        row
        for row in timeline_rows(page(register_with((), decisions), day("7-20"), 59))
        if row[2] == VI("timeline.overdue")
    ]

    assert {row[0] for row in late} == {"1/7/2023"}
    assert sorted(row[3].split(": ")[1] + ": " + row[3].split(": ")[2] for row in late) == [
        "quá hạn 15 ngày: 0/11 cơ quan, giả định 1/24",
        "quá hạn 20 ngày: 11/11 cơ quan, giả định 23/24",
    ]


def test_correction_submitted_last_counts() -> None:
    """July was corrected by September's report of 10/9 and by August's of 15/9."""
    reports = [
        report("so-tttt", 7, "7-10", update(39, summary="đầu")),
        report("so-tttt", 8, "9-15", correction(7, 39, summary="cuối")),
        report("so-tttt", 9, "9-10", correction(7, 39, summary="giữa")),
    ]
    rows = timeline_rows(page(register_with(reports), day("9-20"), 39))

    assert [row[0] for row in rows if row[3].endswith("(đã sửa ngày 15/9/2023)")] == ["10/7/2023", "10/9/2023"]
    assert [row[0] for row in rows if "cuối (lý do sửa: vì)" in row[3]] == ["15/9/2023"]


def test_schedule_entry_names_its_source() -> None:
    """The source is in the cell of the document that announced the schedule."""
    schedule = decision(Schedule, "7-1", schedule="qd-766", recurring=True, source="điều 2,\nkhoản 1")
    (cell,) = (
        row[4]
        for row in timeline_rows(page(register_with((), [schedule]), day("7-20"), 65))
        if "[schedule-7-1]" in row[4]
    )

    assert cell == "văn bản 1/QĐ-HUCAU ngày 1/6/2023 điều 2, khoản 1 [schedule-7-1]"


def steps_of(decisions: list[Any], when: str) -> tuple[dict[str, str], str]:
    """Return the steps of the verdict on task 39, due on 30/6, and the sentence on what comes next."""
    view = page(register_with((), decisions), day(when), 39)
    steps = table_named(view, "steps")
    after = view.blocks[view.blocks.index(steps) + 1]
    assert isinstance(after, Paragraph)
    return {row[0].text: row[1].text for row in steps.rows}, after.text


def test_steps_of_a_verdict_are_exact_to_the_day() -> None:
    """Before, on and after the due date, and with days late from before an extension."""
    extended = [decision(Extend, "7-10", tasks=(39,), until=day("7-31"))]
    day_step, late_step = VI("step.day"), VI("step.late")

    assert steps_of([], "6-14")[1] == "Nếu không có báo cáo: sắp đến hạn từ 23/6/2023, quá hạn từ 1/7/2023."
    assert steps_of([], "6-29")[0][day_step] == "29/6/2023: trước ngày cuối 1 ngày"
    assert steps_of([], "6-30")[0][day_step] == "30/6/2023: chính là ngày cuối"
    assert steps_of([], "6-30")[1] == "Nếu không có báo cáo: quá hạn từ 1/7/2023."
    assert steps_of([], "7-1")[0][day_step] == "1/7/2023: sau ngày cuối 1 ngày"
    assert steps_of(extended, "8-5")[0][late_step] == (
        "14 ngày: 9 ngày trước khi có quyết định, 5 ngày tính từ ngày cuối hiện nay"
    )


def test_transferred_task_lists_both_agencies() -> None:
    """The reports of the old agency, the transfer, and the reports of the new agency."""
    reports = [
        report("so-tttt", 7, "7-10", update(39, summary="trước")),
        report("so-y-te", 8, "8-10", update(39, "done", "8-1", summary="sau")),
    ]
    register = register_with(reports, [decision(Transfer, "7-15", tasks=(39,), agency="so-tttt", to="so-y-te")])
    view = page(register, day("8-20"), 39)
    rows = timeline_rows(view)

    assert [row[2] for row in rows if row[1] == "Sở TT&TT"] == ["báo cáo kỳ 7/2023"]
    assert "chuyển cho Sở Y tế" in [row[2] for row in rows]
    assert [row[2] for row in rows if row[1] == "Sở Y tế"] == ["hoàn thành, quá hạn 32 ngày", "báo cáo kỳ 8/2023"]


def test_returned_claim_has_no_done_entry() -> None:
    """The done entry is listed until the date of the return."""
    register = register_with(
        [report("so-tttt", 7, "7-10", update(39, "done", "6-28"))], [decision(Return, "7-20", tasks=(39,))]
    )

    assert "done" in [event["event"] for event in timeline_facts(page(register, day("7-19"), 39))]
    assert "done" not in [event["event"] for event in timeline_facts(page(register, day("7-20"), 39))]


@pytest.mark.parametrize("number", [59, 61, 62])
def test_timeline_of_a_group_task_is_compact(number: int) -> None:
    """Shared entries are listed once, those of an agency together, and equal verdicts in one row with a count."""
    register = example_register()
    view = page(register, date(2023, 9, 20), number)
    tables = {table.name: table for table in view.tables}
    verdicts, agencies = tables["verdicts"].rows, [row[1].text for row in tables["stories"].rows]
    obligations = [row for name in ("obligations", "assumed") if name in tables for row in tables[name].rows]

    assert len(obligations) == (1 if number == 62 else 35), "62 is a joint task"
    assert sum(int(row[0].text) for row in verdicts) == 35
    assert len(verdicts) < 20
    assert len(tables["story"].rows) < 12
    assert tables["stories"].sortable
    assert agencies == sorted(agencies, key=agencies.index)
    assert len(set(agencies)) == len(list(groupby(agencies)))
    assert all(row[0].page for row in obligations) or number == 62


def test_joint_task_has_one_done_entry() -> None:
    """One accepted claim counts for all agencies and is listed once."""
    register = real_register()
    joint = next(entry.value for entry in register.tasks if entry.value.owed == "jointly")
    agency = register.members(joint.lead.bodies)[0].id
    accept = decision(Accept, "7-12", tasks=(joint.number,), agencies=(agency,))
    register = register_with([report(agency, 7, "7-10", update(joint.number, "done", "6-28"))], [accept])

    assert Counter(event["event"] for event in timeline_facts(page(register, day("7-20"), joint.number)))["done"] == 1


def test_facts_hold_the_whole_task() -> None:
    """The facts of the task are those of `show`, with the timeline."""
    register = example_register()
    view = page(register, date(2023, 9, 20), 39)
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)

    assert view.facts["task"] == task_facts(task_figures(register, assessment.task("39")))["task"]
    assert as_json(view.facts)["as_of"] == "2023-09-20"
    assert [event["day"] for event in timeline_facts(view)] == sorted(event["day"] for event in timeline_facts(view))


@pytest.mark.parametrize("words", [VI, EN])
def test_every_task_has_a_page_in_both_languages(words: Words) -> None:
    """All 67 pages are built as of three dates, with every part."""
    for register, as_of in (
        (example_register(), date(2023, 9, 20)),
        (real_register(), date(2023, 6, 1)),
        (real_register(), date(2026, 10, 20)),
    ):
        page_of = page_builder(register, as_of)
        for number in range(1, 68):
            view = page_of(number, words)
            headings = [block.text for block in view.blocks if isinstance(block, Heading) and block.level == 1]
            timeline_part = [words("timeline.title")] if as_of > date(2023, 6, 12) else []
            parts = [
                words("task.title", number=number),
                words("task.obligations"),
                *timeline_part,
                words("timeline.basis"),
            ]
            assert headings[: len(parts)] == parts


HOSTILE = "<script>alert(1)</script> [x](javascript:y) =1+1 |a|b| \u202eabc\u202c " + "dài " * 2000 + "hết"


def test_hostile_text_is_left_to_the_formats() -> None:
    """A view neither cleans nor cuts text; the formats escape it."""
    evidence = Evidence(title=HOSTILE)
    hostile = update(
        39,
        summary=HOSTILE,
        evidence=(evidence,),
        at_risk=AtRisk(reason=HOSTILE, expected_on=day("8-1")),
        obstacles=(Obstacle(category="khac", beyond_authority=False, description=HOSTILE, proposal=HOSTILE),),
        indicators=(measured("ho-so-dung-han", 1, 2),),
    )
    help_ = Contribution(task="39", contribution=HOSTILE)
    reports = [report("so-tttt", 7, "7-10", hostile), report("so-y-te", 7, "7-11", contributions=(help_,))]
    view = page(
        register_with(reports, [decision(Extend, "7-12", tasks=(39,), until=day("8-1"), why=HOSTILE)]), day("7-20"), 39
    )
    text = " ".join(HOSTILE.split())
    cells = [cell for row in timeline_rows(view) for cell in row]

    assert sum(cell.count(text) for cell in cells) == 7
    assert next(event["summary"] for event in timeline_facts(view) if event["event"] == "reported") == HOSTILE
    assert b"\xe2\x80\xae" not in render("text", view, RenderOptions(VI))


def test_page_without_reports_says_so() -> None:
    """A paragraph says that no report has been submitted."""
    view = page(real_register(), date(2023, 7, 1), 39)

    assert any(isinstance(block, Paragraph) and "chưa có báo cáo nào" in block.text for block in view.blocks)
    assert [event["event"] for event in timeline_facts(view)] == ["issued", "deadline", "overdue"]
