"""The example quarter: made by its generator, marked as fiction, with every state and kind of entry."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, get_args

import pytest

from plan190.model.decision import Decision
from plan190.model.report import Category, ReportedState
from plan190.status.obstacles import open_obstacles
from plan190.status.state import STATES, State
from plan190.status.submissions import SubmissionState
from tests.builders import example_assessment
from tests.conftest import DATA, EXAMPLE, ROOT, real_register
from tests.conftest import example_register as register

if TYPE_CHECKING:
    from pathlib import Path

COPIED = ("plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml", "letterheads.yaml")


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_example_is_what_its_generator_makes(tmp_path: Path) -> None:
    """This fails after a change of data/ until the generator is run again."""
    command = [sys.executable, str(ROOT / "examples" / "generate.py"), str(tmp_path / "made")]
    subprocess.run(command, check=True, capture_output=True)

    made, kept = bytes_of(tmp_path / "made"), bytes_of(EXAMPLE)
    assert made.keys() == kept.keys()
    assert [name for name in kept if made[name] != kept[name]] == []
    assert len(kept) > 120


def test_example_is_marked_as_fiction() -> None:
    """The plan is marked, each made-up file says so at its top, and the document numbers cannot be real."""
    plan = (EXAMPLE / "plan.yaml").read_text("utf-8").replace("$schema=../../", "$schema=../", 1)
    made = [path for path in EXAMPLE.rglob("*.yaml") if path.name not in COPIED]

    assert plan.replace("  fiction: true\n", "") == (DATA / "plan.yaml").read_text("utf-8")
    assert len(made) > 100
    assert [path for path in made if not path.read_text("utf-8").split("\n")[1].startswith("# HƯ CẤU")] == []
    for report_file in register().reports:
        numbers = [
            evidence.number for entry in report_file.updates for evidence in entry.value.evidence if evidence.number
        ]
        assert all("HUCAU" in number for number in numbers)


def test_real_data_have_no_reports() -> None:
    """Made-up reports are in the example only."""
    assert [path.name for path in (DATA / "updates").iterdir()] == ["README.md"]
    assert real_register().decisions == ()


def test_every_state_and_flag_appears() -> None:
    """As of 20/9 every state and flag of an obligation occurs."""
    verdicts = example_assessment().verdicts
    fresh = [verdict.freshness for verdict in verdicts if verdict.freshness.streak]
    flags = {
        "claimed": [verdict.claimed for verdict in verdicts],
        "accepted": [verdict.accepted for verdict in verdicts],
        "maintained": [verdict.maintained for verdict in verdicts],
        "suspended": [verdict.suspended for verdict in verdicts],
        "extended once": [verdict.extensions == 1 for verdict in verdicts],
        "extended twice": [verdict.extensions == 2 for verdict in verdicts],
        "late before": [verdict.late_before > 0 for verdict in verdicts],
        "timely warning": [verdict.at_risk is not None and verdict.at_risk.timely for verdict in verdicts],
        "late warning": [verdict.at_risk is not None and not verdict.at_risk.timely for verdict in verdicts],
        "returned": [verdict.record.work.returned is not None for verdict in verdicts],
        "reopened": [verdict.record.work.reopened is not None for verdict in verdicts],
        "passed on": [len(verdict.obligation.holders) > 1 for verdict in verdicts if not verdict.is_joint],
        "fresh": [freshness.fresh for freshness in fresh],
        "stale": [not freshness.fresh for freshness in fresh],
        "long streak": [freshness.streak > 2 for freshness in fresh],
        "same words": [verdict.record.work.repeats for verdict in verdicts],
        "target met": [verdict.record.target_met is True for verdict in verdicts],
        "target missed": [verdict.record.target_met is False for verdict in verdicts],
    }

    assert {verdict.state for verdict in verdicts} == {*STATES} - {State.UNREAD}  # every deadline of the plan is read
    assert [name for name, values in flags.items() if not any(values)] == []


def test_every_kind_of_entry_appears() -> None:
    """All states of updates, categories of obstacles, kinds of decisions and states of submissions occur."""
    updates = [entry.value for report_file in register().reports for entry in report_file.updates]
    kinds = Counter(entry.value.kind for entry in register().decisions)

    assert {update.state for update in updates} == set(get_args(ReportedState))
    assert {obstacle.category for update in updates for obstacle in update.obstacles} == set(get_args(Category))
    assert len(kinds) == len(get_args(Decision)) == 12
    assert any(entry.value.corrects and entry.value.kind != "withdraw" for entry in register().decisions)
    assert {
        submission.state for agency in example_assessment("9-10").agencies for submission in agency.submissions
    } == set(SubmissionState) - {SubmissionState.LEFT_OUT}
    assert any(report_file.contributions for report_file in register().reports)
    assert any(measured.of == 0 for update in updates for measured in update.indicators)
    obstacles = open_obstacles(example_assessment())
    assert (
        {bool(obstacle.answers) for obstacle in obstacles}
        == {obstacle.obstacle.beyond_authority for obstacle in obstacles}
        == {True, False}
    )


@pytest.mark.parametrize("on", ["6-20", "7-14", "7-15", "8-31", "9-20", "12-31"])
def test_tallies_match_a_count_of_the_obligations(on: str) -> None:
    """The tallies of each agency and of all obligations are counted again."""
    assessment = example_assessment(on)
    by_agency: dict[str, Counter[object]] = {}
    for verdict in assessment.verdicts:
        by_agency.setdefault(verdict.body.id, Counter())[verdict.state] += 1

    for row in (*assessment.agencies, *assessment.joint):
        counted = by_agency.get(row.body.id, Counter())
        assert {state: row.leads[state] for state in STATES} == {state: counted[state] for state in STATES}
    total = sum(by_agency.values(), Counter())
    assert {state: assessment.by_obligation[state] for state in STATES} == {state: total[state] for state in STATES}
