"""Atomic writes, and the temporary files that a killed process leaves behind."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from plan190.files import remove_interrupted, write_atomically
from tests.conftest import replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

KILLED = """
import os, sys
from pathlib import Path
from plan190.files import write_atomically
os.replace = lambda *_: os._exit(9)
write_atomically(Path(sys.argv[1]), b"new", 0o644)
"""


def leave_temporary_file(path: Path) -> Path:
    """Kill a process while it writes the path, and return the file that it leaves."""
    before = set(path.parent.iterdir())
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == 9
    (left,) = set(path.parent.iterdir()) - before
    return left


def test_a_killed_write_leaves_the_old_file_and_the_next_run_cleans_up(tmp_path: Path) -> None:
    """The temporary file is removed; the target has its old content."""
    path = tmp_path / "plan.yaml"
    path.write_text("old")
    leave_temporary_file(path)
    remove_interrupted(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["plan.yaml"]
    assert path.read_text() == "old"


def test_a_file_that_a_process_still_writes_stays(tmp_path: Path) -> None:
    """It is locked until it replaces its target."""
    left = leave_temporary_file(tmp_path / "plan.yaml")
    with left.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        remove_interrupted(tmp_path)
        assert left.exists()
    remove_interrupted(tmp_path)
    assert not left.exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    """Names that plan190 does not give, links and folders are left alone."""
    names = [".plan.yaml.swp", ".plan.yaml.abcd1234", "plan.yaml.abcd1234.plan190", ".x.plan190"]
    for name in names:
        (tmp_path / name).write_text("x")
    (tmp_path / ".a.abcd1234.plan190").mkdir()
    (tmp_path / ".b.abcd1234.plan190").symlink_to(tmp_path / names[0])
    before = set(tmp_path.iterdir())
    remove_interrupted(tmp_path)

    assert set(tmp_path.iterdir()) == before


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    """A folder in the place of the target cannot be replaced."""
    (tmp_path / "x").mkdir()
    with pytest.raises(OSError, match="x"):
        write_atomically(tmp_path / "x", b"new", 0o644)

    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_failure_while_pieces_are_made_leaves_the_old_file(tmp_path: Path) -> None:
    """The content may be computed while it is written."""
    (tmp_path / "x").write_text("old")
    with pytest.raises(ZeroDivisionError):
        write_atomically(tmp_path / "x", (b"%d" % (1 // number) for number in (1, 0)), 0o644)

    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_check_ignores_what_an_interrupted_fix_left_and_the_next_fix_removes_it(
    run: Callable[..., Ran], copy: Path
) -> None:
    """The file is neither read nor reported; only the command that writes removes it."""
    report = copy / "updates" / "so-y-te" / "2023-07.yaml"
    report.parent.mkdir(parents=True)
    report.write_text("agency: so-y-te\nperiod: 2023-07\nreported_on: 2023-07-13\nupdates: []\n")
    left = [leave_temporary_file(report), leave_temporary_file(copy / "plan.yaml")]
    replaced(copy, "updates/so-y-te/2023-07.yaml", "07-13", "7-13")
    checked = run("check", "--data", str(copy), "--format", "concise")

    assert "P008" not in checked.out
    assert all(path.exists() for path in left)
    run("check", "--fix", "--data", str(copy))
    assert not any(path.exists() for path in left)
    assert "2023-07-13" in report.read_text()
