"""P341: tasks on which the latest report of an agency says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from plan190.checks.rules import RULES
from plan190.model.decision import Close, Suspend, Transfer
from tests.builders import correction, decision, register_with, report, update

if TYPE_CHECKING:
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
    lines = yaml.safe_load("updates:\n" + values["paste"])["updates"]
    assert lines == [{"task": 39, "state": "not_started"}, {"task": 62, "state": "not_started"}]


def test_a_complete_report_has_no_problem() -> None:
    """Every task is mentioned."""
    assert found(full(7, "7-12")) == []


def test_a_task_reported_before_is_unchanged_in_the_lines_to_paste() -> None:
    """Task 39 was reported in July, so that August may say that nothing is new."""
    ((_, values),) = found(full(7, "7-12"), full(8, "8-12", 39))

    assert values["paste"].strip() == "- {task: 39, state: unchanged}"


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
    """P330 reports it."""
    assert found(report(TTTT, 7, "7-12")) == []
