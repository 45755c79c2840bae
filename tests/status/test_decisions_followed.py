"""Figures and rules that follow decisions: schedules, warnings, indicators, next steps, the coming month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from plan190.checks.rules import p306_contradictory_entry as p306
from plan190.checks.rules import p325_change_without_summary as p325
from plan190.checks.rules import p326_claim_without_evidence as p326
from plan190.model.decision import Close, Extend, Schedule, Suspend, Transfer
from plan190.model.report import AtRisk
from plan190.status.assess import assess
from plan190.status.explanation import explanation_of
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.indicators import indicators_figures
from plan190.status.figures.monthly import monthly_figures
from plan190.status.occurrences import Freshness
from tests.builders import assess_on, correction, day, decision, measured, register_with, report, update, verdict
from tests.status.test_decisions_in_force import missing, with_agency

if TYPE_CHECKING:
    from plan190.checks.problem import Problem
    from plan190.model.decision import Decision
    from plan190.status.figures.indicators import IndicatorsFigures

TTTT, YTE, KHCN, MTTQ = "so-tttt", "so-y-te", "so-khcn", "mttq-tinh"
RISK = AtRisk(reason="x", expected_on=day("12-31"))


def schedule(on: str, id_: str, until: str | None, **more: Any) -> Schedule:
    """Return a schedule for task 65, recurring without a due date."""
    values = {"recurring": True} if until is None else {"until": day(until)}
    return Schedule(**vars(decision(Schedule, on, id=id_, schedule="qd-766", source="x", **(values | more))))


def variants(problems: list[Problem]) -> list[str]:
    """Return the variants of the problems."""
    return [variant for _, variant, _ in problems]


# --- two schedules for one task ---------------------------------------------------------------------------------------

DATED, RECURRING = schedule("7-5", "a", "12-31"), schedule("8-5", "b", None)


@pytest.mark.parametrize(
    ("decisions", "is_recurring"),
    [
        ([DATED], False),
        ([RECURRING], True),
        ([DATED, RECURRING], True),
        ([schedule("7-5", "a", None), schedule("8-5", "b", "12-31")], False),
        ([schedule("7-5", "a", None), schedule("8-5", "b", "12-31", corrects="a")], False),
        ([DATED, schedule("8-5", "b", None, agencies=(TTTT,))], False),
        ([DATED, schedule("9-5", "b", None)], False),
    ],
)
def test_last_schedule_decides_whether_work_is_recurring(decisions: list[Decision], *, is_recurring: bool) -> None:
    """A report of 12/8 claims task 65, another one warns of a delay: one of the two is an error."""
    claim = register_with([report(YTE, 8, "8-12", update(65, "done", "8-10"))], decisions)
    warning = register_with([report(YTE, 8, "8-12", update(65, at_risk=RISK))], decisions)

    assert ("recurring" in variants(list(p326.check(claim)))) is is_recurring
    assert ("risk-undated" in variants(list(p306.check(warning)))) is is_recurring
    assert verdict(assess_on("8-20", [], decisions), 65, YTE).record.is_recurring is is_recurring


def test_schedule_follows_a_transfer() -> None:
    """The agency that received task 65 has the due date that was set for the one before it."""
    decisions = [
        schedule("7-5", "a", "12-31", agencies=(YTE,)),
        decision(Transfer, "7-20", tasks=(65,), agency=YTE, to=MTTQ),
    ]

    assert list(p306.check(register_with([report(MTTQ, 8, "8-12", update(65, at_risk=RISK))], decisions))) == []


def test_late_last_report_counts_as_one_of_the_last_date() -> None:
    """An agency that existed through 9/8 warns of a delay in a report of 12/8."""
    register = register_with([report(YTE, 8, "8-12", update(65, at_risk=RISK))], [DATED])

    assert list(p306.check(with_agency(register, YTE, valid_to=day("8-9")))) == []


# --- reports ----------------------------------------------------------------------------------------------------------


def test_progress_is_not_compared_with_the_correction_of_an_older_period() -> None:
    """The September report corrects July to 80 %; the progress of 60 % in August is the one that counts."""
    reports = [
        report(YTE, 7, "7-12", update(32, progress=40)),
        report(YTE, 8, "8-12", update(32, progress=60)),
        report(YTE, 9, "9-12", correction(7, 32, progress=80), update(32, progress=70)),
        report(YTE, 10, "10-12", update(32, progress=50)),
    ]

    assert [str(values["period"]) for _, _, values in p325.check(register_with(reports))] == ["2023-09"]


def test_explanation_has_decisions_of_one_date_in_the_order_of_the_file() -> None:
    """Suspended before it is extended, on one date."""
    decisions = [decision(Suspend, "7-5", tasks=(46,)), decision(Extend, "7-5", tasks=(46,), until=day("12-31"))]
    register = register_with([], decisions)
    assessment = assess(register, day("7-20"), register.plan.policy)
    steps = explanation_of(register, assessment, verdict(assessment, 46))

    assert [step.value for step in steps if step.name == "decided"] == decisions


# --- delay warnings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("warned", "first", "timely"),
    [
        ([True, True, True], "8-12", True),
        ([False, True, True], "9-12", True),
        ([True, False, True], "10-12", False),
        ([False, False, True], "10-12", False),
    ],
)
def test_repeated_warning_counts_from_the_first_one(warned: list[bool], first: str, *, timely: bool) -> None:
    """Task 63 is due on 30/9; reports of August, September and October."""
    reports = [
        report(YTE, month, f"{month}-12", update(63, at_risk=RISK if has_warning else None))
        for month, has_warning in zip((8, 9, 10), warned, strict=True)
    ]
    warning = verdict(assess_on("10-20", reports), 63, YTE).at_risk

    assert warning is not None
    assert (warning.reported_on, warning.timely) == (day(first), timely)


def test_work_that_is_not_open_has_no_warning() -> None:
    """Suspended work, and work that a schedule has made recurring."""
    reports = [report(YTE, 8, "8-12", update(63, at_risk=RISK), update(65, at_risk=RISK))]
    decisions = [DATED, decision(Suspend, "8-20", tasks=(63,)), schedule("8-20", "b", None)]
    before, after = assess_on("8-19", reports, decisions), assess_on("8-20", reports, decisions)

    assert [verdict(before, task, YTE).at_risk is not None for task in (63, 65)] == [True, True]
    assert [verdict(after, task, YTE).at_risk for task in (63, 65)] == [None, None]


# --- indicators -------------------------------------------------------------------------------------------------------

READERS = "trang-bi-dau-doc-the"


def readers_on(on: str, decisions: list[Decision], *agencies: str) -> tuple[int, IndicatorsFigures]:
    """Return the sum of the indicator of task 32, and all figures; each agency reports 100 more than the one before."""
    reports = []
    for number, agency in enumerate(agencies):
        values = (measured(READERS, 100 * (number + 1), 1000),)
        reports.append(report(agency, 8 + number, f"{8 + number}-12", update(32, indicators=values)))
    register = register_with(reports, decisions)
    figures = indicators_figures(register, assess(register, day(on), register.plan.policy))
    return sum(int(total.value) for total in figures.totals), figures


def test_values_of_transferred_work_are_not_added_twice() -> None:
    """The values of the old agency count until the new one reports its own."""
    transfer = decision(Transfer, "8-20", tasks=(32,), agency=YTE, to=KHCN)

    assert readers_on("9-10", [transfer], YTE, KHCN)[0] == 100
    assert readers_on("9-20", [transfer], YTE, KHCN)[0] == 200


def test_indicators_of_ended_or_suspended_work_are_not_missing() -> None:
    """Task 32 is the only one with this indicator."""
    suspend, close = decision(Suspend, "8-20", tasks=(32,)), decision(Close, "8-20", tasks=(32,))

    assert READERS in readers_on("9-20", [])[1].unreported
    assert READERS not in readers_on("9-20", [suspend])[1].unreported
    assert READERS not in readers_on("9-20", [close])[1].unreported
    assert readers_on("9-20", [suspend], YTE)[0] == 100
    assert readers_on("9-20", [close], YTE)[0] == 0


# --- lists ------------------------------------------------------------------------------------------------------------


def test_next_steps_name_the_joint_task() -> None:
    """Task 62 is overdue for all its agencies, and no next step while it is suspended."""
    for decisions, is_named in ([], True), ([decision(Suspend, "7-5", tasks=(62,))], False):
        register = register_with([], decisions)
        assessment = assess(register, day("7-20"), register.plan.policy)
        agency = register.agencies[register.order[YTE]].value
        overdue = agency_figures(register, assessment, agency).next_steps.overdue
        assert ("62" in {verdict.task.id for verdict in overdue}) is is_named


def test_coming_month_of_a_closed_plan_has_no_reports() -> None:
    """Nobody owes the report of the coming months."""
    for decisions, number in ([], 2), ([decision(Close, "7-5", whole_plan=True)], 0):
        register = register_with([], decisions)
        assessment = assess(register, day("7-10"), register.plan.policy)
        figures = monthly_figures(register, assessment, assessment.period)
        assert len(figures.coming.reports) == number


def test_suspended_whole_plan_asks_for_reports_but_not_for_updates() -> None:
    """The months whose reports were due during the suspension are not missed."""
    assessment = assess_on("9-20", [], [decision(Suspend, "7-5", whole_plan=True)])

    assert {item.freshness for item in assessment.verdicts} == {Freshness()}
    assert missing(assessment, YTE) == ["2023-07", "2023-08", "2023-09"]
