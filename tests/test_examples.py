"""The fictional quarter: made by its generator, said to be fiction, and rich enough to show everything there is."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, get_args

import pytest

from plan190.model.decision import Decision
from plan190.model.report import Category, State
from plan190.status.assess import assess
from plan190.status.obstacles import open_obstacles
from plan190.status.state import STATES
from plan190.status.submissions import SubmissionState
from tests.builders import day
from tests.conftest import DATA, EXAMPLE, ROOT
from tests.conftest import example_register as register

if TYPE_CHECKING:
    from pathlib import Path

    from plan190.status.verdicts import Assessment

COPIED = ("plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml", "letterheads.yaml")


@cache
def assessed(on: str = "9-20") -> Assessment:
    """Give what is so of the example on a day."""
    return assess(register(), day(on), register().plan.policy)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_what_its_generator_makes(tmp_path: Path) -> None:
    """The same bytes, of the plan as it is now: after a change of data/ the generator has been run again."""
    command = [sys.executable, str(ROOT / "examples" / "generate.py"), str(tmp_path / "made")]
    subprocess.run(command, check=True, capture_output=True)

    made, kept = bytes_of(tmp_path / "made"), bytes_of(EXAMPLE)
    assert made.keys() == kept.keys()
    assert [name for name in kept if made[name] != kept[name]] == []
    assert len(kept) > 120


def test_it_says_that_it_is_fiction() -> None:
    """The plan's copy is marked, each made-up file says so at its top, and the numbers cannot be real."""
    plan = (EXAMPLE / "plan.yaml").read_text("utf-8").replace("$schema=../../", "$schema=../", 1)
    made = [path for path in EXAMPLE.rglob("*.yaml") if path.name not in COPIED]

    assert plan.replace("  fiction: true\n", "") == (DATA / "plan.yaml").read_text("utf-8")
    assert len(made) > 100
    assert [path for path in made if not path.read_text("utf-8").split("\n")[1].startswith("# HƯ CẤU")] == []
    for report_file in register().reports:
        numbers = [one.number for entry in report_file.updates for one in entry.value.evidence if one.number]
        assert all("HUCAU" in number for number in numbers)


def test_the_real_data_hold_no_reports() -> None:
    """Plan 190 has been given none: what is invented stays in the example."""
    assert not (DATA / "updates").exists()
    assert not (DATA / "decisions.yaml").exists()


def test_every_state_and_flag_appears() -> None:
    """Nothing that can be said of an obligation is missing on 20/9."""
    verdicts = assessed().verdicts
    fresh = [one.freshness for one in verdicts if one.freshness is not None]
    flags = {
        "claimed": [one.claimed for one in verdicts],
        "accepted": [one.accepted for one in verdicts],
        "maintained": [one.maintained for one in verdicts],
        "suspended": [one.suspended for one in verdicts],
        "extended once": [one.extended == 1 for one in verdicts],
        "extended twice": [one.extended == 2 for one in verdicts],
        "late before": [one.late_before > 0 for one in verdicts],
        "timely warning": [one.at_risk is not None and one.at_risk.timely for one in verdicts],
        "late warning": [one.at_risk is not None and not one.at_risk.timely for one in verdicts],
        "returned": [one.record.work.returned is not None for one in verdicts],
        "reopened": [one.record.work.reopened is not None for one in verdicts],
        "passed on": [one.obligation.passed_on is not None for one in verdicts],
        "fresh": [one.fresh for one in fresh],
        "stale": [not one.fresh for one in fresh],
        "long streak": [one.streak > 2 for one in fresh],
        "same words": [one.record.work.repeats for one in verdicts],
        "target met": [one.record.target_met is True for one in verdicts],
        "target missed": [one.record.target_met is False for one in verdicts],
    }

    assert {one.state for one in verdicts} == set(STATES)
    assert [name for name, so in flags.items() if not any(so)] == []


def test_every_kind_of_entry_appears() -> None:
    """All states of updates, categories of obstacles, kinds of decisions and ways of delivery."""
    updates = [entry.value for report_file in register().reports for entry in report_file.updates]
    kinds = Counter(entry.value.kind for entry in register().decisions)

    assert {one.state for one in updates} == set(get_args(State))
    assert {one.category for update in updates for one in update.obstacles} == set(get_args(Category))
    assert len(kinds) == len(get_args(Decision)) == 12
    assert any(entry.value.corrects and entry.value.kind != "withdraw" for entry in register().decisions)
    assert {one.state for agency in assessed("9-10").agencies for one in agency.submissions} == set(SubmissionState)
    assert any(report_file.contributions for report_file in register().reports)
    assert any(one.of == 0 for update in updates for one in update.indicators)
    obstacles = open_obstacles(assessed())
    assert (
        {bool(one.answers) for one in obstacles}
        == {one.obstacle.beyond_authority for one in obstacles}
        == {True, False}
    )


@pytest.mark.parametrize("on", ["6-20", "7-14", "7-15", "8-31", "9-20", "12-31"])
def test_the_tables_add_up_on_any_day(on: str) -> None:
    """Counted anew from the obligations, every agency's row and the sums are as the tallies say."""
    assessment = assessed(on)
    by_agency: dict[str, Counter[object]] = {}
    for one in assessment.verdicts:
        by_agency.setdefault(one.agency.id, Counter())[one.state] += 1

    for each in assessment.agencies:
        counted = by_agency.get(each.agency.id, Counter())
        assert {state: each.leads[state] for state in STATES} == {state: counted[state] for state in STATES}
    total = sum(by_agency.values(), Counter())
    assert {state: assessment.by_obligation[state] for state in STATES} == {state: total[state] for state in STATES}
