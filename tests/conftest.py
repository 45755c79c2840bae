"""Fixtures and helpers of all tests: the real data, a copy to change, and the program run in this process."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from plan190.cli.main import GROUPS, main
from plan190.cli.request import LOCALE_VARIABLES
from plan190.load import cache
from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from tests.programs import program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.model.register import Entry, Register
    from plan190.model.task import Task

    Convert = Callable[..., list[Path]]
    """Convert files to a format, given with the output folder, and return the files in that folder."""

settings.register_profile("plan190", deadline=None)  # a busy machine must not fail a test
settings.load_profile("plan190")

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"
EXAMPLE = ROOT / "examples" / "q3-2023"
COMMANDS = tuple(chain.from_iterable(GROUPS.values()))

SLOW = (
    "ci/",
    "review/",
    "properties/test_reports.py",
    "load/test_cache.py",
    "load/test_schema.py",
    "formats/test_accessibility.py",
    "formats/test_docx.py",
    "formats/test_form.py",
    "formats/test_page.py",
    "formats/test_xlsx.py",
    "forms/test_round_trip.py",
    "forms/test_slips.py",
    "views/test_dashboard.py",
    *(
        f"cli/test_{name}.py"
        for name in (
            "absent_files",
            "check",
            "comment",
            "help",
            "hook",
            "import",
            "left_out",
            "printed_reports",
            "process",
            "report",
            "reporting",
            "verify",
            "waivers",
        )
    ),
)
"""Folders and files whose tests start browsers, office programs or many processes, or take many seconds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests, so that `-m "not slow"` runs the fast ones."""
    for item in items:
        if item.path.relative_to(ROOT / "tests").as_posix().startswith(SLOW):
            item.add_marker(pytest.mark.slow)


def _register_of(folder: Path) -> Register:
    files = read_files(DiskTree(folder, folder.name))
    loaded = load(files)
    assert loaded.diagnostics == ()
    return build_register(folder.name, loaded.values, files)


@functools.cache
def real_register() -> Register:
    """Return the register of the repository's own data."""
    return _register_of(DATA)


@functools.cache
def example_register() -> Register:
    """Return the register of the example quarter."""
    return _register_of(EXAMPLE)


@pytest.fixture
def register() -> Register:
    """The register of the repository's own data."""
    return real_register()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the data that a test may change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@dataclass(frozen=True)
class Ran:
    """The exit code and the output of a run."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def _environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Use a locale without a language, lines that hold every text, and one cache folder for all runs of a session.

    Runs with and without a cache are compared in `tests/load/test_cache.py`.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in LOCALE_VARIABLES:
            patch.setenv(name, "C.UTF-8")
        patch.setenv("PLAN190_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("COLUMNS", "2000")
        yield


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the program in this process on the real data, in Vietnamese, without variables of a CI service."""
    prefixes = ("GITHUB_", "GITLAB_", "GITEA_", "CI_", "GIT_", "GL_", "TF_BUILD")
    services = [name for name in os.environ if name.startswith(prefixes)]
    for name in ("PLAN190_LANG", "FORCE_COLOR", "CLICOLOR_FORCE", "NO_COLOR", "PLAN190_DEBUG", *services):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)

    def call(*arguments: str) -> Ran:
        capsysbinary.readouterr()
        code = main(arguments)
        captured = capsysbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def run_both(run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the program with and without a cache; the answers must be equal. Files are known by their state at once."""
    monkeypatch.setattr(cache, "CLOCK_NS", -(10**18))

    def call(*arguments: str) -> Ran:
        answers = []
        for setting in ("off", str(tmp_path / "cache")):
            monkeypatch.setenv("PLAN190_CACHE", setting)
            answers.append(run(*arguments))
        assert answers[0] == answers[1], arguments
        return answers[0]

    return call


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert files with LibreOffice. Starting it is slow: the profile is kept, and one start takes all files."""
    profile = tmp_path_factory.mktemp("office").as_uri()

    def call(form: str, out: Path, *files: Path) -> list[Path]:
        command = [program("soffice"), f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        command += ["--outdir", str(out), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
        return sorted(out.iterdir())

    return call


def task_of(register: Register, number: int) -> Entry[Task]:
    """Return the task of that number."""
    return next(entry for entry in register.tasks if entry.value.number == number)


def replaced(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file of the folder by `new`. Fail if there is none."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), "utf-8")
