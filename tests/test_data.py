"""The data of Plan 190 agree with figures counted by hand in the issued text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from plan190.load.issued_text import issued_text_of
from tests.builders import assess_on
from tests.conftest import task_of

if TYPE_CHECKING:
    from plan190.model.register import Register

SBN = {*range(1, 5), *range(6, 17), 18, *range(22, 25), *range(26, 29), 39, 41, 42, 43, 45, 46, 47, 50, 51, 52, 60}
HUYEN = {1, 2, 3, *range(5, 17), 18, 20, 22, 23, 24, *range(27, 34), 35, 36, 39, 41, 42, 43, 45, 46, 47}
HUYEN |= {*range(49, 54), *range(55, 59), 60, 62}


def test_67_tasks_numbered_1_to_67(register: Register) -> None:
    """The data contain every task of the appendix once."""
    assert [entry.value.number for entry in register.tasks] == list(range(1, 68))


def test_tasks_by_heading(register: Register) -> None:
    """Each heading of the appendix leads the number of tasks counted by hand."""
    leads = Counter(entry.value.lead.words for entry in register.tasks)

    assert list(leads.values()) == [14, 5, 2, 2, 5, 3, 5, 2, 10, 1, 1, 1, 2, 1, 2, 1, 1, 9]


def test_kinds_of_deadline(register: Register) -> None:
    """27 with a date, 32 recurring, 3 targets without a date, 3 with outside schedules, 2 after an event."""
    kinds = Counter(entry.value.deadline.rule.kind for entry in register.tasks)

    assert kinds == {
        "month": 19,
        "year": 4,
        "before": 2,
        "milestone": 2,
        "recurring": 32,
        "target": 3,
        "outside_schedule": 3,
        "after_event": 2,
    }


def test_group_phrases_are_where_the_plan_writes_them(register: Register) -> None:
    """Departments cooperate in 33 tasks, districts in 47 (task 60 as "các địa phương")."""
    named = {entry.value.number: set(entry.value.cooperating.bodies) for entry in register.tasks}

    assert {number for number, bodies in named.items() if "grp-sbn" in bodies} == SBN
    assert {number for number, bodies in named.items() if "grp-huyen" in bodies} == HUYEN


def test_rosters(register: Register) -> None:
    """24 departments and agencies, 11 districts, and six organisations under the heading of the Front."""
    assert len(register.members(("grp-sbn",))) == 24
    assert len(register.members(("grp-huyen",))) == 11
    assert len(register.members(("grp-mttq-ctxh",))) == 6


def test_the_districts_are_stated_and_the_departments_assumed(register: Register) -> None:
    """The districts of 2023 are known by law; the plan does not say which departments "all departments" are."""
    rosters = {entry.value.id: entry.value.roster for entry in register.groups}

    assert (rosters["grp-huyen"], rosters["grp-sbn"]) == ("stated", "assumed")


def test_short_english_names(register: Register) -> None:
    """Every agency has one that fits into a column, and it finds this agency and no other."""
    for entry in register.agencies:
        short = entry.value.short_english
        assert short, entry.value.id
        assert len(short) <= 24
        assert max(map(len, short.split())) <= 12, "a longer word is broken in a table of 80 columns"
        assert register.find_body(short) == entry.value


def test_short_names_of_indicators(register: Register) -> None:
    """Every indicator has one in both languages, and no two share one."""
    for names in zip(*((item.short, item.short_english) for item in register.plan.indicators), strict=True):
        assert all(names)
        assert len(set(names)) == len(names)
        assert max(map(len, filter(None, names))) <= 36, "a longer name wraps on 80 columns"


def test_what_a_district_and_a_department_owe(register: Register) -> None:
    """Each district leads 8 tasks of its own, shares one, and cooperates in 46; Justice leads 10 and shares one."""
    assessment = assess_on("7-1")

    owed = {item.agency.id: (item.leads.total, len(item.joint), item.cooperates) for item in assessment.agencies}
    districts = register.members(("grp-huyen",))

    assert {owed[agency.id] for agency in districts} == {(8, 1, 46)}
    assert owed["so-tu-phap"] == (10, 1, 32)


def test_no_body_cooperates_with_itself() -> None:
    """Task 48 names its lead agency as cooperating, too; the words are kept, but it is not counted."""
    task = assess_on("7-1").task("48")

    assert task.task.cooperating.words == "Sở Thông tin và truyền thông"
    assert task.cooperating == ()


def test_task_62_is_one_joint_product(register: Register) -> None:
    """Only task 62 of the nine tasks of all districts is owed jointly."""
    assert [entry.value.number for entry in register.tasks if entry.value.owed == "jointly"] == [62]


def test_every_document_symbol_of_the_source_is_in_the_documents(register: Register) -> None:
    """Each symbol in the text belongs to a document in `documents.yaml`."""
    source = issued_text_of(register)
    assert source is not None
    symbol = r"\b[0-9]+(?:-KL)?/(?:[0-9]{4}/)?[A-ZĐ][A-ZĐa-z-]*(?:- ?[A-ZĐ][A-ZĐa-z]*)*"
    symbols = {text for text in re.findall(symbol, source.words) if not text.startswith(("06/CP", "190/", "190 "))}
    written = " ".join(form for entry in register.documents for form in entry.value.written)

    assert len(symbols) > 20
    assert {text for text in symbols if text not in written} == set()


def test_errors_of_the_text_are_kept_and_listed(register: Register) -> None:
    """The words contain the errors of the issued text; each has an erratum."""
    errors = {
        44: "Cơ cơ quan",
        56: "các các huyện",
        60: "lượng lượng",
        67: "Quản triệt",
        24: "chuyên đổi số",
        20: "đổi chiếu",
    }
    for number, error in errors.items():
        entry = task_of(register, number)
        cells = f"{entry.value.content} {entry.value.cooperating.words}"
        assert error in cells
        assert any(error in erratum.written or erratum.written in error for erratum in entry.value.errata), number


def test_the_schedule_of_task_41_has_no_date(register: Register) -> None:
    """The dates in Decree 107/2021 were not verified, so that the data contain none."""
    awaited = register.awaited["nq-50-va-nd-107"]

    assert not re.search(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}", awaited.what)


def test_assumptions_say_what_why_and_who(register: Register) -> None:
    """Every assumption is complete, and the assumed rosters are among them."""
    assumptions = [entry.value for entry in register.assumptions()]

    assert len(assumptions) > 30
    assert all(assumed.what and assumed.why and assumed.who for assumed in assumptions)
    assert {"danh-sach-so-ban-nganh", "danh-sach-doan-the", "truoc-ngay"} <= {assumed.id for assumed in assumptions}


def test_the_plan_without_its_appendix(register: Register) -> None:
    """All numbered sections and both bullets of II.1.3.6 exist; the monthly report is due before the 15th."""
    plan = register.plan
    refs = {quote.ref for quote in (*plan.purpose, *plan.provisions)}
    numbered = {f"II.1.{n}" for n in (1, 2, 3, 4)} | {f"II.1.3.{n}" for n in range(1, 9)}
    numbered |= {"I.1", "I.2", "I.3", "II.2.1", "II.2.2", "II.2.3", "III.1", "III.2"}

    assert numbered <= refs
    assert {"II.1.3.6 gạch 1", "II.1.3.6 gạch 2"} <= refs
    assert plan.reporting.before_day == 15
    assert str(plan.reporting.first_period) == "2023-07"
    assert len(plan.escalations) == 2
    assert plan.issued_on.isoformat() == "2023-06-12"
