"""P341: tasks on which the latest report of an agency says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from plan190.checks.rules import RULES, run
from plan190.load.loader import build_register, load, read_files
from plan190.load.tree import DiskTree
from plan190.model.decision import Close, Suspend, Transfer
from tests.builders import correction, decision, register_with, report, update

if TYPE_CHECKING:
    from pathlib import Path

    from plan190.diagnostics import Diagnostic
    from plan190.model.decision import Decision
    from plan190.model.register import ReportFile

TTTT = "so-tttt"
"""The Department of Information and Communications leads 19 tasks, among them 39 (recurring) and 48."""

ALL = tuple(map(str, (39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 59, 60, 61, 62, 63, 64, 65, 66, 67)))


def found(*reports: ReportFile, decisions: tuple[Decision, ...] = ()) -> list[tuple[str, dict[str, Any]]]:
    """Return the variant and the values of each problem that the rule finds."""
    problems = RULES["P341"].check(register_with(list(reports), list(decisions)))
    return [(variant, dict(values)) for _, variant, values in problems]


def left_out(*reports: ReportFile, decisions: tuple[Decision, ...] = ()) -> str:
    """Return the tasks that the latest report leaves out."""
    ((variant, values),) = found(*reports, decisions=decisions)
    assert variant == ""
    return str(values["tasks"])


def full(month: int, on: str, *without: int, state: str = "not_started") -> ReportFile:
    """Return a report of the department on all its tasks without some."""
    return report(TTTT, month, on, *(update(int(task), state) for task in ALL if int(task) not in without))


def test_the_tasks_that_a_report_leaves_out() -> None:
    """Two of 19 tasks are left out; the lines to paste say that nobody has reported them."""
    ((_, values),) = found(full(7, "7-12", 39, 62))

    assert (values["tasks"], values["number"], values["total"]) == ("39, 62", 2, 19)
    lines = yaml.safe_load(values["paste"])["updates"]
    assert lines == [{"task": 39, "state": "not_started"}, {"task": 62, "state": "not_started"}]


def test_a_complete_report_has_no_problem() -> None:
    """Every task is mentioned."""
    assert found(full(7, "7-12")) == []


def test_a_task_reported_before_is_unchanged_in_the_lines_to_paste() -> None:
    """Task 39 was reported in July, so that August may say that nothing is new."""
    ((_, values),) = found(full(7, "7-12"), full(8, "8-12", 39))

    assert yaml.safe_load(values["paste"]) == {"updates": [{"task": 39, "state": "unchanged"}]}


def test_only_the_latest_report_is_checked() -> None:
    """The omission in July cannot be repaired any more after the report of August."""
    assert found(full(7, "7-12", 39), full(8, "8-12")) == []


def test_a_correction_does_not_mention_the_task_of_this_month() -> None:
    """A correction is about the month that it corrects."""
    august = report(TTTT, 8, "8-12", *(update(int(task)) for task in ALL[1:] if task != "40"), correction(7, 39))

    assert left_out(full(7, "7-12"), august) == "39, 40"


def test_closed_suspended_and_transferred_tasks_are_not_owed() -> None:
    """They need not be mentioned from the date of the decision on; before it they must."""
    decisions = (
        decision(Close, "7-20", tasks=(39,)),
        decision(Suspend, "7-20", tasks=(40,)),
        decision(Transfer, "7-20", tasks=(41,), agency=TTTT, to="so-noi-vu"),
    )

    assert left_out(full(8, "8-12", 39, 40, 41, 62), decisions=decisions) == "62"
    assert left_out(full(7, "7-12", 39, 40, 41, 62), decisions=decisions) == "39, 40, 41, 62"


def test_the_agency_that_takes_over_a_task_mentions_it() -> None:
    """A transferred task is owed by the agency that received it, and its earlier reports count."""
    transfer = decision(Transfer, "7-20", tasks=(41,), agency=TTTT, to="so-noi-vu")
    problems = found(full(7, "7-12"), report("so-noi-vu", 8, "8-12", update(41, "unchanged")), decisions=(transfer,))

    assert [variant for variant, _ in problems] == [""]
    assert "41" not in problems[0][1]["tasks"].split(", ")


def test_unchanged_without_an_earlier_report() -> None:
    """Nobody knows what has not changed; after a report with progress, the same word is clear."""
    assert found(full(7, "7-12", 39), full(8, "8-12", state="unchanged")) == [("unchanged", {"task": "39"})]


def test_a_report_without_updates_gets_the_key_too() -> None:
    """The lines to paste begin with the key of the list."""
    only_indicator = report(TTTT, 7, "7-12", correction(6, 39))
    ((_, values),) = found(only_indicator)

    assert list(yaml.safe_load(values["paste"])) == ["updates"]


def test_an_empty_report_is_another_problem() -> None:
    """P330 reports it, with the same lines to paste."""
    empty = report(TTTT, 7, "7-12")
    [(_, _, values)] = RULES["P330"].check(register_with([empty]))

    assert found(empty) == []
    assert [entry["task"] for entry in yaml.safe_load(str(values["paste"]))["updates"]] == list(map(int, ALL))


HEAD = "agency: so-tttt\nperiod: 2023-07\nreported_on: 2023-07-12\n"
FORMS = {
    "usual": "updates:\n  - task: 39\n    state: in_progress\n",
    "not indented": "updates:\n- task: 39\n  state: in_progress\n",
    "a wide hyphen": "updates:\n  -   task: 39\n      state: in_progress\n",
    "a hyphen alone": "updates:\n  -\n    task: 39\n    state: in_progress\n",
    "in brackets": "updates: [{task: 39, state: in_progress}]\n",
    "in brackets on several lines": "updates: [\n  {task: 39, state: in_progress}\n]\n",
    "an empty list": "updates: []\nindicators: []\ncontributions: [{task: 5, contribution: x}]\n",
    "no list": "contributions: [{task: 5, contribution: x}]\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_the_lines_can_be_pasted_into_the_file(copy: Path, form: str) -> None:
    """They fit the form of the list; with them, the report mentions every task."""
    path = copy / "updates" / "so-tttt" / "2023-07.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + FORMS[form], "utf-8")
    [diagnostic] = _unreported(copy)
    lines, pasted = path.read_text("utf-8").split("\n"), "\n".join(diagnostic.paste)
    row = diagnostic.place.line - 1
    if pasted.startswith("updates:"):
        lines.append(pasted)
    elif pasted.endswith(","):
        lines[row] = lines[row].replace("[", f"[\n{pasted}", 1)
    else:
        lines.insert(row, pasted)
    path.write_text("\n".join(lines), "utf-8")

    assert _unreported(copy) == []


def _unreported(copy: Path) -> list[Diagnostic]:
    """Return the diagnostics of the rule; fail if the file cannot be read."""
    files = read_files(DiskTree(copy, "data"))
    result = load(files)
    assert result.diagnostics == ()
    return list(run("P341", build_register("data", result.values, files)))
