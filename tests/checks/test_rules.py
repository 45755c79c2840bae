"""Each rule reports an error that is added to a copy of the real data; the real data have no problem."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from plan190.checks import rules
from plan190.diagnostics import CODES
from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import replaced
from tests.samples import found_by_rules

if TYPE_CHECKING:
    from pathlib import Path

    from plan190.model.register import Register


class Break(NamedTuple):
    """An edit of the data, and the diagnostic that must be reported near it."""

    file: str
    old: str
    new: str
    code: str
    variant: str = ""


T29 = "rule: {kind: milestone, date: 2023-06-30}"
BREAKS = {
    "unknown lead": Break("tasks.yaml", "bodies: [so-tu-phap]", "bodies: [so-tu-fap]", "P301", "near"),
    "unknown member": Break("agencies.yaml", "cong-an-tinh, vp-ubnd-tinh,", "xyz, vp-ubnd-tinh,", "P301"),
    "unknown issuer": Break("documents.yaml", "issuer: thu-tuong", "issuer: thu-tuog", "P301", "near"),
    "unknown recipient": Break("plan.yaml", "bodies: [bo-cong-an]", "bodies: [bo-cong-ann]", "P301", "near"),
    "indicator of an unknown task": Break("plan.yaml", "tasks: [59]", "tasks: [590]", "P303"),
    "document of an unknown task": Break("documents.yaml", "tasks: [1, 2, 32]", "tasks: [1, 2, 32, 68]", "P303"),
    "agency twice": Break("agencies.yaml", "- id: so-y-te", "- id: so-noi-vu", "P305", "body"),
    "task twice": Break("tasks.yaml", "- number: 2\n", "- number: 1\n", "P305", "task"),
    "document twice": Break("documents.yaml", "- id: ct-05-2023", "- id: de-an-06", "P305", "document"),
    "indicator twice": Break(
        "plan.yaml", "- id: cap-tai-khoan-dinh-danh", "- id: cap-cccd-gan-chip", "P305", "indicators"
    ),
    "event twice": Break("plan.yaml", "- id: qd-766", "- id: nq-50-va-nd-107", "P305", "awaited"),
    "assumption twice": Break("plan.yaml", "- id: het-thang-het-nam", "- id: truoc-ngay", "P305", "assumed"),
    "group in a cycle": Break("agencies.yaml", "members: [mttq-tinh, ldld", "members: [grp-doan-the, ldld", "P310"),
    "other date": Break("tasks.yaml", T29, "rule: {kind: milestone, date: 2023-07-30}", "P311"),
    "other kind": Break("tasks.yaml", T29, "rule: {kind: before, date: 2023-06-30}", "P311"),
    "other percent": Break(
        "tasks.yaml", "rule: {kind: target, target: 100}", "rule: {kind: target, target: 90}", "P311"
    ),
    "unreadable phrase": Break("tasks.yaml", '"Trong năm 2023"', '"Sớm trong năm 2023"', "P311", "unreadable"),
    "rule without days": Break(
        "tasks.yaml", "rule: {kind: month, month: 2023-09}", "rule: {kind: relative, event: x}", "P311", "incomplete"
    ),
    "content changed": Break("tasks.yaml", "chuyên đổi số", "chuyển đổi số", "P312", "cell"),
    "reporter without a report": Break(
        "agencies.yaml",
        "relation: assigned\n    monthly_report: required",
        "relation: assigned\n    monthly_report: none",
        "P317",
        "who",
    ),
    "erratum repaired": Break("tasks.yaml", '"Cơ cơ quan, doanh', '"Các cơ quan, doanh', "P312", "cell"),
    "note dropped": Break("tasks.yaml", "    note: >-\n      Tổ", "    note: >-\n      tổ", "P312", "cell"),
    "lead of another": Break("tasks.yaml", '"SỞ TƯ PHÁP"', '"SỞ TÀI CHÍNH"', "P312", "cell"),
    "erratum not in the text": Break("tasks.yaml", 'written: "của về"', 'written: "của của"', "P312", "erratum"),
    "erratum in an unknown cell": Break("tasks.yaml", "where: note", "where: ghi-chu", "P312", "where"),
    "section changed": Break("plan.yaml", "Tăng cường sự lãnh đạo", "Tăng cường lãnh đạo", "P312", "section"),
    "alias not found": Break("agencies.yaml", "- Các sở, ban, ngành", "- Các sở ban ngành", "P312"),
    "title not found": Break(
        "documents.yaml", "title: triển khai thực hiện Đề án 06/CP", "title: triển khai Đề án 6", "P312"
    ),
    "indicator not quoted": Break("plan.yaml", "words: Tỷ lệ hồ sơ", "words: Tỉ lệ hồ sơ", "P312"),
    "escalation not quoted": Break("plan.yaml", "when: nếu có nguy cơ", "when: khi có nguy cơ", "P312"),
    "task number too high": Break("tasks.yaml", "- number: 67\n", "- number: 68\n", "P313", "more"),
    "other number of tasks": Break("plan.yaml", "tasks: 67", "tasks: 66", "P313", "source"),
    "event of a schedule": Break("tasks.yaml", "waits_for: qd-766", "waits_for: huong-dan-chu-ky-so", "P315"),
    "waits without an entry": Break("tasks.yaml", "      waits_for: qd-766\n", "", "P315", "missing"),
    "needless wait": Break("tasks.yaml", T29, f"{T29}\n      waits_for: qd-766", "P315", "needless"),
    "awaited by another task": Break("plan.yaml", "tasks: [65]", "tasks: [66]", "P315", "unnamed"),
    "citation of another task": Break("documents.yaml", "tasks: [1, 2, 32]", "tasks: [1, 2, 33]", "P316"),
    "citation not listed": Break("documents.yaml", "tasks: [1, 2, 32]", "tasks: [1, 2]", "P316", "unlisted"),
    "section not citing": Break("documents.yaml", "provisions: [II.1.3]", "provisions: [II.1.4]", "P316", "section"),
    "other date of a document": Break("documents.yaml", "date: 2023-02-23", "date: 2023-02-24", "P322", "day"),
    "other symbol of a document": Break("documents.yaml", "symbol: 51/KH-UBND", "symbol: 15/KH-UBND", "P322"),
    "lead of other words": Break("tasks.yaml", "bodies: [so-tu-phap]", "bodies: [so-tai-chinh]", "P321"),
    "cooperating not named": Break("tasks.yaml", "bodies: [grp-sbn, grp-huyen]", "bodies: [grp-sbn, so-y-te]", "P321"),
    "body left out": Break("tasks.yaml", "bodies: [grp-sbn, grp-huyen]", "bodies: [grp-sbn]", "P321", "left-out"),
    "body within another's name": Break("tasks.yaml", "bodies: [vp-ubnd-tinh]", "bodies: [ubnd-tinh]", "P321"),
    "body listed twice": Break(
        "tasks.yaml", "bodies: [grp-sbn, grp-huyen]", "bodies: [grp-sbn, grp-sbn]", "P305", "listed"
    ),
    "member listed twice": Break(
        "agencies.yaml", "members: [mttq-tinh, ldld", "members: [mttq-tinh, mttq-tinh, ldld", "P305", "listed"
    ),
    "waiting task not listed": Break("plan.yaml", "      tasks: [65]\n", "      tasks: []\n", "P315", "unlisted"),
    "other number of the plan": Break("plan.yaml", 'number: "190"', 'number: "910"', "P312"),
    "section of the report": Break("plan.yaml", "provision: III.1", "provision: III.9", "P319"),
    "section of an indicator": Break("plan.yaml", "provisions: [II.1.2]", "provisions: [II.1.9]", "P319"),
    "other target": Break("plan.yaml", "target: 53", "target: 35", "P320"),
    "other share": Break(
        "plan.yaml",
        "      target: 100\n      unit: percent\n      tasks: [10]",
        "      target: 10\n      unit: percent\n      tasks: [10]",
        "P320",
    ),
    "other day of the monthly report": Break("plan.yaml", "before_day: 15", "before_day: 25", "P320"),
    "other date of issue": Break("plan.yaml", "issued_on: 2023-06-12", "issued_on: 2023-12-06", "P312"),
    "other symbol": Break("plan.yaml", "symbol: 190/KH-UBND", "symbol: 109/KH-UBND", "P312"),
    "open with members": Break("agencies.yaml", "roster: open", "roster: open\n    members: [so-y-te]", "P317", "open"),
    "stated without members": Break("agencies.yaml", "roster: open", "roster: stated", "P317", "empty"),
    "no lead agency": Break("tasks.yaml", "bodies: [tinh-doan]", "bodies: [grp-sn-lien-quan]", "P318"),
}


def checked(folder: Path) -> tuple[Register, list[tuple[str, str, str, int]]]:
    """Return the register of a folder, and file, code, variant and line of every problem."""
    files = read_files(DiskTree(folder, "data"))
    loaded = load(files)
    assert loaded.diagnostics == ()
    register = build_register("data", loaded.values, files)
    diagnostics = found_by_rules(register, loaded.error_free, date(2023, 10, 1))
    return register, [
        (diagnostic.place.path, diagnostic.code, diagnostic.variant, diagnostic.place.line)
        for diagnostic in diagnostics
    ]


def test_the_real_data_have_no_problem(copy: Path) -> None:
    """Every rule runs on the real plan and reports nothing."""
    register, findings = checked(copy)

    assert findings == []
    assert len(register.tasks) == 67


@pytest.mark.parametrize("name", BREAKS)
def test_broken(copy: Path, name: str) -> None:
    """The problem is reported in the edited file, near the edit."""
    edit = BREAKS[name]
    line = (copy / edit.file).read_text("utf-8").split(edit.old)[0].count("\n") + 1
    replaced(copy, edit.file, edit.old, edit.new)

    _, findings = checked(copy)

    lines = [
        at for file, code, variant, at in findings if (file, code, variant) == (edit.file, edit.code, edit.variant)
    ]
    assert lines, findings
    assert any(abs(at - line) <= 12 for at in lines)


def test_a_key_that_is_left_out_is_to_be_added(copy: Path) -> None:
    """The advice is not to copy the words of a key that is not there."""
    note = "UBND tỉnh ban hành Công văn số 942/UBND-NC ngày 23/3/2023 về thực hiện nghiêm các quy định liên"
    replaced(copy, "tasks.yaml", f"    note: >-\n      {note}\n      quan đến bỏ sổ hộ khẩu, sổ tạm trú giấy\n", "")

    assert [finding[:3] for finding in checked(copy)[1]] == [("tasks.yaml", "P312", "missing")]


def test_an_assumed_roster_needs_its_reason(copy: Path) -> None:
    """An assumed roster without what, why and who is an error."""
    path = copy / "agencies.yaml"
    text = path.read_text("utf-8")
    start = text.index("    assumed:\n      id: ubnd-cac-cap-la-cap-huyen")
    end = text.index("  - id: grp-doan-the")
    path.write_text(text[:start] + "\n" + text[end:], "utf-8")

    assert ("agencies.yaml", "P317", "assumed") in {finding[:3] for finding in checked(copy)[1]}


def test_the_symbol_of_a_document_is_compared_as_a_number(copy: Path) -> None:
    """A zero at the beginning is no other number."""
    replaced(copy, "documents.yaml", "symbol: 51/KH-UBND", "symbol: 051/KH-UBND")

    assert checked(copy)[1] == []


def test_a_missing_task_is_reported(copy: Path) -> None:
    """With 66 of 67 tasks, the missing number is reported."""
    path = copy / "tasks.yaml"
    text = path.read_text("utf-8")
    start, end = text.index("  - number: 5\n"), text.index("  - number: 6\n")
    path.write_text(text[:start] + text[end:], "utf-8")

    assert ("tasks.yaml", "P313", "missing", 1) in checked(copy)[1]


def test_a_missing_row_of_the_source_is_reported(copy: Path) -> None:
    """A missing row is an error, and an unreadable line of the source is reported."""
    name = "source/ke-hoach-190-kh-ubnd.txt"
    replaced(copy, name, "\n67\t<p>", "\n<p>")

    variants = {(code, variant) for _, code, variant, _ in checked(copy)[1]}

    assert {("P313", "source"), ("P343", "")} <= variants


def test_a_missing_source_is_reported(copy: Path) -> None:
    """Without the issued text the data cannot be checked against it."""
    (copy / "source" / "ke-hoach-190-kh-ubnd.txt").unlink()

    assert [finding[1:3] for finding in checked(copy)[1]] == [("P314", "missing")]


def test_deeply_nested_groups_are_resolved(copy: Path) -> None:
    """A chain of a thousand groups, and layers of groups that share members, cause no error."""
    path = copy / "agencies.yaml"
    text = path.read_text("utf-8")
    group = "  - {{id: g{0}, name: G{0}, english: G{0}, roster: stated, members: [{1}]}}\n"
    chain = "".join(group.format(n, f"g{n + 1}") for n in range(1000)) + group.format(1000, "so-y-te")
    layers = "".join(group.format(f"{n}{side}", f"g{n + 1}a, g{n + 1}b") for n in range(2000, 2030) for side in "ab")
    last = group.format("2030a", "so-y-te") + group.format("2030b", "so-y-te")
    path.write_text(text.rstrip() + "\n" + chain + layers + last, "utf-8")

    assert checked(copy)[1] == []


def test_one_wrong_count_is_reported_once(copy: Path) -> None:
    """A wrong total of 670 tasks is reported once for the plan, with the missing numbers as a range."""
    replaced(copy, "plan.yaml", "tasks: 67", "tasks: 670")

    assert [finding[1:3] for finding in checked(copy)[1]] == [("P313", "source"), ("P313", "missing")]


def test_every_rule_has_a_failing_case() -> None:
    """Each code of a rule is in a table of this module, `test_report_rules` or `test_succession`, or has its own."""
    from tests.checks.test_report_rules import DECISIONS, LATER_MONTH, OTHER_FILES, REPORTS
    from tests.checks.test_succession import MISTAKES

    broken = (
        {edit.code for edit in BREAKS.values()}
        | {"P314", "P337", "P341", "P342", "P343", "P605"}
        | {row[1] for row in (*REPORTS, *DECISIONS, *LATER_MONTH, *OTHER_FILES, *MISTAKES)}
    )
    assert set(rules.RULES) == broken
    assert {code for code in CODES if code.startswith("P3")} <= broken | {"P329", "P332", "P340"}


def test_every_rule_runs() -> None:
    """Each module in the folder of rules is a rule that `check` runs."""
    from pathlib import Path as Folder

    files = {file.stem for file in Folder(rules.__file__).parent.glob("*.py")} - {"__init__"}

    assert files == {rule.__name__.rsplit(".", 1)[1] for rule in rules.RULES.values()}
    assert len(files) == 43
