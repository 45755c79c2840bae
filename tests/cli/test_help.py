"""The help: commands in groups with one line each, arguments in brackets, and examples that run."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from plan190.cli.decide import COMMANDS as DECIDE
from plan190.cli.examples import EXAMPLES
from plan190.cli.main import GROUPS
from tests.conftest import COMMANDS, EXAMPLE
from tests.plans import english_policy
from tests.review.repository import FRESH, fresh

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ran

BEFORE = {
    "verify": ("report", "monthly", "--period", "2023-08", "--output", "reports/monthly-2023-08.docx"),
    "comment": ("review", "--base", "main", "--report", "json=result.json"),
}
"""The command that makes the file of an example."""

ON_EXAMPLE = ("--data", "examples/q3-2023", "--as-of", "2023-09-20", "--dry-run")
"""The options with which the commands that decide find something to decide on."""

ANSWERS = {"claims": "x\nd\n", "obstacles": "t\nĐã bố trí.\n45/UBND-TH\n2023-09-18\nchu-tich-ubnd-tinh\nd\n"}
"""What is typed in a dialogue."""


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        (
            "vi",
            [
                "Xem tình hình",
                "Diễn biến, việc sắp tới",
                "Nộp báo cáo",
                "Quyết định",
                "Lập báo cáo, công văn",
                "Bắt đầu",
                "Kiểm tra tự động, cài đặt",
            ],
        ),
        ("en", ["View", "Past and future", "Submit", "Decide", "Report", "Start", "Check automatically, set up"]),
    ],
)
def test_the_help_has_a_line_for_each_command_in_groups(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, language: str, titles: list[str]
) -> None:
    """On a terminal of 80 columns, every command has one line below the title of its group."""
    monkeypatch.setenv("COLUMNS", "80")
    _, *sections = run("--help", "--lang", language).out.split("\n\n")
    groups = [section.split("\n") for section in sections[2:-1]]

    assert [title for title, *_ in groups] == [f"{title}:" for title in titles]
    assert [[line.split()[0] for line in lines] for _, *lines in groups] == [list(names) for names in GROUPS.values()]


def test_optional_arguments_are_in_brackets(run: Callable[..., Ran]) -> None:
    """Required arguments have none."""
    assert run("report", "--help", "--lang", "en").out.startswith(
        "Usage: plan190 report REPORT [NAME|NUMBER] [OPTIONS]"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", ["report", "form", "draft"])
def test_the_help_of_a_period_names_all_kinds(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, command: str, language: str
) -> None:
    """A plan need not report monthly, so the value is called a period; the lines fit a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    text = run(command, "--help", "--lang", language).out

    assert re.search("2023-07, 2023-Q3,\\s+2023-H1", text)
    assert ("[PERIOD]" in text or "--period PERIOD" in text) if language == "en" else "KỲ" in text
    assert "MONTH" not in text
    assert "THÁNG" not in text
    assert max(map(len, text.split("\n"))) <= 80


def test_every_command_has_examples() -> None:
    """One or two, which call the command itself."""
    decide = {f"decide {name}" for name in chain.from_iterable(DECIDE.values())}
    assert EXAMPLES.keys() == {*COMMANDS, *decide}
    for command, examples in EXAMPLES.items():
        assert 1 <= len(examples) <= 2
        assert all(f"{example} ".startswith(f"plan190 {command} ") for example in examples)


@pytest.mark.parametrize("command", EXAMPLES)
def test_the_examples_run(
    run: Callable[..., Ran], command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They succeed on the data of the plan, in a repository with a change; `gate` finds missed deadlines."""
    repo = fresh(tmp_path)
    shutil.copytree(EXAMPLE, repo.root / "examples" / "q3-2023")
    repo.write("data/updates/so-y-te/2023-08.yaml", FRESH)
    repo.commit()
    repo.write("so-y-te.yaml", FRESH)
    (repo.root / "plan.docx").write_bytes(english_policy().content)
    for folder in ("reports", ".github"):
        (repo.root / folder).mkdir()
    monkeypatch.chdir(repo.root)
    if command in BEFORE:
        assert run(*BEFORE[command]).code == 0

    for example in EXAMPLES[command]:
        _, *arguments = shlex.split(example)
        typed = ANSWERS.get(arguments[1], "") if arguments[0] == "decide" else ""
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
        ran = run(*arguments, *ON_EXAMPLE) if arguments[0] == "decide" else run(*arguments)
        assert ran.code == (command == "gate"), ran.err
        assert example in run(*command.split(), "--help").out
