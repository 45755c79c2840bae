"""How long plan190 takes as a whole process, against importing the packages it stands on, in the same run.

    python benchmarks/status.py [RUNS]

The commands take turns, so that a slow moment of the machine hits all of them. Prints for each the median and the
spread in milliseconds, and the median of the ratios to the reference taken pair by pair. Nothing here judges.
"""

from __future__ import annotations

import os
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
REFERENCE = "import the packages"
IMPORTS = "import typer, pydantic, yaml, rich.table, dateutil.rrule"
STATUS = [sys.executable, "-m", "plan190", "status", "--data", str(ROOT / "data")]
CHECK = [sys.executable, "-m", "plan190", "check", "--data", str(ROOT / "examples" / "q3-2023")]
REVIEW = [sys.executable, "-m", "plan190", "review", "--base", "main", "--as-of", "2023-10-01"]
GIT = ["git", "-c", "user.name=x", "-c", "user.email=x@hu-cau.example", "-c", "commit.gpgsign=false"]
QUARTER_DAY = ["--data", str(ROOT / "examples" / "q3-2023"), "--as-of", "2023-09-20"]
MONTHLY = [sys.executable, "-m", "plan190", "report", "monthly", "--period", "2023-08", *QUARTER_DAY]
LETTERS = [sys.executable, "-m", "plan190", "remind", "--all", *QUARTER_DAY]
PAGES = [sys.executable, "-m", "plan190", "dashboard", *QUARTER_DAY]
QUARTER = [sys.executable, "-m", "plan190", "status", "--data", str(ROOT / "examples" / "q3-2023")]


def measure(runs: int) -> dict[str, list[float]]:
    """Return the seconds of each run of each command, after one run of each that is not counted."""
    with tempfile.TemporaryDirectory() as cache_folder, tempfile.TemporaryDirectory() as other:
        repository = pull_request(Path(other) / "repository")
        folder = Path(shutil.copytree(QUARTER[-1], Path(other) / "quarter"))
        cached = os.environ | {"PLAN190_CACHE": cache_folder}
        anew = os.environ | {"PLAN190_CACHE": "off"}
        commands: dict[str, Callable[[], None]] = {
            REFERENCE: lambda: piped([sys.executable, "-c", IMPORTS], cached),
            "status, cached": lambda: piped(STATUS, cached),
            "status, cached, on a terminal": lambda: on_a_terminal(STATUS, cached),
            "status, read anew": lambda: piped(STATUS, anew),
            "with 120 reports, cached": lambda: piped(QUARTER, cached),
            "with 120 reports, one changed": lambda: piped(changed(folder), cached),
            "with 120 reports, read anew": lambda: piped(QUARTER, anew),
            "with 120 reports, check": lambda: piped(CHECK, anew),
            "with 120 reports, review of one changed": lambda: piped(REVIEW, anew, repository),
            "monthly report, Word": lambda: piped(written(MONTHLY, other, "docx"), cached),
            "monthly report, Excel": lambda: piped(written(MONTHLY, other, "xlsx"), cached),
            "letters to all, Word": lambda: piped(written(LETTERS, other), cached),
            "dashboard, all pages": lambda: piped(written(PAGES, other), cached),
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                began = time.perf_counter()
                command()
                if turn:
                    taken[name].append(time.perf_counter() - began)
    return taken


def pull_request(root: Path) -> Path:
    """Return a repository of the quarter in which the branch at hand changes one report of the branch `main`."""
    shutil.copytree(QUARTER[-1], root / "data")
    report = root / "data" / "updates" / "so-y-te" / "2023-09.yaml"
    text = report.read_text("utf-8")
    git("init", "--quiet", "-b", "main", where=root)
    git("add", "-A", where=root)
    git("commit", "--quiet", "-m", "main", where=root)
    git("checkout", "--quiet", "-b", "change", where=root)
    report.write_text(text.replace("progress: ", "progress:  ", 1), "utf-8")
    git("commit", "--quiet", "-a", "-m", "change", where=root)
    return root


def git(*arguments: str, where: Path) -> None:
    """Run git there."""
    subprocess.run([*GIT, *arguments], cwd=where, check=True)


def changed(folder: Path) -> list[str]:
    """Return the command for a folder in which one report has just been changed."""
    report = folder / "updates" / "so-y-te" / "2023-09.yaml"
    report.write_text(f"{report.read_text('utf-8')}# {time.perf_counter_ns()}\n", "utf-8")
    return [*QUARTER[:-1], str(folder)]


def written(command: list[str], folder: str, form: str | None = None) -> list[str]:
    """Return the command that writes what it makes, in that form, where nothing has been written before."""
    place = Path(tempfile.mkdtemp(dir=folder))
    return [*command, *(("--format", form) if form else ()), "--output", str(place / f"made.{form}" if form else place)]


def piped(command: list[str], env: dict[str, str], where: Path | None = None) -> None:
    """Run a command with what it says thrown away."""
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=where)


def on_a_terminal(command: list[str], env: dict[str, str]) -> None:
    """Run a command on a terminal of 80 columns, reading what it prints."""
    main, secondary = pty.openpty()
    with subprocess.Popen(command, env=env | {"COLUMNS": "80"}, stdout=secondary) as process:
        os.close(secondary)
        try:
            while os.read(main, 65536):
                pass
        except OSError:  # Linux ends a pseudo-terminal with an error
            pass
        assert process.wait() == 0
    os.close(main)


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    taken = measure(runs)
    print(f"{runs} runs each, milliseconds")
    for name, seconds in taken.items():
        ratio = statistics.median(a / b for a, b in zip(seconds, taken[REFERENCE], strict=True))
        low, middle, high = (1000 * pick(seconds) for pick in (min, statistics.median, max))
        print(f"{name:39} {middle:6.0f}  ({low:.0f}-{high:.0f})  {ratio:.2f} x")


if __name__ == "__main__":
    main()
