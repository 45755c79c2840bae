"""Findings of the deadline gate on obligations that passed to another agency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.baseline import baseline_of, compare
from plan190.checks.deadline_gate import check_deadlines, counts_of, scope_of
from plan190.diagnostics import fingerprints, ordered
from plan190.model.decision import Transfer
from plan190.status.assess import assess
from plan190.status.state import State
from tests.builders import day, decision, register_with

if TYPE_CHECKING:
    from plan190.diagnostics import Diagnostic
    from plan190.model.decision import Decision

ON = "7-25"


def overdue_findings(*decisions: Decision) -> tuple[Diagnostic, ...]:
    """Return the findings on overdue work of the real plan with these decisions, and demand that none is lost."""
    register = register_with(decisions=decisions)
    assessment = assess(register, day(ON), register.plan.policy)
    scope = scope_of(assessment, ["overdue"], None, register.bodies)
    findings = ordered(check_deadlines(register, assessment, scope))
    assert len(findings) == assessment.by_obligation[State.OVERDUE]
    (count,) = counts_of(findings)
    assert (count.stated, count.assumed) == (assessment.stated[State.OVERDUE], assessment.assumed[State.OVERDUE])
    return findings


def passed(on: str = "7-5") -> Decision:
    """Return the transfer of task 59 to an agency that owes it already."""
    return decision(Transfer, on, tasks=[59], agency="so-y-te", to="so-noi-vu")


def test_each_obligation_of_an_agency_that_owes_a_task_twice_is_a_finding() -> None:
    """Its own obligation, and the one that it took over."""
    findings = [item for item in overdue_findings(passed()) if (item.agency, item.task) == ("so-noi-vu", "59")]

    assert [dict(item.values)["name"] for item in findings] == ["Sở Nội vụ", "Sở Y tế → Sở Nội vụ"]
    assert len(set(fingerprints(findings))) == 2


def test_an_obligation_that_is_taken_over_stays_known() -> None:
    """Only if it was known itself: the agency's own obligation on the same task in the baseline does not hide it."""
    known = baseline_of(overdue_findings())
    findings = overdue_findings(passed())
    of_others = {finding: periods for finding, periods in known.items() if finding.agency != "so-y-te"}

    assert not set(findings) - compare(findings, known, lambda _: True).known
    assert compare(findings, known, lambda _: True).gone == ()
    new = set(findings) - compare(findings, of_others, lambda _: True).known
    assert ("so-noi-vu", "59", "so-y-te") in {(item.agency, item.task, dict(item.values).get("origin")) for item in new}
