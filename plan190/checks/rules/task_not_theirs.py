"""P304: report updates on tasks that the agency does not lead, and contributions to those it does not support."""

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

    from plan190.model.register import Entry, Register

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")

Pairs = frozenset[tuple[int, str]]
"""Tasks and agencies."""


def check(register: Register) -> Iterator[Problem]:
    """Report each entry on a task in which the agency has no part, or another one, on the date of the report."""
    leading = _leading(register, ())
    supporting: set[tuple[int, str]] = set()
    for number, task in register.task_of.items():
        supporting |= {(number, agency.id) for agency in register.members(task.cooperating.bodies)}
    supporting -= leading
    transferred = any(isinstance(entry.value, Transfer) for entry in register.decisions)

    @cache
    def leading_on(day: date) -> Pairs:
        return _leading(register, snapshot_as_of(register, day).of_kind(Transfer))

    for report_file in register.reports:
        agency = report_file.agency
        if agency not in register.bodies:
            continue  # P301 reports the unknown agency
        leads = leading_on(report_file.reported_on) if transferred else leading
        for entry in report_file.updates:
            pair = (entry.value.task, agency)
            if pair[0] in register.task_of and pair not in leads:
                variant = "supports" if pair in supporting else ""
                if pair in leading:
                    variant = "passed-on"
                yield problem(entry.at("task"), variant, task=pair[0], agency=agency)
        for contribution in report_file.contributions:
            pair = (contribution.value.task, agency)
            if pair[0] in register.task_of and (pair in leads or pair not in supporting):
                variant = "leads" if pair in leads else ""
                yield problem(contribution.at("task"), variant, task=pair[0], agency=agency)


def _leading(register: Register, transfers: Iterable[Entry[Transfer]]) -> Pairs:
    """Return each task with each agency that leads it after the transfers."""
    owed = (obligation for obligation in obligations_of(register, transfers) if not obligation.is_transferred)
    return frozenset((obligation.task.number, obligation.agency.id) for obligation in owed)
