"""P411: report changes of what a decision accepted or returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, diagnostic_at
from plan190.review.change import entries_only_in
from plan190.review.repair import repairable

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from plan190.model.period import Period
    from plan190.model.register import Entry, ReportFile
    from plan190.model.report import Update
    from plan190.review.change import Change
    from plan190.review.decided_claims import DecidedClaims, ObligationClaim


def check(change: Change) -> Iterator[Diagnostic]:
    """Report each decision that would apply to another claim than before, to other content of it, or to none.

    A later report may correct the claim, which then awaits acceptance again, and the coordinator may change a claim
    together with a new decision on it.
    """
    if not (change.base.has_readable_plan and change.head.has_readable_plan):
        return
    before, after = change.claims_before, change.claims_after
    problems: dict[Place, Diagnostic] = {}
    for decided in _differing(before, after, change.data_steps):
        if _is_decided_anew(change, before, after, decided) or _is_repairable(change, decided):
            continue
        if decided.key in before.by_key:
            found = list(_changed_claim(change, after, decided))
        elif _is_repaired(change, decided):
            found = []
        else:
            found = [_other_claim(change, decided)]
        # Several decisions on one claim have the same problem.
        for problem in found:
            problems.setdefault(problem.place, problem)
    yield from problems.values()


def _differing(before: DecidedClaims, after: DecidedClaims, changed: Container[str]) -> Iterator[ObligationClaim]:
    """Yield the claim before of each decision that applies to different content after, and each new claim of one.

    `changed`: the changed files.
    """
    in_force = before.in_force & after.in_force
    for key, old in before.by_key.items():
        new = after.by_key.get(key)
        if key.decision not in in_force or (new is not None and new.is_read_from(old, changed)):
            continue
        if new is None or new.content != old.content:
            yield old
    for key, new in after.by_key.items():
        if key.decision in in_force and key not in before.by_key:
            yield new


def _is_decided_anew(change: Change, before: DecidedClaims, after: DecidedClaims, decided: ObligationClaim) -> bool:
    """Return whether the coordinator adds a decision on the obligation, or replaces or withdraws one."""
    if change.by_agency:
        return False
    new = {entry.value.id for entry in change.new_decisions}
    corrected = {entry.value.corrects for entry in change.new_decisions if entry.value.corrects is not None}
    return after.has_decision_on(decided.obligation, new) or before.has_decision_on(decided.obligation, corrected)


def _is_repairable(change: Change, decided: ObligationClaim) -> bool:
    """Return whether the entry of the claim has an error on the base that the sender may repair."""
    entry = decided.claim.update.entry
    report_file = change.base.reports_by_file.get(entry.file)
    return report_file is not None and entry.key_path in repairable(change, report_file)


def _is_repaired(change: Change, new: ObligationClaim) -> bool:
    """Return whether the coordinator repairs the report with the claim, which could not be read before."""
    file = new.claim.update.entry.file
    is_unread = file not in change.base.reports_by_file or bool(change.base.unread(file))
    return is_unread and file in change.base.files.data and not change.by_agency


def _changed_claim(change: Change, after: DecidedClaims, old: ObligationClaim) -> Iterator[Diagnostic]:
    """Yield the changes of the claim's reports and entry; if there are none, the change that displaces the claim."""
    update, files = old.claim.update, change.head.reports_by_file
    entry = _same_entry(update.entry.value, files.get(update.entry.file))
    if entry is None or update.report.file not in files:
        return  # P403 reports what is removed; what cannot be read has an error of its own
    changed = list(_changed_report(change, old, update.report))
    if update.corrected_by is not None:
        changed += _changed_report(change, old, update.corrected_by)
    if _decided_parts(entry.value) != _decided_parts(update.entry.value):
        changed.append(diagnostic_at(change.head.place(entry, "state"), "P411", **old.names))
    if changed or after.is_corrected_since(old):
        yield from changed
    elif old.key in after.by_key:
        yield _other_claim(change, after.by_key[old.key])
    else:
        yield diagnostic_at(_changed_place(change, old), "P411", "lost", **old.names, decided=old.decided_on)


def _same_entry(update: Update, report_file: ReportFile | None) -> Entry[Update] | None:
    """Return the entry of the report on the same task that corrects the same period, if any."""
    entries = report_file.entries if report_file is not None else ()
    return next((entry for entry in entries if _name(entry.value) == _name(update)), None)


def _name(update: Update) -> tuple[str, Period | None]:
    return update.task, getattr(update, "corrects", None)


def _changed_report(change: Change, old: ObligationClaim, report: ReportFile) -> Iterator[Diagnostic]:
    new, before = change.head.reports_by_file[report.file], report.reported_on
    if new.value.withdrawn is not None:
        yield diagnostic_at(change.head.place(new.report, "withdrawn"), "P411", "withdrawn", **old.names)
    if new.reported_on != before:
        at = change.head.place(new.report, "reported_on")
        yield diagnostic_at(at, "P411", "reported", **old.names, day=new.reported_on, before=before)


def _decided_parts(update: Update) -> tuple[object, ...]:
    """Return the parts of an update to which a decision on the claim applies."""
    return update.state, update.done_on, update.evidence, update.indicators


def _other_claim(change: Change, new: ObligationClaim) -> Diagnostic:
    """Return the problem of a claim to which a decision would apply that was made without it."""
    place = change.head.place(new.claim.update.entry, "state")
    return diagnostic_at(place, "P411", "other", **new.names, decided=new.decided_on)


def _changed_place(change: Change, old: ObligationClaim) -> Place:
    """Return the place of the change that displaces the claim; if no report about the task changes, of the decision."""
    agencies = {holder.agency.id for holder in old.obligation.holders}
    place = change.head.place(old.decision)
    for before, after in change.reports:
        if after is None or after.agency not in agencies:
            continue
        if old.task in {entry.value.task for entry in after.entries}:
            place = change.head.place(after.report, "reported_on")
        for entry in entries_only_in(after, before, "entries"):
            if entry.value.task == old.task:
                return change.head.place(entry, "state")
    return place
