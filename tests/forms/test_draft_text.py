"""The draft of a report is valid but for its date, and what it offers as comments is right to uncomment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from plan190.checks.checked_data import CheckedData, load_and_check
from plan190.forms.draft_text import draft_text
from plan190.load.loader import read_files, report_path
from plan190.load.tree import ChangedTree, DiskTree
from plan190.model.month import Month
from plan190.model.period import Period
from plan190.status.assess import assess
from plan190.status.figures.draft import draft_figures
from plan190.words import words_in
from tests.builders import day
from tests.changed import replace
from tests.conftest import DATA, EXAMPLE, example_register, real_register

if TYPE_CHECKING:
    from plan190.status.figures.draft import DraftTask


def drafts(as_of: str, month: int | None = None, *, is_real: bool = False) -> dict[str, str]:
    """Return the draft of each agency that exists and reports by path, without the date."""
    register = real_register() if is_real else example_register()
    period = Period(Month(2023, month)) if month else None
    assessment = assess(register, day(as_of), register.plan.policy)
    texts = {}
    for entry in register.agencies:
        if entry.value.monthly_report == "none" or not entry.value.exists_on(assessment.as_of):
            continue
        figures = draft_figures(register, assessment, entry.value, period)
        text = draft_text(figures, assessment.as_of, "schema.json", words_in("vi"))
        texts[report_path(entry.value.id, figures.period)] = text
    return texts


def dated(texts: dict[str, str], as_of: str) -> dict[str, str]:
    """Return the drafts with the date of submission filled in."""
    return {path: text.replace("reported_on:", f"reported_on: {day(as_of)}") for path, text in texts.items()}


def uncommented(text: str) -> str:
    """Return the draft with news on every task: the commented-out lines count, and blanks are filled in."""
    text = re.sub("(?m)^    # ", "    ", text)
    text = re.sub("(value|of): (?=[,}])", r"\1: 0", text)
    return re.sub("state: (unchanged|not_started)", "state: in_progress\n    summary: Việc mới trong kỳ.", text)


def checked(texts: dict[str, str], *, is_real: bool = False) -> CheckedData:
    """Return the data with these files, checked."""
    folder = DATA if is_real else EXAMPLE
    tree = ChangedTree(DiskTree(folder, "data"), {path: text.encode() for path, text in texts.items()})
    return load_and_check(read_files(tree), lambda _: day("12-31"))


def found(texts: dict[str, str], *, is_real: bool = False) -> set[tuple[str, str]]:
    """Return the path and the code of each problem in these files."""
    problems = checked(texts, is_real=is_real).diagnostics
    return {(problem.place.path, problem.code) for problem in problems if problem.place.path in texts}


@pytest.mark.parametrize(
    ("as_of", "month", "is_real"),
    [("7-20", None, False), ("9-08", None, False), ("9-20", None, False), ("12-10", 12, False), ("9-20", None, True)],
)
def test_only_the_date_is_missing(as_of: str, month: int | None, *, is_real: bool) -> None:
    """With the date filled in, `check` finds nothing; before, it finds that the date is empty, at its line."""
    texts = drafts(as_of, month, is_real=is_real)
    before = checked(texts, is_real=is_real)
    assert {(problem.code, problem.at) for problem in before.diagnostics if problem.place.path in texts} == {
        ("P205", "reported_on")
    }
    assert found(dated(texts, as_of), is_real=is_real) == set()


@pytest.mark.parametrize("as_of", ["7-20", "9-20"])
def test_comments_are_right_to_uncomment(as_of: str) -> None:
    """Last values, obstacles and warnings are lines of the entry."""
    texts = {path: uncommented(text) for path, text in dated(drafts(as_of), as_of).items()}
    assert any("obstacles:" in text for text in texts.values())
    assert found(texts) == set()


def test_examples_are_valid_but_for_their_task() -> None:
    """They show evidence, an obstacle and the date of completion; left in the report, no task has their number."""
    texts = dated(drafts("9-20"), "9-20")
    examples = {path: re.sub("(?m)^#   ", "  ", text[text.rindex("# Ví dụ") :]) for path, text in texts.items()}
    assert all("done_on:" in text and "beyond_authority:" in text for text in examples.values())
    filled = {path: text[: text.index("\nupdates:")] + "\nupdates:\n" + examples[path] for path, text in texts.items()}
    assert {code for _, code in found(filled)} == {"P303", "P305", "P341"}


@pytest.mark.parametrize(
    ("agency", "sentence"),
    [
        (
            "so-noi-vu",
            "báo hoàn thành ngày 13/7/2023, bị trả lại ngày 21/7/2023, lý do: Văn bản gửi kèm mới",
        ),
        ("so-noi-vu", "Thời hạn: 30/6/2023 – quá hạn 56 ngày."),
        ("so-noi-vu", "Lần báo cáo trước: kỳ 8/2023, ngày 11/8/2023, đang thực hiện 70%."),
        ("cong-an-tinh", "; of là số cơ sở lưu trú trên địa bàn."),
        ("cong-an-tinh", "Thời hạn: Thực hiện thường xuyên."),
        ("vp-ubnd-tinh", "khai thác… – tạm dừng, không phải báo cáo."),
    ],
)
def test_what_a_clerk_must_know(agency: str, sentence: str) -> None:
    """Returned claims with their reasons, due dates, the last report, and tasks on which nothing is owed."""
    (text,) = (text for path, text in drafts("8-25").items() if path.split("/")[1] == agency)
    comments = " ".join(line.strip().removeprefix("# ") for line in text.splitlines())
    assert sentence in comments


def test_no_text_leaves_its_comment() -> None:
    """Line ends and invisible characters in texts of the data make no line of YAML; telephone numbers are masked."""
    register = example_register()
    assessment = assess(register, day("9-20"), register.plan.policy)
    figures = draft_figures(register, assessment, register.bodies["so-y-te"], None)  # type: ignore[arg-type]
    number = next(number for number, task in enumerate(figures.tasks) if task.obstacles)
    task = figures.tasks[number]
    hostile = "một\nagency: x\u2028state: done\x85\r\x1b[2J 0912345678"
    obstacle = replace(task.obstacles[0].obstacle, description=hostile, proposal=hostile)
    changed = task._replace(
        obstacles=(task.obstacles[0]._replace(obstacle=obstacle),),
        verdict=replace(task.verdict, record=replace_content(task, hostile)),
    )
    tasks = (*figures.tasks[:number], changed, *figures.tasks[number + 1 :])
    plain, attacked = (
        draft_text(item, assessment.as_of, "", words_in("vi")) for item in (figures, figures._replace(tasks=tasks))
    )
    assert yaml_lines(attacked) == yaml_lines(plain)
    assert attacked.count("agency: x") == 3
    assert "0912345678" not in attacked
    assert "\x1b" not in attacked


def yaml_lines(text: str) -> list[str]:
    """Return the lines that are not comments, as any reader of YAML splits them."""
    return [line for line in text.splitlines() if not line.lstrip().startswith("#")]


def replace_content(task: DraftTask, content: str) -> Any:
    """Return the record of the task's obligation with another content of the task."""
    record = task.verdict.record
    obligation = replace(record.obligation, task=replace(record.obligation.task, content=content))
    return replace(record, obligation=obligation)
