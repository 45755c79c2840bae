"""One table of several by its name, and forms that are no text: to a file or a pipe, never before somebody's eyes."""

from __future__ import annotations

import pty
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from plan190.formats.reading import extract
from tests.cli.test_process import PROGRAM, environment
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

DAY = ("--as-of", "2023-07-01")
GROUPS = "Mã,Nhóm,Danh sách,Thành viên"


def test_the_table_that_is_named_is_printed(run: Callable[..., Ran], tmp_path: Path) -> None:
    """On the screen, with a mark for Excel, and in a file that asks for the form by its name."""
    arguments = ("agencies", "--table", "groups", *DAY)
    file = tmp_path / "groups.csv"

    assert run(*arguments, "--format", "csv").out.splitlines()[0] == GROUPS
    assert run(*arguments, "--format", "csv-bom").out.splitlines()[0] == f"\ufeff{GROUPS}"
    assert run(*arguments, "--output", str(file)).code == 0
    assert file.read_text("utf-8").splitlines()[0] == GROUPS
    assert run("agencies", *DAY, "--format", "csv").out.splitlines()[0] != GROUPS


def test_a_grid_of_reports_without_a_period_keeps_its_header(run: Callable[..., Ran]) -> None:
    """Before the first period a program that reads the CSV finds the columns and no row."""
    assert run("reports", "--as-of", "2023-06-14", "--format", "csv").out.splitlines() == ['TT,"Cơ quan, đơn vị"']


def test_an_unknown_name_is_refused_with_those_that_there_are(run: Callable[..., Ran]) -> None:
    """Nothing is printed in its place; control letters of the name are not."""
    ran = run("agencies", "--table", "x\x1b", "--format", "csv", *DAY)
    none = run("obstacles", "--table", "obstacles", "--format", "csv", *DAY)

    assert (ran.code, ran.out) == (2, "")
    assert "“x\\x1b”. Các bảng ở đây: agencies, groups." in ran.err
    assert (none.code, none.out) == (2, "")
    assert "không có bảng nào" in none.err


def test_a_form_that_has_all_tables_is_not_asked_for_one(run: Callable[..., Ran]) -> None:
    """Otherwise the reader would take all for the one."""
    ran = run("agencies", "--table", "groups", "--lang", "en", *DAY)

    assert (ran.code, ran.out) == (2, "")
    assert "--table is only for csv and csv-bom; table contains all tables" in ran.err


def test_commands_without_csv_have_no_such_option(run: Callable[..., Ran]) -> None:
    """Where no table can be asked for, it is not offered."""
    assert "--table" not in run("check", "--help").out
    assert "--table" not in run("show", "--help").out
    assert "--table" in run("status", "--help").out


def workbook(**options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program for a workbook on standard output."""
    env = environment(**options.pop("env", {}))
    command = [*PROGRAM, "status", *DAY, "--format", "xlsx"]
    return subprocess.run(command, cwd=ROOT, env=env, check=False, timeout=60, **options)


def test_a_workbook_goes_through_a_pipe_as_it_is() -> None:
    """To the byte, whatever letters the terminal takes: the same as into a file."""
    ran = workbook(capture_output=True, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})

    assert ran.returncode == 0
    assert any(len(part) > 1 for part in extract("xlsx", ran.stdout))


def test_a_workbook_is_not_printed_on_a_terminal() -> None:
    """One line says what to do instead."""
    main, secondary = pty.openpty()
    with open(main, "rb", buffering=0), open(secondary, "wb", buffering=0) as screen:  # noqa: PTH123 - numbers of files
        ran = workbook(stdout=screen, stderr=subprocess.PIPE)

    assert ran.returncode == 2
    assert ran.stderr.decode() == "plan190: dạng xlsx không in ra màn hình được. Ghi ra tệp bằng --output TỆP.\n"


def test_a_workbook_is_not_printed_in_a_log(tmp_path: Path) -> None:
    """A CI service reads commands out of what is printed; into a file it may go there too."""
    ran = workbook(capture_output=True, env={"GITHUB_ACTIONS": "true"})
    with (tmp_path / "x.xlsx").open("wb") as file:
        written = workbook(stdout=file, env={"GITHUB_ACTIONS": "true"})

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert written.returncode == 0
    assert extract("xlsx", (tmp_path / "x.xlsx").read_bytes())


@pytest.mark.parametrize("name", ["status.xlsx", "STATUS.XLSX"])
def test_the_files_name_asks_for_a_workbook(run: Callable[..., Ran], tmp_path: Path, name: str) -> None:
    """Whole and alone in the file."""
    ran = run("status", *DAY, "--output", str(tmp_path / name))

    assert (ran.code, ran.out) == (0, "")
    assert extract("xlsx", (tmp_path / name).read_bytes())
