"""The types of the facts of `check` and `gate`, as in `status.fact_types`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypedDict

from plan190.checks.deadline_gate import Gate, GateCount
from plan190.document.blocks import FindingFacts
from plan190.model.fields import Day
from plan190.model.task import TaskNumber
from plan190.status.fact_types import LeftOut

Program = TypedDict("Program", {"name": Literal["plan190"], "version": str})
"""The program that made the output, and its version."""
Tool = TypedDict("Tool", {"version": Literal[1], "tool": Program})
"""The version of the form of the output, and the program."""
Counts = TypedDict("Counts", {"error": int, "warning": int, "note": int, "waived": int, "old": int})
"""The number of findings of each severity that are neither old nor waived, and the number of those that are."""
Found = TypedDict("Found", {"counts": Counts, "findings": Sequence[FindingFacts]})
"""The findings and their number."""
RulePage = TypedDict("RulePage", {"code": str, "name": str, "waivable": bool, "page": str})
"""The page of a code."""
Run = TypedDict("Run", {"base": None, "head": None, "today": Day, "files_checked": int, "data": str})
"""What was checked."""
GateOptions = TypedDict(
    "GateOptions", {"fail_on": Sequence[Gate], "within": int | None, "agency": Sequence[str] | None}
)
"""What `gate` was asked to report."""


class GateRun(Run, GateOptions):
    """What was checked for missed deadlines. `looked_at`: the number of obligations and reports."""

    looked_at: int


class Check(Tool, Found):
    """The findings of a check."""

    format: Literal["plan190.check"]
    run: Run


class GateResult(Tool, Found, LeftOut):
    """The missed deadlines. `gone`: the number of known findings that no longer exist; null without a baseline."""

    format: Literal["plan190.gate"]
    run: GateRun
    gone: int | None
    summary: Sequence[GateCount]


ForecastFinding = TypedDict(
    "ForecastFinding",
    {"code": str, "agency": str, "task": TaskNumber | None, "task_id": str | None, "period": str, "origin": str | None},
)
"""A finding as the baseline has it; each missing report is one of its own, without a task.

`origin`: the agency from which the agency took the task over.
"""
ForecastStep = TypedDict(
    "ForecastStep", {"date": Day, "fails": bool, "findings": int, "ended": int, "new": Sequence[ForecastFinding]}
)
"""The findings from a date until the next step. `new`, `ended`: compared with the step before."""


class Forecast(TypedDict):
    """The findings of the gate through `until`, if nothing is done.

    `fails_on`, `last_safe`: null if there is no such date.
    """

    fail_on: Sequence[Gate]
    within: int | None
    until: Day
    fails: bool
    fails_on: Day | None
    last_safe: Day | None
    steps: Sequence[ForecastStep]
