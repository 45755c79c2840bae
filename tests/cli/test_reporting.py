"""The commands about reports, on the fictional quarter, for the coordinator and for programs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import EXAMPLE, replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

FICTION = ("--data", "examples/q3-2023", "--as-of", "2023-09-20")
VIEWS = [
    ("status",),
    ("status", "--agency", "so-y-te"),
    ("agency", "so-tttt"),
    ("tasks",),
    ("show", "39"),
    ("explain", "39"),
    ("claims",),
    ("reports",),
    ("reports", "--missing"),
    ("obstacles",),
    ("at-risk",),
    ("indicators",),
    ("agenda",),
    ("forecast",),
    ("assumptions",),
    ("what-if", "--done", "44"),
]


def facts(ran: Ran) -> Any:
    """Return the JSON output of a successful run."""
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.mark.parametrize("command", VIEWS, ids=[" ".join(command) for command in VIEWS])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_answer_says_that_it_is_fiction(run: Callable[..., Ran], command: tuple[str, ...], language: str) -> None:
    """Text and JSON mark the figures of the example as fictional."""
    out = run(*command, *FICTION, "--lang", language).out

    assert ("HƯ CẤU" if language == "vi" else "FICTION") in out
    if command[0] != "show":
        assert facts(run(*command, *FICTION, "--format", "json"))["fiction"] is True


@pytest.mark.parametrize("command", VIEWS, ids=[" ".join(command) for command in VIEWS])
def test_the_real_plan_is_no_fiction(run: Callable[..., Ran], command: tuple[str, ...]) -> None:
    """Each command works without reports, and the data are not marked as fictional."""
    ran = run(*command, "--as-of", "2023-09-20")

    assert ran.code == 0, ran.err
    assert "HƯ CẤU" not in ran.out


def test_status_counts_done_claimed_accepted_and_this_months_reports(run: Callable[..., Ran]) -> None:
    """The sums of the JSON are those of its obligations; each share names its whole."""
    status = facts(run("status", *FICTION, "--format", "json"))
    tasks = facts(run("tasks", *FICTION, "--format", "json"))["tasks"]
    owed = [obligation for task in tasks for obligation in task["obligations"]]
    done = sum(obligation["state"] in {"done_on_time", "done_late"} for obligation in owed)
    out = run("status", *FICTION).out

    assert status["totals"]["obligations"] == len(owed) == 344
    assert (status["claimed"], status["accepted"]) == tuple(
        sum(obligation[key] for obligation in owed) for key in ("claimed", "accepted")
    )
    assert status["claimed"] + status["accepted"] == done
    for part, title in (("stated", "Lượt nhiệm vụ nêu rõ "), ("assumed", "Lượt nhiệm vụ giả định ")):
        (row,) = [line.removeprefix(title).split() for line in out.split("\n") if line.startswith(f"{title} ")]
        states = status["totals"][part]["by_state"]
        counts = (status["totals"][part]["total"], states["done_on_time"], states["done_late"])
        assert row[:3] == list(map(str, counts))
    assert f"Trong {done} lượt hoàn thành: " in out
    assert f"{status['accepted']} đã được xác nhận, {status['claimed']} chờ xác nhận" in out
    reports = status["reports"]
    assert reports["owed"] == 41 == sum(reports[key] for key in ("on_time", "late", "missing", "not_yet_due"))
    assert f"{reports['missing']} thiếu, trong 41 cơ quan phải báo cáo" in out
    assert {agency["id"]: agency["report"] for agency in status["agencies"]}["toa-an-tinh"] is None


def test_status_of_an_agency_splits_leading_and_supporting(run: Callable[..., Ran]) -> None:
    """It is the answer of `agency`: the tasks it leads, and separately those in which it cooperates."""
    out = run("status", "--agency", "sở tttt", *FICTION).out
    answer = facts(run("status", "--agency", "so-tttt", *FICTION, "--format", "json"))

    assert out == run("agency", "so-tttt", *FICTION).out
    assert "Chủ trì 10 lượt nhiệm vụ nêu rõ" in out
    assert "Chủ trì 8 lượt nhiệm vụ theo danh sách giả định" in out
    assert "Phối hợp 38 nhiệm vụ (không có hạn riêng" in out
    assert len(answer["cooperating"]) == 38
    assert answer["agency"]["lead"]["total"] == 18


def test_claims_are_those_that_status_counts(run: Callable[..., Ran]) -> None:
    """Each claim has its agency, dates and evidence; the longest waiting is first."""
    claims = facts(run("claims", *FICTION, "--format", "json"))["claims"]
    tasks = facts(run("tasks", *FICTION, "--format", "json"))["tasks"]
    waiting = {
        (task["number"], obligation["agency"])
        for task in tasks
        for obligation in task["obligations"]
        if obligation["claimed"]
    }

    assert {(claim["task"], claim["agency"]) for claim in claims} == waiting
    assert len(claims) == len(waiting) == 5
    assert [claim["reported_on"] for claim in claims] == sorted(claim["reported_on"] for claim in claims)
    assert all(claim["done_on"] <= claim["reported_on"] for claim in claims)


def test_a_joint_claim_is_listed_once(run: Callable[..., Ran], copy: Path) -> None:
    """One product of 35 bodies is one claim, of the body that makes it."""
    replaced(copy, "plan.yaml", "  tasks: 67\n", "  tasks: 67\n  fiction: true\n")
    folder = copy / "updates" / "so-y-te"
    folder.mkdir(parents=True)
    head = "agency: so-y-te\nperiod: 2023-07\nreported_on: 2023-07-13\nupdates:\n  - task: 62\n    state: done\n"
    proof = "    done_on: 2023-06-28\n    evidence: [{title: x, number: 907/QĐ-HUCAU, date: 2023-06-28}]\n"
    (folder / "2023-07.yaml").write_text(head + proof, "utf-8")
    claims = facts(run("claims", "--data", str(copy), "--as-of", "2023-07-20", "--format", "json"))["claims"]

    assert [(claim["task"], claim["agency"]) for claim in claims] == [(62, "so-y-te")]


def test_contributions_are_shown_with_who_made_them(run: Callable[..., Ran]) -> None:
    """An agency's work on a task of another agency is shown for it, and completes no task."""
    made = [
        (path.parent.name, path)
        for path in sorted((EXAMPLE / "updates").rglob("*.yaml"))
        if "\ncontributions:" in path.read_text("utf-8")
    ]
    agency = made[0][0]
    answer = facts(run("agency", agency, *FICTION, "--format", "json"))

    assert answer["contributions"]
    assert {contribution["task"] for contribution in answer["contributions"]} <= set(answer["cooperating"])
    assert answer["contributions"][0]["contribution"][:30] in run("agency", agency, *FICTION).out


def test_the_grid_and_the_list_of_missing_reports_agree(run: Callable[..., Ran]) -> None:
    """The list has exactly the reports that are missing in the grid; `--months` shows fewer months."""
    grid = facts(run("reports", *FICTION, "--format", "json"))
    missing = facts(run("reports", "--missing", *FICTION, "--format", "json"))["missing"]
    from_grid = [
        (agency["agency"], report["period"])
        for agency in grid["agencies"]
        for report in agency["reports"]
        if report["state"] == "missing"
    ]

    assert [(report["agency"], report["period"]) for report in missing] == from_grid
    assert len(missing) == 9
    assert all(report["days"] > 0 for report in missing)
    rows = csv.DictReader(io.StringIO(run("reports", "--months", "2", *FICTION, "--format", "csv").out))
    assert {row["period"] for row in rows} == {"2023-08", "2023-09"}
    assert "Còn 2 kỳ trước đó: plan190 reports --months 4" in run("reports", "--months", "2", *FICTION).out


def test_obstacles_can_be_filtered(run: Callable[..., Ran]) -> None:
    """By authority, by the label or id of the category, by agency."""
    everything = facts(run("obstacles", *FICTION, "--format", "json"))["obstacles"]
    beyond = facts(run("obstacles", "--beyond", *FICTION, "--format", "json"))["obstacles"]
    money = facts(run("obstacles", "--category", "kinh phí", *FICTION, "--format", "json"))["obstacles"]

    assert beyond == [obstacle for obstacle in everything if obstacle["beyond_authority"]]
    assert money == [obstacle for obstacle in everything if obstacle["category"] == "kinh-phi"]
    assert money == facts(run("obstacles", "--category", "kinh-phi", *FICTION, "--format", "json"))["obstacles"]
    agency = everything[0]["agency"]
    own = facts(run("obstacles", "--agency", agency, *FICTION, "--format", "json"))["obstacles"]
    assert own == [obstacle for obstacle in everything if obstacle["agency"] == agency]
    assert next(obstacle for obstacle in everything if obstacle["answers"])["answers"][0]["by"] == "chu-tich-ubnd-tinh"
    assert run("obstacles", "--category", "tien", *FICTION).code == 2


def test_explain_lists_reports_and_decisions(run: Callable[..., Ran]) -> None:
    """Each has its file and line, in order of dates; the line contains what the step states."""
    answer = facts(run("explain", "39", *FICTION, "--format", "json"))
    history = [step for step in answer["steps"] if step["step"] in {"reported", "decided"}]

    assert {"reported", "decided"} == {step["step"] for step in history}
    assert sum("gia hạn đến" in step["said"] for step in history) == 2
    for step in history:
        path, line = step["place"].rsplit(":", 1)
        written = (EXAMPLE.parents[1] / path).read_text("utf-8").split("\n")[int(line) - 1]
        assert written.startswith("  - task: 39" if step["step"] == "reported" else "  - ")
    assert answer["due"] == "2023-09-25"


def test_explain_of_one_agency_of_several(run: Callable[..., Ran]) -> None:
    """The obligation is that of the given agency, else the worst one; the output names the agency."""
    worst = facts(run("explain", "59", *FICTION, "--format", "json"))
    mine = facts(run("explain", "59", "--agency", "Sở Y tế", *FICTION, "--format", "json"))
    wrong = run("explain", "39", "--agency", "so-y-te", *FICTION)

    assert worst["state"] == "overdue"
    assert (mine["agency"], mine["state"]) == ("so-y-te", "done_late")
    assert "một trong 35 lượt" in run("explain", "59", *FICTION).out
    assert (wrong.code, wrong.err) == (2, "plan190: Sở Y tế không chủ trì nhiệm vụ 39.\n")


def test_explain_names_each_occurrence(run: Callable[..., Ran]) -> None:
    """Occurrences of recurring work have names, also missed ones."""
    out = run("explain", "35", *FICTION).out

    assert "7/2023 có" in out
    assert "9/2023 không" in out


@pytest.mark.parametrize(
    ("arguments", "task", "before", "after"),
    [
        (("--done", "44", "--on", "2023-09-20"), 44, "overdue", "done_late"),
        (("--done", "44", "--on", "2023-06-30", "--as-of", "2023-07-01"), 44, "overdue", "done_on_time"),
        (("--extend", "44", "--until", "2023-10-31"), 44, "overdue", "within_time"),
        (("--event", "ket-noi-du-lieu-kham-suc-khoe", "--on", "2023-09-20"), 54, "waiting", "undated"),
        (
            ("--event", "ket-noi-du-lieu-kham-suc-khoe", "--on", "2023-09-20", "--until", "2023-12-31"),
            54,
            "waiting",
            "within_time",
        ),
        (("--done", "33", "--on", "2023-09-20"), 33, "undated", "done_on_time"),
    ],
)
def test_what_if(run: Callable[..., Ran], arguments: tuple[str, ...], task: int, before: str, after: str) -> None:
    """One task has another state, the tables are as of that date, and nothing is written."""
    options = arguments if "--as-of" in arguments else (*arguments, "--as-of", "2023-09-20")
    answer = facts(run("what-if", *options, "--format", "json"))
    (changed,) = answer["changes"]

    assert (changed["task"], changed["before"]["state"], changed["after"]["state"]) == (task, before, after)
    assert sum(answer["totals"]["by_state"].values()) == 67
    assert answer["totals"]["by_state"][after] > 0
    assert "Không có gì được ghi lại" in run("what-if", *options).out


def test_what_if_of_a_task_of_several_agencies(run: Callable[..., Ran]) -> None:
    """Task 59 is done by all 35 agencies or by the given one; task 62 is one product of all."""
    day = ("--on", "2023-06-20", "--as-of", "2023-07-01", "--format", "json")

    assert len(facts(run("what-if", "--done", "59", *day))["changes"]) == 35
    changes = facts(run("what-if", "--done", "59", "--agency", "so-y-te", *day))["changes"]
    assert [change["agency"] for change in changes] == ["so-y-te"]
    (joint,) = facts(run("what-if", "--done", "62", "--agency", "so-y-te", *day))["changes"]
    assert (joint["agency"], len(joint["agencies"])) == (None, 35)
    longer = ("what-if", "--extend", "59", "--until", "2023-08-31", "--agency")
    assert [change["agency"] for change in facts(run(*longer, "so-y-te", *day))["changes"]] == ["so-y-te"]
    assert len(facts(run(*longer, "grp-huyen", *day))["changes"]) == 11


def test_what_if_is_as_of_a_later_supposed_date(run: Callable[..., Ran]) -> None:
    """A supposed event of tomorrow is shown as of tomorrow."""
    answer = facts(run("what-if", "--done", "63", "--on", "2023-09-30", "--as-of", "2023-09-01", "--format", "json"))

    assert answer["as_of"] == "2023-09-30"
    assert {change["after"]["state"] for change in answer["changes"]} == {"done_on_time"}


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--done", "44", "--extend", "44"),
        ("--extend", "44"),
        ("--done", "44", "--until", "2023-12-31"),
        ("--event", "ket-noi"),
        ("--event", "qd-766"),
        ("--done", "68"),
        ("--done", "44", "--on", "mai"),
        ("--done", "44", "--agency", "xyz"),
    ],
)
def test_what_if_names_missing_options(run: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    """One line with advice, and exit code 2."""
    ran = run("what-if", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("plan190: ")
    assert ran.err.count("\n") == 1


def test_what_if_writes_nothing(run: Callable[..., Ran], copy: Path) -> None:
    """The data folder has the same bytes."""
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    run("what-if", "--done", "44", "--data", str(copy))

    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


def test_assumptions_are_answered_by_decisions(run: Callable[..., Ran]) -> None:
    """A settled assumption shows its answer from the date of the decision on."""
    after = facts(run("assumptions", *FICTION, "--format", "json"))["assumptions"]
    before = facts(run("assumptions", "--data", "examples/q3-2023", "--as-of", "2023-06-15", "--format", "json"))

    assert len([assumption for assumption in after if assumption["answer"]]) == 1
    assert not [assumption for assumption in before["assumptions"] if assumption["answer"]]


def test_a_report_with_an_error_is_left_out(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The figures name the report that they leave out, and `check` shows its line with a mark."""
    import shutil

    broken = tmp_path / "data"
    shutil.copytree(EXAMPLE, broken)
    file = next(
        path for path in sorted((broken / "updates").rglob("*.yaml")) if "state: done" in path.read_text("utf-8")
    )
    replaced(file.parent, file.name, "state: done", "state: xong")
    status, checked = run("status", "--data", str(broken)), run("check", "--data", str(broken))

    assert status.code == 1
    assert f"Chưa tính {file.parent.name} {file.stem}: P204" in status.out
    assert checked.code == 1
    assert "lỗi[P204] “xong” không phải một tình trạng" in checked.out


@pytest.mark.parametrize("day", ["9999-12-31", "1944-12-31", "0001-01-01"])
def test_a_date_out_of_range_is_refused(run: Callable[..., Ran], day: str) -> None:
    """One line and exit code 2; no figure and no traceback."""
    for arguments in (("status", "--as-of", day), ("what-if", "--done", "39", "--on", day)):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "1945–2099" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--extend", "35", "--until", "2023-12-31"), "không có thời hạn cụ thể nào để gia hạn"),
        (("--extend", "39", "--until", "2023-08-01"), "không ở sau ngày hạn đang có (25/9/2023)"),
    ],
)
def test_what_if_refuses_invalid_decisions(run: Callable[..., Ran], arguments: tuple[str, ...], message: str) -> None:
    """What `check` would report in decisions.yaml is refused here with the same words."""
    ran = run("what-if", *arguments, *FICTION)

    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_what_if_leaves_done_work_alone(run: Callable[..., Ran]) -> None:
    """Agencies that have done task 59 keep their dates, and a later report is left out."""
    answer = facts(run("what-if", "--done", "59", *FICTION, "--format", "json"))
    early = facts(run("what-if", "--done", "39", "--on", "2023-09-01", *FICTION, "--format", "json"))

    assert len(answer["changes"]) == 10
    assert {change["before"]["state"] for change in answer["changes"]} == {"overdue"}
    assert [change["after"]["state"] for change in early["changes"]] == ["done_on_time"]


def test_suggested_commands_can_be_run(run: Callable[..., Ran]) -> None:
    """They use the same data and the same date."""
    out = run("status", *FICTION).out
    assert "plan190 overdue" in out
    assert "Thêm vào mỗi lệnh: --as-of 2023-09-20 --data examples/q3-2023" in out
    assert "plan190 reports --missing --as-of 2023-09-20 --data examples/q3-2023" in run("reports", *FICTION).out
    assert "--data" not in run("status", "--as-of", "2023-09-20").out


def test_explain_adds_up_the_days_late(run: Callable[..., Ran]) -> None:
    """Days before a decision and since the current due date count; days of a suspension do not."""
    assert (
        "6 ngày: 6 ngày trước khi có quyết định, 0 ngày tính từ ngày cuối hiện nay"
        in run("explain", "46", *FICTION).out
    )
    assert (
        "không kể những ngày tạm dừng"
        in run("explain", "23", "--data", "examples/q3-2023", "--as-of", "2023-07-31").out
    )


def test_a_persons_number_is_not_printed(run: Callable[..., Ran], copy: Path) -> None:
    """Neither text nor JSON repeats it, because the output of check is public."""
    folder = copy / "updates" / "so-y-te"
    folder.mkdir(parents=True)
    text = "agency: so-y-te\nperiod: 2023-07\nreported_on: 2023-07-13\nupdates:\n  - task: 32\n    state: in_progress\n"
    evidence = '    summary: gọi 0912 345 678\n    evidence: [{title: x, number: "070123456789"}]\n'
    (folder / "2023-07.yaml").write_text(text + evidence, "utf-8")
    for form in ("text", "concise", "json"):
        ran = run("check", "--data", str(copy), "--format", form)
        assert ran.code == 1
        assert "P329" in ran.out
        assert "345 678" not in ran.out
        assert "0123456789" not in ran.out
    refused = run("status", "--data", str(copy))
    assert "0123456789" not in refused.err


def test_what_is_in_the_future_is_refused_by_check_and_by_status(run: Callable[..., Ran], copy: Path) -> None:
    """A report of 13/7 is in the future on 12/7, but not on 13/7."""
    folder = copy / "updates" / "so-y-te"
    folder.mkdir(parents=True)
    text = "agency: so-y-te\nperiod: 2023-07\nreported_on: 2023-07-13\nupdates:\n  - {task: 32, state: in_progress}\n"
    (folder / "2023-07.yaml").write_text(text, "utf-8")

    assert run("check", "--data", str(copy), "--as-of", "2023-07-12").code == 1
    assert run("check", "--data", str(copy), "--as-of", "2023-07-13").code == 0
    assert run("status", "--data", str(copy), "--as-of", "2023-07-12").code == 0
