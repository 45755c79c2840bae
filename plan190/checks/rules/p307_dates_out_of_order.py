"""P307: report dates of a report or decision that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.entries import evidence, updates
from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from plan190.model.register import Entry, Register
    from plan190.model.report import Update

NEEDS = ("plan.yaml",)


def check(register: Register) -> Iterator[Problem]:
    """Report each date that contradicts the date of its report or decision.

    Also report each completion before the plan was issued, unless the update has a summary.
    """
    for report_file in register.reports:
        report, reported_on = report_file.report, report_file.reported_on
        yield from _later(report.parts("document", "date"), "document", reported_on)
        for day in report.parts("withdrawn", "date"):
            if day.value < reported_on:
                yield problem(day, "withdrawn", day=day.value, told=reported_on)
    for report_file, entry in updates(register):
        yield from _dates(entry, report_file.reported_on, register.plan.issued_on)
    for report_file, _, cited in evidence(register):
        yield from _later(cited.parts("date"), "evidence", report_file.reported_on)
    for decision in register.decisions:
        yield from _later(decision.parts("document", "date"), "decided", decision.value.date)
        for day in decision.parts("recorded_on"):
            if day.value < decision.value.date:
                yield problem(day, "recorded", day=day.value, told=decision.value.date)


def _dates(entry: Entry[Update], reported_on: date, issued_on: date) -> Iterator[Problem]:
    yield from _later(entry.parts("done_on"), "done", reported_on)
    for day in entry.parts("done_on"):
        if day.value <= reported_on and day.value < issued_on and entry.value.summary is None:
            yield problem(day, "early", day=day.value, issued=issued_on)
    for day in entry.parts("at_risk", "expected_on"):
        if day.value <= reported_on:
            yield problem(day, "expected", day=day.value, told=reported_on)


def _later(days: Iterable[Entry[date]], variant: str, limit: date) -> Iterator[Problem]:
    """Yield a problem for each date after the limit."""
    for day in days:
        if day.value > limit:
            yield problem(day, variant, day=day.value, told=limit)
