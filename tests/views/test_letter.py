"""Letters agree with the assessment, list what each agency owes, and demand nothing from requested bodies."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest

from plan190.document.blocks import Heading, Items, Paragraph, Table
from plan190.document.flow import flow
from plan190.model.decision import Settle, Transfer
from plan190.parts.context import view_context
from plan190.parts.names import period_name, period_ranges
from plan190.status.assess import assess
from plan190.status.figures.letter import KINDS, LetterFigures, Mailing, combined_figures, letter_figures
from plan190.status.periods import period_runs
from plan190.status.state import OPEN, State
from plan190.status.submissions import SubmissionState
from plan190.views import letter
from plan190.words import OfficialWords, words_in
from tests.builders import decision, example_assessment, register_with, report, update, with_plan, with_requested
from tests.conftest import example_register, real_register
from tests.outputs import as_json
from tests.views.blocks import agencies_in, as_read

if TYPE_CHECKING:
    from plan190.document.blocks import View
    from plan190.model.letterhead import Letterhead
    from plan190.model.register import Register
    from plan190.status.figures.letter import Kind
    from plan190.status.verdicts import Assessment

DAY = date(2023, 9, 20)
SOON = DAY + timedelta(days=30)
VI = words_in("vi")
DEMANDING = re.compile(
    r"đôn đốc|yêu cầu|quá hạn|khẩn trương|chậm|đúng hạn|nghiêm túc|phê bình|overdue|late|must", re.IGNORECASE
)


def figures_of(
    register: Register, assessment: Assessment, kind: Kind, head: Letterhead | None = None, by: date | None = None
) -> LetterFigures:
    """Return the figures of letters of that kind; without `head` under the first letterhead."""
    return letter_figures(register, assessment, Mailing(head or register.letterheads[0].value, SOON, by), kind)


def letter_to(
    register: Register,
    assessment: Assessment,
    name: str,
    kind: Kind,
    language: str = "vi",
    head: Letterhead | None = None,
) -> View:
    """Return the letter to one agency."""
    agency = next(verdict.agency for verdict in assessment.agencies if verdict.agency.id == name)
    context = view_context(register, assessment, words_in("en" if language == "en" else "vi"))
    return as_read(letter.build(figures_of(register, assessment, kind, head), context, agency))


def letter_to_all(register: Register, assessment: Assessment, kind: Kind) -> View:
    """Return the single letter to all agencies."""
    figures = figures_of(register, assessment, kind, by=date(2023, 9, 29))
    return as_read(letter.build_all(figures, view_context(register, assessment, VI)))


def addressees(register: Register, assessment: Assessment, kind: Kind, head: Letterhead | None = None) -> list[str]:
    """Return the ids of the agencies that get a letter."""
    return [agency.id for agency in figures_of(register, assessment, kind, head).owed.agencies]


def body_text(view: View) -> str:
    """Return the text of the letter without its tables and the title of the plan."""
    texts = [block.text for block in flow(view, VI) if isinstance(block, Paragraph)]
    texts += [text for block in flow(view, VI) if isinstance(block, Items) for text in block.texts]
    title = example_register().plan.title
    return "\n".join(texts).replace(title, "…")


def column(table: Table, title: str) -> list[object]:
    """Return the values of the column with that title."""
    number = next(number for number, header in enumerate(table.columns) if header.title == title)
    return [row[number].value if row[number].value is not None else row[number].text for row in table.rows]


def test_letter_lists_exactly_the_overdue_tasks_of_its_agency() -> None:
    """The text states their number, the table the days late; agencies without overdue tasks get no letter."""
    register, assessment = example_register(), example_assessment()
    late: dict[str, list[tuple[object, object]]] = {}
    for verdict in assessment.verdicts:
        if verdict.state is State.OVERDUE:
            for agency in verdict.agencies:
                late.setdefault(agency.id, []).append((verdict.task.number, verdict.days_late))

    assert set(addressees(register, assessment, "after")) == set(late)
    assert (len(late), sum(map(len, late.values()))) == (16, 22)
    for name, owed in late.items():
        view = letter_to(register, assessment, name, "after")
        rows = rows_of(view, "column.task", "column.days_late")
        assert sorted(map(str, rows)) == sorted(map(str, owed))
        assert sum(counted(body_text(view))) == len(owed)
        assert view.form is not None
        assert len(view.form.to) == 1


def rows_of(view: View, *titles: str) -> list[tuple[object, ...]]:
    """Return the values of these columns in the rows of all tables."""
    return [row for table in view.tables for row in zip(*(column(table, VI(title)) for title in titles), strict=True)]


def counted(text: str) -> list[int]:
    """Return the numbers of obligations in the opening sentence: stated, assumed, and joint."""
    opening = re.search(r"có (\d[^:(]*?) (?:đã quá hạn|đến hạn)", text)
    assert opening is not None
    return [int(number) for number in re.findall(r"(\d+) (?:lượt nhiệm vụ|nhiệm vụ chung)", opening[1])]


def agencies_named(*tables: Table) -> int:
    """Return how many agencies the rows of the tables name."""
    return sum(agencies_in(str(value)) for table in tables for value in column(table, VI("column.agency")))


def test_issuer_gets_no_letter_under_its_own_letterhead() -> None:
    """Công an tỉnh gets a letter only under another letterhead."""
    register = example_register()
    assessment = assess(register, date(2024, 1, 10), register.plan.policy)
    own, committee = (entry.value for entry in register.letterheads[:2])

    for kind in KINDS:
        to = addressees(register, assessment, kind)
        assert own.issuer not in to
        if to:
            assert own.issuer not in str(letter_to_all(register, assessment, kind).facts["to"])
    assert own.issuer in addressees(register, assessment, "after", committee)


def test_answer_to_a_letter_of_the_committee_goes_to_the_police() -> None:
    """The agency that signs is not the one that collects, and it does not report to itself."""
    register, assessment = example_register(), example_assessment()
    head = next(entry.value for entry in register.letterheads if entry.value.issuer == register.plan.issuer)
    kinds: tuple[Kind, ...] = ("report", "after")
    letters = [letter_to(register, assessment, "ban-dan-toc", kind, head=head) for kind in kinds]
    text = "".join(map(body_text, letters))

    assert "gửi Công an tỉnh Bình Phước chậm nhất ngày" in text
    assert "báo cáo Ủy ban nhân dân tỉnh Bình Phước" in text
    assert "Chủ tịch Ủy ban nhân dân tỉnh" not in text


def test_sender_that_receives_the_reports_reports_them_to_nobody() -> None:
    """The agency answers the sender; the issuer of the plan decides on due dates."""
    register = example_register()
    register = with_plan(register, reporting=replace(register.plan.reporting, to="cong-an-tinh"))
    kinds: tuple[Kind, ...] = ("report", "after")
    vi, en = (
        "".join(body_text(letter_to(register, example_assessment(), "ban-dan-toc", kind, language)) for kind in kinds)
        for language in ("vi", "en")
    )

    assert vi.count("năm 2023 để tổng hợp;") == len(kinds)
    assert "có văn bản đề nghị Ủy ban nhân dân tỉnh Bình Phước xem xét" in vi
    assert "for the report to" not in en
    assert "request this in writing from the Binh Phuoc Provincial People's Committee" in en


def testletter_to_the_court_demands_nothing() -> None:
    """The court is not under the committee, though the plan does not write "requests" at its tasks."""
    register = example_register()
    view = letter_to(register, assess(register, date(2024, 2, 1), register.plan.policy), "toa-an-tinh", "after")

    assert DEMANDING.findall(body_text(view)) == []
    assert [row[1].value for row in view.tables[0].rows] == [55, 56]


def test_letter_states_the_assumptions_by_which_an_agency_owes_its_tasks() -> None:
    """Tasks 59 and 61 are given to a group without naming its members, task 30 to one department."""
    register, assessment = example_register(), example_assessment()
    to_all = body_text(letter_to_all(register, assessment, "after"))
    view = letter_to(register, assessment, "so-tttt", "after")
    text = body_text(view)

    assert "Kế hoạch giao nhiệm vụ 59, 61 cho nhóm cơ quan" in to_all
    assert "Nhiệm vụ 59, 61: 24 cơ quan" in to_all
    assert [column(table, VI("column.task")) for table in view.tables] == [[41], [61]]
    assert text.index("1. Lượt nhiệm vụ nêu rõ trong Kế hoạch (1)") < text.index("2. Lượt nhiệm vụ theo danh sách giả")
    assert "việc tính cho Sở Thông tin và Truyền thông dựa trên giả định sau" in text
    assert "Nhiệm vụ 61: 24 cơ quan" in text
    assert "Thẩm quyền quyết định: Công an tỉnh (cơ quan tổng hợp)" in text
    assert "Ghi chú của Kế hoạch ở nhiệm vụ 61: “Các sở, ban, ngành được giao tại Đề án 06/CP" in text
    assert re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text + to_all) == []
    assert "iả định" not in body_text(letter_to(register, assessment, "so-ldtbxh", "after"))


def test_letter_about_a_task_of_a_stated_group_gives_the_assumption_on_its_scope() -> None:
    """The districts are known, but the plan's note limits task 61 to agencies named in two other documents."""
    register = register_with()
    groups = [
        replace(entry, value=replace(entry.value, roster="stated", assumed=None))
        if entry.value.id == "grp-huyen"
        else entry
        for entry in register.groups
    ]
    register = replace(register, groups=tuple(groups))
    assessment = assess(register, date(2023, 7, 20), register.plan.policy)
    text = body_text(letter_to(register, assessment, "ubnd-h-bu-dop", "after"))

    assert "1. Lượt nhiệm vụ nêu rõ trong Kế hoạch (2)" in text
    assert "cho nhóm cơ quan, trong đó có Ủy ban nhân dân huyện Bù Đốp; nội dung phải thực hiện được hiểu" in text
    assert "Nhiệm vụ 61: Nhiệm vụ 61 được tính" in text
    assert "Ghi chú của Kế hoạch ở nhiệm vụ 61" in text
    assert "24 cơ quan" not in text


def test_agency_that_owes_a_task_twice_is_named_once() -> None:
    """Task 59 of the department of health passed to another department, which owes its own too."""
    register = register_with((), [decision(Transfer, "7-5", tasks=(59,), agency="so-y-te", to="so-tttt")])
    assessment = assess(register, date(2023, 7, 20), register.plan.policy)
    rows = rows_of(letter_to_all(register, assessment, "after"), "column.task", "column.agency")
    names = next(str(cell) for task, cell in rows if task == 59 and "Sở TT&TT" in str(cell))

    assert names.count("Sở TT&TT") == 1
    assert re.match(r"(\d+) lượt của (\d+) cơ quan", names)
    assert counted(body_text(letter_to(register, assessment, "so-tttt", "after"))) == [3, 3, 1]


def test_letter_states_how_an_assumption_was_settled() -> None:
    """The answer replaces the name of the one who can decide."""
    settle = decision(Settle, "7-5", assumption="danh-sach-so-ban-nganh", answer="Danh sách đúng.")
    register = register_with((), [settle])
    text = body_text(letter_to(register, assess(register, date(2023, 7, 20), register.plan.policy), "so-y-te", "after"))

    assert "Đã được trả lời ngày 5/7/2023: Danh sách đúng" in text


def test_joint_task_is_in_the_letter_of_each_agency_and_once_in_the_letter_to_all() -> None:
    """It is counted separately; a claim that awaits acceptance names its agency."""
    register = register_with([report("ubnd-h-bu-dop", 7, "7-13", update(62, "done", "6-28"))])
    assessment = assess(register, date(2023, 7, 20), register.plan.policy)

    for name in ("so-y-te", "ubnd-h-bu-dop"):
        view = letter_to(register, assessment, name, "after")
        assert counted(body_text(view)) == [2, 1]
        assert [column(table, VI("column.task")) for table in view.tables] == [[59, 61], [62]]
        assert "UBND huyện Bù Đốp báo hoàn thành, chờ xác nhận" in view.tables[1].rows[0][-1].text
        assert "2. Nhiệm vụ chung" in body_text(view)
        assert "Nhiệm vụ 62: Nhiệm vụ 62 là một sản phẩm chung" in body_text(view)
    to_all = letter_to_all(register, assessment, "after")
    joint = [row[1] for row in rows_of(to_all, "column.task", "column.agency") if row[0] == 62]
    assert [str(cell)[:31] for cell in joint] == ["Nhiệm vụ chung của 35 cơ quan: "]
    late = [verdict for verdict in assessment.verdicts if verdict.state is State.OVERDUE and not verdict.is_joint]
    addressed = [verdict for verdict in late if verdict.body.id != register.letterheads[0].value.issuer]
    stated = sum(verdict.is_stated for verdict in addressed)
    assert counted(body_text(to_all)) == [stated, len(addressed) - stated, 1]


def test_joint_task_of_assigned_agencies_and_requested_bodies_is_listed_once() -> None:
    """It is in part A of the letter to all, and in the letter to the requested body too."""
    register = with_requested(register_with(), "so-tu-phap")
    assessment = assess(register, date(2023, 7, 20), register.plan.policy)
    rows = rows_of(letter_to_all(register, assessment, "after"), "column.task")

    assert [row[0] for row in rows].count(62) == 1
    assert (62,) in rows_of(letter_to(register, assessment, "so-tu-phap", "after"), "column.task")


def testletter_to_all_lists_each_task_and_due_date_once() -> None:
    """The table is in the annex; the text has the sums and the date for the answer."""
    view = letter_to_all(example_register(), example_assessment(), "after")
    (annex,) = view.annexes
    stated, assumed = view.tables

    assert {stated, assumed} <= {block for block in annex.blocks if isinstance(block, Table)}
    overdue = [verdict for verdict in example_assessment().verdicts if verdict.state is State.OVERDUE]
    number = sum(verdict.is_stated for verdict in overdue)
    assert (agencies_named(stated), agencies_named(assumed)) == (number, 22 - number)
    for table in view.tables:
        assert column(table, VI("column.row")) == list(range(1, len(table.rows) + 1))
        days = column(table, VI("column.days_late"))
        assert days == sorted(days, key=lambda value: -int(str(value)))
    numbers = f"{number} lượt nhiệm vụ nêu rõ, {22 - number} lượt nhiệm vụ theo danh sách giả định"
    assert f"16 cơ quan, đơn vị, địa phương có {numbers} đã quá hạn" in body_text(view)
    assert "chậm nhất ngày 29 tháng 9 năm 2023" in body_text(view)
    assert view.form is not None
    assert view.form.to == (VI("letter.to_all"),)


def test_letter_before_the_due_date_lists_only_tasks_that_fall_due() -> None:
    """The table has the days left, for due dates from the as-of date through the end of the span."""
    register, assessment = example_register(), example_assessment()
    due = [
        (agency.id, verdict.task.number, verdict.days_left)
        for verdict in assessment.verdicts
        for agency in verdict.agencies
        if verdict.due is not None and DAY <= verdict.due <= SOON and verdict.state in OPEN
    ]
    assert due
    for name in {obligation[0] for obligation in due} - {register.letterheads[0].value.issuer}:
        rows = rows_of(letter_to(register, assessment, name, "before"), "column.task", "column.days_left")
        assert sorted(map(str, rows)) == sorted(str(obligation[1:]) for obligation in due if obligation[0] == name)


def test_letter_about_reports_lists_every_missing_period() -> None:
    """No other period is listed: in the letter to all as ranges, in the letter to one agency each by itself."""
    register, assessment = example_register(), example_assessment()
    missing = {
        verdict.agency: [item.period for item in verdict.submissions if item.state is SubmissionState.MISSING]
        for verdict in assessment.agencies
    }
    missing = {agency: periods for agency, periods in missing.items() if periods}
    rows: list[tuple[object, object]] = []
    for table in letter_to_all(register, assessment, "report").tables:
        rows += zip(column(table, VI("column.agency")), column(table, VI("column.periods")), strict=True)

    assert sorted(rows) == sorted(
        (agency.short or agency.name, period_ranges(period_runs(periods), VI)) for agency, periods in missing.items()
    )
    for agency, periods in missing.items():
        (table,) = letter_to(register, assessment, agency.id, "report").tables
        assert column(table, VI("column.period")) == [period_name(period, VI) for period in periods]


@cache
def _example_with_requested() -> tuple[Register, Assessment]:
    register = with_requested(example_register(), "so-tu-phap", "thanh-tra-tinh", "so-ldtbxh")
    return register, assess(register, DAY, register.plan.policy)


def combined_letters(register: Register, assessment: Assessment, language: str = "vi") -> dict[str, View]:
    """Return the combined letters by the id of their agency."""
    figures = combined_figures(register, assessment, Mailing(register.letterheads[0].value, SOON, None))
    context = view_context(register, assessment, words_in("en" if language == "en" else "vi"))
    letters = figures.letters.items()
    return {id_: as_read(letter.build_combined(figures, context, entry.agency)) for id_, entry in letters}


def test_a_combined_letter_has_a_section_for_each_matter_of_its_agency() -> None:
    """Each agency with a letter of some kind gets one; its tables are those of the letters of each kind."""
    register, assessment = example_register(), example_assessment()
    letters = combined_letters(register, assessment)
    by_kind = {kind: addressees(register, assessment, kind) for kind in KINDS}
    outside = {entry.value.id for entry in register.agencies if entry.value.outside}

    assert set(letters) == set().union(*by_kind.values())
    for name, view in letters.items():
        kinds = [kind for kind in KINDS if name in by_kind[kind]]
        titles = [VI(f"letter.{kind}.title.{'requested' if name in outside else 'assigned'}") for kind in kinds]
        headings = [block.text.split(". ")[-1] for block in view.blocks if isinstance(block, Heading)]
        tables = [letter_to(register, assessment, name, kind).tables for kind in kinds if kind != "report"]
        assert headings == titles
        assert list(view.tables) == [table for of_kind in tables for table in of_kind]


def test_a_combined_letter_counts_missing_reports_with_a_leading_zero() -> None:
    """As official documents do; the periods are ranges. In English there is no zero."""
    register, day = real_register(), date(2023, 9, 20)
    assessment = assess(register, day, register.plan.policy)
    figures = combined_figures(register, assessment, Mailing(register.letterheads[0].value, SOON, None))
    texts = []
    for words in (OfficialWords(*words_in("vi")), OfficialWords(*words_in("en"))):
        context = view_context(register, assessment, words)
        texts.append(body_text(letter.build_combined(figures, context, figures.letters["so-y-te"].agency)))

    assert "chưa nhận được 03 báo cáo tháng của Sở Y tế (kỳ 7/2023–9/2023)." in texts[0]
    assert "(number: 3; 7/2023–9/2023)" in texts[1]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_combined_letter_to_a_requested_body_demands_nothing(language: str) -> None:
    """Neither in the subject nor in a section; and no days are counted against it."""
    letters = combined_letters(*_example_with_requested(), language)
    words = words_in("en" if language == "en" else "vi")
    for name in ("so-tu-phap", "thanh-tra-tinh", "hoi-ccb-tinh"):
        view = letters[name]
        headings = "\n".join(block.text for block in view.blocks if isinstance(block, Heading))
        assert DEMANDING.findall(body_text(view) + headings) == []
        for table in view.tables:
            assert not {words("column.days_late"), words("column.days_left")} & {item.title for item in table.columns}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("name", "kind"), [("so-tu-phap", "after"), ("hoi-ccb-tinh", "report")])
def test_aletter_to_a_requested_body_demands_nothing(name: str, kind: Kind, language: str) -> None:
    """Neither in the subject nor in the text; and no days are counted against it."""
    view = letter_to(*_example_with_requested(), name, kind, language)
    words = words_in("en" if language == "en" else "vi")
    (table,) = view.tables

    assert DEMANDING.findall(body_text(view)) == []
    assert not {words("column.days_late"), words("column.days_left")} & {header.title for header in table.columns}
    assert table.rows
    assert all(len(row) == len(table.columns) for row in table.rows)
    if language == "vi":
        assert "Trân trọng đề nghị" in body_text(view)
        assert body_text(view).count("./.") == 1


def testletter_to_a_requested_body_before_the_due_date_demands_nothing() -> None:
    """The table has no days late or days left either."""
    register, _ = _example_with_requested()
    view = letter_to(register, assess(register, date(2023, 6, 20), register.plan.policy), "so-tu-phap", "before")

    assert DEMANDING.findall(body_text(view)) == []
    assert not {header.title for header in view.tables[0].columns} & {VI("column.days_left"), VI("column.days_late")}


def testletter_to_all_lists_requested_bodies_apart() -> None:
    """Requested bodies are not counted as late; the closing sentence demands nothing from anyone."""
    register, assessment = _example_with_requested()
    view = letter_to_all(register, assessment, "after")
    *assigned, requested, requested_assumed = view.tables
    text = body_text(view)

    assert agencies_named(*view.tables) == 22
    overdue = [
        verdict
        for verdict in assessment.verdicts
        if verdict.state is State.OVERDUE and all(agency.relation == "requested" for agency in verdict.agencies)
    ]
    assert agencies_named(requested, requested_assumed) == len(overdue) == 4
    assert column(requested_assumed, VI("column.agency"))[0] == "2 cơ quan: Sở Tư pháp, Thanh tra tỉnh"
    assert [column(table, VI("column.task")) for table in (requested, requested_assumed)] == [[30], [59, 61]]
    assert all(VI("column.days_late") in {header.title for header in table.columns} for table in assigned)
    for table in (requested, requested_assumed):
        assert VI("column.days_late") not in {header.title for header in table.columns}
    assert "13 cơ quan, đơn vị, địa phương có" in text
    assert sum(counted(text)) == 18
    matters = "1 nội dung nêu rõ, 3 nội dung theo danh sách giả định"
    assert (
        f"{matters} do 3 cơ quan không thuộc Ủy ban nhân dân tỉnh Bình Phước chủ trì theo Kế hoạch (phần B của" in text
    )
    assert "phần A của Phụ lục" in text
    assert text.count("./.") == 1
    closing = next(line for line in text.splitlines() if line.endswith("./."))
    assert DEMANDING.findall(closing) == []
    assert view.form is not None
    assert "đề nghị phối hợp" in view.form.subject


def test_few_are_addressed_by_name() -> None:
    """Those who are requested too, in the plan's order, up to ten."""
    register, assessment = _example_with_requested()
    late = addressees(register, assessment, "after")
    assert late != sorted(late)
    for number in (10, 11):
        kept = sorted(late, reverse=True)[:number]
        view = letter_to_all(register, _limited_to(assessment, set(kept)), "after")
        names = [register.bodies[id_].name for id_ in late if id_ in kept]
        assert {"so-tu-phap", "thanh-tra-tinh"} <= set(kept)
        assert as_json(view.facts)["to"] == [id_ for id_ in late if id_ in kept]
        assert view.form is not None
        assert view.form.to == (tuple(names) if number == 10 else (VI("letter.to_all"),))


def test_a_letter_to_all_with_one_addressee_is_the_letter_to_it() -> None:
    """It speaks of no other agencies, and has no annex."""
    register, assessment = example_register(), example_assessment()
    view = letter_to_all(register, _limited_to(assessment, {"so-tttt"}), "after")

    assert "các cơ quan" not in body_text(view).lower()
    assert view.annexes == ()


def test_an_addressee_gets_no_copy() -> None:
    """The office of the committee is among the recipients of copies of other letters."""
    register, assessment = example_register(), example_assessment()
    for name, copies in (("vp-ubnd-tinh", 0), ("so-tttt", 1)):
        form = letter_to(register, assessment, name, "after").form
        assert form is not None
        assert form.copies.count("Văn phòng UBND tỉnh") == copies


def test_a_letter_says_what_has_changed_since_the_plan_was_issued() -> None:
    """Departments were merged and split in March 2025."""
    register = real_register()
    for day, changed in ((date(2025, 2, 28), False), (date(2025, 3, 1), True)):
        assessment = assess(register, day, register.plan.policy)
        assert ("được sắp xếp lại" in body_text(letter_to(register, assessment, "so-noi-vu", "after"))) == changed


def testletter_to_requested_bodies_alone_demands_nothing() -> None:
    """The letter has no parts A and B."""
    register, assessment = _example_with_requested()
    kept = tuple(verdict for verdict in assessment.agencies if verdict.agency.relation == "requested")
    view = letter_to_all(register, _limited_to(assessment, {verdict.agency.id for verdict in kept}), "after")

    assert DEMANDING.findall(body_text(view)) == []
    assert "phần B" not in body_text(view)
    assert len(view.tables) == 2


def _limited_to(assessment: Assessment, names: set[str]) -> Assessment:
    tasks = tuple(
        replace(task, verdicts=tuple(verdict for verdict in task.verdicts if verdict.obligation.agency_ids & names))
        for task in assessment.tasks
    )
    return replace(assessment, tasks=tasks)
