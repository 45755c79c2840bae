"""Lists of several plans: `--data` more than once."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from plan190.cli.options import LISTS
from plan190.views.several_plans import _merged, plan_names
from tests.conftest import DATA, EXAMPLE, replaced
from tests.outputs import validated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

    Run = Callable[..., Ran]

DAY = ("--as-of", "2023-09-20")
FIRST = "examples/q3-2023"
TABLES = {"reports": ("reports",), "agenda": ("due", "claims", "idle"), "agencies": ("agencies", "groups")}
"""The tables of a list, if it has several."""


@pytest.fixture
def other(tmp_path: Path) -> str:
    """A copy of the example as another plan, 06/KH-BCA, without decisions and without the reports of September."""
    folder = tmp_path / "other"
    shutil.copytree(EXAMPLE, folder)
    (source,) = (folder / "source").iterdir()
    for file in ("plan.yaml", f"source/{source.name}"):
        path = folder / file
        path.write_text(path.read_text("utf-8").replace("190/KH-UBND", "06/KH-BCA"), "utf-8")
    replaced(folder, "plan.yaml", 'number: "190"', 'number: "06"')
    (folder / "decisions.yaml").write_text("decisions: []\n", "utf-8")
    for path in (folder / "updates").glob("*/2023-09.yaml"):
        path.unlink()
    return str(folder)


def rows(ran: Ran) -> list[dict[str, str]]:
    """Return the rows of CSV output, whose columns have different titles."""
    reader = csv.DictReader(io.StringIO(ran.out))
    assert reader.fieldnames is not None, ran.err
    assert len(set(reader.fieldnames)) == len(reader.fieldnames)
    return list(reader)


@pytest.mark.parametrize("command", LISTS)
def test_a_list_has_the_rows_of_each_plan(run: Run, other: str, command: str) -> None:
    """The rows are those for each folder alone, with the plan before them."""
    for table in TABLES.get(command, ("",)):
        options = ("--format", "csv", *DAY, *(("--table", table) if table else ()))
        expected = []
        for plan, folder in (("190/KH-UBND", FIRST), ("06/KH-BCA", other)):
            expected += [{"Kế hoạch": plan} | row for row in rows(run(command, "--data", folder, *options))]
        joined = rows(run(command, "--data", FIRST, "--data", other, *options))
        assert [{key: text for key, text in row.items() if text} for row in joined] == [
            {key: text for key, text in row.items() if text} for row in expected
        ]
        assert expected


@pytest.mark.parametrize("command", LISTS)
def test_the_json_has_the_output_of_each_plan(run: Run, other: str, command: str) -> None:
    """Each plan has the keys of the command for its folder, and its folder."""
    options = ("--format", "json", *DAY)
    joined = validated(command, run(command, "--data", FIRST, "--data", other, *options).out)
    alone = [json.loads(run(command, "--data", folder, *options).out) for folder in (FIRST, other)]
    assert joined == {"schema": 3, "plans": [{"data": FIRST, **alone[0]}, {"data": other, **alone[1]}]}


def test_each_text_names_its_plans(run: Run, other: str) -> None:
    """Titles and sentences name their plan; what all plans share is printed once."""
    out = run("agenda", "--data", FIRST, "--data", other, *DAY).out
    assert out.startswith("Nhiều kế hoạch: 190/KH-UBND, 06/KH-BCA\n")
    assert out.count("SỐ LIỆU VÍ DỤ") == out.count("Mỗi kế hoạch: SỐ LIỆU VÍ DỤ") == 1
    assert f"06/KH-BCA: Thêm vào mỗi lệnh: --as-of 2023-09-20 --data {other}\n" in out


def test_a_plan_without_rows(run: Run, other: str, tmp_path: Path) -> None:
    """Only the rows of the other plan are shown, and the sentence names the plan that has none."""
    shutil.rmtree(tmp_path / "other" / "updates")
    out = run("claims", "--data", FIRST, "--data", other, *DAY, "--lang", "en").out
    assert "06/KH-BCA: No claim awaits acceptance." in out
    assert "\n190/KH-UBND " in out
    assert "\n06/KH-BCA " not in out


def test_each_plan_has_its_own_policy(run: Run, other: str, tmp_path: Path) -> None:
    """What is due soon follows from the policy of each plan."""
    replaced(tmp_path / "other", "plan.yaml", "soon: 7", "soon: 200")
    joined = json.loads(run("due-soon", "--data", FIRST, "--data", other, *DAY, "--format", "json").out)["plans"]
    assert [plan["filters"]["within"] for plan in joined] == [["7"], ["200"]]


def test_all_formats(run: Run, other: str, tmp_path: Path) -> None:
    """Each format of a table shows both plans."""
    for format_ in ("markdown", "html"):
        out = run("overdue", "--data", FIRST, "--data", other, *DAY, "--format", format_).out
        assert "06/KH-BCA" in out
    for format_ in ("xlsx", "docx"):
        file = tmp_path / f"list.{format_}"
        assert run("agenda", "--data", FIRST, "--data", other, *DAY, "--output", str(file)).code in {0, 1}
        assert file.stat().st_size > 0


def test_left_out_reports(run: Run, other: str, tmp_path: Path) -> None:
    """A report with errors of one plan is named with its folder, and the exit code is 1."""
    report = next((tmp_path / "other" / "updates").glob("so-*/2023-08.yaml"))
    replaced(tmp_path / "other", str(report), "state: ", "state: nothing-")
    ran = run("tasks", "--data", FIRST, "--data", other, *DAY, "--format", "csv")
    assert ran.code == 1
    assert f"plan190 check --data {other}" in ran.err


def test_errors_name_the_folder(run: Run, other: str, tmp_path: Path) -> None:
    """An error of one folder stops the command, as for this folder alone."""
    ran = run("tasks", "--agency", "nobody", "--data", FIRST, "--data", other, *DAY)
    assert ran.code == 2
    assert f"thư mục dữ liệu {FIRST}: " in ran.err
    (tmp_path / "other" / "tasks.yaml").write_text("tasks: [", "utf-8")
    ran = run("tasks", "--data", FIRST, "--data", other, *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert other in ran.err


def test_known_at_applies_to_each_repository(run: Run, other: str, tmp_path: Path) -> None:
    """Each folder is read in the commit of its own repository."""
    repositories = [tmp_path / "one", tmp_path / "two"]
    for repository, folder in zip(repositories, (FIRST, other), strict=True):
        shutil.copytree(folder, repository / "data")
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x", "--no-verify"]):
            subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", *command], cwd=repository, check=True)
        replaced(repository / "data", "plan.yaml", "soon: 7", "soon: 9")
    folders = [word for repository in repositories for word in ("--data", str(repository / "data"))]
    plans = json.loads(run("due-soon", *folders, "--known-at", "HEAD", *DAY, "--format", "json").out)["plans"]
    assert len({plan["known_at"]["commit"] for plan in plans}) == 2
    assert [plan["filters"]["within"] for plan in plans] == [["7"], ["7"]]


def test_the_same_folder_twice(run: Run) -> None:
    """A folder counts once."""
    ran = run("tasks", "--data", FIRST, "--data", f"{FIRST}/")
    assert ran.code == 2
    assert "cùng một thư mục" in ran.err


@pytest.mark.parametrize("command", ["status", "check", "trend", "plan"])
def test_other_commands_read_one_folder(run: Run, command: str) -> None:
    """The error names the commands that read several."""
    ran = run(command, "--data", FIRST, "--data", "data")
    assert (ran.code, ran.out) == (2, "")
    assert "overdue" in ran.err
    assert "rollup" in ran.err


def test_names_of_plans() -> None:
    """The symbol, or the folder if the symbol is missing or not the only one."""
    assert plan_names([("1/KH", "a"), ("2/KH", "b"), ("1/KH", "c"), ("", "d")]) == ["a", "2/KH", "c", "d"]


def test_merged_order() -> None:
    """New items stand before the next common one."""
    assert _merged(["acf", "abcdf", "g"]) == list("abcdfg")
    assert _merged(["ah", "bh"]) == list("abh")


@pytest.fixture
def lower(tmp_path: Path) -> str:
    """The data of Plan 190, whose task 5 carries out task 3 of 06/KH-BCA and a task of a plan without data."""
    folder = tmp_path / "lower"
    shutil.copytree(DATA, folder)
    links = "    carries_out: [{plan: 06/kh-bca, task: 3}, {plan: 999/QĐ-TTg, task: 7}]\n"
    replaced(folder, "tasks.yaml", "  - number: 5\n", f"  - number: 5\n{links}")
    return str(folder)


def shown(run: Run, *arguments: str) -> Any:
    """Return the task in the JSON output of `show`."""
    return validated("show", run("show", *arguments, *DAY, "--format", "json").out)["task"]


def test_show_names_the_task_of_the_higher_plan(run: Run, lower: str) -> None:
    """Without the data of that plan, only the plan and the number; the note says how to read it too."""
    first, second = shown(run, "5", "--data", lower)["carries_out"]
    assert (first["plan"], first["task_id"], first["data"], first["state"]) == ("06/kh-bca", "3", None, None)
    assert (second["plan"], second["task_id"]) == ("999/QĐ-TTg", "7")
    out = run("show", "5", "--data", lower, "--lang", "en").out
    assert "06/kh-bca   Task 3\n" in out
    assert f"plan190 show 5 --data {lower} --data FOLDER\n" in out


def test_show_reads_the_task_of_the_higher_plan(run: Run, lower: str, other: str) -> None:
    """With the data of that plan, its content, lead, deadline and state."""
    higher = shown(run, "3", "--data", other)
    first, second = shown(run, "5", "--data", lower, "--data", other)["carries_out"]
    keys = ("content", "lead", "deadline", "due", "state")
    assert first == {"plan": "06/KH-BCA", "task_id": "3", "data": other, **{key: higher[key] for key in keys}}
    assert second["data"] is None
    out = run("show", "5", "--data", lower, "--data", other, *DAY, "--lang", "en").out
    assert f"Task 3: “{higher['content']}”. Lead: Provincial Police. Deadline: {higher['deadline']}." in out


def test_show_lists_the_tasks_that_carry_it_out(run: Run, lower: str, other: str) -> None:
    """The other direction: the tasks of the other folders."""
    (link,) = shown(run, "3", "--data", other, "--data", lower)["carried_out_by"]
    assert (link["plan"], link["task_id"], link["data"]) == ("190/KH-UBND", "5", lower)
    assert link["state"] == shown(run, "5", "--data", lower)["state"]
    assert shown(run, "4", "--data", other, "--data", lower)["carried_out_by"] == []


def test_the_higher_plan_has_no_such_task(run: Run, lower: str, other: str, tmp_path: Path) -> None:
    """The text names the folder in which the task is missing."""
    replaced(tmp_path / "lower", "tasks.yaml", "task: 3}", "task: 68}")
    out = run("show", "5", "--data", lower, "--data", other, *DAY, "--lang", "en").out
    assert f"06/KH-BCA   Task 68: not in the data in {other}\n" in out


def test_the_history_is_of_one_plan(run: Run, other: str) -> None:
    """Show reads several folders only for the links of a task."""
    ran = run("show", "5", "--history", "--data", FIRST, "--data", other)
    assert (ran.code, ran.out) == (2, "")


def test_the_same_link_twice(run: Run, lower: str, tmp_path: Path) -> None:
    """Check reports a task that names a task of a higher plan twice."""
    assert "P305" not in run("check", "--data", lower).out
    replaced(tmp_path / "lower", "tasks.yaml", "{plan: 999/QĐ-TTg, task: 7}", "{plan: 06/KH-BCA, task: 3}")
    assert "[P305] “06/KH-BCA, 3”" in run("check", "--data", lower).out
