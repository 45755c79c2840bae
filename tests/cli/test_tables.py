"""One named table of several, and binary formats, which are not printed on a terminal."""

from __future__ import annotations

import csv
import io
import pty
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from plan190.formats.reading import extract
from tests.cli.test_process import PROGRAM, environment
from tests.conftest import EXAMPLE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

DAY = ("--as-of", "2023-07-01")
GROUPS = "Nhóm,Danh sách,Thành viên,group_id,roster_id"


def test_the_table_that_is_named_is_printed(run: Callable[..., Ran], tmp_path: Path) -> None:
    """On standard output, with a byte order mark, and in a file whose suffix selects CSV."""
    arguments = ("agencies", "--table", "groups", *DAY)
    file = tmp_path / "groups.csv"

    assert run(*arguments, "--format", "csv").out.splitlines()[0] == GROUPS
    assert run(*arguments, "--format", "csv-bom").out.splitlines()[0] == f"\ufeff{GROUPS}"
    assert run(*arguments, "--output", str(file)).code == 0
    assert file.read_text("utf-8").splitlines()[0] == GROUPS
    assert run("agencies", *DAY, "--format", "csv").out.splitlines()[0] != GROUPS


def test_a_note_names_the_tables_that_are_not_printed(run: Callable[..., Ran]) -> None:
    """Nobody takes the overdue stated obligations for all that are overdue; both tables together are all."""
    arguments = ("report", "overdue", "--output", "-", "--as-of", "2023-09-14", "--lang", "en", "--format", "csv")
    first, other = run(*arguments), run(*arguments, "--table", "overdue_assumed")

    assert "only the table overdue. Other tables, with --table NAME: overdue_assumed." in first.err
    assert "--table" not in other.err
    assert len(first.out.splitlines()) + len(other.out.splitlines()) == 88 + 2
    assert "--table" not in run("tasks", *DAY, "--format", "csv").err


def test_an_unknown_table_is_refused(run: Callable[..., Ran]) -> None:
    """The error lists the tables; control characters in the name are not printed."""
    ran = run("agencies", "--table", "x\x1b", "--format", "csv", *DAY)
    none = run("explain", "39", "--table", "obstacles", "--format", "csv", *DAY)

    assert (ran.code, ran.out) == (2, "")
    assert "“x\\x1b”. Các bảng ở đây: agencies, others, groups." in ran.err
    assert (none.code, none.out) == (2, "")
    assert "Các bảng ở đây: steps." in none.err


COMMANDS = [
    ("status", "--agency", "so-y-te"),
    ("what-if", "--done", "41"),
    ("tasks",),
    ("due-soon",),
    ("agencies",),
    ("agency", "grp-huyen"),
    ("claims",),
    ("reports",),
    ("reports", "--missing"),
    ("obstacles",),
    ("at-risk",),
    ("indicators",),
    ("agenda",),
    ("forecast", "--fail-on", "overdue,missing-report"),
    ("assumptions",),
    ("owners",),
    ("explain", "39"),
    ("calendar",),
    ("report", "monthly", "--output", "-"),
    ("report", "agency", "so-y-te", "--output", "-"),
    ("report", "task", "39", "--output", "-"),
    ("report", "overdue", "--output", "-"),
    ("report", "scoreboard", "--output", "-"),
]


def headers(run: Callable[..., Ran], command: tuple[str, ...], day: str, language: str) -> dict[str, list[str]]:
    """Return the titles of the columns of each table of a command, by the name of the table."""
    arguments = (*command, "--data", str(EXAMPLE), "--as-of", day, "--lang", language, "--format", "csv")
    first = run(*arguments)
    named = re.search("--table (?:NAME|TÊN): ([^.]*)", first.err)
    names = named[1].split(", ") if named else []
    texts = {"": first.out} | {name: run(*arguments, "--table", name).out for name in names}
    return {name: next(csv.reader(io.StringIO(text, newline=""))) for name, text in texts.items()}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_columns_depend_neither_on_the_date_nor_on_the_language(
    run: Callable[..., Ran], command: tuple[str, ...]
) -> None:
    """Every table has a header, also without rows; its last columns are ids with equal titles in both languages."""
    tables = headers(run, command, "2023-10-15", "vi")
    translated = headers(run, command, "2023-10-15", "en")

    assert headers(run, command, "2023-06-13", "vi") == tables
    assert translated.keys() == tables.keys()
    for name, titles in tables.items():
        assert len(titles) == len(translated[name])
        ids = [title for title in titles if re.fullmatch("[a-z_]+", title)]
        assert ids
        assert titles[-len(ids) :] == translated[name][-len(ids) :] == ids


def test_an_impossible_choice_is_refused_before_the_data_are_read(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The error is about the options, not about the folder without data."""
    assert "--table" in run("status", "--table", "agencies", "--format", "json", "--data", str(tmp_path)).err


def test_a_format_with_all_tables_has_no_choice(run: Callable[..., Ran]) -> None:
    """Otherwise the user would take all tables for the named one."""
    ran = run("agencies", "--table", "groups", "--lang", "en", *DAY)

    assert (ran.code, ran.out) == (2, "")
    assert "--table is only for csv and csv-bom; table contains all tables" in ran.err


def test_commands_without_csv_have_no_such_option(run: Callable[..., Ran]) -> None:
    """The option is missing if no table can be chosen."""
    assert "--table" not in run("check", "--help").out
    assert "--table" not in run("show", "--help").out
    assert "--table" in run("status", "--help").out


def workbook(**options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program with a workbook on standard output."""
    env = environment(**options.pop("env", {}))
    command = [*PROGRAM, "status", *DAY, "--format", "xlsx"]
    return subprocess.run(command, cwd=ROOT, env=env, check=False, timeout=60, **options)


def test_a_workbook_goes_through_a_pipe_unchanged() -> None:
    """The bytes are those of a file, whatever the encoding of the terminal."""
    ran = workbook(capture_output=True, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})

    assert ran.returncode == 0
    assert any(len(part) > 1 for part in extract("xlsx", ran.stdout))


def test_a_workbook_is_not_printed_on_a_terminal() -> None:
    """One line says what to do."""
    main, secondary = pty.openpty()
    with open(main, "rb", buffering=0), open(secondary, "wb", buffering=0) as screen:  # noqa: PTH123 - numbers of files
        ran = workbook(stdout=screen, stderr=subprocess.PIPE)

    assert ran.returncode == 2
    assert ran.stderr.decode() == "plan190: định dạng xlsx không in ra màn hình được. Ghi ra tệp bằng --output TỆP.\n"


def test_a_workbook_is_not_printed_in_a_log(tmp_path: Path) -> None:
    """A CI service reads commands from the log; a file is allowed there."""
    ran = workbook(capture_output=True, env={"GITHUB_ACTIONS": "true"})
    with (tmp_path / "x.xlsx").open("wb") as file:
        written = workbook(stdout=file, env={"GITHUB_ACTIONS": "true"})

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert written.returncode == 0
    assert extract("xlsx", (tmp_path / "x.xlsx").read_bytes())


@pytest.mark.parametrize("redirected", [True, False])
def test_standard_output_is_not_written_as_a_file(tmp_path: Path, *, redirected: bool) -> None:
    """The error names `--output -`, in a pipe and with a file behind standard output."""
    command = [*PROGRAM, "status", *DAY, "--format", "csv", "--output", "/dev/stdout"]
    with (tmp_path / "x.csv").open("wb") as file:
        target = file if redirected else subprocess.PIPE
        ran = subprocess.run(
            command, cwd=ROOT, env=environment(), check=False, timeout=60, stdout=target, stderr=subprocess.PIPE
        )

    assert (ran.returncode, ran.stdout or b"", (tmp_path / "x.csv").read_bytes()) == (2, b"", b"")
    assert "--output -" in ran.stderr.decode()


def test_the_folder_of_several_files_is_not_a_file(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The error states that it must be a folder."""
    (tmp_path / "x.html").write_text("x", "utf-8")
    ran = run("dashboard", "--as-of", "2023-07-01", "--output", str(tmp_path / "x.html"))

    assert ran.code == 2
    assert "x.html không phải thư mục" in ran.err


@pytest.mark.parametrize("name", ["status.xlsx", "STATUS.XLSX"])
def test_the_suffix_selects_a_workbook(run: Callable[..., Ran], tmp_path: Path, name: str) -> None:
    """The file has the complete workbook and nothing else."""
    ran = run("status", *DAY, "--output", str(tmp_path / name))

    assert (ran.code, ran.out) == (0, "")
    assert extract("xlsx", (tmp_path / name).read_bytes())
