"""All commands on another plan, with only what a plan must have, in both languages and at several dates."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from plan190.cli.decide import COMMANDS as DECIDE
from tests.conftest import COMMANDS, replaced
from tests.other_plan import LAMPS_DONE, write_other_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

DATES = ("2024-12-01", "2025-04-03", "2027-02-01")
"""Dates before, during and after the plan."""

_BY = "--by board --document 8/BD --document-date 2025-04-03 --dry-run"

RUNS = {
    "status": "status",
    "tasks": "tasks",
    "overdue": "overdue",
    "due-soon": "due-soon --within 400",
    "recurring": "recurring",
    "show": "show 5",
    "explain": "explain 1",
    "agencies": "agencies",
    "agency": "agency it",
    "reports": "reports",
    "indicators": "indicators",
    "changes": "changes --since 2025-01-31",
    "agenda": "agenda",
    "forecast": "forecast",
    "assumptions": "assumptions",
    "plan": "plan",
    "rollup": "rollup data",
    "trend": "trend",
    "draft": "draft facilities",
    "form": "form --agency facilities --output form.xlsx --force",
    "check": "check",
    "intake": "intake facilities.yaml --dry-run",
    "review": "review --base main",
    "inbox": "inbox",
    "claims": "claims",
    "obstacles": "obstacles",
    "at-risk": "at-risk",
    "decide": "decide claims",
    "decide claims": "decide claims",
    "decide obstacles": "decide obstacles",
    "decide accept": f"decide accept 1 --agency facilities {_BY}",
    "decide return": f'decide return 1 --agency facilities --why "No proof." {_BY}',
    "decide extend": f"decide extend 2 --until 2027-12-31 {_BY}",
    "decide event": f"decide event delivery --until 2025-10-31 {_BY}",
    "decide schedule": f'decide schedule delivery --recurring --source "Section 2" {_BY}',
    "decide suspend": f'decide suspend 2 --why "No supplier." {_BY}',
    "decide resume": f"decide resume 2 {_BY}",
    "decide close": f'decide close 2 --why "Sold." {_BY}',
    "decide transfer": f"decide transfer 2 --agency facilities --to it {_BY}",
    "decide answer": f'decide answer 1 --agency facilities --obstacle kinh-phi --answer "Approved." {_BY}',
    "decide settle": f'decide settle cut-off --answer "Yes." {_BY}',
    "decide withdraw": 'decide withdraw meters-later --why "A mistake." --dry-run',
    "what-if": "what-if --done 1",
    "report": "report monthly --period 2025-03 --format markdown --output -",
    "remind": "remind --agency production --format markdown --output -",
    "dashboard": "dashboard --output pages --force",
    "calendar": "calendar",
    "export": "export --output tables --force",
    "verify": "verify report.docx",
    "init": "init tracker --empty",
    "import": "import data/source/plan.txt --output imported",
    "gate": "gate --fail-on overdue,missing-report",
    "comment": "comment result.json",
    "owners": "owners",
    "hook": "hook pre-receive --branch main",
    "schema": "schema update",
}
"""The arguments with which each command runs."""

UNDATED = {"schema", "owners", "verify", "comment", "hook", "init", "import"}
"""The commands without `--as-of`."""

OTHERS = re.compile(r"\b190/|\b67 |Bình Phước|Binh Phuoc|ông an|tỉnh|[Pp]olice|[Pp]rovincial|06/CP|III\.1")
"""What only Plan 190 contains."""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the other plan and a report that is not in it yet."""
    root = tmp_path_factory.mktemp("other")
    write_other_plan(root / "data")
    (root / "facilities.yaml").write_text(LAMPS_DONE.replace("03\nrep", "04\nrep").replace("04-02", "05-02"), "utf-8")
    return root


def test_every_command_runs_on_the_other_plan() -> None:
    """The list is complete."""
    assert RUNS.keys() == {*COMMANDS, *(f"decide {name}" for name in chain.from_iterable(DECIDE.values()))}


@pytest.mark.parametrize("command", RUNS)
def test_commands_on_the_other_plan(
    run: Callable[..., Ran], other: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command crashes (exit code 3), and none mentions Plan 190 or Vietnamese authorities."""
    monkeypatch.chdir(other)
    for language, day in (("vi", DATES[1]), *(("en", day) for day in DATES)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x\nq\n")))
        dated = () if command in UNDATED else ("--as-of", day)
        ran = run(*shlex.split(RUNS[command]), *dated, "--lang", language)

        assert ran.code in {0, 1, 2}, ran.err
        assert not OTHERS.search(ran.out + ran.err)


def test_letters_of_a_foreign_plan(run: Callable[..., Ran], other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are in the language of the plan, come from its issuer, and do not have the head of a Vietnamese document."""
    monkeypatch.chdir(other)
    to = ("--agency", "production", "--as-of", "2025-04-03", "--format", "markdown")
    letter = run("remind", *to, "--output", "-").out

    assert "Board of Directors" in letter
    assert "under the Plan of 6 January 2025" in letter
    assert "We ask Production to" in letter
    assert "the Production" not in letter
    assert "SOCIALIST REPUBLIC" not in letter.upper()
    assert run("remind", *to, "--output", "letter.md").code == run("verify", "letter.md").code == 0


def test_a_task_of_an_open_group_waits(run: Callable[..., Ran], other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts once among the tasks, is owed by nobody, and is no error."""
    monkeypatch.chdir(other)
    totals = json.loads(run("status", "--as-of", "2025-04-03", "--format", "json").out)["totals"]
    task = json.loads(run("show", "5", "--as-of", "2025-04-03", "--format", "json").out)["task"]

    assert (totals["tasks"], totals["by_state"]["waiting"], totals["obligations"]) == (5, 1, 4)
    assert (task["state"], task["due"], task["obligations"]) == ("waiting", None, [])
    assert "P318" in run("check").out


def test_a_foreign_plan_cites_documents_by_any_number(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Only the documents of a Vietnamese plan have a number, a slash and a symbol."""
    data = write_other_plan(tmp_path / "data")
    replaced(data, "decisions.yaml", "number: 7/BD", "number: BD 7")
    replaced(
        data,
        "updates/facilities/2025-03.yaml",
        "    done_on",
        "    evidence: [{title: Invoice, number: ENV-2025-01}]\n    done_on",
    )

    assert run("check", "--data", str(data), "--as-of", "2025-07-01").code == 0
    document = ("--by", "board", "--document", "BD-8", "--document-date", "2025-07-01")
    ran = run("decide", "extend", "2", "--until", "2027-12-31", *document, "--data", str(data), "--dry-run")
    assert ran.code == 0, ran.err
