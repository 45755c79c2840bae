"""The work of each rule grows in proportion to the reports and decisions: the function calls are counted, not timed."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from plan190.checks import rules
from plan190.checks.waivers import waive
from plan190.diagnostics import Place, diagnostic_at
from plan190.model.decision import Accept, Extend, Resume, Suspend, Transfer
from plan190.model.register import Entry
from plan190.model.report import AtRisk
from plan190.model.waiver import Waiver
from plan190.status.obligations import obligations_of
from tests.builders import day, decision, register_with, report, update
from tests.conftest import real_register
from tests.status.test_decisions_in_force import with_agency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.model.decision import Decision
    from plan190.model.register import Register, ReportFile

JOINT, EVENT = "62", "45"
"""A joint task of all departments and districts, and a task that waits for an event."""

MEMBERS = [agency.id for agency in real_register().members(("grp-sbn",))]
MOST_CALLS = 5000
"""The most function calls of a rule for the three reports and five decisions of an agency."""

WARNING = AtRisk(reason="vì", expected_on=day("12-30"))


def of_agencies(number: int) -> Register:
    """Return the register with reports and decisions of the first departments, as many for each."""
    agencies = MEMBERS[:number]
    reports: list[ReportFile] = []
    decisions: list[Decision] = []
    for position, agency in enumerate(agencies):
        reports += reports_of(agency, position)
        decisions += decisions_on(agency, position)
    return register_with(reports, decisions)


def reports_of(agency: str, position: int) -> Iterator[ReportFile]:
    """Yield reports of different dates, with claims and warnings on work that waits."""
    for month in (7, 8, 9):
        entries = [update(task, "done", "6-20", at_risk=WARNING) for task in (1, int(EVENT), int(JOINT))]
        yield report(agency, month, f"{month + 1}-{1 + position}", *entries)


def decisions_on(agency: str, position: int) -> Iterator[Decision]:
    """Yield decisions of different dates about the work of the agency."""
    on, scope = f"10-{1 + position}", {"agencies": (agency,)}
    yield decision(Accept, on, id=f"a-{agency}", tasks=(JOINT,), **scope)
    yield decision(Extend, on, id=f"e-{agency}", tasks=(1, EVENT), until=day("2024-06-30"), **scope)
    yield decision(Suspend, on, id=f"s-{agency}", tasks=(1,), **scope)
    yield decision(Resume, f"11-{1 + position}", id=f"r-{agency}", tasks=(1,), **scope)
    yield decision(Transfer, f"12-{1 + position}", id=f"t-{agency}", tasks=(1,), agency=agency, to=MEMBERS[0])


def calls_of(run: Callable[[], object]) -> int:
    """Return the number of function calls until the function returns."""
    number = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal number
        number += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("code", rules.RULES)
def test_twice_the_data_needs_twice_the_work(code: str) -> None:
    """The second twelve agencies need about as many calls as the first twelve, and not one for each other entry."""
    arguments = (day("12-31"),) if code == rules.DATE_IN_FUTURE else ()

    def calls(number: int) -> int:
        register = of_agencies(number)
        return calls_of(lambda: list(rules.run(code, register, *arguments)))

    calls(0)  # what is cached for the plan is not counted
    none, half, all_ = map(calls, (0, 12, 24))

    assert all_ - half <= 1.3 * (half - none) + 200
    assert all_ - none <= 24 * MOST_CALLS


def test_a_waiver_is_compared_with_the_diagnostics_of_its_agency_only() -> None:
    """Twice as many waivers and diagnostics need twice as many calls."""

    def calls(number: int) -> int:
        files = [f"updates/{agency}/2023-07.yaml" for agency in MEMBERS[:number]]
        waivers = [Waiver(code="P324", file=file, reason="vì", by="cong-an-tinh", until=day("12-31")) for file in files]
        entries = tuple(Entry(waiver, "waivers.yaml", ("waivers", n)) for n, waiver in enumerate(waivers))
        register = replace(real_register(), waivers=entries)
        diagnostics = [diagnostic_at(Place(file), "P324", task=1) for file in files]
        return calls_of(lambda: waive(register, diagnostics, day("12-1")))

    assert calls(24) - calls(12) <= 1.3 * (calls(12) - calls(0))


def test_each_agency_that_ceases_to_exist_changes_only_its_own_obligations() -> None:
    """Not each of them is compared with each obligation of the plan."""

    def calls(number: int) -> int:
        register = real_register()
        for agency in MEMBERS[:number]:
            register = with_agency(register, agency, valid_to=day("9-30"))
        return calls_of(lambda: obligations_of(register, (), day("12-31")))

    assert calls(24) - calls(0) <= 24 * 400
