"""The types of the facts of `check` and `gate`, as in `status.fact_types`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from typing_extensions import TypedDict

from plan190.checks.deadline_gate import Gate, GateCount
from plan190.document.blocks import FindingFacts
from plan190.model.fields import Day
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
