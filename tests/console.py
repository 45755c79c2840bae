"""Run the commands of a documentation page, in their order and in one folder, and renew their output on the page.

A `console` block has commands after `$` and the output below each; lines of a command after the first begin with `>`.
A `yaml` block whose first line is a comment with the path of a file in `data/` is added to that file.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

BLOCK = re.compile(r"^```(console|yaml)\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*\n(?:> .*\n)*)", re.MULTILINE)
FILE = re.compile(r"# (data/\S+)[^\n]*\n(.*)", re.DOTALL)

DAY = "2023-09-01T08:00:00+07:00"
"""The time of commits on the pages, so that their hashes are always the same."""


def new_clone(folder: Path) -> Path:
    """Return a folder with the data and the examples, like a clone of the repository."""
    for name in ("data", "examples", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run_page(text: str, folder: Path, language: str) -> str:
    """Run the commands of the page in the folder and return the page with their present output."""
    shell = _Shell(folder, language)
    return BLOCK.sub(lambda match: _run_block(match, shell), text)


def _run_block(match: re.Match[str], shell: _Shell) -> str:
    kind, content = match.groups()
    if kind == "yaml":
        shell.add_file(content)
        return match[0]
    commands = COMMAND.findall(content)
    return f"```{kind}\n{''.join(map(shell.run, commands))}```"


class _Shell:
    """A shell that keeps its current folder from one command to the next."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        kept = {name: os.environ[name] for name in ("PLAN190_CACHE", "PYTHONDONTWRITEBYTECODE") if name in os.environ}
        self.environment = {
            **kept,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "PLAN190_LANG": language,
            "COLUMNS": "100",
            "GIT_AUTHOR_DATE": DAY,
            "GIT_COMMITTER_DATE": DAY,
            "GIT_CONFIG_GLOBAL": str(folder / ".gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        (folder / ".gitconfig").write_text(
            "[user]\n\tname = A\n\temail = a@example.com\n[init]\n\tdefaultBranch = main\n"
        )

    def run(self, lines: str) -> str:
        """Run a command and return it as it is on the page, with its output; its exit code must be 0 or 1."""
        command = re.sub(r"^> ", "", lines, flags=re.MULTILINE)
        place = self.folder / ".folder"
        script = f"{command}\ncode=$?\npwd > {place}\nexit $code\n"
        ran = subprocess.run(
            ["bash", "-c", script],
            cwd=place.read_text().strip() if place.exists() else self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        output = ran.stdout.decode()
        assert ran.returncode in {0, 1}, f"{command}{output}"
        assert "Traceback" not in output
        return f"$ {lines}{output}"

    def add_file(self, content: str) -> None:
        """Add a sample to its file, if its first line names one."""
        match = FILE.match(content)
        if match is None:
            return
        place = self.folder / ".folder"
        path = Path(place.read_text().strip() if place.exists() else self.folder) / match[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(match[2])
