"""P338: warn about events and schedules that move a due date to an earlier date, or that remove it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.final_state import final_state
from plan190.checks.problem import Problem, problem
from plan190.model.decision import Extend, Happened, Schedule
from plan190.status.due import decided_due

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.plan import CalendarExceptions
    from plan190.model.register import Entry, Register
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot

NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report, for each task, each event or schedule that sets an earlier due date than the current one, or none.

    P328 reports an extension to an earlier date. If the agencies have several due dates, the latest one counts.
    """
    snapshot, obligations = final_state(register)
    latest: dict[tuple[str, str], tuple[Entry[Happened] | Entry[Schedule], date]] = {}
    for obligation in obligations:
        for entry, due in _moves_back(obligation, snapshot, register.plan.calendar):
            key = obligation.task.id, entry.value.id
            _, other = latest.get(key, (entry, due))
            latest[key] = entry, max(due, other)
    for (task, _), (entry, due) in latest.items():
        if entry.value.until is None:
            yield problem(entry.at("kind"), "undated", task=task, due=due)
        else:
            yield problem(entry.at("until"), task=task, day=entry.value.until, due=due)


def _moves_back(
    obligation: Obligation, snapshot: Snapshot, exceptions: CalendarExceptions
) -> Iterator[tuple[Entry[Happened] | Entry[Schedule], date]]:
    """Yield each event or schedule that sets an earlier due date or none, with the due date before it."""
    due: date | None = None  # the plan sets no date for a task that waits for an event or a schedule
    for entry in snapshot.decisions_on(obligation, Extend, Happened, Schedule):
        until = decided_due(entry.value, obligation.rule, exceptions)
        if due is not None and not isinstance(entry.value, Extend) and (until is None or until < due):
            yield entry, due
        due = until
