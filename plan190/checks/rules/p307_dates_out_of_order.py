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
        issued_on = cited.value.date
        if issued_on is not None and issued_on > report_file.reported_on:
            yield problem(cited.at("date"), "evidence", day=issued_on, told=report_file.reported_on)
    for decision in register.decisions:
        yield from _later(decision.parts("document", "date"), "decided", decision.value.date)
        for day in decision.parts("recorded_on"):
            if day.value < decision.value.date:
                yield problem(day, "recorded", day=day.value, told=decision.value.date)


def _dates(entry: Entry[Update], reported_on: date, issued_on: date) -> Iterator[Problem]:
    done_on, warning = entry.value.done_on, entry.value.at_risk
    if done_on is not None and done_on > reported_on:
        yield problem(entry.at("done_on"), "done", day=done_on, told=reported_on)
    elif done_on is not None and done_on < issued_on and entry.value.summary is None:
        yield problem(entry.at("done_on"), "early", day=done_on, issued=issued_on)
    if warning is not None and warning.expected_on <= reported_on:
        yield problem(entry.at("at_risk", "expected_on"), "expected", day=warning.expected_on, told=reported_on)


def _later(days: Iterable[Entry[date]], variant: str, limit: date) -> Iterator[Problem]:
    """Yield a problem for each date after the limit."""
    for day in days:
        if day.value > limit:
            yield problem(day, variant, day=day.value, told=limit)
