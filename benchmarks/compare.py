"""Compare the CPU time of plan190 with that of Taskwarrior, hledger and Beancount on the same records.

    python benchmarks/compare.py [--sizes S,M,L] [--runs N] [--only NAME] [--beancount PATH/bin/bean-check]

Each run executes all commands in turn. The unit is Y, the CPU time (user and system) of importing the packages that
plan190 uses, measured directly before each command, so that a slow phase of the machine affects both. The output has,
for each command (with `--only`, those whose name contains NAME), the median of the runs at each size, and the growth
exponent between the last two sizes: 1 means that the time grows like the number of records. There is no threshold.

The data are made by `make.py`. A record is a task of the plan or an update of a report: one task of Taskwarrior, one
transaction of hledger and Beancount. A program that is not installed is left out.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import math
import os
import pty
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from make import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Y = [sys.executable, "-c", "import typer, pydantic, yaml, rich.table, dateutil.rrule"]
PLAN190 = [sys.executable, "-m", "plan190"]
GIT = ["git", "-c", "user.name=x", "-c", "user.email=x@hu-cau.example", "-c", "commit.gpgsign=false"]
AS_OF, REVIEWED_ON = "2026-03-01", "2026-02-10"
PERIOD, NEXT_PERIOD = "2026-01", "2026-02"
"""The last period with reports, and the next one, whose reports are due after `REVIEWED_ON`."""

ISSUED_ON = "2023-06-06"
"""The date of the records of tasks."""

ENVIRONMENT = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
"""The environment of all commands: Python keeps the compiled modules, as it does after an installation."""

changes = itertools.count(1)


class Record(NamedTuple):
    """A task of the plan (without a state) or the update of an agency on it."""

    day: str
    agency: str
    task: int
    state: str
    text: str


@dataclass
class Command:
    """A command to measure. `before`: prepares each execution; `terminal`: whether it prints on a terminal."""

    name: str
    arguments: Sequence[str]
    folder: Path
    env: Mapping[str, str]
    before: Callable[[], None] | None = None
    terminal: bool = False

    def cpu_time(self) -> float:
        """Execute the command and return the CPU time in seconds of it and of the processes that it started."""
        if self.before is not None:
            self.before()
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = on_a_terminal if self.terminal else piped
        code = run(self.arguments, self.folder, {**ENVIRONMENT, **self.env})
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert code == 0, (self.name, code)
        return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime


def piped(arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> int:
    """Run a command, discard its output, and return its exit code."""
    streams: Any = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(arguments, cwd=folder, env=env, check=False, **streams).returncode


def on_a_terminal(arguments: Sequence[str], folder: Path, env: Mapping[str, str]) -> int:
    """Run a command on a terminal of 80 columns, read its output, and return its exit code."""
    main, secondary = pty.openpty()
    with subprocess.Popen(arguments, cwd=folder, env={**env, "COLUMNS": "80"}, stdout=secondary) as process:
        os.close(secondary)
        with contextlib.suppress(OSError):  # Linux reports the end of a pseudo-terminal as an error
            while os.read(main, 65536):
                pass
        code = process.wait()
    os.close(main)
    return code


def records_of(data: Path) -> Iterator[Record]:
    """Yield the records of a data folder."""
    for task in read(data / "tasks.yaml")["tasks"]:
        yield Record(ISSUED_ON, task["lead"]["bodies"][0], task["number"], "", task["content"])
    for file in sorted(data.glob("updates/*/*.yaml")):
        report = read(file)
        for update in report["updates"]:
            text = update.get("summary") or update["state"]
            yield Record(str(report["reported_on"]), report["agency"], update["task"], update["state"], text)


def read(file: Path) -> Any:  # noqa: ANN401 - the content of a YAML file
    """Return the content of a YAML file."""
    return yaml.load(file.read_bytes(), yaml.CSafeLoader)


def plan190(data: Path, scratch: Path) -> Iterator[Command]:
    """Yield the commands of plan190. The changed file is a new report, or at size S, without reports, the decisions."""
    last, file = data / f"updates/so-y-te/{PERIOD}.yaml", data / f"updates/so-y-te/{NEXT_PERIOD}.yaml"
    if not last.exists():
        last = file = data / "decisions.yaml"
    text, output = last.read_text("utf-8").replace(PERIOD, NEXT_PERIOD), scratch / "output"

    def change() -> None:
        number = next(changes)
        changed = text.replace("summary: >-\n", f"summary: >-\n      Lần {number}.\n")
        file.write_text(f"{changed}# {number}\n", "utf-8")

    def forget() -> None:
        shutil.rmtree(scratch / "new-cache", ignore_errors=True)

    def new_output() -> None:
        shutil.rmtree(output, ignore_errors=True)
        output.mkdir()

    git(data.parent, "init", "--quiet", "--initial-branch", "main")
    commit(data.parent, "main")
    git(data.parent, "checkout", "--quiet", "-b", "change")
    change()
    commit(data.parent, "change")

    as_of = ["--data", str(data), "--as-of", AS_OF]
    status, check = [*PLAN190, "status", *as_of], [*PLAN190, "check", *as_of]
    review = [*PLAN190, "review", "--base", "main", "--as-of", REVIEWED_ON]
    monthly = [*PLAN190, "report", "monthly", "--period", PERIOD, *as_of, "--output", f"{output}/report.docx"]
    dashboard = [*PLAN190, "dashboard", *as_of, "--output", f"{output}/dashboard"]
    forms = [*PLAN190, "form", "--all", *as_of, "--output", f"{output}/forms"]
    document = ["--document", "1/QĐ-X", "--document-date", AS_OF, "--by", "chu-tich-ubnd-dong-nai"]
    decide = [*PLAN190, "decide", "suspend", "1", "--why", "x", *document, "--dry-run", *as_of]
    months = scratch / "months"
    commit_by_month(data, months)
    monthly_commits = ["--data", str(months / "data"), "--as-of", AS_OF]
    trend = [*PLAN190, "trend", "--months", "36", *monthly_commits]
    through_time = {
        "status --known-at": ["status", "--known-at", "HEAD~6", *monthly_commits],
        "changes --since a commit": ["changes", "--since", "HEAD~6", *monthly_commits],
        "show --history": ["show", "39", "--history", *monthly_commits],
        "check --history": ["check", "--history", "--exit-zero", *monthly_commits],
        "explain": ["explain", "39", *as_of],
        "agency": ["agency", "so-y-te", *as_of],
        "agenda": ["agenda", *as_of],
        "forecast": ["forecast", *as_of],
        "forecast of five years": ["forecast", "--days", "1826", *as_of],
    }
    cached, uncached = {"PLAN190_CACHE": str(scratch / "cache")}, {"PLAN190_CACHE": "off"}
    new = {"PLAN190_CACHE": str(scratch / "new-cache")}
    yield Command("plan190 --version", [*PLAN190, "--version"], scratch, cached)
    yield Command("plan190 --help", [*PLAN190, "--help"], scratch, cached)
    yield Command("plan190 status, unchanged data", status, scratch, cached)
    yield Command("plan190 status, unchanged, terminal", status, scratch, cached, terminal=True)
    yield Command("plan190 status, one file changed", status, scratch, cached, change)
    yield Command("plan190 status, without cache", status, scratch, uncached)
    yield Command("plan190 trend, unchanged data", trend, scratch, cached)
    yield Command("plan190 trend, first run", trend, scratch, new, forget)
    for name, arguments in through_time.items():
        yield Command(f"plan190 {name}, unchanged data", [*PLAN190, *arguments], scratch, cached)
    yield Command("plan190 check, one file changed", check, scratch, cached, change)
    yield Command("plan190 review, one file changed", review, data.parent, cached)
    yield Command("plan190 draft", [*PLAN190, "draft", "so-y-te", *as_of], scratch, cached)
    yield Command("plan190 form --all", forms, scratch, cached, new_output)
    yield Command("plan190 decide suspend --dry-run", decide, scratch, cached)
    yield Command("plan190 report monthly (Word)", monthly, scratch, cached, new_output)
    yield Command("plan190 dashboard, all pages", dashboard, scratch, cached, new_output)


def commit_by_month(data: Path, folder: Path) -> None:
    """Make a repository in which a commit at the end of each month has the reports and decisions up to that date."""
    shutil.copytree(data, folder / "data", ignore=shutil.ignore_patterns("updates"))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    decisions = read(data / "decisions.yaml")["decisions"]
    reports = {file: str(read(file)["reported_on"]) for file in data.glob("updates/*/*.yaml")}
    for month in (f"{year}-{number:02}" for year in (2023, 2024, 2025, 2026) for number in range(1, 13)):
        if not ISSUED_ON <= f"{month}-28" <= AS_OF:
            continue
        for file in [file for file, day in reports.items() if day.startswith(month)]:
            target = folder / "data" / file.relative_to(data)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        known = [item for item in decisions if str(item.get("recorded_on", item["date"])) <= f"{month}-28"]
        (folder / "data" / "decisions.yaml").write_text(
            yaml.safe_dump({"decisions": known}, allow_unicode=True), "utf-8"
        )
        commit(folder, month, GIT_COMMITTER_DATE=f"{month}-28T12:00:00+0700")


def git(folder: Path, *arguments: str, **env: str) -> None:
    """Run git in the folder."""
    subprocess.run([*GIT, *arguments], cwd=folder, check=True, env=ENVIRONMENT | env)


def commit(folder: Path, message: str, **env: str) -> None:
    """Commit all files of the folder."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, **env)


def taskwarrior(records: Sequence[Record], scratch: Path) -> Iterator[Command]:
    """Yield the commands of Taskwarrior, with one task for each record."""
    (scratch / "taskrc").write_text(f"data.location={scratch / 'task'}\nconfirmation=off\nnews.version=9\n", "utf-8")
    (scratch / "task").mkdir()
    env = {"TASKRC": str(scratch / "taskrc"), "HOME": str(scratch)}
    tasks = []
    for record in records:
        day = record.day.replace("-", "") + "T000000Z"
        task = {"description": record.text, "project": f"{record.task}.{record.agency}", "entry": day}
        done = {"status": "completed", "end": day} if record.state == "done" else {"status": "pending"}
        tasks.append({**task, **done})
    (scratch / "tasks.json").write_text(json.dumps(tasks, ensure_ascii=False), "utf-8")
    assert piped(["task", "import", str(scratch / "tasks.json")], scratch, {**ENVIRONMENT, **env}) == 0
    yield Command("task list", ["task", "list"], scratch, env)
    yield Command("task count", ["task", "count"], scratch, env)


def hledger(records: Sequence[Record], scratch: Path) -> Iterator[Command]:
    """Yield the commands of hledger, with one transaction for each record."""
    entries = [
        f"{record.day} {record.text.strip().replace(';', ',')}\n"
        f"    nhiem-vu:{record.task}:{record.agency}  1\n    bao-cao:{record.state or 'ke-hoach'}\n"
        for record in records
    ]
    file = scratch / "records.journal"
    file.write_text("\n".join(entries), "utf-8")
    yield Command("hledger check", ["hledger", "-f", str(file), "check"], scratch, {})
    yield Command("hledger register", ["hledger", "-f", str(file), "register"], scratch, {})


def beancount(records: Sequence[Record], scratch: Path, program: str) -> Iterator[Command]:
    """Yield the commands of Beancount, with one transaction for each record."""
    names = sorted({f"Assets:T{record.task}:A-{record.agency}" for record in records})
    opened = [f"{ISSUED_ON} open {name}\n" for name in (*names, "Equity:Reports")]
    entries = [
        f"{record.day} * {json.dumps(record.text.strip(), ensure_ascii=False)}\n"
        f"  Assets:T{record.task}:A-{record.agency}  1 TASK\n  Equity:Reports\n"
        for record in records
    ]
    warm, cold = scratch / "warm.beancount", scratch / "cold.beancount"  # --no-cache removes the cache of its file
    for file in (warm, cold):
        file.write_text("\n".join((*opened, *entries)), "utf-8")
    yield Command("bean-check, warm", [program, str(warm)], scratch, {})
    yield Command("bean-check, cold", [program, "--no-cache", str(cold)], scratch, {})


def measure(size: str, runs: int, only: str, program: str) -> tuple[int, dict[str, float]]:
    """Return the number of records of a size, and the median of each command in Y.

    An additional first run fills the caches of the programs and of the system; it is not counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        scratch, data = Path(folder), Path(folder) / "repository" / "data"
        make(size, data)
        records = list(records_of(data))
        commands = list(plan190(data, scratch))
        for name, build in (("task", taskwarrior), ("hledger", hledger)):
            if shutil.which(name) is not None:
                commands += build(records, scratch)
        if shutil.which(program) is not None:
            commands += beancount(records, scratch, program)
        commands = [command for command in commands if only in command.name]
        times: dict[str, list[float]] = {command.name: [] for command in commands}
        reference = Command("Y", Y, scratch, {})
        for _ in range(runs + 1):
            for command in commands:
                unit = reference.cpu_time()
                times[command.name].append(command.cpu_time() / unit)
    return len(records), {name: statistics.median(ratios[1:]) for name, ratios in times.items()}


def main() -> None:
    """Measure at each size and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="S,M", help="S, M, L or XL, separated by commas (default: S,M)")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="measure only the commands whose name contains this text")
    parser.add_argument("--beancount", default="bean-check", help="the program bean-check")
    options = parser.parse_args()
    for name in ("task", "hledger", options.beancount):
        if shutil.which(name) is None:
            print(f"{name} is not installed and is left out")
    sizes = options.sizes.split(",")
    measured = [measure(size, options.runs, options.only, options.beancount) for size in sizes]
    numbers, columns = [number for number, _ in measured], [medians for _, medians in measured]
    print(f"{f'CPU time in Y, median of {options.runs}':36}", *(f"{size:>8}" for size in sizes), "  growth")
    print(f"{'records':36}", *(f"{number:8,}" for number in numbers))
    for name in columns[0]:
        values = [column[name] for column in columns]
        growth = f"{exponent(numbers, values):8.2f}" if len(sizes) > 1 else ""
        print(f"{name:36}", *(f"{value:8.2f}" for value in values), growth)


def exponent(numbers: Sequence[int], values: Sequence[float]) -> float:
    """Return the growth exponent between the last two sizes."""
    return math.log(values[-1] / values[-2]) / math.log(numbers[-1] / numbers[-2])


if __name__ == "__main__":
    main()
