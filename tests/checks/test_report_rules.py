"""Each rule about reports and decisions reports an error that is added to valid files, near the edited line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from tests.conftest import ROOT, replaced
from tests.samples import found_by_rules

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2023, 10, 1)

JULY = """\
agency: so-y-te
period: 2023-07
reported_on: 2023-07-13
document: {number: 45/BC-HUCAU, date: 2023-07-13, title: Báo cáo tháng 7 (hư cấu)}
updates:
  - task: 32
    state: in_progress
    progress: 60
    summary: Đã trang bị đầu đọc thẻ tại 120/130 cơ sở (hư cấu).
    indicators:
      - {id: trang-bi-dau-doc-the, value: 120, of: 130}
    evidence:
      - {number: 12/KH-HUCAU, date: 2023-06-20, title: Kế hoạch triển khai (hư cấu), link: null}
    obstacles:
      - {category: kinh-phi, beyond_authority: true, description: Thiếu kinh phí (hư cấu)., proposal: Bố trí (hư cấu).}
  - task: 62
    state: done
    progress: 100
    done_on: 2023-06-28
    evidence:
      - {number: 907/QĐ-HUCAU, date: 2023-06-28, title: Quyết định (hư cấu)}
  - task: 63
    state: in_progress
    at_risk: {reason: Thiếu người (hư cấu)., expected_on: 2023-10-10}
  - task: 35
    state: unchanged
contributions:
  - task: 54
    contribution: Đã gửi dữ liệu (hư cấu).
indicators:
  - {id: can-bo-dung-dich-vu-cong-truc-tuyen, value: 8, of: 8}
"""
AUGUST = """\
agency: so-y-te
period: 2023-08
reported_on: 2023-08-13
updates:
  - task: 32
    state: in_progress
    progress: 70
  - task: 62
    state: done
    done_on: 2023-06-28
    evidence: [{number: 907/QĐ-HUCAU, date: 2023-06-28, title: Quyết định (hư cấu)}]
"""
DECISION_FILE = """\
decisions:
  - id: xac-nhan-62
    kind: accept
    date: 2023-07-20
    by: cong-an-tinh
    tasks: [62]
  - id: gia-han-63
    kind: extend
    date: 2023-07-21
    by: chu-tich-ubnd-tinh
    tasks: [63]
    agencies: [so-y-te]
    until: 2023-10-31
    document: {number: 1/QĐ-HUCAU, date: 2023-07-21}
  - id: su-kien-54
    kind: event
    date: 2023-07-22
    by: cong-an-tinh
    event: ket-noi-du-lieu-kham-suc-khoe
  - id: tien-do-65
    kind: schedule
    date: 2023-07-23
    by: cong-an-tinh
    schedule: qd-766
    recurring: true
    source: Điều 2 (hư cấu)
    document: {number: 2/QĐ-HUCAU, date: 2023-07-23}
  - id: tam-dung-44
    kind: suspend
    date: 2023-07-24
    by: chu-tich-ubnd-tinh
    tasks: [44]
    why: Chờ hướng dẫn (hư cấu).
    document: {number: 3/QĐ-HUCAU, date: 2023-07-24}
  - id: tiep-tuc-44
    kind: resume
    date: 2023-08-01
    by: chu-tich-ubnd-tinh
    tasks: [44]
    document: {number: 4/QĐ-HUCAU, date: 2023-08-01}
  - id: chuyen-46
    kind: transfer
    date: 2023-08-02
    by: chu-tich-ubnd-tinh
    tasks: [46]
    agency: so-tttt
    to: so-khcn
    document: {number: 5/QĐ-HUCAU, date: 2023-08-02}
  - id: gia-dinh
    kind: settle
    date: 2023-08-03
    by: cong-an-tinh
    assumption: truoc-ngay
    answer: Không kể ngày đó (hư cấu).
  - id: tra-loi
    kind: answer
    date: 2023-08-04
    by: chu-tich-ubnd-tinh
    agency: so-y-te
    task: 32
    obstacle: kinh-phi
    answer: Giao Sở Tài chính (hư cấu).
    document: {number: 6/UBND-HUCAU, date: 2023-08-04}
  - id: sua-gia-han-63
    kind: extend
    date: 2023-08-05
    by: chu-tich-ubnd-tinh
    tasks: [63]
    agencies: [so-y-te]
    until: 2023-11-30
    document: {number: 7/QĐ-HUCAU, date: 2023-08-05}
    corrects: gia-han-63
"""

REPORTS = [
    ("date for a document number", "P204", "symbol", "{number: 907/QĐ-HUCAU, date", "{number: 2023-06-28, date"),
    ("document number without letters", "P204", "symbol", "{number: 907/QĐ-HUCAU, date", "{number: 28/06/2023, date"),
    ("unknown agency", "P301", "near", "agency: so-y-te", "agency: so-y-t"),
    ("other folder", "P302", "agency", "agency: so-y-te", "agency: so-noi-vu"),
    ("other month", "P302", "month", "period: 2023-07", "period: 2023-08"),
    ("before its period", "P302", "begun", "reported_on: 2023-07-13", "reported_on: 2023-06-14"),
    ("unknown task", "P303", "", "  - task: 35", "  - task: 68"),
    ("unknown contribution", "P303", "", "  - task: 54", "  - task: 0"),
    ("task of another", "P304", "", "  - task: 35", "  - task: 40"),
    ("cooperating task as an update", "P304", "supports", "  - task: 35", "  - task: 54"),
    ("led task as a contribution", "P304", "leads", "  - task: 54", "  - task: 36"),
    ("contribution without cooperation", "P304", "", "  - task: 54", "  - task: 40"),
    ("task twice", "P305", "update", "  - task: 35", "  - task: 32"),
    ("indicator twice", "P305", "listed", "value: 120, of: 130}", "value: 120, of: 130}\n      - {id: trang-bi-dau-doc-the, value: 1, of: 1}"),
    ("obstacle twice", "P305", "obstacle", "proposal: Bố trí (hư cấu).}", "proposal: Bố trí (hư cấu).}\n      - {category: kinh-phi, beyond_authority: false, description: Nữa (hư cấu).}"),
    ("done without a date", "P306", "no-day", "    done_on: 2023-06-28\n", ""),
    ("date without done", "P306", "day", "progress: 60", "done_on: 2023-07-01"),
    ("done with 90 percent", "P306", "done", "progress: 100", "progress: 90"),
    ("not started with 60 percent", "P306", "not-started", "state: in_progress\n    progress: 60", "state: not_started\n    progress: 60"),
    ("unchanged with a summary", "P306", "unchanged", "state: unchanged", "state: unchanged\n    summary: Vẫn thế"),
    ("unchanged with 60 percent", "P306", "unchanged", "state: unchanged", "state: unchanged\n    progress: 60"),
    ("at risk without a due date", "P306", "risk-undated", "    progress: 60\n", "    progress: 60\n    at_risk: {reason: x, expected_on: 2023-09-01}\n"),
    ("at risk though done", "P306", "risk-done", "    progress: 100\n", "    at_risk: {reason: x, expected_on: 2023-09-01}\n"),
    ("done after the report", "P307", "done", "done_on: 2023-06-28", "done_on: 2023-07-14"),
    ("done before the plan", "P307", "early", "done_on: 2023-06-28", "done_on: 2023-06-11"),
    ("evidence after the report", "P307", "evidence", "number: 12/KH-HUCAU, date: 2023-06-20", "number: 12/KH-HUCAU, date: 2023-07-14"),
    ("document after the report", "P307", "document", "45/BC-HUCAU, date: 2023-07-13", "45/BC-HUCAU, date: 2023-07-14"),
    ("expected on the date of the report", "P307", "expected", "expected_on: 2023-10-10", "expected_on: 2023-07-13"),
    ("evidence twice", "P308", "", "link: null}", "link: null}\n      - {number: 12/KH-HUCAU, date: 2023-06-20, title: Lại (hư cấu)}"),
    ("reported tomorrow", "P323", "", "reported_on: 2023-07-13", "reported_on: 2023-10-02"),
    ("evidence of two tasks", "P324", "", "907/QĐ-HUCAU, date: 2023-06-28", "12/KH-HUCAU, date: 2023-06-20"),
    ("document without a date", "P326", "", "{number: 907/QĐ-HUCAU, date: 2023-06-28, title", "{number: 907/QĐ-HUCAU, title"),
    ("target not met", "P326", "target", "state: in_progress\n    progress: 60", "state: done\n    done_on: 2023-07-01"),
    ("recurring task done", "P326", "recurring", "state: unchanged", "state: done\n    done_on: 2023-07-01"),
    ("unknown indicator", "P327", "near", "trang-bi-dau-doc-the", "trang-bi-dau-doc"),
    ("indicator of another task", "P327", "task", "trang-bi-dau-doc-the", "ho-so-dung-han"),
    ("indicator of a task in the report as a whole", "P327", "of-task", "id: can-bo-dung-dich-vu-cong-truc-tuyen", "id: ho-so-dung-han"),
    ("share without a total", "P327", "no-of", "value: 120, of: 130", "value: 120"),
    ("count with a total", "P327", "of", "id: trang-bi-dau-doc-the, value: 120, of: 130", "id: mot-loai-giay-to-khi-kham-benh, value: 1, of: 1"),
    ("more than the total", "P327", "above", "value: 120, of: 130", "value: 131, of: 130"),
    ("withdrawn before the submission", "P307", "withdrawn", "indicators:\n  - {id: can-bo", "withdrawn: {date: 2023-07-12, why: x}\nindicators:\n  - {id: can-bo"),
    ("withdrawn tomorrow", "P323", "", "indicators:\n  - {id: can-bo", "withdrawn: {date: 2023-10-02, why: x}\nindicators:\n  - {id: can-bo"),
    ("corrects its own period", "P333", "later", "indicators:\n  - {id: can-bo", "corrections: [{corrects: 2023-07, why: x, task: 32, state: unchanged}]\nindicators:\n  - {id: can-bo"),
]  # fmt: skip
DECISIONS = [
    ("document number of another country", "P204", "symbol", "number: 1/QĐ-HUCAU", "number: ENV-2023-01"),
    ("unknown author", "P301", "near", "by: cong-an-tinh\n    event", "by: cong-an-tih\n    event"),
    ("unknown receiver", "P301", "", "to: so-khcn", "to: xyz-abc"),
    ("unknown agency", "P301", "near", "agencies: [so-y-te]\n    until: 2023-10-31", "agencies: [so-y-t]\n    until: 2023-10-31"),
    ("unknown task", "P303", "", "tasks: [62]", "tasks: [68]"),
    ("unknown task of an answer", "P303", "", "task: 32", "task: 68"),
    ("id twice", "P305", "decision", "id: tam-dung-44", "id: su-kien-54"),
    ("document after the decision", "P307", "decided", "3/QĐ-HUCAU, date: 2023-07-24", "3/QĐ-HUCAU, date: 2023-07-25"),
    ("decided tomorrow", "P323", "", "date: 2023-07-22", "date: 2023-10-02"),
    ("about nothing", "P328", "nothing", "    tasks: [44]\n    why", "    why"),
    ("whole plan and one task", "P328", "both", "    tasks: [44]\n    why", "    tasks: [44]\n    whole_plan: true\n    why"),
    ("agency that does not lead", "P328", "leads", "agencies: [so-y-te]\n    until: 2023-11-30", "agencies: [mttq-tinh]\n    until: 2023-11-30"),
    ("no claim", "P328", "claim", "tasks: [62]", "tasks: [61]"),
    ("a department transfers", "P339", "", "date: 2023-08-02\n    by: chu-tich-ubnd-tinh", "date: 2023-08-02\n    by: so-noi-vu"),
    ("recorded before the decision", "P307", "recorded", "    date: 2023-07-22", "    date: 2023-07-22\n    recorded_on: 2023-07-21"),
    ("recorded tomorrow", "P323", "", "    date: 2023-07-22", "    date: 2023-07-22\n    recorded_on: 2023-10-02"),
    ("claim after the decision", "P328", "claim", "date: 2023-07-20", "date: 2023-07-12"),
    ("no due date to extend", "P328", "undated", "tasks: [63]\n    agencies: [so-y-te]\n    until: 2023-11-30", "tasks: [63, 64]\n    agencies: [so-y-te]\n    until: 2023-11-30"),
    ("not later", "P328", "not-later", "until: 2023-11-30", "until: 2023-09-30"),
    ("nothing to resume", "P328", "resume", "date: 2023-08-01\n    by: chu-tich-ubnd-tinh\n    tasks: [44]", "date: 2023-08-01\n    by: chu-tich-ubnd-tinh\n    tasks: [39]"),
    ("no such event", "P328", "awaited", "event: ket-noi-du-lieu-kham-suc-khoe", "event: qd-766"),
    ("no such schedule", "P328", "awaited", "schedule: qd-766", "schedule: xyz"),
    ("date and recurring", "P328", "schedule", "recurring: true", "recurring: true\n    until: 2023-12-31"),
    ("no such assumption", "P328", "assumption", "assumption: truoc-ngay", "assumption: sau-ngay"),
    ("no such obstacle", "P328", "obstacle", "obstacle: kinh-phi", "obstacle: nhan-luc"),
    ("neither date nor recurring", "P328", "schedule", "    recurring: true\n", ""),
    ("corrects a replaced decision", "P328", "corrects-gone", "corrects: gia-han-63\n", "corrects: gia-han-63\n  - {id: lan-nua, kind: extend, date: 2023-08-06, by: cong-an-tinh, tasks: [63], agencies: [so-y-te], until: 2023-12-31, document: {number: 8/QĐ-HUCAU, date: 2023-08-06}, corrects: gia-han-63}\n"),
    ("corrects another kind", "P328", "corrects-kind", "corrects: gia-han-63", "corrects: xac-nhan-62"),
    ("suspended already", "P328", "suspended", "  - id: tiep-tuc-44\n", "  - {id: lan-hai, kind: suspend, date: 2023-07-25, by: cong-an-tinh, tasks: [44], why: x, document: {number: 8/QĐ-HUCAU, date: 2023-07-25}}\n  - id: tiep-tuc-44\n"),
    ("date before the decision", "P328", "until", "event: ket-noi-du-lieu-kham-suc-khoe\n", "event: ket-noi-du-lieu-kham-suc-khoe\n    until: 2013-11-30\n"),
    ("event earlier than the first", "P338", "", "  - id: tien-do-65\n", "  - {id: su-kien-45, kind: event, date: 2023-07-22, by: cong-an-tinh, event: huong-dan-chu-ky-so, until: 2023-11-30}\n  - {id: su-kien-45-hai, kind: event, date: 2023-07-23, by: cong-an-tinh, event: huong-dan-chu-ky-so, until: 2023-10-31}\n  - id: tien-do-65\n"),
    ("one task of two", "P328", "task", "tasks: [63]\n    agencies: [so-y-te]\n    until: 2023-11-30", "tasks: [63, 44]\n    agencies: [so-y-te]\n    until: 2023-11-30"),
    ("one claim of two", "P328", "claim", "tasks: [62]", "tasks: [62, 59]"),
    ("one transfer of two", "P328", "task", "tasks: [46]", "tasks: [46, 24]"),
    ("from a group", "P328", "to", "agency: so-tttt", "agency: grp-sbn"),
    ("event for an agency that does not wait", "P328", "leads", "event: ket-noi-du-lieu-kham-suc-khoe\n", "event: ket-noi-du-lieu-kham-suc-khoe\n    agencies: [so-y-te]\n"),
    ("obstacle of another", "P328", "obstacle", "agency: so-y-te\n    task: 32", "agency: so-noi-vu\n    task: 32"),
    ("document of tomorrow", "P323", "", "{number: 7/QĐ-HUCAU, date: 2023-08-05}", "{number: 7/QĐ-HUCAU, date: 2023-10-02}"),
    ("to a group", "P328", "to", "to: so-khcn", "to: grp-huyen"),
    ("to itself", "P328", "to", "to: so-khcn", "to: so-tttt"),
    ("from an agency that does not lead", "P328", "task", "agency: so-tttt", "agency: so-tu-phap"),
    ("corrects nothing", "P328", "corrects", "corrects: gia-han-63", "corrects: gia-han-36"),
    ("corrects a later decision", "P328", "corrects-later", "date: 2023-08-05\n    by", "date: 2023-07-20\n    by"),
]  # fmt: skip


def checked(folder: Path) -> list[tuple[str, str, str, int]]:
    """Return file, code, variant and line of every problem that the rules find in a folder that loads without errors.

    The reports here mention only some tasks (P341).
    """
    files = read_files(DiskTree(folder, "data"))
    loaded = load(files)
    assert loaded.diagnostics == (), loaded.diagnostics
    diagnostics = found_by_rules(build_register("data", loaded.values, files), loaded.error_free, TODAY)
    return [
        (diagnostic.place.path, diagnostic.code, diagnostic.variant, diagnostic.place.line)
        for diagnostic in diagnostics
        if diagnostic.code != "P341"
    ]


def write_reports(copy: Path, july: str = JULY, august: str = AUGUST, decisions: str = DECISION_FILE) -> Path:
    """Write two reports and the decisions into the copy of the plan, and return its folder."""
    folder = copy / "updates" / "so-y-te"
    folder.mkdir(parents=True)
    for name, text in (("2023-07", july), ("2023-08", august)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    (copy / "decisions.yaml").write_text(decisions, "utf-8")
    return copy


def test_valid_reports_and_decisions_have_no_problems(copy: Path) -> None:
    """The files have no problem before the other tests edit them."""
    assert checked(write_reports(copy)) == []


@pytest.mark.parametrize(
    ("code", "variant", "old", "new"), [row[1:] for row in REPORTS], ids=[row[0] for row in REPORTS]
)
def test_a_broken_report(copy: Path, code: str, variant: str, old: str, new: str) -> None:
    """The problem is reported in the edited report, near the edit."""
    assert JULY.count(old) == 1, old
    line = JULY.split(old, maxsplit=1)[0].count("\n") + 1
    findings = checked(write_reports(copy, JULY.replace(old, new), decisions="decisions: []\n"))

    lines = [at for file, *kind, at in findings if kind == [code, variant] and file == "updates/so-y-te/2023-07.yaml"]
    lines += [at for file, *kind, at in findings if kind == [code, variant] == ["P324", ""]]
    assert lines, findings
    assert any(abs(at - line) <= 4 for at in lines), (line, lines)


@pytest.mark.parametrize(
    ("code", "variant", "old", "new"), [row[1:] for row in DECISIONS], ids=[row[0] for row in DECISIONS]
)
def test_a_broken_decision(copy: Path, code: str, variant: str, old: str, new: str) -> None:
    """The problem is reported in the edited decision."""
    assert DECISION_FILE.count(old) == 1, old
    line = DECISION_FILE.split(old, maxsplit=1)[0].count("\n") + 1
    findings = checked(write_reports(copy, decisions=DECISION_FILE.replace(old, new)))

    lines = [at for file, *kind, at in findings if kind == [code, variant] and file == "decisions.yaml"]
    assert lines, findings
    assert any(abs(at - line) <= 6 for at in lines), (line, lines)


CORRECTION = "corrections: [{corrects: 2023-07, why: Gõ nhầm (hư cấu)., task: 32, state: in_progress, progress: 50}]\n"
OWNERS = """\
owners:
  - id: dau-moi-hu-cau
    role: coordinator
    accounts: [{forge: github, id: 0, login: dau-moi-HUCAU}]
  - id: so-y-te-hu-cau
    agencies: [so-y-te]
    accounts: [{forge: server, id: so-y-te-HUCAU}, {forge: gitlab, id: 0}]
    since: 2023-07-01
    until: 2023-08-31
"""
WAIVERS = """\
waivers:
  - code: P326
    agency: so-y-te
    task: 62
    reason: Văn bản đang trình ký (hư cấu).
    by: cong-an-tinh
    until: 2023-10-31
"""
OTHER_FILES = [
    ("nothing to correct", "P333", "", "updates/so-y-te/2023-08.yaml", "task: 32, state: in_progress, progress: 50", "task: 36, state: in_progress, progress: 50"),
    ("corrects a period without a report", "P333", "", "updates/so-y-te/2023-08.yaml", "corrects: 2023-07", "corrects: 2023-06"),
    ("corrects a later period", "P333", "later", "updates/so-y-te/2023-08.yaml", "corrects: 2023-07", "corrects: 2023-09"),
    ("corrected twice", "P305", "correction", "updates/so-y-te/2023-08.yaml", "progress: 50}]", "progress: 50}, {corrects: 2023-07, why: x, task: 32, state: unchanged}]"),
    ("owner twice", "P305", "owner", "owners.yaml", "id: so-y-te-hu-cau", "id: dau-moi-hu-cau"),
    ("account twice", "P305", "account", "owners.yaml", "{forge: gitlab, id: 0}", "{forge: github, id: 0}"),
    ("owner without an agency", "P331", "nobody", "owners.yaml", "    agencies: [so-y-te]\n", ""),
    ("coordinator with an agency", "P331", "both", "owners.yaml", "    role: coordinator\n", "    role: coordinator\n    agencies: [so-y-te]\n"),
    ("ends before it begins", "P331", "order", "owners.yaml", "until: 2023-08-31", "until: 2023-06-30"),
    ("account with its name", "P331", "number", "owners.yaml", "{forge: gitlab, id: 0}", "{forge: gitlab, id: so-y-te}"),
    ("owner of an unknown agency", "P301", "near", "owners.yaml", "agencies: [so-y-te]", "agencies: [so-y-t]"),
    ("waiver of a code that cannot be waived", "P904", "", "waivers.yaml", "code: P326", "code: P304"),
    ("waiver of an unknown code", "P904", "unknown", "waivers.yaml", "code: P326", "code: P399"),
    ("waiver of everything", "P904", "blanket", "waivers.yaml", "    agency: so-y-te\n    task: 62\n", ""),
    ("waiver by an unknown body", "P301", "near", "waivers.yaml", "by: cong-an-tinh", "by: cong-an-tih"),
]  # fmt: skip


def write_all(copy: Path) -> Path:
    """Write reports with a correction, decisions, owners and waivers into the copy of the plan."""
    write_reports(copy, august=AUGUST + CORRECTION)
    (copy / "owners.yaml").write_text(OWNERS, "utf-8")
    (copy / "waivers.yaml").write_text(WAIVERS, "utf-8")
    return copy


def test_valid_corrections_owners_and_waivers_have_no_problems(copy: Path) -> None:
    """An owner for one day and a withdrawal on the day of submission are valid too."""
    assert checked(write_all(copy)) == []
    replaced(copy, "owners.yaml", "until: 2023-08-31", "until: 2023-07-01")
    replaced(copy, "updates/so-y-te/2023-08.yaml", "updates:", "withdrawn: {date: 2023-08-13, why: x}\nupdates:")
    assert checked(copy) == []


@pytest.mark.parametrize(
    ("code", "variant", "file", "old", "new"), [row[1:] for row in OTHER_FILES], ids=[row[0] for row in OTHER_FILES]
)
def test_a_broken_correction_owner_or_waiver(
    copy: Path, code: str, variant: str, file: str, old: str, new: str
) -> None:
    """The problem is reported near the edit, and it is the only one."""
    path = write_all(copy) / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, old
    line = text.split(old, maxsplit=1)[0].count("\n") + 1
    path.write_text(text.replace(old, new), "utf-8")
    [(where, *kind, at)] = checked(copy)

    assert (where, kind) == (file, [code, variant])
    assert abs(at - line) <= 4, (line, at)


LATER_MONTH = [
    ("progress falls", "P325", "progress", "progress: 70", "progress: 50"),
    ("date of completion moves", "P325", "day", "done_on: 2023-06-28", "done_on: 2023-06-27"),
    ("empty report", "P330", "", AUGUST[AUGUST.index("updates:") :], ""),
    ("summary copied", "P604", "", "progress: 70", "progress: 70\n    summary: Đã trang bị đầu đọc thẻ tại 120/130 cơ sở (hư cấu)"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "variant", "old", "new"), [row[1:] for row in LATER_MONTH], ids=[row[0] for row in LATER_MONTH]
)
def test_a_later_month(copy: Path, code: str, variant: str, old: str, new: str) -> None:
    """The report contradicts or repeats that of the month before."""
    findings = checked(write_reports(copy, august=AUGUST.replace(old, new)))

    assert [finding[:3] for finding in findings] == [("updates/so-y-te/2023-08.yaml", code, variant)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2023-08-05", "date: 2023-07-21"),  # a typing error corrected on the day of the decision
        ("date: 2023-07-20", "date: 2023-07-13"),  # accepted on the day of the claim
        ("until: 2023-11-30", "until: 2023-10-15"),  # corrected to a date between the old one and the plan's
    ],
)
def test_allowed_limits_in_decisions(copy: Path, old: str, new: str) -> None:
    """Values exactly at a limit are allowed."""
    assert DECISION_FILE.count(old) >= 1

    assert checked(write_reports(copy, decisions=DECISION_FILE.replace(old, new))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("reported_on: 2023-07-13", "reported_on: 2023-07-14"),
        ("done_on: 2023-06-28", "done_on: 2023-07-13"),
        ("done_on: 2023-06-28", "done_on: 2023-06-12"),
        ("12/KH-HUCAU, date: 2023-06-20", "907/QĐ-HUCAU, date: 2022-06-20"),  # the same number, another document
        ("value: 120, of: 130", "value: 0, of: 0"),
        ("value: 120, of: 130", "value: 130, of: 130"),
        ("progress: 60", "progress: 100"),
        ("beyond_authority: true", "beyond_authority: false"),
    ],
)
def test_allowed_limits_in_a_report(copy: Path, old: str, new: str) -> None:
    """Values exactly at a limit are allowed: the date of the report or of the plan, 130 of 130, 0 of 0."""
    august = AUGUST.replace("done_on: 2023-06-28", new if "done_on" in new else "done_on: 2023-06-28")

    assert checked(write_reports(copy, JULY.replace(old, new), august.replace("70", "100"), "decisions: []\n")) == []


def test_a_report_on_the_first_day_of_its_period(copy: Path) -> None:
    """A period can be reported from the 15th of the month before."""
    folder = copy / "updates" / "so-y-te"
    folder.mkdir(parents=True)
    (folder / "2023-08.yaml").write_text("agency: so-y-te\nperiod: 2023-08\nreported_on: 2023-07-15\n", "utf-8")

    assert [finding[1] for finding in checked(copy)] == ["P330"]  # the report is empty, its date is allowed


def test_a_report_dated_before_the_plan_is_an_error(copy: Path) -> None:
    """A report of June must not be dated before the plan was issued."""
    folder = copy / "updates" / "so-y-te"
    folder.mkdir(parents=True)
    (folder / "2023-06.yaml").write_text("agency: so-y-te\nperiod: 2023-06\nreported_on: 2023-06-11\n", "utf-8")

    assert ("P302", "unissued") in {finding[1:3] for finding in checked(copy)}


@pytest.mark.parametrize(
    ("august", "expected"),
    [
        ("{task: 62, state: in_progress, progress: 40}", ["progress"]),
        ("{task: 62, state: not_started}", ["progress"]),
        ("{task: 62, state: in_progress, progress: 40, summary: Rà soát lại (hư cấu)}", []),
        ("{task: 62, state: unchanged}", []),
    ],
)
def test_reopened_work_needs_a_summary(copy: Path, august: str, expected: list[str]) -> None:
    """Done counts as 100 percent even without progress; an update that reopens the task needs a summary."""
    head = AUGUST.split("updates:", maxsplit=1)[0]
    findings = checked(write_reports(copy, august=f"{head}updates:\n  - {august}\n", decisions="decisions: []\n"))

    assert [finding[2] for finding in findings if finding[1] == "P325"] == expected


def test_evidence_of_contributions_is_checked(copy: Path) -> None:
    """Dates, duplicates (ignoring case) and documents shared with another task are reported."""
    proof = "{number: 12/kh-hucau, date: 2023-07-14, title: x}"
    july = JULY.replace("(hư cấu).\nindicators:", f"(hư cấu).\n    evidence: [{proof}, {proof}]\nindicators:")
    assert july != JULY

    findings = checked(write_reports(copy, july, decisions="decisions: []\n"))
    assert {finding[1] for finding in findings} == {"P307", "P308", "P324"}
    same = july.replace("date: 2023-07-14", "date: 2023-06-20")
    (copy / "updates" / "so-y-te" / "2023-07.yaml").write_text(same, "utf-8")
    assert {finding[1] for finding in checked(copy)} == {"P308", "P324"}


@pytest.mark.parametrize(
    ("number", "date", "codes"),
    [
        ("012/KH-HUCAU", ", date: 2023-06-20", {"P308", "P324"}),
        ("12/kh‑hucau", ", date: 2023-06-20", {"P308", "P324"}),
        ("12/KH-HUCAU", ", date: 2023-06-21", {"P308", "P324"}),
        ("12/KH-HUCAU", "", {"P308", "P324"}),
        ("12/KH-HUCAU", ", date: 2022-06-20", set()),
        ("012/KH-HUCAU", ", date: 2022-06-20", set()),
        ("112/KH-HUCAU", ", date: 2023-06-20", set()),
    ],
)
def test_a_document_is_its_number_and_year(copy: Path, number: str, date: str, codes: set[str]) -> None:
    """Numbering restarts each year; leading zeros, case and kinds of hyphens do not distinguish documents."""
    same_task = JULY.replace("link: null}", f"link: null}}\n      - {{number: {number}{date}, title: Lại (hư cấu)}}")
    other_task = JULY.replace("{number: 907/QĐ-HUCAU, date: 2023-06-28", f"{{number: {number}{date}")
    assert {finding[1] for finding in checked(write_reports(copy, same_task, decisions="decisions: []\n"))} == codes & {
        "P308"
    }
    (copy / "updates" / "so-y-te" / "2023-07.yaml").write_text(other_task, "utf-8")
    assert {finding[1] for finding in checked(copy)} & {"P308", "P324"} == codes & {"P324"}


def test_the_same_summary_two_months_apart_is_allowed(copy: Path) -> None:
    """Only the summary of the month before counts, not that of July for September."""
    words = "progress: 70\n    summary: Đã trang bị đầu đọc thẻ tại 120/130 cơ sở (hư cấu)"
    september = AUGUST.replace("progress: 70", words).replace("2023-08", "2023-09")
    write_reports(copy, decisions="decisions: []\n")
    (copy / "updates" / "so-y-te" / "2023-08.yaml").unlink()
    (copy / "updates" / "so-y-te" / "2023-09.yaml").write_text(september, "utf-8")

    assert checked(copy) == []


def test_a_claim_on_a_task_made_recurring_is_an_error(copy: Path) -> None:
    """Once a schedule makes the task recurring, it cannot be done."""
    august = AUGUST + "  - {task: 65, state: done, done_on: 2023-08-01}\n"
    findings = checked(write_reports(copy, august=august))

    assert [finding[1:3] for finding in findings] == [("P326", "recurring")]


def test_a_summary_explains_changed_values(copy: Path) -> None:
    """With a summary, progress may fall, a date may change, and a date may be before the plan."""
    why = "    summary: Rà soát lại, số kỳ trước sai (hư cấu).\n"
    august = AUGUST.replace("    progress: 70\n", f"    progress: 50\n{why}")
    august = august.replace("    done_on: 2023-06-28\n", f"    done_on: 2023-06-05\n{why}")

    assert checked(write_reports(copy, august=august)) == []


def test_the_first_period_is_june(copy: Path) -> None:
    """The plan was issued in the period of June; a report of May is an error."""
    for month, expected in (("06", []), ("05", ["early"])):
        folder = copy / "updates" / "so-y-te"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"2023-{month}.yaml"
        head = f"agency: so-y-te\nperiod: 2023-{month}\nreported_on: 2023-06-13\n"
        path.write_text(head + "updates: [{task: 35, state: unchanged}]\n", "utf-8")
        assert [variant for _, _, variant, _ in checked(copy)] == expected
        path.unlink()


def test_a_corrected_decision_has_no_problem(copy: Path) -> None:
    """An extension to an earlier date is not reported once a later entry corrects or withdraws it."""
    wrong = DECISION_FILE.replace("until: 2023-10-31", "until: 2023-08-31")
    withdrawn = wrong.replace("corrects: gia-han-63", "why: x").replace(
        "    why: x\n",
        "  - {id: bo, kind: withdraw, date: 2023-08-06, by: cong-an-tinh, why: Gõ nhầm, corrects: gia-han-63}\n",
    )

    assert checked(write_reports(copy, decisions=wrong)) == []
    (copy / "decisions.yaml").write_text(withdrawn, "utf-8")
    assert checked(copy) == []


def test_the_agency_that_takes_over_a_task_reports_on_it(copy: Path) -> None:
    """After the transfer the new agency leads the task, and the old one no longer does."""
    write_reports(copy)
    folder = copy / "updates" / "so-khcn"
    folder.mkdir()
    text = "agency: so-khcn\nperiod: 2023-08\nreported_on: 2023-08-13\nupdates:\n  - {task: 46, state: in_progress}\n"
    (folder / "2023-08.yaml").write_text(text, "utf-8")

    assert checked(copy) == []
    (folder / "2023-08.yaml").unlink()
    (copy / "updates" / "so-tttt").mkdir()
    old = copy / "updates" / "so-tttt" / "2023-08.yaml"
    old.write_text(text.replace("so-khcn", "so-tttt"), "utf-8")
    assert [finding[1:3] for finding in checked(copy)] == [("P304", "passed-on")]
    old.write_text(text.replace("so-khcn", "so-tttt").replace("08-13", "08-01"), "utf-8")
    assert checked(copy) == []


def test_without_a_transfer_the_other_agency_does_not_lead(copy: Path) -> None:
    """Without the transfer the other agency only cooperates."""
    folder = copy / "updates" / "so-khcn"
    folder.mkdir(parents=True)
    text = "agency: so-khcn\nperiod: 2023-08\nreported_on: 2023-08-13\nupdates:\n  - {task: 46, state: in_progress}\n"
    (folder / "2023-08.yaml").write_text(text, "utf-8")

    assert [finding[1:3] for finding in checked(copy)] == [("P304", "supports")]


@pytest.mark.parametrize(("body", "variant"), [("grp-huyen", "body"), ("bo-cong-an", "none")])
def test_a_body_that_does_not_report_cannot_submit(copy: Path, body: str, variant: str) -> None:
    """A report by a group, or by a body that the plan only mentions, is an error."""
    folder = copy / "updates" / body
    folder.mkdir(parents=True)
    (folder / "2023-07.yaml").write_text(f"agency: {body}\nperiod: 2023-07\nreported_on: 2023-07-13\n", "utf-8")

    assert ("P302", variant) in {finding[1:3] for finding in checked(copy)}


def test_the_example_has_no_errors() -> None:
    """The fictional quarter has only its intended warnings and notes."""
    files = read_files(DiskTree(ROOT / "examples" / "q3-2023", "x"))
    loaded = load(files)
    diagnostics = found_by_rules(build_register("x", loaded.values, files), loaded.error_free, TODAY)

    assert len(loaded.values.by_file) > 100
    codes = {diagnostic.code for diagnostic in (*loaded.diagnostics, *diagnostics)}
    assert codes == {"P308", "P324", "P337", "P341", "P604"}


def test_a_withdrawn_report_cannot_be_corrected(copy: Path) -> None:
    """A correction from before the withdrawal stays valid; one from that day on is an error."""
    write_reports(copy, august=AUGUST + CORRECTION, decisions="decisions: []\n")
    mark = "withdrawn: {date: 2023-08-14, why: x}\nupdates:"
    replaced(copy, "updates/so-y-te/2023-07.yaml", "updates:", mark)
    assert checked(copy) == []

    replaced(copy, "updates/so-y-te/2023-07.yaml", "2023-08-14", "2023-08-13")
    assert [finding[:3] for finding in checked(copy)] == [("updates/so-y-te/2023-08.yaml", "P333", "withdrawn")]


def test_a_withdrawn_report_is_not_compared(copy: Path) -> None:
    """Progress may be lower than in a withdrawn report."""
    write_reports(copy, august=AUGUST.replace("progress: 70", "progress: 50"), decisions="decisions: []\n")
    assert "P325" in [finding[1] for finding in checked(copy)]
    replaced(copy, "updates/so-y-te/2023-07.yaml", "updates:", "withdrawn: {date: 2023-08-01, why: x}\nupdates:")
    assert checked(copy) == []


def test_a_claim_removed_by_a_correction_is_not_compared(copy: Path) -> None:
    """After the correction, a later claim with another date needs no summary."""
    july = "agency: so-y-te\nperiod: 2023-{0}\nreported_on: 2023-{0}-13\nupdates:\n  - {{task: 35, {1}}}\n"
    undone = "corrections:\n  - {task: 35, corrects: 2023-07, why: Gõ nhầm., state: in_progress, progress: 40}\n"
    folder = copy / "updates" / "so-y-te"
    folder.mkdir(parents=True)
    for month, words in (
        ("07", "state: done, done_on: 2023-07-03"),
        ("08", "state: unchanged"),
        ("09", "state: done, done_on: 2023-09-04"),
    ):
        text = july.format(month, words) + (undone if month == "08" else "")
        (folder / f"2023-{month}.yaml").write_text(text, "utf-8")
    codes = [finding[1] for finding in checked(copy)]

    assert "P325" not in codes
    replaced(copy, "updates/so-y-te/2023-08.yaml", undone, "")
    assert "P325" in [finding[1] for finding in checked(copy)]
