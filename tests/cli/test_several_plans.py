"""Lists of several plans: `--data` more than once."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from plan190.cli.options import LISTS
from plan190.views.several_plans import _merged, plan_names
from tests.conftest import EXAMPLE, replaced
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
