"""`plan190 import` and `plan190 init`: new folders, complete and valid at once, and never over existing files."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plan190.cli import init, new_folder
from plan190.errors import Plan190Error
from tests.conftest import ROOT, replaced
from tests.plans import all_plans, markdown_with_sections

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.conftest import Ran
    from tests.plans import IssuedPlan

ENGLISH = """\
Issued by: Harbour Lights Foods Ltd

Ref: HLF-2025-04

15 January 2025

# Food Safety Plan

1. Each team reports before the 5th of each month.

| No. | Action | Owner | Support | Due | Deliverable |
|---|---|---|---|---|---|
| 1 | Update the hazard analysis | Quality Team | Production Team | by 30 June 2025 | Approved analysis |
| 2 | Calibrate the thermometers | Production Team | | monthly | Log |
"""


@pytest.fixture
def here(tmp_path: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty current folder, with an author for git."""
    (tmp_path / ".gitconfig").write_text("[user]\nname = A\nemail = a@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".gitconfig"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    """Run git and return its output."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("plan", all_plans(), ids=lambda plan: plan.name)
def test_imported_data_are_valid(run: Callable[..., Ran], here: Path, plan: IssuedPlan) -> None:
    """`check` has no errors, and the other commands work."""
    (here / plan.name).write_bytes(plan.content)
    assert run("import", plan.name).code == 0
    assert run("check").code == 0
    for command in (["status"], ["show", plan.tasks[0].number], ["agencies"], ["plan"]):
        assert run(*command).code == 0


def test_an_english_plan_from_import_to_the_consolidated_report(run: Callable[..., Ran], here: Path) -> None:
    """A team drafts its report, fills it in, and the report of the company counts it."""
    (here / "plan.md").write_text(ENGLISH)
    assert "Tasks written to data: 2" in run("import", "plan.md", "--lang", "en").out
    period = ("--as-of", "2025-06-04")
    report = run("draft", "quality-team", "2025-06", *period).out
    assert report.startswith("#")
    filled = report.replace("reported_on:", "reported_on: 2025-06-04 #").replace(
        "state: not_started", "state: done\n    done_on: 2025-06-01\n    summary: Updated."
    )
    (here / "mail.yaml").write_text(filled)
    assert run("intake", "mail.yaml", *period).code == 0
    assert run("check", *period).code == 0
    consolidated = run("report", "monthly", "--period", "2025-06", *period, "--format", "markdown", "--output", "-")
    assert "Food Safety Plan" in consolidated.out
    assert "Updated" in consolidated.out


def test_an_english_plan_without_a_date_has_that_of_its_time_zone(
    run: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The assumption names the zone."""
    monkeypatch.setattr(new_folder, "today", {"Etc/UTC": date(2025, 1, 15)}.__getitem__)
    (here / "plan.md").write_text(ENGLISH.replace("15 January 2025", ""))
    assert "time zone Etc/UTC" in run("import", "plan.md", "--lang", "en").out
    assert "issued_on: 2025-01-15" in (here / "data" / "plan.yaml").read_text()


def test_the_legend_of_agencies_names_unread_deadlines_if_there_are_some(run: Callable[..., Ran], here: Path) -> None:
    """Among the states without a due date."""
    for name, text in (("read", ENGLISH), ("unread", ENGLISH.replace("by 30 June 2025", "before the season"))):
        (here / "plan.md").write_text(text)
        assert run("import", "plan.md", "--output", name).code == 0
        shown = " ".join(run("status", "--data", name, "--lang", "en").out.split())
        assert ("undated or waiting, or with a deadline not read." in shown) == (name == "unread")


def test_a_name_is_not_written_twice(run: Callable[..., Ran], here: Path) -> None:
    """The lead of a task has its name in brackets, and an agency other names, only if they differ."""
    (here / "plan.md").write_text(ENGLISH)
    assert run("import", "plan.md").code == 0
    task, agency = run("show", "1", "--lang", "en").out, run("agency", "quality-team", "--lang", "en").out

    assert re.search("Lead +Quality Team\n", task)
    assert re.search("Other names +none\n", agency)
    agencies = here / "data" / "agencies.yaml"
    agencies.write_text(agencies.read_text().replace("name: Quality Team", "name: Quality Department"))
    assert re.search(r"Lead +Quality Team \[Quality Department\]\n", run("show", "1", "--lang", "en").out)


def test_import_overwrites_nothing(run: Callable[..., Ran], here: Path) -> None:
    """A folder with files stays as it is."""
    (here / "plan.md").write_text(ENGLISH)
    (here / "data").mkdir()
    (here / "data" / "notes.txt").write_text("x")
    assert run("import", "plan.md").code == 2
    assert [path.name for path in (here / "data").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("command", [("import", "plan.md"), ("init", "data", "--from", "plan.md")])
def test_data_that_check_refuses_are_not_written(run: Callable[..., Ran], here: Path, command: Sequence[str]) -> None:
    """The error names the words of the document."""
    (here / "plan.md").write_text(ENGLISH.replace("Calibrate", "Calibrate " * 1200))
    ran = run(*command, "--lang", "en")
    assert ran.code == 2
    assert "nothing was written" in ran.err
    assert "10000 characters: content: Calibrate Calibrate" in ran.err
    assert not (here / "data").exists()


def test_known_bodies_keep_their_ids(run: Callable[..., Ran], here: Path) -> None:
    """Those of another tracker, given by its file."""
    (here / "plan.md").write_text(ENGLISH.replace("Quality Team", "Công an tỉnh"))
    agencies = str(ROOT / "data" / "agencies.yaml")
    assert run("import", "plan.md", "--agencies", agencies).code == 0
    assert "id: cong-an-tinh" in (here / "data" / "agencies.yaml").read_text()


def test_our_own_text_with_our_bodies_is_imported(run: Callable[..., Ran], here: Path) -> None:
    """The successors of those that report do so too."""
    text, agencies = ROOT / "data" / "source" / "ke-hoach-190-kh-ubnd.txt", ROOT / "data" / "agencies.yaml"
    assert run("import", str(text), "--agencies", str(agencies)).code == 0


def test_a_name_that_two_known_bodies_share_is_listed(run: Callable[..., Ran], here: Path) -> None:
    """The first is taken, and both are named."""
    kind = "kind: unit, level: company, relation: assigned, monthly_report: none"
    agency = "  - {{id: {0}, name: {1}, short: Quality Team, " + kind + "}}\n"
    roster = agency.format("food-quality", "Food Quality") + agency.format("air-quality", "Air Quality")
    (here / "agencies.yaml").write_text(f"agencies:\n{roster}groups: []\n")
    (here / "plan.md").write_text(ENGLISH)
    ran = run("import", "plan.md", "--agencies", "agencies.yaml", "--lang", "en")
    assert "air-quality, food-quality" in ran.out
    assert "[air-quality]" in (here / "data" / "tasks.yaml").read_text()


def test_the_example_works_at_once(run: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`plan190 init demo --example && cd demo && plan190 status`."""
    ran = run("init", "demo", "--example")
    assert ran.code == 0
    assert "plan190 status --as-of 2023-09-20" in " ".join(ran.out.split())
    monkeypatch.chdir(here / "demo")
    assert run("check").code == 0
    assert "HƯ CẤU" in run("status", "--as-of", "2023-10-01").out
    assert git(here / "demo", "status", "--short") == ""
    assert git(here / "demo", "log", "--format=%an %s") == "A Theo dõi 190/KH-UBND\n"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_tracker_is_valid_and_marked_as_a_sample(run: Callable[..., Ran], here: Path, language: str) -> None:
    """It has a form to fill in."""
    assert run("init", "new", "--lang", language).code == 0
    assert run("check", "--data", "new/data").out.count("\n") == 1
    assert "fiction: true" in (here / "new" / "data" / "plan.yaml").read_text()
    assert len(list((here / "new" / "forms").glob("*.xlsx"))) == 1
    readme = (here / "new" / "README.md").read_text()
    assert "`fiction: true`" in readme
    assert readme.count("`plan190 form --all --output forms`") == 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example_of_a_letterhead_can_be_used(run: Callable[..., Ran], here: Path, language: str) -> None:
    """An empty tracker has it as a comment; with the id of an agency, letters can be written."""
    assert run("init", "new", "--lang", language).code == 0
    path = here / "new" / "data" / "letterheads.yaml"
    example = [line[4:] for line in path.read_text().splitlines() if line.startswith("#   ")]
    issuer = re.search("issuer: (.+)", (here / "new" / "data" / "plan.yaml").read_text())
    assert issuer is not None
    path.write_text("\n".join(example).replace("an-agency", issuer[1]).replace("ma-co-quan", issuer[1]))

    assert run("check", "--data", "new/data").code == 0
    assert "`data/letterheads.yaml`" in (here / "new" / "README.md").read_text()


def test_a_tracker_from_a_document_has_its_readme(run: Callable[..., Ran], here: Path) -> None:
    """In the language of the plan, whatever that of the screen."""
    (here / "plan.md").write_text(ENGLISH)
    assert run("init", "new", "--from", "plan.md", "--lang", "vi").code == 0
    readme = (here / "new" / "README.md").read_text()
    assert readme.startswith("# Tracker of HLF-2025-04")
    assert "fiction" not in readme


def test_without_an_author_nothing_is_committed(run: Callable[..., Ran], here: Path) -> None:
    """The user is told what to set."""
    (here.parent / ".gitconfig").write_text("")
    assert "user.name" in run("init", "new", "--lang", "en").out
    assert git(here / "new", "status", "--short") != ""


def test_inside_a_repository_no_other_is_made(run: Callable[..., Ran], here: Path) -> None:
    """A repository in a repository would be committed as a link."""
    git(here, "init", "--quiet")
    assert run("init", "new").code == 0
    assert not (here / "new" / ".git").exists()


def test_the_current_empty_folder_may_become_the_tracker(run: Callable[..., Ran], here: Path) -> None:
    """It keeps its inode, so a shell in it sees the files."""
    assert run("init", ".").code == 0
    assert (here / "data" / "plan.yaml").exists()
    assert run("init", ".").code == 2


def test_an_error_leaves_no_folder(run: Callable[..., Ran], here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the new one nor a temporary one."""

    def fail(*_: object) -> object:
        raise Plan190Error("error.init_one")

    monkeypatch.setattr(init, "problems_of", fail)
    assert run("init", "new").code == 2
    assert list(here.iterdir()) == []


@pytest.mark.slow
def test_the_ci_files_are_sound(run: Callable[..., Ran], here: Path) -> None:
    """Zizmor has nothing to report, and no placeholder is left."""
    assert run("init", "new").code == 0
    workflow = here / "new" / ".github" / "workflows" / "plan190.yml"
    for file in (workflow, here / "new" / ".gitlab-ci.yml", here / "new" / "README.md"):
        assert "@SOURCE@" not in file.read_text()
        assert "@LANGUAGE@" not in file.read_text()
    zizmor = str(Path(sys.executable).with_name("zizmor"))
    assert subprocess.run([zizmor, "--offline", "--quiet", str(workflow)], check=False).returncode == 0


def test_who_leads_a_task_without_a_lead_is_an_assumption(run: Callable[..., Ran], here: Path) -> None:
    """An empty cell may have bodies if the task says why."""
    table = "| Task | Support | Due |\n|---|---|---|\n| Build | Data Office | May 2030 |\n"
    (here / "plan.md").write_text(f"# Plan\n\n{table}")
    assert run("import", "plan.md").code == 0
    replaced(here / "data", "tasks.yaml", 'words: ""', 'words: ""\n      bodies: [data-office]')
    refused = run("check", "--lang", "en")
    replaced(
        here / "data",
        "tasks.yaml",
        "    content:",
        "    assumed: [{id: lead, what: One, why: Two, who: Three}]\n    content:",
    )

    assert refused.code == 1
    assert "the cell is empty" in refused.out
    assert run("check", "--lang", "en").code == 0


def test_the_name_of_the_folder_may_have_a_dot(run: Callable[..., Ran], tmp_path: Path) -> None:
    """The end of a folder's name is not the format of the output."""
    (tmp_path / "plan.md").write_bytes(markdown_with_sections().content)
    folder = tmp_path / "kh-12.2024"

    assert run("import", str(tmp_path / "plan.md"), "--output", str(folder)).code in {0, 1}
    assert (folder / "tasks.yaml").is_file()
