"""The reorganisations of 2025 and 2026 in the data, as they were found in public sources."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest

from plan190.status.obligations import obligations_of
from plan190.status.state import State
from tests.builders import assess_on
from tests.conftest import real_register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan190.model.agency import Agency, Likelihood
    from plan190.model.register import Register

PLAN, SPLIT, MERGER, CITY, NOW = "2023-09-20", "2025-03-01", "2025-07-01", "2026-04-30", "2026-11-30"
DAYS = (PLAN, SPLIT, MERGER, CITY, NOW)

NAMES = [
    ("cong-an-tinh", "Công an tỉnh Bình Phước", "Công an tỉnh Đồng Nai", "Công an thành phố Đồng Nai"),
    ("vp-ubnd-tinh", "Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng Ủy ban nhân dân tỉnh Đồng Nai",
     "Văn phòng Ủy ban nhân dân thành phố Đồng Nai"),
    ("so-tu-phap", "Sở Tư pháp", "Sở Tư pháp", "Sở Tư pháp"),
    ("so-y-te", "Sở Y tế", "Sở Y tế", "Sở Y tế"),
    ("dai-ptth-va-bao", "Đài Phát thanh - Truyền hình và Báo Bình Phước", "Báo và phát thanh, truyền hình Đồng Nai",
     "Báo và phát thanh, truyền hình Đồng Nai"),
    ("toa-an-tinh", "Tòa án nhân dân tỉnh Bình Phước", "Tòa án nhân dân tỉnh Đồng Nai",
     "Tòa án nhân dân thành phố Đồng Nai"),
    ("mttq-tinh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bình Phước", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Đồng Nai",
     "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Đồng Nai"),
    ("tinh-doan", "Tỉnh Đoàn Bình Phước", "Tỉnh Đoàn Đồng Nai", "Thành Đoàn Đồng Nai"),
    ("so-ngoai-vu", "Sở Ngoại vụ", "Sở Ngoại vụ", "Sở Ngoại vụ"),
]  # fmt: skip
"""The names of bodies that go on: those of 2023, and since 1 July 2025 and 30 April 2026."""

SUCCESSORS = [
    ("so-khdt", SPLIT, {"": "so-tai-chinh"}),
    ("so-ldtbxh", SPLIT, {"31": "so-noi-vu", "30": "so-noi-vu", "29": "so-y-te", "": "so-noi-vu"}),
    ("so-tttt", SPLIT, {**{str(task): "so-khcn" for task in range(40, 49)}, "39": "cong-an-tinh", "": "so-khcn"}),
    ("so-tnmt", SPLIT, {"": "so-nnmt"}),
    ("so-nnptnt", SPLIT, {"": "so-nnmt"}),
    ("so-gtvt", SPLIT, {"54": "cong-an-tinh", "": "so-xay-dung"}),
    ("ban-dan-toc", SPLIT, {"": "so-dan-toc-ton-giao"}),
    ("bo-tttt", SPLIT, {"": "bo-khcn"}),
    ("bo-tnmt", SPLIT, {"": "bo-nnmt"}),
    ("tct-da06-ttcp", "2025-03-13", {"": "bcd-da06-chinh-phu"}),
    ("ubnd-tinh", MERGER, {"": "ubnd-dong-nai"}),
    ("chu-tich-ubnd-tinh", MERGER, {"": "chu-tich-ubnd-dong-nai"}),
    ("pct-ubnd-tinh", MERGER, {"": "pct-ubnd-dong-nai"}),
    ("ubnd-tp-dong-xoai", MERGER, {}),
    ("ubnd-h-dong-phu", MERGER, {}),
]
"""The bodies that end, the first date without them, and the successor of each task; "" stands for all other tasks."""

SINGLE_LEADS = [
    (range(1, 15), ["cong-an-tinh"] * 4),
    (range(15, 20), ["vp-ubnd-tinh"] * 4),
    (range(20, 22), ["so-tu-phap"] * 4),
    (range(22, 24), ["so-tai-chinh"] * 4),
    (range(24, 29), ["so-noi-vu"] * 4),
    ([29], ["so-ldtbxh"] + ["so-y-te"] * 3),
    ([30, 31], ["so-ldtbxh"] + ["so-noi-vu"] * 3),
    (range(32, 37), ["so-y-te"] * 4),
    ([37, 38], ["so-gddt"] * 4),
    ([39], ["so-tttt"] + ["cong-an-tinh"] * 3),
    (range(40, 49), ["so-tttt"] + ["so-khcn"] * 3),
    ([49], ["so-khdt"] + ["so-tai-chinh"] * 3),
    ([50], ["so-vhttdl"] * 4),
    ([51], ["dai-ptth-va-bao"] * 4),
    ([52, 53], ["so-tnmt"] + ["so-nnmt"] * 3),
    ([54], ["so-gtvt"] + ["cong-an-tinh"] * 3),
    ([55, 56], ["toa-an-tinh"] * 4),
    ([58], ["tinh-doan"] * 4),
]
"""The tasks of one lead agency: who owes them on 20/9/2023, 1/3/2025, 1/7/2025 and 30/11/2026."""

CERTAINTIES: list[tuple[str, set[Likelihood]]] = [
    ("so-khdt", {"certain"}),
    ("so-tnmt", {"certain"}),
    ("so-gtvt", {"certain"}),
    ("so-ldtbxh", {"certain", "likely", "unsure"}),
    ("so-tttt", {"certain", "likely", "unsure"}),
    ("ban-dan-toc", {"unsure"}),
    ("bo-tttt", {"likely"}),
    ("ubnd-tinh", {"certain"}),
]

ON_TWO_DATES = {"so-tai-chinh": 2, "so-noi-vu": 2, "so-nnmt": 2, "so-xay-dung": 2, "so-khcn": 2}
"""How often the successors of whole departments owe each of the tasks 59 to 67 that is not joint since 1 March 2025."""


@pytest.fixture
def agencies(register: Register) -> Mapping[str, Agency]:
    """Return the agencies by id, as written in the file."""
    return {entry.value.id: entry.value for entry in register.agencies}


@pytest.mark.parametrize(("id_", "plan", "merger", "city"), NAMES)
def test_names(agencies: Mapping[str, Agency], id_: str, plan: str, merger: str, city: str) -> None:
    """The body has the name of each date."""
    names = [agencies[id_].named_on(date.fromisoformat(day)).name for day in DAYS]

    assert names == [plan, plan, merger, city, city]


@pytest.mark.parametrize(("id_", "first_date", "successors"), SUCCESSORS)
def test_successors(agencies: Mapping[str, Agency], id_: str, first_date: str, successors: dict[str, str]) -> None:
    """The body has ceased to exist on the date, and each task has the successor found in the sources."""
    agency, first = agencies[id_], date.fromisoformat(first_date)
    by_task: dict[str, str] = {}
    for successor in agency.successors:
        by_task |= dict.fromkeys(successor.tasks or ("",), successor.to)

    assert agency.valid_to == first - timedelta(days=1)
    assert by_task == successors
    assert all(agencies[successor].exists_on(first) for successor in by_task.values())


@pytest.mark.parametrize(("id_", "certainties"), CERTAINTIES)
def test_certainty(agencies: Mapping[str, Agency], id_: str, certainties: set[Likelihood]) -> None:
    """What the sources do not state is marked."""
    assert {successor.certainty for successor in agencies[id_].successors} == certainties


def test_every_district_ends_with_a_basis_and_without_a_successor(register: Register) -> None:
    """The district level ended on 30 June 2025."""
    ends = {(agency.valid_to, bool(agency.basis), agency.successors) for agency in register.members(("grp-huyen",))}

    assert ends == {(date(2025, 6, 30), True, ())}


def test_every_body_of_the_old_province_has_ended_or_another_name(agencies: Mapping[str, Agency]) -> None:
    """Where the new name was not found, the old one is marked as unsure."""
    now = date.fromisoformat(NOW)
    kept = {
        agency.id for agency in agencies.values() if agency.exists_on(now) and "Bình Phước" in agency.named_on(now).name
    }

    assert kept == {"bhxh-tinh", "nhnn-tinh"}
    assert {agencies[id_].names[-1].certainty for id_ in kept} == {"unsure"}


@cache
def holders(day: str) -> Mapping[str, list[str]]:
    """Return who owes each task on the date, by task; one item for each obligation that is not joint."""
    owed: dict[str, list[str]] = defaultdict(list)
    for obligation in obligations_of(real_register(), as_of=date.fromisoformat(day)):
        if obligation.ceased_on is None and not obligation.is_joint:
            owed[obligation.task.id].append(obligation.body.id)
    return owed


@pytest.mark.parametrize(("tasks", "expected"), SINGLE_LEADS)
def test_who_owes_the_tasks_of_one_lead(tasks: range, expected: list[str]) -> None:
    """Each task has one lead agency on each of the dates."""
    for task in tasks:
        assert [holders(day)[str(task)] for day in (PLAN, SPLIT, MERGER, NOW)] == [[agency] for agency in expected]


@pytest.mark.parametrize("task", [59, 60, 61, 63, 64, 65, 66, 67])
def test_who_owes_the_tasks_of_all(task: int) -> None:
    """Of 35 obligations, those of the 24 departments pass on or stay, and those of the 11 districts end."""
    owed = [holders(day)[str(task)] for day in (PLAN, SPLIT, MERGER, NOW)]
    twice = {agency: owed[1].count(agency) for agency in owed[1] if owed[1].count(agency) > 1}

    assert [len(agencies) for agencies in owed] == [35, 35, 24, 24]
    assert twice == ON_TWO_DATES
    assert owed[2] == owed[3]


def test_task_57_stays_with_the_front_and_the_organisations() -> None:
    """The six bodies go on."""
    assert {tuple(holders(day)["57"]) for day in DAYS} == {tuple(holders(PLAN)["57"])}
    assert len(holders(NOW)["57"]) == 6


def test_the_obligations_of_the_districts_are_ended_and_still_counted() -> None:
    """All 344 obligations are counted on each date; the 88 of the districts end on 1 July 2025."""
    tallies = [assess_on(day).by_obligation for day in (PLAN, SPLIT, "2025-06-30", MERGER, NOW)]

    assert {tally.total for tally in tallies} == {344}
    assert [tally[State.ENDED] for tally in tallies] == [0, 0, 0, 88, 88]


def test_letterheads_by_date(register: Register) -> None:
    """The first letterhead that is valid is the one of the police, with the name of the date."""
    letterheads = [entry.value for entry in register.letterheads]
    first = [next(item.head for item in letterheads if item.is_valid_on(date.fromisoformat(day))) for day in DAYS]

    assert first == ["CÔNG AN TỈNH BÌNH PHƯỚC"] * 2 + ["CÔNG AN TỈNH ĐỒNG NAI"] + ["CÔNG AN THÀNH PHỐ ĐỒNG NAI"] * 2
