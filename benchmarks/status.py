"""Measure the run time of plan190 commands, relative to the time to import the packages that plan190 uses.

    python benchmarks/status.py [RUNS]

RUNS is the number of runs (default: 15). Each run executes all commands in turn, so that slow phases of the machine
affect all of them. The output has, for each command, the median, minimum and maximum in milliseconds, and the median of
its ratios to the reference (only importing the packages) in the same run. There is no threshold.
"""

from __future__ import annotations

import contextlib
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
PLAN190 = [sys.executable, "-m", "plan190"]
QUARTER = ROOT / "examples" / "q3-2023"
QUARTER_OPTIONS = ["--data", str(QUARTER), "--as-of", "2023-09-20"]
STATUS = [*PLAN190, "status", "--data"]
CHECK = [*PLAN190, "check", "--data", str(QUARTER)]
REVIEW = [*PLAN190, "review", "--base", "main", "--as-of", "2023-10-01"]
MONTHLY = [*PLAN190, "report", "monthly", "--period", "2023-08", *QUARTER_OPTIONS]
LETTERS = [*PLAN190, "remind", "--all", *QUARTER_OPTIONS]
DASHBOARD = [*PLAN190, "dashboard", *QUARTER_OPTIONS]
GIT = ["git", "-c", "user.name=x", "-c", "user.email=x@hu-cau.example", "-c", "commit.gpgsign=false"]


def measure(runs: int) -> dict[str, list[float]]:
    """Return the times of each command in seconds, one for each run.

    An additional first run fills the caches of plan190 and of the system; it is not counted.
    """
    with tempfile.TemporaryDirectory() as cache_folder, tempfile.TemporaryDirectory() as scratch:
        repository = pull_request(Path(scratch) / "repository")
        folder = Path(shutil.copytree(QUARTER, Path(scratch) / "quarter"))
        cached = os.environ | {"PLAN190_CACHE": cache_folder}
        uncached = os.environ | {"PLAN190_CACHE": "off"}
        status, quarter = [*STATUS, str(ROOT / "data")], [*STATUS, str(QUARTER)]
        commands: dict[str, Callable[[], None]] = {
            REFERENCE: lambda: piped([sys.executable, "-c", IMPORTS], cached),
            "status, cached": lambda: piped(status, cached),
            "status, cached, on a terminal": lambda: on_a_terminal(status, cached),
            "status, not cached": lambda: piped(status, uncached),
            "with 120 reports, cached": lambda: piped(quarter, cached),
            "with 120 reports, one changed": lambda: piped(changed(folder), cached),
            "with 120 reports, not cached": lambda: piped(quarter, uncached),
            "with 120 reports, check": lambda: piped(CHECK, uncached),
            "with 120 reports, review of one changed": lambda: piped(REVIEW, uncached, repository),
            "monthly report, Word": lambda: piped(written(MONTHLY, scratch, "docx"), cached),
            "monthly report, Excel": lambda: piped(written(MONTHLY, scratch, "xlsx"), cached),
            "all letters, Word": lambda: piped(written(LETTERS, scratch), cached),
            "dashboard, all pages": lambda: piped(written(DASHBOARD, scratch), cached),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                start = time.perf_counter()
                command()
                if turn:
                    times[name].append(time.perf_counter() - start)
    return times


def pull_request(root: Path) -> Path:
    """Create a repository with the example data and return its path.

    The branch `change`, which is checked out, changes one report of the branch `main`.
    """
    shutil.copytree(QUARTER, root / "data")
    report = root / "data" / "updates" / "so-y-te" / "2023-09.yaml"
    text = report.read_text("utf-8")
    git("init", "--quiet", "-b", "main", folder=root)
    git("add", "-A", folder=root)
    git("commit", "--quiet", "-m", "main", folder=root)
    git("checkout", "--quiet", "-b", "change", folder=root)
    report.write_text(text.replace("progress: ", "progress:  ", 1), "utf-8")
    git("commit", "--quiet", "-a", "-m", "change", folder=root)
    return root


def git(*arguments: str, folder: Path) -> None:
    """Run git in this folder."""
    subprocess.run([*GIT, *arguments], cwd=folder, check=True)


def changed(folder: Path) -> list[str]:
    """Change one report of the folder, and return the command that shows the status of the folder."""
    report = folder / "updates" / "so-y-te" / "2023-09.yaml"
    report.write_text(f"{report.read_text('utf-8')}# {time.perf_counter_ns()}\n", "utf-8")
    return [*STATUS, str(folder)]


def written(command: list[str], scratch: str, form: str | None = None) -> list[str]:
    """Return the command with options that write its output, in the given or default format, to a new folder."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    if form is None:
        return [*command, "--output", str(folder)]
    return [*command, "--format", form, "--output", str(folder / f"report.{form}")]


def piped(command: list[str], env: dict[str, str], folder: Path | None = None) -> None:
    """Run a command in a folder (default: the current one) and discard its output."""
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd=folder)


def on_a_terminal(command: list[str], env: dict[str, str]) -> None:
    """Run a command on a terminal of 80 columns and read its output."""
    main, secondary = pty.openpty()
    with subprocess.Popen(command, env=env | {"COLUMNS": "80"}, stdout=secondary) as process:
        os.close(secondary)
        with contextlib.suppress(OSError):  # Linux reports the end of a pseudo-terminal as an error
            while os.read(main, 65536):
                pass
        assert process.wait() == 0
    os.close(main)


def main() -> None:
    """Run the benchmark and print the results."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times = measure(runs)
    print(f"{runs} runs each, milliseconds")
    for name, seconds in times.items():
        ratio = statistics.median(own / base for own, base in zip(seconds, times[REFERENCE], strict=True))
        low, middle, high = 1000 * min(seconds), 1000 * statistics.median(seconds), 1000 * max(seconds)
        print(f"{name:39} {middle:6.0f}  ({low:.0f}-{high:.0f})  {ratio:.2f} x")


if __name__ == "__main__":
    main()
