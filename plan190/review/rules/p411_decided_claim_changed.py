"""P411: report claims that change after they were accepted or returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, diagnostic_at
from plan190.model.decision import Accept, Return
from plan190.review.repair import repairable
from plan190.status.snapshot import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Entry, KeyPath, ReportFile
    from plan190.model.report import Update
    from plan190.review.change import Change


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each claim that changes in its file although a decision accepted or returned it."""
    decisions = in_force(change.base.register.decisions)
    on_claims = [entry.value for entry in decisions if isinstance(entry.value, Accept | Return)]
    for old, new in change.reports:
        if old is None or new is None:
            continue
        for entry in _changed_claims(old, new, repairable(change, old)):
            task = entry.value.task
            decided_by = [decision for decision in on_claims if _is_about(change, decision, old, task)]
            if decided_by:
                yield diagnostic_at(change.head.place(entry, "state"), "P411", task=task, id=decided_by[0].id)


def _changed_claims(old: ReportFile, new: ReportFile, repaired: frozenset[KeyPath]) -> Iterator[Entry[Update]]:
    """Yield the updates that were claims before the change and differ now, except those that are repaired."""
    unchangeable = (entry for entry in old.updates if entry.key_path not in repaired)
    claims = {entry.value.task: entry.value for entry in unchangeable if entry.value.state == "done"}
    for entry in new.updates:
        claim = claims.get(entry.value.task)
        if claim is not None and _decided_parts(claim) != _decided_parts(entry.value):
            yield entry


def _decided_parts(update: Update) -> tuple[object, ...]:
    """Return the parts of an update to which a decision on the claim applies."""
    return update.state, update.done_on, update.evidence, update.indicators


def _is_about(change: Change, decision: Accept | Return, report_file: ReportFile, task: int) -> bool:
    if task not in decision.tasks or decision.date < report_file.reported_on:
        return False
    members = {agency.id for agency in change.base.register.members(decision.agencies)}
    return not decision.agencies or report_file.agency in members
