"""The forecast of the deadline gate: what it says of a date is what the gate reports on that date."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from plan190.checks.baseline import baseline_of, compare
from plan190.checks.deadline_gate import check_deadlines, scope_of
from plan190.checks.forecast import Forecast, GateQuestion, forecast
from plan190.cli.gate import GATES
from plan190.model.agency import Successor
from plan190.status.assess import assess
from tests.builders import day
from tests.conftest import EXAMPLE, example_register, real_register
from tests.status.test_decisions_in_force import with_agency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plan190.model.register import Register
    from plan190.status.verdicts import Assessment
    from tests.conftest import Ran

AS_OF = ("--data", str(EXAMPLE), "--as-of", "2023-09-20")


def changed_example() -> Register:
    """Return the example in which one agency passes its tasks on later in 2023, and another ends without successor."""
    successors = (Successor(to="so-khcn"),)
    register = with_agency(example_register(), "so-tttt", valid_to=day("10-20"), successors=successors)
    return with_agency(register, "so-noi-vu", valid_to=day("11-14"))


def runs(register: Register, first: str, last: str) -> Iterator[Assessment]:
    """Yield the assessment of each date."""
    for number in range((day(last) - day(first)).days + 1):
        yield assess(register, day(first) + timedelta(number), register.plan.policy)


def questions(register: Register, before: Assessment) -> Iterator[GateQuestion]:
    """Yield questions about all or some gates and agencies, with and without known findings."""
    everything = frozenset(register.bodies)
    known = baseline_of(check_deadlines(register, before, scope_of(before, GATES, 10, everything)))
    yield GateQuestion(("overdue",), None, everything, {})
    yield GateQuestion(GATES, None, everything, {})
    yield GateQuestion(GATES, 10, everything, known)
    yield GateQuestion(("missing-report",), 0, frozenset({"so-tttt", "so-khcn", "so-noi-vu"}), {})


def number_on(assessment: Assessment, question: GateQuestion, register: Register) -> int:
    """Return how many findings of the gate as of the date are not known."""
    scope = scope_of(assessment, question.gates, question.within, question.agencies)
    diagnostics = list(check_deadlines(register, assessment, scope))
    return len(diagnostics) - len(compare(diagnostics, question.known, lambda _: True).known)


def number_forecast(figures: Forecast, on: date) -> int:
    """Return how many findings the forecast has for the date."""
    return [step for step in figures.steps if step.day <= on][-1].findings


@pytest.mark.parametrize(
    ("register_of", "first", "last"),
    [
        (example_register, "9-20", "11-20"),
        (changed_example, "9-20", "11-20"),
        (real_register, "2025-02-26", "2025-03-16"),
        (real_register, "2025-06-28", "2025-07-16"),
    ],
)
def test_it_equals_the_gate_of_each_date(register_of: Callable[[], Register], first: str, last: str) -> None:
    """With suspended, waiting and joint work, and before and after successions, also those of 2025."""
    register = register_of()
    assessments = list(runs(register, first, last))
    for question in questions(register, assessments[0]):
        figures = forecast(register, assessments[0], question, len(assessments) - 1)
        for assessment in assessments:
            expected = number_on(assessment, question, register)
            assert number_forecast(figures, assessment.as_of) == expected, (assessment.as_of, question.gates)


def test_an_agency_that_has_ceased_is_asked_nothing() -> None:
    """From the date of the succession, the findings are those of the successor."""
    register = changed_example()
    before = assess(register, day("9-20"), register.plan.policy)
    question = GateQuestion(("overdue", "missing-report"), None, frozenset(register.bodies), {})
    later = [step for step in forecast(register, before, question, 200).steps if step.day > day("11-15")]
    named = {finding.agency for step in later for finding in step.new}
    assert later
    assert named.isdisjoint({"so-tttt", "so-noi-vu"})
    assert "so-khcn" in named


def test_what_comes_later_does_not_count() -> None:
    """As of a past date, the forecast is that of the data which had only the reports and decisions of then."""
    register, then = example_register(), day("7-20")
    reports = tuple(report for report in register.reports if report.reported_on <= then)
    decisions = tuple(entry for entry in register.decisions if entry.value.counts_from <= then)
    of_then = replace(register, reports=reports, decisions=decisions)
    assert len(reports) < len(register.reports)
    question = GateQuestion(("overdue", "stale"), None, frozenset(register.bodies), {})
    before = assess(register, then, register.plan.policy)
    assert forecast(register, before, question, 60).steps == forecast(of_then, before, question, 60).steps


def facts(run: Callable[..., Ran], *arguments: str) -> Any:
    """Return the facts of the forecast."""
    return json.loads(run("forecast", *arguments, "--format", "json").out)


def test_the_last_safe_date(run: Callable[..., Ran]) -> None:
    """Task 37 is due first; the gate passes on its due date, and fails the day after."""
    answer = facts(run, "--as-of", "2023-06-13")
    assert (answer["fails"], answer["last_safe"], answer["fails_on"]) == (False, "2023-06-14", "2023-06-15")
    assert [finding["task_id"] for finding in answer["steps"][1]["new"]] == ["37"]
    assert [run("gate", "--as-of", answer[key]).code for key in ("last_safe", "fails_on")] == [0, 1]


def test_it_fails_already(run: Callable[..., Ran]) -> None:
    """There is no safe date; the first step has the findings of the gate, the next ones what comes then."""
    answer = facts(run, *AS_OF)
    gate = json.loads(run("gate", *AS_OF, "--format", "json").out)
    assert (answer["fails"], answer["last_safe"], answer["fails_on"]) == (True, None, "2023-09-20")
    assert answer["steps"][0]["findings"] == len(answer["steps"][0]["new"]) == len(gate["findings"])
    assert [step["date"] for step in answer["steps"]] == ["2023-09-20", "2023-09-26", "2023-10-01", "2024-01-01"]


def test_known_findings_do_not_count(run: Callable[..., Ran], tmp_path: Any) -> None:
    """With a baseline of today, the gate passes until the next due date; a damaged one is refused."""
    file = tmp_path / "known.json"
    run("gate", *AS_OF, "--baseline", str(file), "--write-baseline")
    answer = facts(run, *AS_OF, "--baseline", str(file))
    assert (answer["fails"], answer["last_safe"], answer["steps"][0]["new"]) == (False, "2023-09-25", [])
    file.write_text("{}", "utf-8")
    assert run("forecast", *AS_OF, "--baseline", str(file)).code == 2
    assert run("forecast", *AS_OF, "--baseline", str(tmp_path / "none.json")).code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("--as-of", "2035-01-01"), 0, "No further findings through 1 January 2036"),
        (("--as-of", "2023-06-13", "--days", "0"), 0, "Next due date after that: 14 June 2023 (task numbers: 37)."),
        (("--as-of", "2023-06-13", "--days", "0"), 0, "If nothing is done, it still passes on 13 June 2023."),
        (("--days", "99999"), 2, ""),
        (("--agency", "tinh-uy"), 2, ""),
        (("--fail-on", "late"), 2, ""),
    ],
)
def test_at_the_limits(arguments: tuple[str, ...], code: int, text: str, run: Callable[..., Ran]) -> None:
    """After everything, without days ahead; too many days, an agency that owes nothing, an unknown gate."""
    ran = run("forecast", *arguments, "--lang", "en")
    assert ran.code == code
    assert text in ran.out


def test_a_report_with_errors_fails_every_date(run: Callable[..., Ran], copy: Any) -> None:
    """The gate fails as long as a report is left out, and so does the forecast."""
    report = copy / "updates" / "so-y-te" / "2023-07.yaml"
    report.parent.mkdir()
    report.write_text("agency: so-y-te\nperiod: 2023-07\nreported_on: 2023-07-1\n", "utf-8")
    where = ("--data", str(copy), "--as-of", "2023-06-13")
    assert run("gate", *where).code == 1
    answer = facts(run, *where)
    assert (answer["fails"], answer["last_safe"]) == (True, None)
    assert "Số báo cáo chưa tính vì có lỗi: 1." in run("forecast", *where).out


def test_it_assesses_only_where_something_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year costs one assessment for each due date, not one for each day."""
    register, counted = real_register(), []
    before = assess(register, day("6-13"), register.plan.policy)
    monkeypatch.setattr("plan190.checks.forecast.assess", lambda *args: counted.append(args) or assess(*args))
    forecast(register, before, GateQuestion(GATES, None, frozenset(register.bodies), {}), 365)
    assert 10 < len(counted) < 25
