"""Properties of changes: equal states have none, they add up, and those of two steps agree with those of both."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from plan190.status.changes import changes_between
from plan190.status.state import State
from tests.builders import example_assessment, register_with
from tests.conftest import example_register
from tests.properties.test_reports import AGENCIES, DAYS, assessed, decisions, reports

if TYPE_CHECKING:
    from plan190.model.decision import Decision
    from plan190.model.register import ReportFile
    from plan190.status.changes import Changes
    from plan190.status.verdicts import Assessment

    Data = tuple[tuple[ReportFile, ...], tuple[Decision, ...]]

EXAMPLE_DAYS = st.integers(0, 150).map(lambda days: date(2023, 6, 1) + timedelta(days=days))
DATA = st.tuples(reports(), decisions())
FILTERS = st.none() | st.sets(st.sampled_from(AGENCIES), min_size=1)


@cache
def example(on: date) -> Assessment:
    """Assess the example quarter."""
    return assessed(example_register(), on)


def assessment_of(data: Data, on: date) -> Assessment:
    """Assess the real plan with these reports and decisions."""
    return assessed(register_with(*data), on)


def states_of(assessment: Assessment) -> dict[tuple[str, str], State]:
    """Return the state of each obligation by its key."""
    return {verdict.obligation.key: verdict.state for verdict in assessment.verdicts}


def after(states: dict[tuple[str, str], State], changes: Changes) -> dict[tuple[str, str], State]:
    """Return the states after the changes."""
    final = {change.verdict.obligation.key: change.new and change.new.state for change in changes.obligations}
    changed = states | final
    return {key: state for key, state in changed.items() if state is not None}


def demand_agreement(first: Assessment, second: Assessment, third: Assessment) -> None:
    """Check what holds for any three states."""
    steps = changes_between(first, second), changes_between(second, third)
    both = changes_between(first, third)
    states = states_of(first)

    assert after(after(states, steps[0]), steps[1]) == after(states, both) == states_of(third)
    assert changes_between(third, third).is_empty
    assert {flow.state: flow.after for flow in both.flows} == {
        flow.state: third.by_obligation[flow.state] for flow in both.flows
    }
    net = dict.fromkeys(State, 0)
    for changes in steps:
        for flow in changes.flows:
            net[flow.state] += flow.entered - flow.left
    assert all(net[flow.state] == flow.after - flow.before for flow in both.flows)


@given(EXAMPLE_DAYS, EXAMPLE_DAYS, EXAMPLE_DAYS)
@settings(max_examples=25)
def test_steps_agree_over_dates_of_the_example(first: date, second: date, third: date) -> None:
    """In any order of the dates."""
    demand_agreement(example(first), example(second), example(third))


@given(DATA, DATA, DATA, DAYS, DAYS)
@settings(max_examples=25)
def test_steps_agree_over_any_edits(one: Data, two: Data, three: Data, day: date, later: date) -> None:
    """Of reports and decisions, also for different dates."""
    demand_agreement(assessment_of(one, day), assessment_of(two, day), assessment_of(three, later))


@given(DATA, DAYS, DAYS, FILTERS)
@settings(max_examples=25)
def test_changes_of_some_agencies_are_those_of_the_plan(
    data: Data, day: date, later: date, ids: set[str] | None
) -> None:
    """The filter selects changes, and the totals of the selection add up."""
    before, then = assessment_of(data, day), assessment_of(data, later)
    everything, some = changes_between(before, then), changes_between(before, then, ids)

    assert set(some.obligations) <= set(everything.obligations)
    assert set(some.missing) <= set(everything.missing)


def test_every_silent_agency_is_named() -> None:
    """All reports that fell due between two dates and were not submitted, and no other."""
    before, then = example_assessment("8-14"), example_assessment("9-20")
    missing = {(item.agency.id, item.period) for item in then.submissions if item.is_missing}
    known = {(item.agency.id, item.period) for item in before.submissions if item.is_missing}

    assert {(item.agency.id, item.period) for item in changes_between(before, then).missing} == missing - known
