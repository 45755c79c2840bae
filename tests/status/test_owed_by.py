"""The tasks of an agency: its own obligations, not those of other agencies that owe the same task."""

from __future__ import annotations

from collections import Counter

import pytest

from plan190.status.figures.agency import agency_figures
from plan190.status.figures.tasks import owed_by
from plan190.status.state import STATES
from tests.builders import example_assessment
from tests.conftest import example_register

DATES = ("6-30", "7-20", "8-31", "9-20", "2024-01-20")


@pytest.mark.parametrize("as_of", DATES)
def test_tasks_of_every_agency_are_counted_as_in_the_status(as_of: str) -> None:
    """For each agency and state, the number of its own obligations equals the tally of the status."""
    assessment = example_assessment(as_of)

    for agency in assessment.agencies:
        tasks = owed_by(assessment.tasks, {agency.agency.id})
        counts = Counter(item.state for task in tasks for item in task.verdicts if not item.is_joint)
        assert {state: counts[state] for state in STATES} == agency.leads.by_state, agency.agency.id


def test_an_agency_that_does_not_owe_a_task_has_none() -> None:
    """A cooperating agency owes nothing."""
    assert list(owed_by(example_assessment().tasks, {"no-agency"})) == []


def test_json_of_an_agency_has_its_own_states() -> None:
    """The states of its tasks are those in its tally."""
    assessment = example_assessment()
    for agency in assessment.agencies:
        figures = agency_figures(example_register(), assessment, agency.agency)
        states = Counter(item.state for task in figures.tasks for item in task.verdicts if not item.is_joint)
        assert {state: states[state] for state in STATES} == agency.leads.by_state
