"""What each kind of decision changes: one test for each cell of the table in docs/decisions.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from plan190.checks.deadline_gate import check_deadlines, scope_of
from plan190.model.agency import Successor
from plan190.model.decision import (
    Accept,
    Close,
    Extend,
    Happened,
    Reply,
    Resume,
    Return,
    Schedule,
    Settle,
    Suspend,
    Transfer,
    Withdraw,
)
from plan190.model.report import AtRisk, Obstacle
from plan190.status.assess import assess
from plan190.status.figures.agency import agency_figures
from plan190.status.figures.at_risk import at_risk_figures
from plan190.status.figures.calendar import calendar_figures
from plan190.status.figures.indicators import indicators_figures
from plan190.status.obstacles import open_obstacles
from plan190.status.selection import due_through, missing_reports, overdue
from tests.builders import day, decision, measured, register_with, report, update
from tests.conftest import ROOT
from tests.status.test_decisions_in_force import with_agency

if TYPE_CHECKING:
    from collections.abc import Callable

    from plan190.model.decision import Decision
    from plan190.model.register import Register, ReportFile
    from plan190.status.verdicts import Assessment, Verdict

YTE, MTTQ = "so-y-te", "mttq-tinh"
AS_OF = day("10-20")
INDICATOR = "hai-long-dich-vu-cong-truc-tuyen"
OPEN: dict[str, Any] = {
    "at_risk": AtRisk(reason="x", expected_on=day("12-31")),
    "obstacles": (Obstacle(category="kinh-phi", beyond_authority=True, description="x", proposal="x"),),
    "indicators": (measured(INDICATOR, 50, 100),),
}


def reports(task: int, state: str = "in_progress", done_on: str | None = None) -> list[ReportFile]:
    """Return the reports through September: the task with an obstacle and a warning, task 35 not in September.

    The report of October, due on 14 October, is missing.
    """
    last = OPEN if state == "in_progress" else {"indicators": OPEN["indicators"]}
    return [
        report(YTE, 7, "7-12", update(task, **OPEN), update(35)),
        report(YTE, 8, "8-12", update(task, **OPEN), update(35)),
        report(YTE, 9, "9-12", update(task, state, done_on, **last)),
    ]


@dataclass(frozen=True)
class Row:
    """Decisions about task 63 or another one, and task 35, with the reports and the expected value of each column."""

    decisions: tuple[Decision, ...]
    expected: tuple[Any, ...]
    task: int = 63
    claimed_on: str | None = None
    ends: bool = False

    @property
    def register(self) -> Register:
        """The register with the reports and decisions."""
        state = "in_progress" if self.claimed_on is None else "done"
        register = register_with(reports(self.task, state, self.claimed_on), self.decisions)
        if self.ends:
            successors = (Successor(to=MTTQ),)
            register = with_agency(register, YTE, valid_to=day("9-19"), successors=successors)
        return register


@dataclass(frozen=True)
class Result:
    """The assessment of a row, and the verdicts on its task and on task 35."""

    register: Register
    assessment: Assessment
    work: Verdict
    recurring: Verdict

    def gate(self, verdict: Verdict) -> set[str]:
        """Return the codes of the deadline gate for the obligation."""
        ids = verdict.obligation.agency_ids
        scope = scope_of(self.assessment, ["overdue", "stale", "claimed-unaccepted"], 30, ids)
        only = scope._replace(obligations=[verdict])
        return {diagnostic.code for diagnostic in check_deadlines(self.register, self.assessment, only)}


def state(result: Result) -> tuple[str, int]:
    """Return the state and the days late."""
    return str(result.work.state), result.work.days_late


def due(result: Result) -> str:
    """Return the due date; "" if there is none."""
    return str(result.work.due or "")[5:]


def occurrences(result: Result) -> tuple[int, bool]:
    """Return the number of months of task 35 asked for, and whether the gate reports that the last was missed."""
    return len(result.recurring.record.occurrences), "P504" in result.gate(result.recurring)


def monthly_reports(result: Result) -> list[str]:
    """Return the months whose report of the department of health is missing."""
    return [str(item.period)[5:] for item in missing_reports(result.assessment) if item.agency.id == YTE]


def lists(result: Result) -> set[str]:
    """Return the lists with the work: overdue, due soon, calendar, next steps; and the codes of the gate."""
    assessment, work = result.assessment, result.work
    body = work.agencies[0]
    steps = agency_figures(result.register, assessment, body).next_steps
    due_dates = calendar_figures(result.register, assessment, body).tasks
    found = {
        "overdue": work in overdue(assessment),
        "due": work in due_through(assessment, AS_OF + timedelta(days=30)),
        "calendar": any(work in item.open_verdicts for item in due_dates),
        "next": work in (*steps.overdue, *steps.due_soon),
    }
    return {name for name, is_listed in found.items() if is_listed} | (result.gate(work) - {"P504"})


def indicators(result: Result) -> int:
    """Return how many agencies' values are added up."""
    totals = indicators_figures(result.register, result.assessment).totals
    return next((len(total.series) for total in totals if total.indicator.id == INDICATOR), 0)


def obstacles(result: Result) -> list[tuple[str, int]]:
    """Return the agencies with an open obstacle, and the number of answers."""
    return [(item.agency.id, len(item.answers)) for item in open_obstacles(result.assessment)]


def warnings(result: Result) -> list[str]:
    """Return the bodies with a current delay warning."""
    return [warning.verdict.body.id for warning in at_risk_figures(result.assessment).by_task]


def owed(result: Result) -> tuple[str, int]:
    """Return the body that owes the work, and the number of all obligations."""
    return result.work.body.id, result.assessment.by_obligation.total


COLUMNS: tuple[Callable[[Result], Any], ...] = (
    state, due, occurrences, monthly_reports, lists, indicators, obstacles, warnings, owed,
)  # fmt: skip

WORK: dict[str, Any] = {"tasks": (63, 35), "agencies": (YTE,)}
LATE = {"overdue", "calendar", "next", "P501"}
SOON = {"due", "calendar", "next", "P503"}
WAITS: tuple[Any, ...] = ((4, True), ["10"])
OPEN_WORK: tuple[Any, ...] = (1, [(YTE, 0)], [YTE], (YTE, 344))
NOT_AT_RISK: tuple[Any, ...] = (1, [(YTE, 0)], [], (YTE, 344))
CLAIMED: tuple[Any, ...] = (1, [], [], (YTE, 344))
EXTEND = decision(Extend, "9-10", id="a", tasks=(63,), agencies=(YTE,), until=day("12-31"))

ROWS: dict[str, Row] = {
    "none": Row((), (("overdue", 20), "09-30", *WAITS, LATE, *OPEN_WORK)),
    "accept": Row(
        (decision(Accept, "9-20", tasks=(63,), agencies=(YTE,)),),
        (("done_on_time", 0), "09-30", *WAITS, set(), *CLAIMED),
        claimed_on="9-10",
    ),
    "return": Row(
        (decision(Return, "9-20", tasks=(63,), agencies=(YTE,)),),
        (("overdue", 20), "09-30", *WAITS, LATE, *CLAIMED),
        claimed_on="9-10",
    ),
    "extend": Row(
        (decision(Extend, "10-10", tasks=(63,), agencies=(YTE,), until=day("10-25")),),
        (("due_soon", 9), "10-25", *WAITS, SOON, *OPEN_WORK),
    ),
    "event": Row(
        (decision(Happened, "9-20", event="huong-dan-chu-ky-so", until=day("10-25")),),
        (("due_soon", 0), "10-25", *WAITS, SOON, 1, [], [], ("so-tttt", 344)),
        task=45,
    ),
    "schedule": Row(
        (decision(Schedule, "9-20", schedule="qd-766", recurring=True, source="x"),),
        (("recurring", 0), "", *WAITS, set(), *NOT_AT_RISK),
        task=65,
    ),
    "suspend": Row(
        (decision(Suspend, "9-20", **WORK),), (("waiting", 0), "09-30", (3, False), ["10"], set(), *NOT_AT_RISK)
    ),
    "resume": Row(
        (decision(Suspend, "9-20", **WORK), decision(Resume, "10-10", **WORK)),
        (("overdue", 11), "09-30", *WAITS, LATE, *OPEN_WORK),
    ),
    "close": Row(
        (decision(Close, "9-20", agencies=(YTE,)),),
        (("ended", 0), "09-30", (3, False), [], set(), 0, [], [], (YTE, 344)),
    ),
    "transfer": Row(
        (decision(Transfer, "9-20", tasks=(63, 35), agency=YTE, to=MTTQ),),
        (("overdue", 20), "09-30", *WAITS, LATE, 1, [(MTTQ, 0)], [MTTQ], (MTTQ, 344)),
    ),
    "settle": Row(
        (decision(Settle, "9-20", assumption="truoc-ngay", answer="x"),),
        (("overdue", 20), "09-30", *WAITS, LATE, *OPEN_WORK),
    ),
    "answer": Row(
        (decision(Reply, "9-20", agency=YTE, task=63, obstacle="kinh-phi", answer="x"),),
        (("overdue", 20), "09-30", *WAITS, LATE, 1, [(YTE, 1)], [YTE], (YTE, 344)),
    ),
    "corrects": Row(
        (EXTEND, decision(Extend, "10-5", id="b", corrects="a", tasks=(63,), agencies=(YTE,), until=day("10-25"))),
        (("due_soon", 0), "10-25", *WAITS, SOON, *OPEN_WORK),
    ),
    "withdraw": Row(
        (EXTEND, decision(Withdraw, "10-5", corrects="a")),
        (("overdue", 20), "09-30", *WAITS, LATE, *OPEN_WORK),
    ),
    "valid_to": Row(
        (), (("overdue", 20), "09-30", (4, True), [], LATE, 1, [(MTTQ, 0)], [MTTQ], (MTTQ, 344)), ends=True
    ),
}


@cache
def result_of(name: str) -> Result:
    """Return the result of the row as of 20 October."""
    register = ROWS[name].register
    assessment = assess(register, AS_OF, register.plan.policy)
    by_key = {verdict.obligation.key: verdict for verdict in assessment.verdicts}
    origin = "so-tttt" if name == "event" else YTE
    return Result(register, assessment, by_key[str(ROWS[name].task), origin], by_key["35", YTE])


CELLS = [(name, number) for name in ROWS for number in range(len(COLUMNS))]


@pytest.mark.parametrize(("name", "number"), CELLS, ids=[f"{name}-{COLUMNS[n].__name__}" for name, n in CELLS])
def test_what_a_decision_changes(name: str, number: int) -> None:
    """Each computation as of 20 October follows the decision."""
    assert COLUMNS[number](result_of(name)) == ROWS[name].expected[number]


@pytest.mark.parametrize("page", ["decisions.md", "decisions.vi.md"])
def test_table_in_the_documentation_has_the_same_cells(page: str) -> None:
    """Each row names its kind of decision, and has one cell for each computation."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    table = re.search(r"(?:^\|.*`accept` *\|(?:.*\n\|)*.*$)", text.split("<!-- effects -->")[1], re.MULTILINE)
    assert table is not None
    rows = [row.strip("| ").split("|") for row in table[0].splitlines()]
    assert [row[0].strip(" `") for row in rows] == list(ROWS)[1:]
    assert {len(row) - 1 for row in rows} == {len(COLUMNS)}
