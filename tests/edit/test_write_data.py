"""Files of the data folder are written completely or not at all, and no writer loses what another one has written."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plan190 import files
from plan190.cli.data_folder import find_data_folder
from plan190.cli.request import Request
from plan190.cli.session import Session
from plan190.cli.write_data import difference, locked, write_data
from plan190.errors import Plan190Error
from plan190.load.loader import DECISIONS
from plan190.load.yaml_reader import read_yaml
from tests.conftest import DATA

WRITER = Path(__file__).with_name("writer.py")
REPORT = "updates/so-y-te/2023-08.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the plan with a decision."""
    copy = Path(shutil.copytree(DATA, tmp_path / "data"))
    (copy / DECISIONS).write_text(
        "decisions:\n  - kind: accept\n    id: a\n    date: 2023-07-01\n    by: cong-an-tinh\n    tasks: [1]\n", "utf-8"
    )
    return copy


def ids(folder: Path) -> list[str]:
    """Return the ids of the decisions; the file must be whole."""
    text = (folder / DECISIONS).read_text("utf-8")
    parsed, problems = read_yaml(DECISIONS, text)
    assert problems == []
    assert parsed is not None
    assert text.endswith("tasks: [1]\n")
    return [entry["id"] for entry in parsed.plain["decisions"]]  # type: ignore[index, call-overload]


def started(folder: Path, name: str, number: int) -> subprocess.Popen[str]:
    """Return a process that adds decisions."""
    command = [sys.executable, str(WRITER), str(folder), name, str(number)]
    return subprocess.Popen(command, cwd=DATA.parent, stdout=subprocess.PIPE, text=True)


def test_a_new_file_and_a_changed_one(folder: Path) -> None:
    """The folder is made, permissions stay, and the difference names both files."""
    (folder / DECISIONS).chmod(0o640)
    data = find_data_folder(str(folder))
    changed = {REPORT: b"agency: so-y-te\n", DECISIONS: b"decisions: []\n"}
    assert "+agency: so-y-te\n" in difference(data, changed)
    assert "-  - kind: accept\n" in difference(data, changed)
    write_data(data, changed)
    assert {path: (folder / path).read_bytes() for path in changed} == changed
    assert (folder / DECISIONS).stat().st_mode & 0o777 == 0o640
    assert [path for path in folder.rglob(".*") if path.name != ".gitkeep"] == []


def test_windows_line_ends_are_shown_only_if_they_change(folder: Path) -> None:
    """A file that keeps them is shown without codes; one whose line ends change shows the code."""
    (folder / DECISIONS).write_bytes(b"decisions: []\r\n")
    data = find_data_folder(str(folder))
    assert "+# x\n" in difference(data, {DECISIONS: b"decisions: []\r\n# x\r\n"})
    assert "-decisions: []\\x0d\n" in difference(data, {DECISIONS: b"decisions: []\n"})


@pytest.mark.parametrize("link", ["updates/so-y-te", REPORT, DECISIONS])
def test_links_are_refused(folder: Path, link: str) -> None:
    """Neither a link nor a file below one is written."""
    target = folder.parent / "target"
    shutil.copytree(folder, target)
    (target / REPORT).parent.mkdir(parents=True, exist_ok=True)
    (folder / link).unlink(missing_ok=True)
    (folder / link).parent.mkdir(parents=True, exist_ok=True)
    (folder / link).symlink_to(target / link)
    with pytest.raises(Plan190Error):
        write_data(find_data_folder(str(folder)), {REPORT: b"x", DECISIONS: b"x"})
    assert not (target / REPORT).exists()
    assert (target / DECISIONS).read_bytes() != b"x"


def test_a_file_that_somebody_changed_meanwhile(folder: Path) -> None:
    """What an editor saved after the file was read is not overwritten."""
    data = find_data_folder(str(folder))
    assert data.files.data[DECISIONS]
    (folder / DECISIONS).write_text("decisions: []\n", "utf-8")
    with pytest.raises(Plan190Error):
        write_data(data, {DECISIONS: b"x"})
    assert (folder / DECISIONS).read_text("utf-8") == "decisions: []\n"


def test_a_file_that_is_saved_while_others_are_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor that saves the second file while the first one is written loses nothing."""
    data, write = find_data_folder(str(folder)), files.write_atomically

    def save_and_write(path: Path, *arguments: Any) -> None:
        (folder / "owners.yaml").write_text("owners: []\n", "utf-8")
        write(path, *arguments)

    monkeypatch.setattr(files, "write_atomically", save_and_write)
    with pytest.raises(Plan190Error):
        write_data(data, {REPORT: b"x", "owners.yaml": b"x"})
    assert (folder / "owners.yaml").read_text("utf-8") == "owners: []\n"


def test_the_lock_is_not_a_file_that_git_could_commit(folder: Path) -> None:
    """In a repository the lock is in the folder of git, else it is a hidden file that is never read."""
    with locked(Session(Request(data=str(folder)))):
        assert (folder / ".lock.plan190").exists()
    (folder / ".lock.plan190").unlink()
    git = folder.parent / ".git"
    git.mkdir()
    with locked(Session(Request(data=str(folder)))):
        assert not (folder / ".lock.plan190").exists()
    git.rename(folder.parent / "worktree")
    git.write_text("gitdir: worktree\n")
    with locked(Session(Request(data=str(folder)))):
        assert not (folder / ".lock.plan190").exists()


@pytest.mark.slow
def test_eight_writers_lose_nothing(folder: Path) -> None:
    """Every decision of each of eight processes is in the file, each once."""
    writers = [started(folder, f"w{number}", 7) for number in range(8)]
    assert [len(writer.communicate()[0].split()) for writer in writers] == [7] * 8
    assert sorted(ids(folder)) == sorted(["a", *(f"w{number}-{count}" for number in range(8) for count in range(7))])


@pytest.mark.slow
def test_a_killed_writer_leaves_whole_files(folder: Path) -> None:
    """After each of fifty kills at a random moment, the file is whole and has every decision that was confirmed."""
    randomness = random.Random(190)  # noqa: S311
    confirmed: list[str] = []
    for number in range(50):
        writer = started(folder, f"k{number}", 1000)
        assert writer.stdout is not None
        writer.stdout.readline()
        confirmed.append(f"k{number}-0")
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(randomness.uniform(0, 0.1))
        writer.kill()
        confirmed += [f"k{number}-{line.strip()}" for line in writer.communicate()[0].splitlines()]
        assert set(confirmed) <= set(ids(folder))
