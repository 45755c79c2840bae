"""`plan190 agenda`: the coordinator's working list; its figures are those of the commands that it names."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plan190.model.agency import LaterName, Successor
from plan190.status.assess import assess
from plan190.status.figures.agenda import AgendaFigures, agenda_figures
from tests.builders import assess_on, correction, day, report, update, verdict
from tests.conftest import EXAMPLE, example_register
from tests.status.test_decisions_in_force import with_agency

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.model.register import Register
    from plan190.model.report import Update
    from tests.conftest import Ran

WHERE = ("--data", str(EXAMPLE), "--as-of", "2023-09-20")


def facts(run: Callable[..., Ran], *arguments: str) -> Any:
    """Return the JSON output of a command on the example."""
    return json.loads(run(*arguments, *WHERE, "--format", "json").out)


@pytest.mark.parametrize("agency", [(), ("--agency", "so-tttt"), ("--agency", "grp-huyen")])
def test_its_counts_are_those_of_the_commands_that_it_names(run: Callable[..., Ran], agency: tuple[str, ...]) -> None:
    """Of all agencies, of one, and of a group."""
    numbers = {line["id"]: line["number"] for line in facts(run, "agenda", *agency)["lines"]}

    def obligations(state: str, *command: str) -> int:
        tasks = facts(run, *command, *agency)["tasks"]
        return sum(item["state"] == state for task in tasks for item in task["obligations"])

    assert numbers["overdue"] == obligations("overdue", "overdue")
    due_soon = facts(run, "due-soon", "--within", "30", *agency)["tasks"]
    assert numbers["due"] == sum(len(task["obligations"]) for task in due_soon)
    assert numbers["missing"] == len(facts(run, "reports", "--missing", *agency)["missing"])
    assert numbers["claims"] == len(facts(run, "claims", *agency)["claims"])
    obstacles = facts(run, "obstacles", *agency)["obstacles"]
    assert numbers["obstacles"] == sum(not item["answers"] for item in obstacles)


def test_what_falls_due_is_grouped_by_date_and_task(run: Callable[..., Ran]) -> None:
    """One row for the 21 agencies that owe task 63; the last day counts, the next one does not."""
    rows = [(item["due"], item["task_id"], item["obligations"]) for item in facts(run, "agenda")["due"]]
    assert rows == [("2023-09-25", "39", 1), ("2023-09-30", "63", 21)]
    assert len(facts(run, "agenda", "--days", "10")["due"]) == 2
    assert len(facts(run, "agenda", "--days", "9")["due"]) == 1
    assert facts(run, "agenda", "--days", "0")["due"] == []


def test_reports_not_submitted_yet(run: Callable[..., Ran]) -> None:
    """The report of this month, which some agencies still owe, and each report that is due in the range."""
    reports = facts(run, "agenda", "--days", "60")["reports"]
    assert [item["due"] for item in reports] == ["2023-09-14", "2023-10-14", "2023-11-14"]
    missing = facts(run, "reports", "--missing")["missing"]
    assert reports[0]["awaited"] == [item["agency"] for item in missing if item["period"] == "2023-09"]
    assert [len(item["awaited"]) for item in reports[1:]] == [41, 41]


@pytest.mark.parametrize(
    ("later", "moved"),
    [
        (update(44, progress=40, summary="Đã họp."), "7-10"),
        (update(44, progress=40, summary="ĐÃ HỌP"), "7-10"),
        (update(44, "unchanged"), "7-10"),
        (update(44, progress=45, summary="Đã họp."), "8-10"),
        (update(44, progress=40, summary="Đã trình."), "8-10"),
        (correction(7, 44, progress=50, summary="Đã họp."), "7-10"),
    ],
)
def test_since_when_work_has_not_moved(later: Update, moved: str) -> None:
    """Neither a repeated report nor a correction is a move; another progress or summary is."""
    first = update(44, progress=40, summary="Đã họp.")
    reports = [report("so-tttt", 7, "7-10", first), report("so-tttt", 8, "8-10", later)]
    assert verdict(assess_on("9-20", reports), 44).work.moved_on == day(moved)
    assert verdict(assess_on("9-20"), 44).work.moved_on is None


def test_a_report_overtaken_by_a_later_one_is_no_move() -> None:
    """The report for July, submitted after that for August, does not change the progress."""
    late = report("so-tttt", 7, "8-20", update(44, progress=10, summary="Đã giao việc."))
    reports = [late, report("so-tttt", 8, "8-10", update(44, progress=40, summary="Đã họp."))]
    assert verdict(assess_on("9-20", reports), 44).work.moved_on == day("8-10")


def test_work_that_has_not_moved(run: Callable[..., Ran]) -> None:
    """It is open and reported; the longest time comes first, and a higher number of days selects fewer."""
    idle = facts(run, "agenda", "--idle", "30")["idle"]
    days = [item["days"] for item in idle]
    assert [(item["task_id"], item["agency"]) for item in idle[:2]] == [
        ("61", "ubnd-h-loc-ninh"),
        ("63", "ubnd-h-hon-quan"),
    ]
    assert days == sorted(days, reverse=True)
    assert {item["state"] for item in idle} <= {"overdue", "due_soon", "within_time"}
    assert len(facts(run, "agenda", "--idle", "41")["idle"]) == sum(number >= 41 for number in days) == 2


def agenda(register: Register, days: int) -> AgendaFigures:
    """Return the agenda of all agencies as of 20/9/2023."""
    assessment = assess(register, date(2023, 9, 20), register.plan.policy)
    return agenda_figures(register, assessment, days, 60, frozenset(register.bodies))


def test_changes_of_agencies() -> None:
    """An agency ends with its successor, another is renamed; a ceased agency owes no report."""
    name = LaterName(valid_from=day("10-10"), name="Sở Y tế mới", english="New Health")
    register = with_agency(example_register(), "so-y-te", names=(name,))
    register = with_agency(register, "so-tttt", valid_to=day("10-10"), successors=(Successor(to="so-khcn"),))
    register = with_agency(register, "so-noi-vu", valid_from=day("9-20"))
    figures = agenda(register, 30)
    changes = [(item.day, item.agency, item.event, item.successors) for item in figures.changes]
    assert changes == [
        (day("10-10"), "so-y-te", "renamed", ()),
        (day("10-11"), "so-tttt", "ends", ("so-khcn",)),
    ]
    awaited = {submission.agency.id for submission in figures.reports[-1].awaited}
    assert (len(awaited), "so-tttt" in awaited) == (40, False)
    assert agenda(register, 19).changes == ()


def test_first_claims_and_obstacles_in_text(run: Callable[..., Ran]) -> None:
    """Text shows the five longest open obstacles and says of how many; CSV has all."""
    text = run("agenda", *WHERE, "--lang", "en").out
    assert "Unanswered obstacles, longest open first: the first 5 of 10" in text
    assert len(run("agenda", *WHERE, "--format", "csv", "--table", "obstacles").out.splitlines()) == 11


@pytest.mark.parametrize("option", ["--days", "--idle"])
@pytest.mark.parametrize("number", ["99999", "-1", "x"])
def test_wrong_numbers_are_refused(run: Callable[..., Ran], option: str, number: str) -> None:
    """Too many days, and what is no number of days."""
    assert run("agenda", option, number).code == 2


def test_nothing_to_do(run: Callable[..., Ran]) -> None:
    """Long after everything, and of a body that owes nothing, all counts are shown."""
    ran = run("agenda", "--as-of", "2035-01-01", "--agency", "tinh-uy", "--lang", "en", "--format", "json")
    assert {line["number"] for line in json.loads(ran.out)["lines"]} == {0}
    assert run("agenda", "--as-of", "2099-12-31", "--days", "3650").code == 0
