"""The rules about agencies that begin or end: their dates and successors, and what is dated outside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.cli.data_folder import find_data_folder
from tests.conftest import DATA, replaced
from tests.samples import problems_of

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2023, 12, 31)
LAST_LINE = "    found_as: [SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI]\n"
SUCCESSION = """\
    valid_to: 2023-09-30
    successors:
      - {to: so-noi-vu, tasks: [29, 30]}
      - {to: so-hu-cau}

  - id: so-hu-cau
    name: Sở Hư cấu
    english: Department of Fiction
    kind: department
    level: province
    relation: assigned
    monthly_report: required
    valid_from: 2023-10-01
    names:
      - {valid_from: 2023-10-20, name: Sở Đổi tên, english: Renamed}
      - valid_from: 2023-10-25
        name: Sở Đổi tên 2
        english: Renamed 2
        certainty: likely
        assumption: danh-sach-doan-the
"""
REPORT = """\
agency: so-ldtbxh
period: 2023-09
reported_on: 2023-09-13
updates: [{task: 31, state: in_progress}]
"""
DECISIONS = """\
decisions:
  - id: chuyen-46
    kind: transfer
    date: 2023-10-01
    by: chu-tich-ubnd-tinh
    tasks: [46]
    agency: so-tttt
    to: so-hu-cau
    document: {number: 5/QĐ-HUCAU, date: 2023-09-01}
"""
OWNERS = """\
owners:
  - id: nguoi-nop-hu-cau
    agencies: [so-ldtbxh]
    accounts: [{forge: server, id: nguoi-nop-HUCAU}]
    since: 2023-07-01
    until: 2023-10-31
"""
SECOND = """\
{to: so-hu-cau-2}

  - id: so-hu-cau-2
    name: Sở Hư cấu 2
    english: Second Department of Fiction
    kind: department
    level: province
    relation: assigned
    monthly_report: required
"""
"""A second invented agency, as the successor in place of the first one."""
SHORT_LIFE = "    valid_to: 2023-09-30\n    successors: [{to: so-y-te}]\n"
WRONG_ORDER = "    valid_from: 2023-10-01\n    valid_to: 2023-09-30\n"
FILES = {"updates/so-ldtbxh/2023-09.yaml": REPORT, "decisions.yaml": DECISIONS, "owners.yaml": OWNERS}

AGENCIES, FILE = "agencies.yaml", "updates/so-ldtbxh/2023-09.yaml"
ASSUMPTION = "        assumption: danh-sach-doan-the\n"
HU_CAU, MINISTRY = "{to: so-hu-cau}", "    english: Ministry of Health\n"
MISTAKES = [
    ("unknown successor", "P301", "near", AGENCIES, "to: so-noi-vu,", "to: so-noi-v,"),
    ("unknown task", "P303", "", AGENCIES, "tasks: [29, 30]", "tasks: [29, 300]"),
    ("task twice", "P305", "listed", AGENCIES, "tasks: [29, 30]", "tasks: [29, 29]"),
    ("task of two successors", "P305", "listed", AGENCIES, HU_CAU, HU_CAU + "\n      - {to: so-y-te, tasks: [29]}"),
    ("ends before it begins", "P334", "order", AGENCIES, MINISTRY, MINISTRY + WRONG_ORDER),
    ("no last date", "P334", "no-end", AGENCIES, "    valid_to: 2023-09-30\n", ""),
    ("its own successor", "P334", "to", AGENCIES, "to: so-noi-vu,", "to: so-ldtbxh,"),
    ("a group as successor", "P334", "to", AGENCIES, "to: so-noi-vu,", "to: grp-sbn,"),
    ("a body that does not report", "P334", "to", AGENCIES, "to: so-noi-vu,", "to: bo-cong-an,"),
    ("successor begins one day later", "P334", "gone", AGENCIES, HU_CAU, f"{SECOND}    valid_from: 2023-10-02\n"),
    ("successor ends on the same date", "P334", "gone", AGENCIES, HU_CAU, SECOND + SHORT_LIFE),
    ("task that it never leads", "P334", "task", AGENCIES, "tasks: [29, 30]", "tasks: [29, 32]"),
    ("two successors for all other tasks", "P334", "second", AGENCIES, HU_CAU, HU_CAU + "\n      - {to: so-y-te}"),
    ("name before it exists", "P334", "name-date", AGENCIES, "from: 2023-10-20", "from: 2023-09-20"),
    ("names in the wrong order", "P334", "name-order", AGENCIES, "from: 2023-10-20", "from: 2023-10-25"),
    ("uncertain without assumption", "P334", "no-assumption", AGENCIES, ASSUMPTION, ""),
    ("certain with an assumption", "P334", "certain", AGENCIES, "        certainty: likely\n", ""),
    ("unknown assumption", "P334", "assumption", AGENCIES, ASSUMPTION, "        assumption: khong-co\n"),
    ("receives a task before it exists", "P335", "to", "decisions.yaml", "date: 2023-10-01", "date: 2023-09-30"),
    ("decision of a ceased agency", "P335", "by", "decisions.yaml", "by: chu-tich-ubnd-tinh", "by: so-ldtbxh"),
    ("late report", "P336", "", FILE, "reported_on: 2023-09-13", "reported_on: 2023-10-01"),
    ("tasks without a successor", "P336", "tasks", AGENCIES, "      - {to: so-hu-cau}\n", ""),
    ("owner without an end", "P336", "owner", "owners.yaml", "    until: 2023-10-31\n", ""),
    ("owner of later", "P336", "owner", "owners.yaml", "since: 2023-07-01", "since: 2023-10-01"),
]  # fmt: skip


@pytest.fixture
def folder(copy: Path) -> Path:
    """Return the copy of the plan with an invented succession, a report, a transfer and an owner."""
    text = (copy / "agencies.yaml").read_text("utf-8")
    before, after = text.split(LAST_LINE)
    _, others = after.split("\n  - id:", maxsplit=1)  # without the real succession
    (copy / "agencies.yaml").write_text(f"{before}{LAST_LINE}{SUCCESSION}\n  - id:{others}", "utf-8")
    for name, text in FILES.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text(text, "utf-8")
    return copy


def test_a_valid_succession_has_no_problem(folder: Path) -> None:
    """The new agency takes over, receives a task and may report from its first date."""
    assert problems_of(folder, TODAY) == []


@pytest.mark.parametrize(
    ("code", "variant", "file", "old", "new"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES]
)
def test_a_mistake(folder: Path, code: str, variant: str, file: str, old: str, new: str) -> None:
    """The mistake is reported once, in its file."""
    replaced(folder, file, old, new)

    assert problems_of(folder, TODAY) == [(file, code, variant)]


def test_a_report_before_the_agency_exists(folder: Path) -> None:
    """A report one day before valid_from is an error, on valid_from it is not."""
    report = folder / "updates" / "so-hu-cau" / "2023-10.yaml"
    report.parent.mkdir()
    report.write_text("agency: so-hu-cau\nperiod: 2023-10\nreported_on: 2023-10-01\nindicators: []\n", "utf-8")
    codes = {code for _, code, _ in problems_of(folder, TODAY)}
    replaced(folder, "updates/so-hu-cau/2023-10.yaml", "reported_on: 2023-10-01", "reported_on: 2023-09-30")

    assert "P335" not in codes
    assert ("updates/so-hu-cau/2023-10.yaml", "P335", "report") in problems_of(folder, TODAY)


def test_an_agency_that_ends_on_purpose(folder: Path) -> None:
    """With a legal basis and no successor, its tasks end, and this is no problem."""
    successors = "    successors:\n      - {to: so-noi-vu, tasks: [29, 30]}\n      - {to: so-hu-cau}\n"
    replaced(folder, "agencies.yaml", successors, "    basis: Quyết định 1/QĐ-HUCAU\n")

    assert problems_of(folder, TODAY) == []


FROM = "valid_from: 2023-10-01"
UNTIL = f"{FROM}\n    valid_to: 2023-11-30\n    successors:"


def test_a_chain_of_successors(folder: Path) -> None:
    """A successor passes on a task that it took over."""
    replaced(folder, "agencies.yaml", FROM, f"{UNTIL} [{{to: so-y-te, tasks: [31]}}, {{to: so-noi-vu}}]")

    assert problems_of(folder, TODAY) == []


def test_an_unknown_task_in_a_chain(folder: Path) -> None:
    """An unknown task number is reported where it is written, and nowhere else."""
    replaced(folder, "agencies.yaml", FROM, f"{UNTIL} [{{to: so-noi-vu, tasks: [46]}}]")
    replaced(folder, "agencies.yaml", "{to: so-hu-cau}", "{to: so-hu-cau, tasks: [300]}\n      - {to: so-y-te}")

    assert problems_of(folder, TODAY) == [("agencies.yaml", "P303", "")]


def test_agencies_that_succeed_each_other(folder: Path) -> None:
    """In a circle, one of the two does not exist when it takes over."""
    replaced(folder, "agencies.yaml", FROM, f"{UNTIL} [{{to: so-ldtbxh}}]")

    assert problems_of(folder, TODAY) == [("agencies.yaml", "P334", "gone")]


ALL = [29, 30, 31, 59, 60, 61, 62, 63, 64, 65, 66, 67]
ALL_TO_HOME_AFFAIRS = f"kind: transfer, date: 2023-09-20, agency: so-ldtbxh, to: so-noi-vu, tasks: {ALL}"
ONE_BACK = "kind: transfer, date: 2023-09-21, agency: so-noi-vu, to: so-ldtbxh, tasks: [29]"
SETTLED = [
    ("all transferred", [ALL_TO_HOME_AFFAIRS], False),
    ("all but the joint one transferred", [ALL_TO_HOME_AFFAIRS.replace(" 62,", "")], False),
    ("one transferred back", [ALL_TO_HOME_AFFAIRS, ONE_BACK], True),
    ("all closed", ["kind: close, date: 2023-09-20, agencies: [so-ldtbxh], why: x"], False),
    ("one closed", ["kind: close, date: 2023-09-20, tasks: [29], why: x"], True),
]  # fmt: skip


@pytest.mark.parametrize(("decisions", "left"), [row[1:] for row in SETTLED], ids=[row[0] for row in SETTLED])
def test_tasks_that_decisions_settle_need_no_successor(folder: Path, decisions: list[str], *, left: bool) -> None:
    """Tasks need no successor if decisions have transferred or closed them."""
    by = "by: cong-an-tinh, document: {number: 6/QĐ-HUCAU, date: 2023-09-01}"
    entries = [f"  - {{id: muc-{number}, {by}, {decision}}}\n" for number, decision in enumerate(decisions)]
    (folder / "decisions.yaml").write_text("decisions:\n" + "".join(entries), "utf-8")
    successors = "    successors:\n      - {to: so-noi-vu, tasks: [29, 30]}\n      - {to: so-hu-cau}\n"
    replaced(folder, "agencies.yaml", successors, "")

    assert (("agencies.yaml", "P336", "tasks") in problems_of(folder, TODAY)) == left


def test_the_names_in_a_review_are_those_of_its_date() -> None:
    """Checked data have the names that are valid on the date of the check."""
    folder = find_data_folder(str(DATA))
    names = [folder.check(day).register.bodies["cong-an-tinh"].name for day in (TODAY, date(2026, 4, 30))]

    assert names == ["Công an tỉnh Bình Phước", "Công an thành phố Đồng Nai"]
