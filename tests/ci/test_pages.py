"""The commands of all pages run; the samples of the setup and coordinator pages have no problems."""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.other_plan import write_other_plan
from tests.plans import decision_with_merged_cells
from tests.review.repository import FRESH, TODAY, fresh
from tests.samples import problems_of, samples_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

PAGES = ("setup", "coordinator")
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
FENCED = re.compile(r"^ *```.*?^ *```", re.DOTALL | re.MULTILINE)


def page_text(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / "docs" / name).read_text("utf-8")


def commands(name: str) -> list[str]:
    """Return each line of the page that calls plan190."""
    lines = [line.strip() for block in BLOCK.findall(page_text(name)) for line in block.splitlines()]
    return [line for line in lines if line.startswith("plan190 ")]


def all_commands() -> list[str]:
    """Return every command on an English page, in a block or in a sentence, without remarks and pipes."""
    pages = [ROOT / "README.md", ROOT / "reports" / "README.md", *(ROOT / "docs").glob("*.md")]
    found: set[str] = set()
    for page in pages:
        if page.name.endswith(".vi.md"):
            continue
        text = page.read_text("utf-8")
        lines = [line.strip() for block in BLOCK.findall(text) for line in block.splitlines()]
        found.update(re.sub(r"\s+(#|\|).*| \|$", "", line) for line in lines if line.startswith("plan190 "))
        found.update(re.findall(r"`(plan190 [^`\n]*)`", FENCED.sub("", text)))
    return sorted(found)


PLACES = {
    "--list FILE": "--list trackers.txt",
    "import FILE": "import plan.docx --output new/data",
    "verify FILE": "verify reports/monthly-2023-08.docx",
    "schema NAME": "schema update",
    "--event NAME": "--event huong-dan-chu-ky-so",
    "COMMAND": "status",
    "COMMIT": "HEAD",
    "FOLDER…": "data",
    "CODE": "P311",
    "FILE": "out.json",
    "DATE": "2023-08-01",
    "ORIG_HEAD": "HEAD",
}
"""What stands on the pages in the place of a value, and a value for it."""

ONLY_NAMED = {
    *(
        f"plan190 {words}"
        for words in (
            "agency",
            "comment",
            "form",
            "import",
            "rollup",
            "review",
            "review --actor",
            "show",
            "verify",
            "--install-completion",
        )
    )
}
"""Mentions of a command without what it needs, or that would change the user's shell."""


def filled_in(line: str) -> list[str]:
    """Return the arguments of a command with values in the place of the words that stand for them."""
    for place, value in PLACES.items():
        line = line.replace(place, value)
    return shlex.split(line.partition(" && ")[0])[1:]


@pytest.mark.parametrize("line", all_commands())
def test_commands_of_the_pages_run(
    line: str, tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command prints or writes an answer, in a repository like that of the pages."""
    repo = fresh(tmp_path)
    repo.git("branch", "-m", "change", "pr-7")
    repo.write(".github/x", "")
    repo.write("trackers.txt", "data\n")
    repo.write(".gitlab/x", "")
    repo.write("so-y-te.yaml", FRESH)
    repo.write("reports/x", "")
    shutil.copytree(ROOT / "reports" / "example", repo.root / "reports" / "example")
    (repo.root / "examples").symlink_to(ROOT / "examples")
    (repo.root / "plan.docx").write_bytes(decision_with_merged_cells().content)
    write_other_plan(repo.root.parent / "other" / "data")
    if "--leave-out" in line:
        repo.write("data/updates/so-y-te/2023-08.yaml", FRESH.replace("in_progress", "x"))
    monkeypatch.chdir(repo.root)
    arguments = filled_in(line)
    if arguments[0] == "verify":
        run("report", "monthly", "--period", "2023-08", "--as-of", TODAY, "--output", "reports/monthly-2023-08.docx")
    if "--baseline" in arguments and "--write-baseline" not in arguments:
        run(*arguments, "--write-baseline")
    if line in ONLY_NAMED:
        arguments = ["--help"] if arguments[0].startswith("--") else [arguments[0], "--help"]
    if not arguments[0].startswith("--") and "--as-of" not in arguments and arguments[0] not in {"init", "import"}:
        arguments += ["--as-of", TODAY]
    if arguments[0] == "decide":  # `tests/cli/test_decide.py` runs them
        arguments = [*(name for name in arguments[:2] if not name.startswith("-")), "--help"]
    ran = run(*arguments)

    assert ran.code in {0, 1}, ran.err
    assert ran.out or "--output" in line or ran.err


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_show_the_same_commands_and_samples(name: str) -> None:
    """The pages also have as many sections."""
    vietnamese, english = page_text(f"{name}.vi.md"), page_text(f"{name}.md")

    assert commands(f"{name}.vi.md") == commands(f"{name}.md")
    assert list(samples_of(f"{name}.vi.md").items()) == list(samples_of(f"{name}.md").items())
    assert vietnamese.count("\n## ") == english.count("\n## ")


@pytest.mark.parametrize("name", PAGES)
def test_samples_have_no_problems(name: str, copy: Path) -> None:
    """Each sample file can be copied as it is."""
    samples = samples_of(f"{name}.md")
    for path, (text,) in samples.items():
        (copy / path).write_text(text, "utf-8")

    assert samples
    assert problems_of(copy, date.fromisoformat(TODAY)) == []
