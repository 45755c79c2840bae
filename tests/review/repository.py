"""A real git repository with the plan, owners, a decision and some reports, for tests of changes."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tests.conftest import DATA

TODAY = "2023-08-10"
"""The date of the tests: the period 2023-07 is closed, 2023-08 is open."""

OWNERS = """\
owners:
  - id: y-te
    agencies: [so-y-te]
    accounts:
      - {forge: github, id: 101, login: yte}
      - {forge: server, id: lan}
  - id: hai-co-quan
    agencies: [so-y-te, so-noi-vu]
    accounts:
      - {forge: github, id: 102}
  - id: pho-noi-vu
    agencies: [so-noi-vu]
    accounts:
      - {forge: github, id: 103}
    until: 2023-08-05
  - id: moi-noi-vu
    agencies: [so-noi-vu]
    accounts:
      - {forge: github, id: 104}
    since: 2023-09-01
  - id: dau-moi
    role: coordinator
    accounts:
      - {forge: github, id: 1, login: cat}
      - {forge: server, id: tong-hop}
"""

DECISIONS = """\
decisions:
  - kind: extend
    id: gia-han-nv44
    date: 2023-07-05
    by: chu-tich-ubnd-tinh
    tasks: [44]
    until: 2023-09-30
    document: {number: 304/CV-HUCAU, date: 2023-07-05}
"""

JULY = """\
agency: so-y-te
period: 2023-07
reported_on: 2023-07-13
updates:
  - task: 35
    state: in_progress
    progress: 40
    summary: Đã đối chiếu xong dữ liệu tiêm chủng của 4 huyện.
  - task: 66
    state: not_started
contributions:
  - task: 5
    contribution: Đã hướng dẫn 12 bệnh viện.
"""

AUGUST = """\
agency: so-noi-vu
period: 2023-08
reported_on: 2023-08-09
updates:
  - task: 66
    state: in_progress
    progress: 10
  - task: 60
    state: in_progress
"""

FRESH = """\
agency: so-y-te
period: 2023-08
reported_on: 2023-08-10
updates:
  - task: 35
    state: in_progress
    progress: 55
    summary: Đã đối chiếu xong dữ liệu tiêm chủng của 7 huyện.
  - task: 66
    state: in_progress
"""

_ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Ai đó",
    "GIT_AUTHOR_EMAIL": "ai@hu-cau.example",
    "GIT_COMMITTER_NAME": "Ai đó",
    "GIT_COMMITTER_EMAIL": "ai@hu-cau.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass(frozen=True)
class Repo:
    """A repository in its own folder, with the branches `main` and `change`."""

    root: Path

    def git(self, *arguments: str, stdin: bytes = b"", **extra: str) -> str:
        """Run git and return its output; fail the test if git fails."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        ran = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=env | _ENVIRONMENT | extra,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert ran.returncode == 0, ran.stderr.decode()
        return ran.stdout.decode().strip()

    def write(self, path: str, text: str | bytes) -> None:
        """Write the text to the path."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, path: str) -> str:
        """Return the text at the path."""
        return (self.root / path).read_text("utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        """Replace the first `old` in the file by `new`."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def commit(self, message: str = "x") -> str:
        """Commit all files of the folder and return the hash."""
        self.git("add", "-A")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def at(self, path: str, mode: str, content: bytes) -> None:
        """Add an entry of any mode to the index, also one that the file system does not support."""
        oid = self.git("rev-parse", "HEAD") if mode == "160000" else ""
        oid = oid or self.git("hash-object", "-w", "--stdin", stdin=content)
        self.git("update-index", "--add", "--cacheinfo", f"{mode},{oid},{path}")

    def commit_index(self) -> None:
        """Commit the index."""
        self.git("commit", "--quiet", "-m", "x")


@cache
def _template() -> Path:
    root = Path(mkdtemp(prefix="plan190-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    repo = Repo(root)
    repo.git("init", "--quiet", "-b", "main")
    shutil.copytree(DATA, root / "data")
    plan = root / "data/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("  tasks: 67\n", "  tasks: 67\n  fiction: true\n"), "utf-8")
    repo.write("data/owners.yaml", OWNERS)
    repo.write("data/decisions.yaml", DECISIONS)
    repo.write("data/updates/so-y-te/2023-07.yaml", JULY)
    repo.write("data/updates/so-noi-vu/2023-08.yaml", AUGUST)
    repo.write("README.md", "hư cấu\n")
    repo.commit("base")
    repo.git("checkout", "--quiet", "-b", "change")
    return root


def fresh(folder: Path) -> Repo:
    """Return a new repository whose `change` is at `main`."""
    return Repo(Path(shutil.copytree(_template(), folder / "repo", symlinks=True)))
