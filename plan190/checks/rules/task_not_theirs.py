"""P304: report updates on tasks that the agency does not lead, and contributions to tasks without its cooperation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.decision import Transfer
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from plan190.model.register import Entry, Register, ReportFile

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")

Pairs = frozenset[tuple[int, str]]
"""Tasks and agencies."""


def check(register: Register) -> Iterator[Problem]:
    """Report each entry on a task in which the agency has no part or another role on the date of the report."""
    leading = _leading(register, ())
    cooperating = _cooperating(register) - leading
    transferred = any(isinstance(entry.value, Transfer) for entry in register.decisions)

    @cache
    def leading_on(day: date) -> Pairs:
        return _leading(register, snapshot_as_of(register, day).of_kind(Transfer)) if transferred else leading

    for report_file in register.reports:
        if report_file.agency in register.bodies:  # P301 reports unknown agencies, P303 unknown tasks
            now_leading = leading_on(report_file.reported_on)
            yield from _updates(register, report_file, now_leading, leading, cooperating)
            yield from _contributions(register, report_file, now_leading, cooperating)


def _updates(
    register: Register, report_file: ReportFile, now_leading: Pairs, leading: Pairs, cooperating: Pairs
) -> Iterator[Problem]:
    for entry in report_file.updates:
        pair = task, agency = entry.value.task, report_file.agency
        if task not in register.task_of or pair in now_leading:
            continue
        variant = ""
        if pair in leading:
            variant = "passed-on"
        elif pair in cooperating:
            variant = "supports"
        yield problem(entry.at("task"), variant, task=task, agency=agency)


def _contributions(
    register: Register, report_file: ReportFile, now_leading: Pairs, cooperating: Pairs
) -> Iterator[Problem]:
    for entry in report_file.contributions:
        pair = task, agency = entry.value.task, report_file.agency
        if task not in register.task_of:
            continue
        if pair in now_leading:
            yield problem(entry.at("task"), "leads", task=task, agency=agency)
        elif pair not in cooperating:
            yield problem(entry.at("task"), task=task, agency=agency)


def _leading(register: Register, transfers: Iterable[Entry[Transfer]]) -> Pairs:
    """Return each task with each agency that leads it after the transfers."""
    owed = (obligation for obligation in obligations_of(register, transfers) if obligation.passed_on is None)
    return frozenset((obligation.task.number, obligation.agency.id) for obligation in owed)


def _cooperating(register: Register) -> Pairs:
    """Return each task with each agency that the plan names as cooperating."""
    pairs: set[tuple[int, str]] = set()
    for number, task in register.task_of.items():
        pairs |= {(number, agency.id) for agency in register.members(task.cooperating.bodies)}
    return frozenset(pairs)
