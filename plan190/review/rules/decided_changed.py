"""P411: report claims that change after they were accepted or returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.model.decision import Accept, Return
from plan190.status.snapshot import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import ReportFile
    from plan190.model.report import Update
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each claim of a report file that a decision is about and that now says something else in the same file."""
    decisions = [entry.value for entry in in_force(change.base.register.decisions)]
    on_claims = [decision for decision in decisions if isinstance(decision, Accept | Return)]
    for old, new in change.reports:
        if old is None or new is None:
            continue
        after = {entry.value.task: entry for entry in new.updates}
        for claim in old.updates:
            task, update = claim.value.task, after.get(claim.value.task)
            if claim.value.state != "done" or update is None or _claimed(update.value) == _claimed(claim.value):
                continue
            decided_by = [decision for decision in on_claims if _is_about(change, decision, old, task)]
            if decided_by:
                yield diagnostic_at(change.head.place(update, "state"), "P411", task=task, id=decided_by[0].id)


def _claimed(update: Update) -> tuple[object, ...]:
    """Return what a decision on a claim looks at."""
    return update.state, update.done_on, update.evidence, update.indicators


def _is_about(change: Change, decision: Accept | Return, report_file: ReportFile, task: int) -> bool:
    if task not in decision.tasks or decision.date < report_file.reported_on:
        return False
    members = {agency.id for agency in change.base.register.members(decision.agencies)}
    return not decision.agencies or report_file.agency in members
