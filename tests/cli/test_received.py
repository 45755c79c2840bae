"""`plan190 check FILE` and `plan190 intake FILE`: reports on the desktop or received by mail."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plan190.forms import workbook_layout as layout
from tests.builders import day
from tests.conftest import EXAMPLE, ROOT
from tests.forms.clerk import Clerk, form

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Ran

REPORT = """\
agency: so-y-te
period: 2023-10
reported_on: 2023-09-20
updates:
  - task: 32
    state: in_progress
    summary: Đã hướng dẫn thêm 4 cơ sở.
"""
PATH = "updates/so-y-te/2023-10.yaml"
ON = ("--as-of", "2023-09-20")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example quarter."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "data"))


@pytest.fixture
def desk(tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    return desk


def written(desk: Path, text: str | bytes = REPORT, name: str = "Báo cáo tháng 10.yaml") -> str:
    """Write a file to the desktop and return its name."""
    (desk / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


def check(run: Callable[..., Ran], folder: Path, *arguments: str, on: str = "2023-09-20") -> Ran:
    """Run `check` in the concise format."""
    return run("check", *arguments, "--data", str(folder), "--as-of", on, "--format", "concise")


def test_a_valid_file(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """The answer says where the file belongs, and with which command it gets there; nothing is written."""
    name = written(desk)
    ran = check(run, folder, name)
    assert ran.code == 0
    assert ran.out.startswith(f"{name}:5:3: cảnh báo[P341] 13/14 nhiệm vụ")
    assert f"{name} là báo cáo phải nằm ở {folder}/{PATH}. " in ran.out
    assert f"plan190 intake --data {folder} '{name}'" in ran.out
    assert not (folder / PATH).exists()


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("agency: so-y-te\n", "", "1:1", "P201"),
        ("agency: so-y-te", "agency: Sở Y tế", "1:9", "P204"),
        ("agency: so-y-te", "agency: so-yte", "1:9", "P301"),
        ("period: 2023-10", "period: 10/2023", "2:9", "P206"),
        ("reported_on: 2023-09-20", "reported_on:", "3:13", "P205"),
        ("task: 32", "task: 21", "5:11", "P304"),
        ("summary: Đã", "summary: Kết quả: đã", "7:21", "P101"),
    ],
)
def test_one_message_at_the_line_of_a_slip(
    run: Callable[..., Ran], folder: Path, desk: Path, old: str, new: str, place: str, code: str
) -> None:
    """It names the file as the user typed it, also if agency or period are missing or wrong."""
    name = written(desk, REPORT.replace(old, new))
    ran = check(run, folder, name)
    errors = [line for line in ran.out.splitlines() if "lỗi[" in line]
    assert (ran.code, len(errors)) == (1, 1)
    assert errors[0].startswith(f"{name}:{place}: lỗi[{code}]")
    assert "plan190 intake" not in ran.out


def test_facts_for_programs(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """JSON has the path as typed, and no agency that the file does not name."""
    name = written(desk, REPORT.replace("agency: so-y-te\n", ""), "a.yaml.txt")
    ran = run("check", name, "--data", str(folder), *ON, "--format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    assert [finding[key] for key in ("code", "path", "file", "line", "agency", "cell")] == [
        "P201", name, name, 1, None, None
    ]  # fmt: skip
    text = run("check", name, "--data", str(folder), *ON, "--format", "junit").out
    assert f'file="{name}"' in text or f'name="{name}"' in text


def test_problems_that_the_file_causes_elsewhere(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """A report that replaces another one is compared with it, as in a review: what is lost and decided is reported."""
    path = folder / "updates/so-y-te/2023-09.yaml"
    before = path.read_text("utf-8")
    name = written(desk, before[: before.index("  - task: 33")])
    ran = check(run, folder, name, on="2023-09-14")
    assert ran.code == 1
    assert f"{name}:1:1: lỗi[P403] " in ran.out
    closed = check(run, folder, written(desk, before.replace("progress: 95", "progress: 96")))
    assert "lỗi[P402]" in closed.out


def test_inside_and_outside_together(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """The files of the data folder are checked as if the others were in their places."""
    (folder / "updates/so-cong-thuong/2023-09.yaml").write_text("agency: so-cong-thuong\n", "utf-8")
    name = written(desk, REPORT.replace("task: 32", "task: 21"))
    ran = check(run, folder, name, str(folder / "updates/so-cong-thuong"))
    assert {line.partition(": lỗi[")[0] for line in ran.out.splitlines() if "lỗi[" in line} == {
        f"{name}:5:11",
        f"{folder}/updates/so-cong-thuong/2023-09.yaml:1:1",
    }


def test_without_a_data_folder(run: Callable[..., Ran], desk: Path) -> None:
    """The copy inside plan190 is enough to check a file, with the usual note; to put it anywhere it is not."""
    name = written(desk, REPORT.replace("2023-09-20", "2023-09-15"))
    ran = run("check", name, "--format", "concise", "--lang", "en")
    assert ran.code == 0
    assert f"{name} is the report that belongs at data/{PATH} in the coordinator's repository" in ran.out
    assert "copy" in ran.err
    assert run("intake", name).code == 2


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_what_is_no_file(run: Callable[..., Ran], folder: Path, desk: Path, name: str) -> None:
    """A path with nothing there, or a folder outside the data folder, is wrong use."""
    assert check(run, folder, name).code == 2


def test_fix(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """A mistake with one correction is repaired in the file itself; `--diff` only shows it."""
    slip = REPORT.replace("2023-09-20", "20/9/2023")
    name = written(desk, slip)
    options = (name, "--data", str(folder), *ON)
    shown = run("check", *options, "--fix", "--diff")
    assert shown.out.startswith(f"--- a/{name}\n+++ b/{name}\n")
    assert (desk / name).read_text("utf-8") == slip
    fixed = run("check", *options, "--fix")
    assert (fixed.code, (desk / name).read_text("utf-8")) == (0, REPORT)
    assert run("check", *options, str(folder), "--fix").code == 2


def intake(run: Callable[..., Ran], folder: Path, *arguments: str, on: str = "2023-09-20") -> Ran:
    """Run `intake` in the concise format."""
    return run("intake", *arguments, "--data", str(folder), "--as-of", on, "--format", "concise")


@pytest.mark.parametrize("content", [REPORT.encode(), b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode()])
def test_the_file_is_put_into_its_place(run: Callable[..., Ran], folder: Path, desk: Path, content: bytes) -> None:
    """Byte for byte, with a mark or line ends of Windows too; a second time nothing is written."""
    name = written(desk, content)
    first, second = intake(run, folder, name), intake(run, folder, name)
    assert (first.code, second.code) == (0, 0)
    assert (folder / PATH).read_bytes() == content
    assert f"Đã ghi {name} vào {folder}/{PATH}." in first.out
    assert f"git add {folder}/{PATH}" in first.out
    assert "nội dung như nhau; không ghi gì" in second.out
    assert run("check", str(folder / PATH), "--data", str(folder), *ON).code == 0


def test_dry_run_writes_nothing(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """It prints the difference."""
    ran = intake(run, folder, written(desk), "--dry-run")
    assert ran.out.startswith("--- /dev/null\n+++ b/")
    assert not (folder / PATH).exists()


def test_another_report_is_replaced_only_if_asked(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """Without --replace the difference is shown; with it, only the entries that differ are changed."""
    there = REPORT.replace("  - task: 32\n", "  # chú thích\n  - task: 34\n    state: unchanged\n\n  - task: 32\n")
    (folder / PATH).write_text(there, "utf-8")
    new = REPORT.replace("4 cơ sở", "5 cơ sở") + "  - {task: 34, state: unchanged}\n"
    name = written(desk, new)
    refused = intake(run, folder, name)
    assert refused.code == 1
    assert "-    summary: Đã hướng dẫn thêm 4 cơ sở.\n+    summary: Đã hướng dẫn thêm 5 cơ sở." in refused.out
    assert (folder / PATH).read_text("utf-8") == there
    assert intake(run, folder, name, "--replace").code == 0
    assert (folder / PATH).read_text("utf-8") == there.replace("4 cơ sở", "5 cơ sở")


def test_a_closed_period_needs_a_correction(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """A changed report of a closed period is refused, also with --replace."""
    (folder / PATH).write_text(REPORT, "utf-8")
    ran = intake(run, folder, written(desk, REPORT.replace("4 cơ sở", "5 cơ sở")), "--replace", on="2023-11-01")
    assert ran.code == 1
    assert "lỗi[P402]" in ran.out
    assert (folder / PATH).read_text("utf-8") == REPORT


def test_several_files(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """Each has its own message; those without errors are written, and the exit code says that one was refused."""
    good = written(desk)
    bad = written(desk, REPORT.replace("so-y-te", "so-tu-phap"), "b.yaml")
    ran = intake(run, folder, bad, good)
    assert ran.code == 1
    assert f"{bad}:5:11: lỗi[P304]" in ran.out
    assert f"{bad}: có lỗi nên không đưa vào." in ran.out
    assert f"Đã ghi {good} vào {folder}/{PATH}." in ran.out
    assert not (folder / "updates/so-tu-phap/2023-10.yaml").exists()
    assert (folder / PATH).read_text("utf-8") == REPORT


def test_a_workbook(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """Problems are shown at the cell; without errors it is the same report as YAML."""
    clerk = Clerk(form())
    name = written(desk, clerk.saved(), "so-y-te.xlsx")
    empty = check(run, folder, name)
    clerk.fields(layout.TASKS, reported_on=day("9-20"))
    row = clerk.row(layout.TASKS, task=63)
    clerk.type(layout.TASKS, row, "state", "báo hoàn thành")
    written(desk, clerk.saved(), name)
    undated = check(run, folder, name)
    clerk.type(layout.TASKS, row, "done_on", day("9-19"))
    written(desk, clerk.saved(), name)
    taken = intake(run, folder, name)
    assert empty.out.startswith(f"{name}:'Nhiệm vụ'!E3: lỗi[P201] ")
    assert undated.out.startswith(f"{name}:'Nhiệm vụ'!E{row}: lỗi[P306] ")
    assert (empty.code, undated.code, taken.code) == (1, 1, 0)
    assert "  - task: 63\n    state: done\n    done_on: 2023-09-19\n" in (folder / PATH).read_text("utf-8")
    assert "nội dung như nhau" in intake(run, folder, name).out


@pytest.mark.parametrize("code", ["0007", "0000", "FFFE"])
def test_a_forbidden_character_in_a_cell(run: Callable[..., Ran], folder: Path, desk: Path, code: str) -> None:
    """A character that YAML forbids is one message at the cell."""
    clerk = Clerk(form())
    clerk.sheet(layout.TASKS)["H7"] = f"a_x{code}_b"
    ran = check(run, folder, written(desk, clerk.saved(), "so-y-te.xlsx"))
    assert ran.out.count("'Nhiệm vụ'!H7: lỗi[P004] ") == 1


def test_a_file_that_cannot_be_read(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """Among several files it is refused with its sentence; alone it is an error."""
    broken = written(desk, b"PK\x03\x04", "b.xlsx")
    alone, both = intake(run, folder, broken), intake(run, folder, broken, written(desk))
    assert (alone.code, alone.out, both.code) == (2, "", 1)
    assert "b.xlsx" in alone.err
    assert "b.xlsx" in both.out
    assert (folder / PATH).exists()


def test_two_files_for_one_place(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """Nothing is guessed: one of them must go."""
    ran = intake(run, folder, written(desk), written(desk, name="b.yaml"))
    assert ran.code == 2
    assert "b.yaml" in ran.err
    assert not (folder / PATH).exists()


def test_a_broken_data_folder(run: Callable[..., Ran], folder: Path, desk: Path) -> None:
    """If rules cannot run because of an error of the plan, the file is not called valid."""
    (folder / "tasks.yaml").write_text("tasks: x\n", "utf-8")
    ran = intake(run, folder, written(desk))
    assert (ran.code, ran.out) == (2, "")
    assert "tasks.yaml" in ran.err


def test_the_real_plan(run: Callable[..., Ran], copy: Path, desk: Path) -> None:
    """From nothing to an accepted report, by mail: the draft is filled in, checked on the desktop and taken in."""
    draft = run("draft", "so-y-te", "2023-08", "--data", str(copy), "--as-of", "2023-08-12").out
    name = written(desk, draft.replace("reported_on:", "reported_on: 2023-08-12"))
    assert check(run, copy, name, on="2023-08-12").code == 0
    assert intake(run, copy, name, on="2023-08-12").code == 0
    assert run("check", "--data", str(copy), "--as-of", "2023-08-12").out == "Không có lỗi trong 10 tệp.\n"
    assert str(ROOT) not in draft
