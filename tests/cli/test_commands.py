"""The commands for people and programs: output, formats, exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import zoneinfo
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from plan190.cli.request import LOCALE_VARIABLES
from plan190.model import fields
from tests.conftest import COMMANDS, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Ran

NOT_COUNTED = {"TT", "Cơ quan, đơn vị", "agency_id", "task_id", "period", "report_state_id", "reported_on"}
DAY = ("--as-of", "2023-07-01")
EXAMPLE = "examples/q3-2023"


def facts(ran: Ran) -> dict[str, object]:
    """Return the JSON output of a successful run."""
    assert ran.code == 0, ran.err
    return json.loads(ran.out)  # type: ignore[no-any-return]


def row_of(out: str, name: str) -> list[int]:
    """Return the whole numbers in the row of the table of totals with this name."""
    row = next(line.removeprefix(name) for line in out.splitlines() if line.startswith(f"{name}  "))
    return [int(text) for text in row.split() if text.isdigit()]


def numbers(ran: Ran) -> list[int]:
    """Return the task numbers in the JSON output of a run."""
    return [task["number"] for task in facts(ran)["tasks"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", [*COMMANDS])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_is_in_the_readers_language(run: Callable[..., Ran], command: str, language: str) -> None:
    """The help of every command is completely in one language."""
    ran = run(command, "--help", "--lang", language)

    assert ran.code == 0
    assert ("Cách dùng:" in ran.out) == (language == "vi")
    assert ("Usage:" in ran.out) == (language == "en")
    assert ("Options" in ran.out) == (language == "en")


def test_without_a_command_the_overview_is_printed(run: Callable[..., Ran]) -> None:
    """It is the beginning of `status`, and its last line names `status` and the help."""
    overview, status = run("--lang", "en"), run("status", "--lang", "en")
    *beginning, last = overview.out.splitlines()

    assert overview.code == 0
    assert status.out.splitlines()[: len(beginning)] == beginning
    assert last == "Totals and agencies: plan190 status; all commands: plan190 --help"


def test_the_overview_names_the_options_that_were_given(run: Callable[..., Ran]) -> None:
    """Commands of the overview need a date and a folder only if the user gave them."""
    assert "Add to each command" not in run("status", "--lang", "en").out
    given = ("--as-of", "2023-09-20", "--data", EXAMPLE)
    assert f"Add to each command: {' '.join(given)}\n" in run("status", "--lang", "en", *given).out


def test_version(run: Callable[..., Ran]) -> None:
    """Only the version is printed."""
    assert run("--version").out == "plan190 0.1.0\n"


@pytest.mark.parametrize(("table", "rows", "total"), [("agencies", 43, 146), ("assumed", 30, 198)])
def test_status_table_adds_up(run: Callable[..., Ran], table: str, rows: int, total: int) -> None:
    """The columns of Phụ lục I add up: 42 agencies and a joint task; CSV has no row of totals."""
    ran = run("status", *DAY, "--format", "csv", "--table", table)
    lines = list(csv.reader(io.StringIO(ran.out)))
    named = dict(zip(lines[0], zip(*lines[1:], strict=True), strict=True))
    counts = {title: [int(cell or 0) for cell in cells] for title, cells in named.items() if title not in NOT_COUNTED}

    assert len(lines) == 1 + rows
    assert len(counts) == (15 if table == "agencies" else 14)
    all_, done, undone = counts["Tổng số"], counts["Đã hoàn thành: Tổng"], counts["Chưa hoàn thành: Tổng"]
    undue = counts["Không tính hạn"]
    for row in range(rows):
        assert all_[row] == done[row] + undone[row] + undue[row]
        assert done[row] == counts["Đã hoàn thành: Đúng hạn"][row] + counts["Đã hoàn thành: Quá hạn"][row]
        assert undone[row] == sum(
            counts[f"Chưa hoàn thành: {title}"][row] for title in ("Trong hạn", "Sắp đến hạn", "Quá hạn")
        )
        assert undue[row] == counts["Thường xuyên"][row] + counts["Không hạn"][row] + counts["Chờ điều kiện"][row]
    assert sum(all_) == total


def test_status_names_the_plan_the_date_and_the_counts(run: Callable[..., Ran]) -> None:
    """They are above the table of agencies, after what needs attention."""
    out = run("status", *DAY).out

    assert out.startswith("Kế hoạch 190/KH-UBND ngày 12/6/2023: tình hình đến ngày 1/7/2023\n")
    assert row_of(out, "Nhiệm vụ") == [67, 0, 0, 10, 0, 17, 40]
    assert "chưa có báo cáo nào" in out
    assert "\n37  quá hạn 17 ngày  Sở GD&ĐT " in out
    assert "\x1b" not in out


def test_json_of_status_is_the_contract(run: Callable[..., Ran]) -> None:
    """It has the keys that other programs use, with their types."""
    status = facts(run("status", *DAY, "--format", "json"))

    assert list(status) == [
        *(
            "schema",
            "plan",
            "as_of",
            "known_at",
            "fiction",
            "future",
            "filters",
            "left_out",
            "overview",
            "act_first",
            "totals",
        ),
        *("claimed", "accepted", "reports", "reports_earlier", "agencies", "joint"),
    ]
    assert (status["schema"], status["as_of"], status["fiction"]) == (3, "2023-07-01", False)
    totals = status["totals"]
    assert isinstance(totals, dict)
    assert (totals["tasks"], totals["obligations"]) == (67, 344)
    assert (totals["stated"]["total"], totals["assumed"]["total"]) == (146, 198)
    assert totals["by_state"] == {
        "overdue": 17,
        "due_soon": 0,
        "within_time": 10,
        "waiting": 5,
        "undated": 3,
        "unread": 0,
        "recurring": 32,
        "ended": 0,
        "done_late": 0,
        "done_on_time": 0,
    }
    agencies = status["agencies"]
    assert isinstance(agencies, list)
    assert {"id", "name", "lead", "cooperating", "report"} <= set(agencies[0])
    assert agencies[0]["id"] == "cong-an-tinh"
    assert agencies[0]["lead"]["total"] == sum(agencies[0]["lead"]["by_state"].values()) == 22
    assert (agencies[0]["stated"]["total"], agencies[0]["assumed"]["total"]) == (14, 8)
    (joint,) = status["joint"]
    assert (joint["task_id"], len(joint["agencies"]), joint["lead"]["by_state"]["overdue"]) == ("62", 35, 1)


def test_json_of_tasks_is_the_contract(run: Callable[..., Ran]) -> None:
    """The keys of a task are in order; the due date is null if the plan names none."""
    tasks = facts(run("tasks", *DAY, "--format", "json"))["tasks"]
    assert isinstance(tasks, list)
    task = tasks[28]

    assert len(tasks) == 67
    keys = ["id", "number", "lead", "cooperating", "state", "kind", "due", "original_due", "extended", "days_late"]
    assert list(task)[: len(keys)] == keys
    assert {"note", "obligations"} <= set(task)
    assert (task["id"], task["number"]) == ("29", 29)
    assert (task["lead"], task["state"], task["kind"]) == (["so-ldtbxh"], "overdue", "milestone")
    assert (task["due"], task["days_late"]) == ("2023-06-29", 2)
    (owed,) = task["obligations"]
    assert (owed["agency"], owed["state"], owed["due"], owed["report"]) == ("so-ldtbxh", "overdue", "2023-06-29", None)
    assert tasks[0]["due"] is None


def tasks_named(facts: object) -> Iterator[tuple[object, object]]:
    """Yield number and id of each task and of each reference to a task in JSON."""
    if isinstance(facts, list):
        yield from chain.from_iterable(map(tasks_named, facts))
    if isinstance(facts, dict):
        if isinstance(facts.get("task"), int):
            yield facts["task"], facts.get("task_id")
        if "product" in facts:
            yield facts["number"], facts.get("id")
        yield from chain.from_iterable(map(tasks_named, facts.values()))


@pytest.mark.parametrize(
    "command",
    [
        *("tasks", "show 59", "explain 59", "agency so-y-te", "claims", "obstacles", "at-risk", "calendar", "gate"),
        *("what-if --done 59", "forecast", "agenda", "remind --agency so-tttt --output -", "report monthly --output -"),
    ],
)
def test_json_has_the_id_of_each_task_beside_its_number(run: Callable[..., Ran], command: str) -> None:
    """The number is a number, the id is a text."""
    out = run(*command.split(), "--data", EXAMPLE, "--as-of", "2023-09-20", "--format", "json").out
    named = list(tasks_named(json.loads(out)))

    assert named
    assert all(isinstance(number, int) and id_ == str(number) for number, id_ in named)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("overdue",), [37, 29, 31, 18, 19, 21, 22, 23, 24, 25, 39, 44, 46, 49, 59, 61, 62]),
        (("due-soon",), []),
        (("due-soon", "--within", "14"), [20]),
        (("due-soon", "--within", "30"), [20, 16, 30]),
        (("tasks", "--lead", "so-tu-phap"), [20, 21, *range(59, 68)]),
        (("tasks", "--lead", "Sở Tư pháp", "--state", "overdue"), [21, 59, 61, 62]),
        (("tasks", "--lead", "grp-huyen"), list(range(59, 68))),
        (("tasks", "--cooperating", "nhnn chi nhanh tinh", "--search", "thu phi"), [33]),
        (("tasks", "--agency", "STTTT", "--kind", "outside-schedule"), [41, 65]),
        (("tasks", "--cooperating", "STTTT", "--kind", "outside-schedule"), [53]),
        (("tasks", "--agency", "so-tttt", "--state", "undated"), []),
        (("tasks", "--cooperating", "so-tttt", "--state", "undated"), [32, 33]),
        (("tasks", "--state", "waiting"), [41, 45, 53, 54, 65]),
        (("tasks", "--kind", "milestone"), [29, 37]),
        (("tasks", "--search", "so hoa"), [18, 20, 30, 39, 41, 59]),
        (("tasks", "--search", "SỐ HÓA"), [18, 20, 30, 39, 41, 59]),
        (("tasks", "--search", "khong co chu nay"), []),
        (("tasks", "--search", "((("), []),
        (("tasks", "--cooperating", "so-tttt", "--lead", "so-tttt"), []),
    ],
)
def test_filters(run: Callable[..., Ran], arguments: tuple[str, ...], expected: list[int]) -> None:
    """Each filter keeps exactly its tasks, in the right order."""
    assert numbers(run(*arguments, *DAY, "--format", "json")) == expected


@pytest.mark.parametrize("option", ["--lead", "--agency"])
def test_tasks_of_an_agency_show_its_own_obligations(run: Callable[..., Ran], option: str) -> None:
    """Tasks 59 and 61 are overdue, but not by the agency that has done its part; the same in a table and in JSON."""
    tasks = ("tasks", option, "so-noi-vu", "--data", "examples/q3-2023", "--as-of", "2023-09-20")

    assert "0 trong 67 nhiệm vụ" in run(*tasks, "--state", "overdue").out
    done = facts(run(*tasks, "--state", "done_on_time", "--format", "json"))["tasks"]
    assert isinstance(done, list)
    assert [(task["number"], task["state"], task["days_late"]) for task in done] == [
        (number, "done_on_time", 0) for number in (59, 61, 62, 63)
    ]
    owed_by = {task["number"]: task["obligations"][0]["agency"] for task in done}
    assert owed_by == {59: "so-noi-vu", 61: "so-noi-vu", 62: None, 63: "so-noi-vu"}, "62 is a joint task"


def test_tasks_of_a_group_show_the_obligations_of_its_members(run: Callable[..., Ran]) -> None:
    """Of a task that two groups lead, those of the other group are left out."""
    tasks = facts(run("tasks", "--lead", "grp-huyen", *DAY, "--format", "json"))["tasks"]
    assert isinstance(tasks, list)

    own = [task for task in tasks if not task["joint"]]
    assert all(owed["agency"].startswith("ubnd-") for task in own for owed in task["obligations"])
    assert [len(task["obligations"]) for task in own] == [11] * 8


def test_explain_of_a_group_explains_its_worst_obligation(run: Callable[..., Ran]) -> None:
    """The first member has done its part; others are overdue."""
    fiction = ("--data", "examples/q3-2023", "--as-of", "2023-09-20", "--format", "json")
    explained = facts(run("explain", "59", "--agency", "grp-sbn", *fiction))

    assert (explained["state"], explained["agency"] != "so-noi-vu") == ("overdue", True)


def test_filters_can_be_repeated_and_use_labels(run: Callable[..., Ran]) -> None:
    """Two states are both shown; the labels in tables are accepted as well as the ids."""
    by_id = numbers(run("tasks", "--state", "waiting", "--state", "undated", *DAY, "--format", "json"))
    by_words = numbers(run("tasks", "--state", "chờ điều kiện", "--state", "khong han", *DAY, "--format", "json"))

    assert by_id == by_words == [32, 33, 34, 41, 45, 53, 54, 65]


def test_status_names_stated_obligations_first_and_assumed_ones_after_them(run: Callable[..., Ran]) -> None:
    """The plan does not say which departments owe tasks 59 to 67; of 344 obligations, 198 depend on an assumption."""
    out = run("status", *DAY).out
    rows = [row_of(out, name) for name in ("Lượt nhiệm vụ nêu rõ", "Lượt nhiệm vụ giả định", "Cộng hai loại lượt")]

    assert [(total, agencies) for total, *_, agencies in rows] == [(146, 27), (198, 30), (344, 42)]
    assert list(map(sum, zip(*(row[:-1] for row in rows[:2]), strict=True))) == rows[2][:-1]


def test_status_shows_the_agencies_with_a_concern_in_an_order(run: Callable[..., Ran]) -> None:
    """Only these are in the table and the JSON; the totals of the plan are those of all agencies."""
    given = ("--as-of", "2023-09-20", "--data", EXAMPLE, "--lang", "en")
    every = facts(run("status", *given, "--format", "json"))
    late = facts(run("status", *given, "--format", "json", "--only", "overdue", "--sort", "overdue"))
    counts = [agency["stated"]["by_state"]["overdue"] for agency in late["agencies"]]
    out = run("status", *given, "--only", "overdue", "--only", "missing", "--sort", "name").out
    names = [line.split("  ")[1] for line in out.splitlines() if re.match(r" ?[0-9]+  [A-Z]", line)]

    assert late["totals"] == every["totals"]
    assert counts == sorted(counts, reverse=True)
    assert {agency["id"] for agency in late["agencies"]} == {
        agency["id"] for agency in every["agencies"] if agency["lead"]["by_state"]["overdue"]
    }
    assert "\nBy agency: 20 of 43 rows (with overdue, missing reports)\n" in out
    assert re.search(r"\n    Sum of these +79 .* 17/20 ", out)
    assert names[-20:] == sorted(names[-20:])
    assert (names[-20], names[-1]) == ("Binh Long Town", "Veterans' Association *")


def test_brief_status_has_no_agencies(run: Callable[..., Ran]) -> None:
    """It is the beginning of the whole status; with one agency, there is no table of agencies to shorten."""
    brief = run("status", *DAY, "--brief").out

    assert run("status", *DAY).out.startswith(brief)
    assert "UBND huyện" not in brief
    assert run("status", "--brief", "--agency", "so-y-te").code == 2
    assert run("status", "--brief", "--only", "overdue").code == 2


def test_status_names_missing_reports_of_earlier_months(run: Callable[..., Ran]) -> None:
    """They do not disappear on the first of the next month; runs of months are shown as ranges."""

    def sentence(as_of: str) -> str:
        return next((line for line in run("status", "--as-of", as_of).out.splitlines() if "Các kỳ trước" in line), "")

    assert sentence("2023-07-31") == ""
    assert "41 trong 41 báo cáo tháng, của 41 cơ quan: kỳ 7/2023." in sentence("2023-08-01")
    assert "82 trong 82 báo cáo tháng, của 41 cơ quan: kỳ 7/2023–8/2023." in sentence("2023-09-30")
    earlier = facts(run("status", "--as-of", "2023-09-30", "--format", "json"))["reports_earlier"]
    periods = [{"first": "2023-07", "last": "2023-08"}]
    assert earlier == {"missing": 82, "owed": 82, "agencies": 41, "of_ceased": 0, "periods": periods}


def test_status_names_a_change_of_the_authorities(run: Callable[..., Ran]) -> None:
    """After departments were merged and split, every table of states mentions it."""
    for command in (("status",), ("overdue",), ("agency", "so-y-te"), ("show", "1"), ("explain", "1")):
        assert "được sắp xếp lại" not in run(*command, "--as-of", "2025-02-28").out
        assert "được sắp xếp lại" in run(*command, "--as-of", "2025-03-01").out


def test_due_soon_names_the_next_due_date(run: Callable[..., Ran]) -> None:
    """An empty list does not mean that nothing more is due."""
    assert "Hạn gần nhất sau đó: 14/7/2023 (nhiệm vụ 20)." in run("due-soon", *DAY).out
    assert "không còn hạn nào" in run("due-soon", "--as-of", "2024-01-01").out


def test_the_language_may_stand_before_the_command(run: Callable[..., Ran]) -> None:
    """`plan190 --lang en status` is the same as `plan190 status --lang en`."""
    assert run("--lang", "en", "status", *DAY).out == run("status", *DAY, "--lang", "en").out


def test_show_names_every_assumption_of_the_task(run: Callable[..., Ran]) -> None:
    """Those of the task, of its bodies, of its awaited event, and those that name the task."""

    def assumed(number: str) -> set[str]:
        task = facts(run("show", number, "--format", "json"))["task"]
        assert isinstance(task, dict)
        return set(task["assumptions"])

    assert "truoc-ngay" in assumed("29")
    assert "nhiem-vu-36-mo-duong-nhiem-vu-54" in assumed("54")
    assert {"nv59-67-moi-co-quan", "danh-sach-so-ban-nganh"} <= assumed("63")


def test_recurring_lists_32(run: Callable[..., Ran]) -> None:
    """These are the tasks whose deadline says that they recur."""
    assert len(numbers(run("recurring", "--format", "json"))) == 32


def test_a_filter_states_how_many_tasks_it_keeps(run: Callable[..., Ran]) -> None:
    """The output has both numbers and the filter."""
    out = run("tasks", "--lead", "so y te", "--kind", "target", *DAY).out

    assert "Chỉ gồm chủ trì: Sở Y tế; loại thời hạn: chỉ tiêu không ghi ngày, rồi duy trì.\n" in out
    assert "3 trong 67 nhiệm vụ." in out


@pytest.mark.parametrize(
    "name",
    ["so-y-te", "Sở Y tế", "so y te", "SYT", "SỞ Y TẾ", "Department of Health", "So\u031b\u0309 Y te\u0302\u0301"],
)
def test_an_agency_is_found_by_any_of_its_names(run: Callable[..., Ran], name: str) -> None:
    """By id, name, abbreviation, alias or English name, with or without accents, composed or not."""
    agency = facts(run("agency", name, "--format", "json"))["agency"]

    assert isinstance(agency, dict)
    assert agency["id"] == "so-y-te"


def test_an_agency_named_without_quotes(run: Callable[..., Ran]) -> None:
    """The words of a name may be separate arguments."""
    assert run("agency", "so", "y", "te").code == 0


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("ca tinh", "cong-an-tinh"),
        ("ubnd bu dang", "ubnd-h-bu-dang"),
        ("hội phụ nữ", "hoi-lhpn-tinh"),
        ("công an bình phước", "cong-an-tinh"),
        ("dong phu", "ubnd-h-dong-phu"),
        ("Sở TT&TT", "so-tttt"),
        ("tòa án", "toa-an-tinh"),
    ],
)
def test_some_words_of_a_name_are_enough(run: Callable[..., Ran], name: str, id_: str) -> None:
    """If only one body has them in its names."""
    agency = facts(run("agency", name, "--format", "json"))["agency"]

    assert isinstance(agency, dict)
    assert agency["id"] == id_


def test_an_unknown_agency_gets_the_nearest(run: Callable[..., Ran]) -> None:
    """Exit code 2, with the nearest names and their ids."""
    ran = run("agency", "so y t")

    assert ran.code == 2
    assert "Sở Y tế (so-y-te)" in ran.err
    assert ran.out == ""


def test_an_ambiguous_name_is_refused(run: Callable[..., Ran]) -> None:
    """A part of several names matches none of them; the error gives their number."""
    ran = run("agency", "sở")

    assert ran.code == 2
    assert ran.err.count("(so-") == 5
    assert "cơ quan khác?" in ran.err


def test_show_quotes_the_plan_with_its_errata(run: Callable[..., Ran]) -> None:
    """The words are those of the plan; the erratum is shown and explained."""
    out = run("show", "44", *DAY).out

    assert "Cơ cơ quan, doanh nghiệp có liên quan" in out
    assert "viết “Cơ cơ quan”, rõ ràng là “Các cơ quan”" in out


def test_explain_goes_from_phrase_to_verdict(run: Callable[..., Ran]) -> None:
    """Each step has its file and line; the dates are those of the policy in force."""
    explained = facts(run("explain", "29", *DAY, "--format", "json", "--lang", "en"))
    key_path = {step["step"]: step for step in explained["steps"]}  # type: ignore[attr-defined]

    assert list(key_path) == [
        "source",
        "phrase",
        "rule",
        "policy",
        "due",
        "day_off",
        "reports",
        "day",
        "late",
        "verdict",
    ]
    assert key_path["source"]["place"] == "data/source/ke-hoach-190-kh-ubnd.txt:171"
    assert key_path["phrase"]["said"] == "“Hoàn thành trước ngày 30/6/2023 và duy trì thực hiện thường xuyên”"
    assert all(key_path[name]["place"].startswith("data/tasks.yaml:") for name in ("phrase", "rule", "due"))
    assert key_path["policy"]["place"].startswith("data/plan.yaml:")
    assert "29 June 2023" in key_path["due"]["said"]
    assert "days late: 2" in key_path["verdict"]["said"]


def test_explain_names_the_right_lines(run: Callable[..., Ran]) -> None:
    """The named line contains what the step states."""
    from tests.conftest import ROOT

    for number in ("3", "20", "32", "54", "65"):
        key_path = facts(run("explain", number, "--format", "json"))["steps"]
        assert isinstance(key_path, list)
        file, line = key_path[1]["place"].rsplit(":", 1)
        written = (ROOT / file).read_text("utf-8").split("\n")
        assert "words:" in written[int(line) - 1]
        file, line = key_path[2]["place"].rsplit(":", 1)
        assert "rule: {kind:" in (ROOT / file).read_text("utf-8").split("\n")[int(line) - 1]


def test_explain_of_a_waiting_task_names_what_it_waits_for(run: Callable[..., Ran]) -> None:
    """It is neither late nor done; the output says whom to ask."""
    out = run("explain", "45", *DAY).out

    assert "Hướng dẫn của Bộ Thông tin và Truyền thông" in out
    assert "chưa tính hạn: không quá hạn, cũng chưa hoàn thành" in out


def test_explain_with_the_other_policies(run: Callable[..., Ran], copy: Path) -> None:
    """The policies of plan.yaml change the result and are shown."""
    replaced(copy, "plan.yaml", "before: exclusive", "before: inclusive")
    replaced(copy, "plan.yaml", "day_off: keep", "day_off: civil-code")
    late = facts(run("explain", "20", "--as-of", "2023-07-17", "--data", str(copy), "--format", "json"))
    year = facts(run("explain", "12", "--as-of", "2024-01-02", "--data", str(copy), "--format", "json"))

    assert (late["due"], late["state"]) == ("2023-07-17", "due_soon")
    assert (year["due"], year["state"]) == ("2024-01-02", "due_soon")


def test_assumptions_lists_them_all(run: Callable[..., Ran]) -> None:
    """Each has its content, reason, author and place."""
    assumptions = facts(run("assumptions", "--format", "json"))["assumptions"]

    assert isinstance(assumptions, list)
    assert len(assumptions) >= 37
    assert all(
        assumption["what"] and assumption["why"] and assumption["who"] and ":" in assumption["place"]
        for assumption in assumptions
    )


@pytest.mark.parametrize("text", ["2023-07-01", "1/7/2023", "01/07/2023"])
def test_dates_are_read_in_both_forms(run: Callable[..., Ran], text: str) -> None:
    """ISO and d/m/yyyy mean the same date."""
    assert facts(run("status", "--as-of", text, "--format", "json"))["as_of"] == "2023-07-01"


def test_today_is_the_date_in_viet_nam(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """At 18:00 UTC it is the next day there, whatever the time zone of the computer."""
    import datetime as dt
    import time

    from plan190.cli import clock

    class Evening(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Evening:
            return cls(2023, 6, 30, 18, 0, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(clock.dt, "datetime", Evening)
    for zone in ("UTC", "America/New_York", "Asia/Ho_Chi_Minh"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert facts(run("status", "--format", "json"))["as_of"] == "2023-07-01"
        assert facts(run("check", "--format", "json"))["run"]["today"] == "2023-07-01"  # type: ignore[index]
    monkeypatch.delenv("TZ")
    time.tzset()


@pytest.mark.parametrize("command", [("status",), ("check",), ("tasks", *DAY)])
def test_without_time_zones_it_says_what_to_install(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Without a time zone database the date in Viet Nam is not known, whether the plan comes from the cache or not."""
    run(*command)
    monkeypatch.setitem(sys.modules, "tzdata", None)
    monkeypatch.setattr(fields, "_zones", cache(zoneinfo.available_timezones))
    monkeypatch.setenv("PYTHONTZPATH", "")
    zoneinfo.ZoneInfo.clear_cache()
    zoneinfo.reset_tzpath()
    from_cache = run(*command)
    monkeypatch.setenv("PLAN190_CACHE", "off")
    from_files = run(*command)
    monkeypatch.delenv("PYTHONTZPATH")
    zoneinfo.reset_tzpath()

    for ran in (from_cache, from_files):
        assert (ran.code, ran.out) == (2, "")
        assert "pip install tzdata" in ran.err


def test_a_date_before_the_plan_is_mentioned(run: Callable[..., Ran]) -> None:
    """Figures from before the plan must not be taken for figures of the plan."""
    ran = run("status", "--as-of", "2023-06-01")

    assert ran.code == 0
    assert "trước khi kế hoạch được ban hành" in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("stat",),
        ("status", "--as-off", "x"),
        ("status", "--as-of"),
        ("status", "--as-of", "2023-02-30"),
        ("status", "--as-of", "30-6-2023"),
        ("status", "--as-of", ""),
        ("check", "--as-of", ""),
        ("check", "--explain", "P101", "--as-of", "x"),
        ("schema", "--as-of", ""),
        ("agencies", "--format", "csv", "--table", ""),
        ("reports", "--missing", "--months", "x"),
        ("status", "--lang", "fr"),
        ("status", "--format", "yaml"),
        ("status", "too much"),
        ("status", "--data", "/nowhere"),
        ("status", "--output", "/nowhere/x.json"),
        ("status", "--output", "status.odt"),
        ("show", "1", "--output", "show.csv"),
        ("show",),
        ("show", "0"),
        ("show", "68"),
        ("show", "-1"),
        ("show", "hai"),
        ("explain", "99999999999999999999"),
        ("tasks", "--state", "late"),
        ("tasks", "--kind", "weekly"),
        ("tasks", "--lead", "nobody at all"),
        ("due-soon", "--within", "-1"),
        ("due-soon", "--within", "soon"),
        ("check", "--explain", "P999"),
        ("agency", "\x1b[31m"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_wrong_use_is_one_line_and_exit_2(run: Callable[..., Ran], arguments: tuple[str, ...], language: str) -> None:
    """A wrong command line gets one helpful sentence, no traceback and no control characters."""
    ran = run(*arguments, *(() if "--lang" in arguments else ("--lang", language)))

    assert ran.code == 2, ran.err
    assert ran.out == ""
    assert ran.err.startswith("plan190: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    assert "\x1b" not in ran.err


def test_near_words_are_proposed(run: Callable[..., Ran]) -> None:
    """The error for a misspelt command, option, state or code names the right one."""
    assert "status" in run("stats").err
    assert "--as-of" in run("status", "--as-off", "x").err
    assert "overdue" in run("tasks", "--state", "overdu").err
    assert "P311" in run("check", "--explain", "P31l").err


@pytest.mark.parametrize(
    ("option", "variable", "locale", "language"),
    [
        ((), "", {}, "vi"),
        ((), "", {"LANG": "en_US.UTF-8"}, "en"),
        ((), "", {"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN"}, "vi"),
        ((), "", {"LANG": "en", "LC_ALL": "C"}, "vi"),
        ((), "", {"LC_MESSAGES": "en_GB@euro", "LANG": "vi_VN"}, "en"),
        ((), "", {"LANG": "enm_GB"}, "vi"),
        ((), "", {"LANG": "fr_FR.UTF-8"}, "vi"),
        ((), "vi", {"LC_ALL": "en_US.UTF-8"}, "vi"),
        (("--lang", "vi"), "en", {"LC_ALL": "en_US.UTF-8"}, "vi"),
    ],
)
def test_language_follows_option_variable_locale_and_plan(
    run: Callable[..., Ran],
    monkeypatch: pytest.MonkeyPatch,
    option: tuple[str, ...],
    variable: str,
    locale: dict[str, str],
    language: str,
) -> None:
    """The option comes first, then `PLAN190_LANG`, then the locale, then the language of the plan: Vietnamese."""
    monkeypatch.setenv("PLAN190_LANG", variable)
    for name in LOCALE_VARIABLES:
        monkeypatch.setenv(name, locale.get(name, ""))
    status, usage, error = {
        "vi": ("Kế hoạch", "Cách dùng", "không có tùy chọn"),
        "en": ("Plan 190/KH-UBND", "Usage", "there is no option"),
    }[language]

    assert run("status", *option).out.startswith(status)
    assert run("status", "--help", *option).out.startswith(usage)
    assert error in run("status", "--as-off", *option).err


@pytest.mark.parametrize(
    "command",
    [
        *("status", "status --agency so-y-te", "due-soon --within 1", "explain 39", "agencies", "agency so-khdt"),
        *("claims", "reports --missing", "obstacles --agency so-y-te", "at-risk", "indicators", "what-if --done 39"),
        *(
            "gate --within 1 --agency so-y-te",
            *("forecast --within 1 --agency so-tttt", "agenda --days 1 --idle 1 --agency so-tttt"),
            "check",
            "assumptions",
            "calendar --format table --output -",
        ),
    ],
)
def test_english_plurals(run: Callable[..., Ran], command: str) -> None:
    """No plural follows the number 1."""
    day = () if command == "check" else ("--as-of", "2023-09-20")
    ran = run(*command.split(), *day, "--data", EXAMPLE, "--lang", "en")

    assert ran.code < 2, ran.err
    assert not re.search(r"(?<![\d.,/–-])1 (?:[a-z]+ )?(?:agencies|[a-z]+[^s\W]s)\b", ran.out)


def test_without_a_choice_the_screen_has_the_language_of_the_plan(run: Callable[..., Ran], copy: Path) -> None:
    """A locale without a language decides nothing."""
    replaced(copy, "plan.yaml", "language: vi", "language: en")

    assert run("status", "--data", str(copy)).out.startswith("Plan 190/KH-UBND")


def test_data_are_found_upward(run: Callable[..., Ran], copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a subfolder, the nearest data/ above is used, and named by its relative path."""
    deep = copy.parent / "a" / "b"
    deep.mkdir(parents=True)
    replaced(copy, "plan.yaml", "soon: 7", "soon: 8")
    monkeypatch.chdir(deep)
    ran = run("explain", "29", "--as-of", "2023-06-21")

    assert "ngưỡng 8 ngày" in ran.out
    assert "../../data/tasks.yaml:" in ran.out
    assert ran.err == ""


def test_without_data_the_copy_inside_is_used_with_a_note(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside any plan, the built-in copy is used, with a note on standard error."""
    monkeypatch.chdir(tmp_path)
    ran = run("status", *DAY, "--format", "json")

    assert facts(ran)["totals"]["tasks"] == 67  # type: ignore[index]
    assert "đi kèm plan190" in ran.err


def test_another_data_folder_is_skipped(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A data/ folder of another program is not taken for the plan."""
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)

    assert "đi kèm plan190" in run("status").err


@pytest.mark.parametrize("name", ["plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml"])
def test_a_missing_file_is_an_error(run: Callable[..., Ran], copy: Path, name: str) -> None:
    """Nothing is computed: exit code 2 and the name of the file, not "0 overdue"."""
    (copy / name).unlink()
    ran = run("status", "--data", str(copy))

    assert ran.code == 2
    assert name in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("command", [("status",), ("tasks",), ("show", "1"), ("agencies",), ("assumptions",)])
def test_no_figures_from_data_with_an_error(run: Callable[..., Ran], copy: Path, command: tuple[str, ...]) -> None:
    """A deadline that differs from its phrase stops every command that computes; the error has its place."""
    replaced(copy, "tasks.yaml", "date: 2023-06-15", "date: 2023-08-15")
    ran = run(*command, "--data", str(copy))

    assert ran.code == 2
    assert "tasks.yaml:" in ran.err
    assert f"plan190 check --data {copy}" in ran.err


def test_warnings_do_not_stop(run: Callable[..., Ran], copy: Path) -> None:
    """A text in decomposed characters is read correctly; check reports it with exit code 0."""
    text = (copy / "agencies.yaml").read_text("utf-8")
    (copy / "agencies.yaml").write_text(text.replace("name: Sở Y tế", "name: So\u031b\u0309 Y tế", 1), "utf-8")

    assert run("status", "--data", str(copy)).code == 0
    ran = run("check", "--data", str(copy))
    assert ran.code == 0
    assert "cảnh báo[P601]" in ran.out


@pytest.mark.parametrize("command", ["status", "overdue", "agencies", "assumptions", "tasks"])
@pytest.mark.parametrize("format_", ["table", "json", "csv", "markdown"])
def test_every_table_in_every_format(run: Callable[..., Ran], command: str, format_: str) -> None:
    """Each table can be printed in each format and both languages; a note only names tables that a csv lacks."""
    has_others = format_ == "csv" and command in {"status", "agencies"}
    for language in ("vi", "en"):
        ran = run(command, *DAY, "--format", format_, "--lang", language)
        assert ran.code == 0
        assert ran.out.endswith("\n")
        assert ("--table" in ran.err) if has_others else ran.err == ""


def test_figures_do_not_depend_on_the_language(run: Callable[..., Ran]) -> None:
    """JSON has the same bytes in both languages."""
    for command in (("status",), ("tasks",), ("agencies",)):
        assert (
            run(*command, *DAY, "--format", "json", "--lang", "vi").out
            == run(*command, *DAY, "--format", "json", "--lang", "en").out
        )


def test_output_is_written_atomically_and_replaces_no_file(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The suffix selects the format; only --force replaces a file; no temporary file remains."""
    target = tmp_path / "status.json"
    first = run("status", *DAY, "--output", str(target))
    content = target.read_text("utf-8")
    again = run("overdue", *DAY, "--output", str(target))

    assert (first.code, first.out) == (0, "")
    assert json.loads(content)["totals"]["tasks"] == 67
    assert again.code == 2
    assert target.read_text("utf-8") == content
    assert run("overdue", *DAY, "--output", str(target), "--force").code == 0
    assert len(json.loads(target.read_text("utf-8"))["tasks"]) == 17
    assert [file.name for file in tmp_path.iterdir()] == ["status.json"]


def test_output_replaces_only_regular_files(run: Callable[..., Ran], tmp_path: Path) -> None:
    """A folder, pipe or device is not replaced, even with --force; a link stays a link."""
    import os

    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    folder = tmp_path / "folder.json"
    folder.mkdir()
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "target.json")

    for target in (pipe, folder):
        assert run("status", "--output", str(target), "--force").code == 2
    assert run("status", "--output", str(link)).code == 0
    assert pipe.is_fifo()
    assert folder.is_dir()
    assert link.is_symlink()
    assert (tmp_path / "target.json").is_file()


def test_output_cannot_destroy_the_data(run: Callable[..., Ran], copy: Path) -> None:
    """A mistake such as --output data/tasks.yaml changes nothing."""
    before = (copy / "tasks.yaml").read_bytes()

    assert run("status", "--data", str(copy), "--output", str(copy / "tasks.yaml")).code == 2
    assert (copy / "tasks.yaml").read_bytes() == before


def test_due_soon_lists_every_obligation_of_the_overview(run: Callable[..., Ran]) -> None:
    """Also those of a task that is overdue for other agencies, such as task 61."""
    options = ("--data", "examples/q3-2023", "--as-of", "2023-08-26", "--format", "json")
    overview = {line["id"]: line["number"] for line in json.loads(run("status", *options).out)["overview"]}
    tasks = json.loads(run("due-soon", *options).out)["tasks"]

    assert sum(len(task["obligations"]) for task in tasks) == overview["due_soon"] == 5
    assert "61" in [task["id"] for task in tasks]


def test_a_reader_of_english_finds_out_how(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """If neither the user nor the locale chose a language, the overview names the option; errors follow the locale."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "C.UTF-8")
    assert run().out.endswith("English: plan190 --lang en\n")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert "English: plan190" not in run().out
    assert "is not a valid value" in run("status", "--lang", "fr").err


def test_explain_for_an_agency_that_has_ceased(run: Callable[..., Ran]) -> None:
    """The obligation that it owed is explained, with who owes it now; another agency is still an error."""
    ran = run("explain", "39", "--agency", "so-tttt", "--as-of", "2025-03-01", "--format", "json")

    assert facts(ran)["agency"] == "cong-an-tinh"
    assert run("explain", "39", "--agency", "so-y-te", "--as-of", "2025-03-01").code == 2
