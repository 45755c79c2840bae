"""P411: what the coordinator has decided on stays as it was decided on; a later word says it otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.decision import Accept, Return
from plan190.status.snapshot import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.report import MonthlyReport, Update
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Give each claim that was accepted or sent back and now says something else in the same file."""
    decided = [one.value for one in in_force(change.base.register.decisions) if isinstance(one.value, (Accept, Return))]
    for old, new in change.reports if decided else ():
        if old is None or new is None:
            continue
        report = old.report.value
        now = {entry.value.task: entry for entry in new.updates}
        for entry in old.updates:
            claim, changed = entry.value, now.get(entry.value.task)
            if changed is None or _claimed(claim) == _claimed(changed.value) or claim.state != "done":
                continue
            by = next((one for one in decided if _is_about(change, one, report, claim.task)), None)
            if by is not None:
                place = change.head.register.place(changed, "state")
                yield problem(place, "P411", "", task=claim.task, id=by.id)


def _claimed(update: Update) -> tuple[object, ...]:
    """Give what a decision on a claim looks at."""
    return update.state, update.done_on, update.evidence, update.indicators


def _is_about(change: Change, decision: Accept | Return, report: MonthlyReport, task: int) -> bool:
    if task not in decision.tasks or decision.date < report.reported_on:
        return False
    members = {one.id for one in change.base.register.members(decision.agencies)}
    return not decision.agencies or report.agency in members
