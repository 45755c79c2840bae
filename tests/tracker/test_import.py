"""Data made from issued documents: every row, valid data, and bodies that a person can review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plan190.errors import Plan190Error
from plan190.load.loader import Files, load
from plan190.tracker.importing import import_plan
from tests.conftest import DATA
from tests.plans import all_plans

if TYPE_CHECKING:
    from plan190.model.register import Register
    from plan190.tracker.importing import Imported
    from tests.plans import IssuedPlan

TODAY = date(2027, 1, 4)


def today(_zone: str) -> date:
    """Return the date of the tests in any time zone."""
    return TODAY


HEAD = """\
UBND XÃ TÂN LẬP

Số: 5/KH-UBND

Tân Lập, ngày 04 tháng 01 năm 2027

KẾ HOẠCH
Chuyển đổi số xã năm 2027

"""
COLUMNS = "| TT | Nội dung | Chủ trì | Phối hợp | Thời gian | Sản phẩm |\n|---|---|---|---|---|---|\n"


def imported(rows: str, before: str = "") -> Imported:
    """Import a plan with these rows."""
    return import_plan("ke-hoach.md", f"{HEAD}{before}\n\n{COLUMNS}{rows}\n".encode(), today)


def read(data: Imported, name: str) -> Any:
    """Return the entries of a file, which must have no problem."""
    loaded = load(Files({f"{name}.yaml": data.files[f"{name}.yaml"]}, ()))
    assert not loaded.diagnostics
    return getattr(loaded.values.by_file[f"{name}.yaml"], name)


@pytest.mark.parametrize("plan", all_plans(), ids=lambda plan: plan.name)
def test_every_row_becomes_a_task_with_all_its_words(plan: IssuedPlan) -> None:
    """The words are those that the generator wrote."""
    data = import_plan(plan.name, plan.content, today)
    tasks = read(data, "tasks")
    assert data.account.rows == data.account.tasks == len(plan.tasks)
    for task, expected in zip(tasks, plan.tasks, strict=True):
        cells = (task.cooperating.words, task.deadline.words, task.product.words)
        assert (task.id, task.lead.words, task.content, *cells) == expected[:6]
        assert (task.note or "", task.section or "") == (expected.note, expected.section)
        assert tuple((cell.column, cell.words) for cell in task.other) == expected.other
        assert task.lead.bodies


def test_our_own_issued_text_yields_our_tasks(register: Register) -> None:
    """The known bodies are ours.

    Not compared is what a person judged: errata, the type of the product, what a task waits for, who owes it together.
    """
    known = [entry.value for entry in register.body_entries]
    name = "ke-hoach-190-kh-ubnd.txt"
    data = import_plan(name, (DATA / "source" / name).read_bytes(), today, known)
    for task, entry in zip(read(data, "tasks"), register.tasks, strict=True):
        ours = entry.value
        assert (task.number, task.content, task.note) == (ours.number, ours.content, ours.note)
        for cell in ("lead", "cooperating"):
            assert getattr(task, cell).words == getattr(ours, cell).words
            assert set(getattr(task, cell).bodies) == set(getattr(ours, cell).bodies)
        assert (task.deadline.words, task.deadline.rule) == (ours.deadline.words, ours.deadline.rule)
        assert task.product.words == ours.product.words
    assert data.plan.reporting.before_day == register.plan.reporting.before_day
    assert data.files[f"source/{name}"] == (DATA / "source" / name).read_bytes()


def test_the_members_of_a_known_group_report(register: Register) -> None:
    """They owe the reports that the document asks of the leads."""
    known = [entry.value for entry in register.body_entries]
    rows = f"{COLUMNS}| 1 | Tập huấn | UBND các huyện, thị xã, thành phố | | Tháng 6/2027 | |\n"
    asked = "Các đơn vị báo cáo kết quả trước ngày 15 hằng tháng về UBND xã."
    data = import_plan("ke-hoach.md", f"{HEAD}{asked}\n\n{rows}".encode(), today, known)
    reporting = {agency.monthly_report for agency in read(data, "agencies") if agency.id.startswith("ubnd-h-")}

    assert reporting == {"required"}


def test_no_body_is_known_without_a_roster() -> None:
    """A department of another province is not that of Bình Phước."""
    (agency, *_) = read(imported("| 1 | Tập huấn | Sở Y tế | | Tháng 6/2027 | |"), "agencies")
    assert (agency.id, agency.name, agency.kind, agency.level) == ("so-y-te", "Sở Y tế", "department", "commune")


def test_inexact_and_new_names_are_listed() -> None:
    """What is exact is not."""
    first = "| 1 | A | Phòng Văn hóa - Xã hội | Sở Y tế | 2027 | |"
    rows = f"{first}\n| 2 | B | Phòng Văn hoá - Xã hội cùng với Sở Y tế | Các ấp | 2027 | |"
    matches = {(match.words, match.how) for match in imported(rows).account.matches}
    assert ("Sở Y tế", "new") in matches
    assert ("Các ấp", "several") in matches
    assert "beside" not in {how for _, how in matches}
    assert {how for words, how in matches if words.startswith("Phòng Văn")} == {"new", "similar"}


def test_the_issuer_without_its_place_is_the_issuer() -> None:
    """It is listed for review; other bodies of its kind are others."""
    data = imported("| 1 | A | UBND xã | UBND xã Tân Phú; UBND tỉnh | | |")
    matches = {match.words: (match.body, match.how) for match in data.account.matches}
    assert matches["UBND xã"] == (data.plan.issuer, "similar")
    assert matches["UBND xã Tân Phú"][1] == matches["UBND tỉnh"][1] == "new"


def test_a_text_too_long_for_a_name_is_no_body() -> None:
    """It is listed for review."""
    words = "Sở " + "rất dài " * 30
    assert (words.strip(), "beside") in {match[::2] for match in imported(f"| 1 | A | {words} | | | |").account.matches}


def test_an_unread_deadline_is_listed_and_blocks_nothing() -> None:
    """Its words are kept."""
    data = imported("| 1 | Họp | Công an xã | | Khi nào xong thì thôi | |")
    assert data.account.deadlines == [("1", "Khi nào xong thì thôi")]
    assert read(data, "tasks")[0].deadline.rule.kind == "unread"


def test_a_task_waits_for_an_event_of_the_plan() -> None:
    """Two tasks with the same words wait for one event."""
    rows = "\n".join(f"| {number} | Họp | Công an xã | | Sau khi có hướng dẫn của Bộ | |" for number in (1, 2))
    (awaited,) = imported(rows).plan.awaited
    assert (awaited.kind, awaited.tasks) == ("event", ("1", "2"))


def test_a_deadline_for_two_bodies_names_them() -> None:
    """Each body has its own date."""
    words = "Tháng 9/2027 đối với Công an xã; tháng 12/2027 đối với Phòng Kinh tế"
    (task,) = read(imported(f"| 1 | Họp | Công an xã, Phòng Kinh tế | | {words} | |"), "tasks")
    assert [part.bodies for part in task.deadline.rule.parts] == [("cong-an-xa",), ("phong-kinh-te",)]


def test_only_a_clear_sentence_gives_reports() -> None:
    """Others are listed."""
    row = "| 1 | Họp | Công an xã | | 2027 | |"
    clear = imported(row, "1. Các đơn vị báo cáo trước ngày 20 hằng tháng.")
    assert (clear.plan.reporting.before_day, clear.plan.reporting.cut_off) == (20, 19)
    assert [assumed.id for assumed in clear.account.assumed] == ["import-policy", "import-first-period"]
    assert clear.plan.reporting.who == ("cong-an-xa",)
    unclear = imported(row, "1. Các đơn vị báo cáo định kỳ hằng quý.")
    assert unclear.plan.reporting.every == ()
    assert unclear.account.periodic == ["Các đơn vị báo cáo định kỳ hằng quý."]


def test_what_a_copy_leaves_blank_is_assumed() -> None:
    """The date given at import is the date of issue."""
    head = HEAD.replace("Số: 5", "Số:   ").replace("ngày 04 tháng 01", "ngày    tháng    ")
    text = f"{head}{COLUMNS}| 1 | Họp | Công an xã | | 2027 | |"
    plan = import_plan("a.md", text.encode(), today).plan
    assert plan.issued_on == TODAY
    assert {assumed.id for assumed in plan.assumed} == {"import-number", "import-date", "import-policy"}


def test_the_name_of_the_file_reaches_no_path() -> None:
    """Only its letters and digits do."""
    content = f"{HEAD}{COLUMNS}| 1 | Họp | Công an xã | | 2027 | |".encode()
    files = import_plan("..\\Kế hoạch (1).MD", content, today).files
    assert "source/ke-hoach-1.md" in files


def test_a_document_without_tasks_is_an_error() -> None:
    """It shows the rows and numbered paragraphs that a person may mean."""
    with pytest.raises(Plan190Error) as error:
        import_plan(
            "a.md", f"{HEAD}1. Công an xã họp.\n\n| Việc cần | Ai | Khi |\n|---|---|---|\n| a | b | c |".encode(), today
        )
    assert error.value.key == "error.import_no_tasks"
    assert error.value.values["seen"] == "\n12: Việc cần Ai Khi\n14: a b c\n10: 1. Công an xã họp."


def test_the_same_document_gives_the_same_files() -> None:
    """Sets have no order."""
    rows = "\n".join(f"| {number} | Họp | Phòng {name} | | 2027 | |" for number, name in enumerate("ABCDEFGH", start=1))
    assert [agency.id for agency in read(imported(rows), "agencies")[:8]] == [f"phong-{name}" for name in "abcdefgh"]


def test_a_text_is_stored_as_data_files_are_written() -> None:
    """Programs that convert PDF write form feeds; Windows has other line ends."""
    text = f"{HEAD}{COLUMNS}| 1 | Họp | Công an xã | | 2027 | |".replace("\n\n", "\n\f\n").replace("\n", "\r\n")
    stored = import_plan("a.txt", b"\xef\xbb\xbf" + text.encode(), today).files["source/a.txt"]
    assert stored == text.replace("\r\n", "\n").replace("\f", " ").encode()


def test_the_head_of_an_english_plan() -> None:
    """Its title may end with a year, and its number stands alone on a line."""
    head = "Northwind Trading Ltd.\n\nRef: NW/2027/04\n\n4 January 2027\n\n# Service Improvement Plan 2027\n\n"
    columns = "| No. | Action | Owner | Due |\n|---|---|---|---|\n"
    data = import_plan("a.md", f"{head}{columns}| 1 | Train staff | HR Department | June 2027 |".encode(), today)
    assert (data.plan.kind, data.plan.title) == ("Plan", "Service Improvement Plan 2027")
    assert (data.plan.issuer, data.plan.number) == ("northwind-trading-ltd", "NW/2027/04")
