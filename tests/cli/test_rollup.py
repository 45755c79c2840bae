"""`plan190 rollup`: several trackers side by side, their sums, and trackers that cannot be read."""

from __future__ import annotations

import csv
import gc
import io
import json
import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from plan190.cli import progress, rollup
from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.formats import RenderOptions, render
from plan190.model.register import Register
from plan190.words import words_in
from plan190.words.text import display_width
from tests.cli.test_progress import Terminal
from tests.conftest import DATA, EXAMPLE, replaced
from tests.outputs import validated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plan190.words import Language
    from tests.conftest import Ran

DAY = ("--as-of", "2023-09-20")
FOLDERS = ("data", "examples/q3-2023")


def rolled_up(run: Callable[..., Ran], *folders: str) -> Any:
    """Return the valid JSON output for the folders."""
    return validated("rollup", run("rollup", *folders, *DAY, "--format", "json").out)


def facts(run: Callable[..., Ran], folder: str, *command: str) -> Any:
    """Return the JSON output of another command for a folder."""
    return json.loads(run(*command, "--data", folder, *DAY, "--format", "json").out)


def test_each_tracker_has_the_figures_of_its_own_commands(run: Callable[..., Ran]) -> None:
    """The same tallies, missing reports and claims; the states of each agency and joint task too."""
    for tracker, folder in zip(rolled_up(run, *FOLDERS)["trackers"], FOLDERS, strict=True):
        status, counts = facts(run, folder, "status"), tracker["totals"]
        assert tracker["folder"] == folder
        assert counts["tasks"] == {"total": status["totals"]["tasks"], "by_state": status["totals"]["by_state"]}
        assert counts["obligations"]["by_state"] == status["totals"]["obligations_by_state"]
        assert (counts["stated"], counts["assumed"]) == (status["totals"]["stated"], status["totals"]["assumed"])
        assert counts["missing"] == len(facts(run, folder, "reports", "--missing")["missing"]) > 0
        assert counts["claims"] == len(facts(run, folder, "claims")["claims"])
        for rows in ("agencies", "joint"):
            for part in ("lead", "stated", "assumed"):
                assert [row[part] for row in tracker[rows]] == [row[part] for row in status[rows]]


def test_totals_add_up(run: Callable[..., Ran]) -> None:
    """Agencies and joint tasks are the total of their tracker, and trackers that of all."""
    output = rolled_up(run, *FOLDERS)
    trackers, totals = output["trackers"], output["totals"]

    for tracker in trackers:
        rows, counts = (*tracker["agencies"], *tracker["joint"]), tracker["totals"]
        for state, number in counts["obligations"]["by_state"].items():
            assert sum(row["lead"]["by_state"][state] for row in rows) == number
        for key in ("missing", "claims"):
            assert sum(agency[key] for agency in tracker["agencies"]) == counts[key]
    for key in ("tasks", "obligations", "stated", "assumed"):
        for state, number in totals[key]["by_state"].items():
            assert sum(tracker["totals"][key]["by_state"][state] for tracker in trackers) == number
    for key in ("missing", "claims", "left_out"):
        assert sum(tracker["totals"][key] for tracker in trackers) == totals[key]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_faulty_tracker_hides_no_other(run: Callable[..., Ran], copy: Path, language: str) -> None:
    """It is named with its first error in the output, or beside a table that has no place for it; exit code 1."""
    replaced(copy, "plan.yaml", "issued_on: 2023-06-12", "issued_on: 12x")
    arguments = ("rollup", str(copy), "none", "data", *DAY, "--lang", language)
    text, table = run(*arguments), run(*arguments, "--format", "csv")
    output = validated("rollup", run(*arguments, "--format", "json").out)

    assert text.code == table.code == 1
    for shown in (text.out, table.err):
        assert f"{copy}/plan.yaml:14:14: “12x”" in shown
        assert " none" in shown
    assert text.err == ""
    assert [row["folder"] for row in csv.DictReader(io.StringIO(table.out))] == ["data"]
    assert [tracker["folder"] for tracker in output["faulty"]] == [str(copy), "none"]
    assert output["totals"]["obligations"]["total"] == 344


def test_without_any_figures_the_command_fails(run: Callable[..., Ran], copy: Path) -> None:
    """Exit code 2 and the error of each tracker."""
    (copy / "tasks.yaml").write_text("", "utf-8")
    ran = run("rollup", str(copy), "none")

    assert (ran.code, ran.out) == (2, "")
    assert f"{copy}/tasks.yaml" in ran.err
    assert "không có thư mục dữ liệu none" in ran.err


def test_reports_left_out_are_counted(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The tracker says which ones, also beside CSV; exit code 1."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "x")
    report = folder / "updates" / "so-y-te" / "2023-08.yaml"
    report.write_text(report.read_text("utf-8") + "other: 1\n", "utf-8")
    arguments = ("rollup", str(folder), "data", *DAY)
    table = run(*arguments, "--format", "csv")

    assert run(*arguments).code == table.code == 1
    assert f"{folder}: Chưa tính so-y-te 2023-08: P202." in run(*arguments).out
    assert "so-y-te 2023-08" in table.err
    assert rolled_up(run, str(folder), "data")["totals"]["left_out"] == 1


def test_warnings_name_their_trackers(run: Callable[..., Ran]) -> None:
    """Only one of two is fiction; a warning about all trackers needs no names."""
    both = run("rollup", *FOLDERS, *DAY).out
    alone = run("rollup", "examples/q3-2023", *DAY).out

    assert "\nexamples/q3-2023: SỐ LIỆU VÍ DỤ, HƯ CẤU" in both
    assert "\nSỐ LIỆU VÍ DỤ, HƯ CẤU" in alone
    assert run("rollup", *FOLDERS, "--as-of", "2090-01-01").out.count("NGÀY CHƯA ĐẾN") == 1


def test_a_list_has_a_folder_a_line(run: Callable[..., Ran], tmp_path: Path) -> None:
    """As saved by a Windows editor: byte order mark, line ends; comments and empty lines; relative to the list."""
    shutil.copytree(DATA, tmp_path / "a b")
    listed = tmp_path / "list.txt"
    listed.write_bytes(f"\ufeff# tỉnh\r\n\r\n  a b\r\n{EXAMPLE}\r\n".encode())
    output = rolled_up(run, "--list", str(listed))

    assert [tracker["folder"] for tracker in output["trackers"]] == [str(tmp_path / "a b"), str(EXAMPLE)]


@pytest.mark.parametrize("content", [None, "x".encode("utf-16"), "x\n".encode("utf-16-le"), b"# nothing\n"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_list_without_folders_is_refused(
    run: Callable[..., Ran], tmp_path: Path, content: bytes | None, language: str
) -> None:
    """Absent, in another encoding, or empty: exit code 2, and the message says what a list is."""
    listed = tmp_path / "list.txt"
    if content is not None:
        listed.write_bytes(content)
    ran = run("rollup", "--list", str(listed), "--lang", language)

    assert (ran.code, ran.out) == (2, "")
    assert str(tmp_path) in ran.err or "--list" in ran.err


def test_no_folder_is_refused(run: Callable[..., Ran]) -> None:
    """Also the option that other commands have."""
    assert "--list TỆP" in run("rollup").err
    assert "“--data”" in run("rollup", "--data", "data").err


def test_the_same_folder_twice_is_refused(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Under any name; otherwise it would count twice in the sums."""
    (tmp_path / "link").symlink_to(DATA)
    for other in ("data/", str(DATA), str(tmp_path / "link")):
        ran = run("rollup", "data", other, *DAY)
        assert (ran.code, ran.out) == (2, "")
        assert f"{other} và data là cùng một thư mục" in ran.err


@pytest.mark.parametrize("table", ["stated", "assumed", "agencies_stated", "agencies_assumed"])
def test_columns_depend_neither_on_the_date_nor_on_the_language(run: Callable[..., Ran], table: str) -> None:
    """The last ones are ids with equal titles."""

    def titles(*options: str) -> list[str]:
        ran = run("rollup", *FOLDERS, "--format", "csv", "--table", table, *options)
        return next(csv.reader(io.StringIO(ran.out)))

    vietnamese, english = titles(*DAY), titles(*DAY, "--lang", "en")
    assert titles("--as-of", "2023-06-13") == vietnamese
    assert len(vietnamese) == len(english)
    assert vietnamese[-3:] == english[-3:]
    assert "folder" in english[-3:]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_table_fits_80_columns(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shared titles are whole, and no number is broken."""
    monkeypatch.chdir(DATA.parent)
    words = words_in(language)
    view = rollup.run(Session(Request(as_of=date(2023, 9, 20), lang=language)), list(FOLDERS)).view
    lines = render("table", view, RenderOptions(words, width=80, wrap=True)).decode().split("\n")

    assert max(map(display_width, lines)) <= 80
    assert any(words("group.done") in line and words("group.open") in line for line in lines)
    assert any(line.split()[1:] == ["134", "292", "26", "9", "30", "1", "50", "176", "132", "5"] for line in lines)


def test_the_data_of_a_tracker_are_dropped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is never more than one register, although `__main__` turns off the search for garbage."""
    folders = [str(shutil.copytree(DATA, tmp_path / name)) for name in "abc"]
    numbers, read = [], rollup._read

    def counted(session: Session, folder: str) -> Any:
        numbers.append(sum(isinstance(value, Register) for value in gc.get_objects()))
        return read(session, folder)

    monkeypatch.setattr(rollup, "_read", counted)
    gc.disable()
    rollup.run(Session(Request()), folders)
    gc.enable()

    assert numbers == numbers[:1] * 3


def test_one_bar_is_shown_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar of the files of a tracker is gone before another begins; two would overwrite each other."""
    shown = Terminal()
    monkeypatch.setattr(progress, "MANY", 1)
    monkeypatch.setattr(progress, "is_logged", lambda: False)
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("PLAN190_CACHE", "off")
    rollup.run(Session(Request(as_of=date(2023, 9, 20))), [str(DATA), str(EXAMPLE)])
    begun = [part.count("\x1b[?25l") for part in shown.getvalue().split("\x1b[?25h")]

    assert begun == [1, 1, 0]
