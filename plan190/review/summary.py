"""Summarize a change as the outcome of its review: its content, and the obligations that the merge would move."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.checks.findings import joined
from plan190.checks.waivers import ever_waived
from plan190.diagnostics import errors_in
from plan190.model.report import Correction
from plan190.review.change import entries_only_in
from plan190.review.outcome import (
    AgencyTable,
    Clock,
    Mark,
    MovedObligation,
    NewDecision,
    ObligationState,
    Outcome,
    Progress,
    ReportChange,
    ReportedContribution,
    ReportedObstacle,
    Run,
    TaskChange,
)
from plan190.status.assess import assess
from plan190.status.comparison import changed_verdicts
from plan190.status.snapshot import snapshot_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from plan190.checks.findings import CheckResult
    from plan190.document.blocks import Finding
    from plan190.model.decision import Decision
    from plan190.model.month import Month
    from plan190.model.register import Register, ReportFile
    from plan190.model.report import Evidence, Measured, Update
    from plan190.review.change import Change
    from plan190.status.comparison import Pair
    from plan190.status.snapshot import Snapshot
    from plan190.status.submissions import Submission
    from plan190.status.verdicts import Assessment, Verdict


def outcome_of(change: Change, result: CheckResult, findings: Sequence[Finding], run: Run) -> Outcome:
    """Return the outcome of the review; without figures if the data have errors."""
    effects = _effects(change)
    reports = tuple(_reports(change, effects)) if change.head.is_whole else ()
    return Outcome(
        run=run,
        accepted=not result.fails,
        old=len(result.old),
        waived=len(result.waived),
        reports=reports,
        decisions=tuple(_new_decisions(change)),
        computed=effects is not None,
        moved=tuple(_moved(effects)) if effects else (),
        tables=tuple(_tables(effects, reports)) if effects else (),
        findings=tuple(findings),
    )


class _Effects(NamedTuple):
    """The plan before and after the merge, and the verdicts that differ."""

    before: Assessment
    after: Assessment
    changed: list[Pair]


def _effects(change: Change) -> _Effects | None:
    """Return the effects of the merge; None unless a waiver of the base, expired or not, covers every error."""
    errors = errors_in((*change.base.diagnostics, *change.head.diagnostics))
    if not change.base.is_whole or not set(errors) <= ever_waived(change.base.register, errors):
        return None
    before = assess(change.base.register, change.day, change.plan.policy)
    after = assess(change.head.register, change.day, change.plan.policy)
    return _Effects(before, after, changed_verdicts(before, after, "state", "due", "days_late"))


# --- reports ---------------------------------------------------------------------------------------------------------


def _reports(change: Change, effects: _Effects | None) -> Iterator[ReportChange]:
    snapshot = snapshot_as_of(change.base.register, change.day)
    submissions: dict[tuple[str, Month], Submission] = {}
    if effects is not None:
        submissions = {(item.agency.id, item.period): item for item in effects.after.submissions}
    for old, new in change.reports:
        latest = new or old
        if latest is not None and latest.agency in change.head.register.bodies:
            yield _report(change, snapshot, old, latest, submissions.get((latest.agency, latest.period)))


def _report(
    change: Change, snapshot: Snapshot, old: ReportFile | None, new: ReportFile, submission: Submission | None
) -> ReportChange:
    """Return the content of the report file as the change leaves it; if the file is removed, `new` is `old` itself."""
    report, register, mark = new.value, change.head.register, _mark(old, new)
    updates = [entry.value for entry in entries_only_in(new, old, "entries")]
    tasks = tuple(_task(register, update, _update_before(snapshot, old, new, update)) for update in updates)
    contributions = [entry.value for entry in entries_only_in(new, old, "contributions")]
    return ReportChange(
        agency=report.agency,
        name=register.bodies[report.agency].name,
        period=str(report.period),
        reported_on=report.reported_on.isoformat(),
        mark=mark,
        delivery=submission.state if submission is not None else None,
        days_late=submission.days_late if submission is not None else 0,
        document=report.document.number if report.document is not None else None,
        tasks=tasks,
        contributions=tuple(ReportedContribution(added.task, added.contribution) for added in contributions),
        indicators=tuple(_indicators(register, report.indicators)),
        same=len(new.entries) - len(tasks) if mark in {"new", "changed"} else 0,
        unread=change.head.unread(new.file),
        why=report.withdrawn.why if report.withdrawn is not None else None,
        file=joined(change.folder, new.file),
    )


def _mark(old: ReportFile | None, new: ReportFile) -> Mark:
    if new is old:
        return "removed"
    if new.value.withdrawn is not None:
        return "withdrawn"
    return "new" if old is None else "changed"


def _task(register: Register, update: Update, before: Update | None) -> TaskChange:
    task = register.task_of.get(update.task)
    return TaskChange(
        task=update.task,
        content=task.content if task is not None else "",
        before=_progress(before) if before is not None else None,
        after=_progress(update),
        corrects=str(update.corrects) if isinstance(update, Correction) else None,
        summary=update.summary,
        evidence=tuple(_evidence(document) for document in update.evidence),
        indicators=tuple(_indicators(register, update.indicators)),
        obstacles=tuple(ReportedObstacle(named.category, named.beyond_authority) for named in update.obstacles),
        expected_on=_iso(update.at_risk.expected_on) if update.at_risk is not None else None,
    )


def _update_before(snapshot: Snapshot, old: ReportFile | None, new: ReportFile, update: Update) -> Update | None:
    """Return the update that the new one follows.

    Before a correction this is the update of the corrected period, before another update that of the same file before
    the change, or else that of an earlier period.
    """
    updates = snapshot.updates.get((update.task, new.agency), ())
    if isinstance(update, Correction):
        earlier = [reported.value for reported in updates if reported.period == update.corrects]
    else:
        earlier = [reported.value for reported in updates if reported.period < new.period]
        if old is not None:
            earlier += [entry.value for entry in old.updates if entry.value.task == update.task][:1]
    return earlier[-1] if earlier else None


def _progress(update: Update) -> Progress:
    return Progress(update.state, update.progress, _iso(update.done_on))


def _evidence(document: Evidence) -> str:
    return f"{document.number} – {document.title}" if document.number else document.title


def _indicators(register: Register, values: Iterable[Measured]) -> Iterator[str]:
    """Yield each value as text, followed by what it counts."""
    for measured in values:
        number = str(measured.value) if measured.of is None else f"{measured.value}/{measured.of}"
        indicator = register.indicators.get(measured.id)
        counted = indicator.counted if indicator is not None else measured.id
        yield f"{number} – {counted}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


# --- decisions -------------------------------------------------------------------------------------------------------


def _new_decisions(change: Change) -> Iterator[NewDecision]:
    register = change.head.register
    for decision in change.new_decisions:
        yield NewDecision(
            id=decision.id,
            kind=decision.kind,
            date=decision.date.isoformat(),
            by=_name(register, decision.by),
            tasks=getattr(decision, "tasks", ()),
            agencies=tuple(_name(register, id_) for id_ in _agencies(decision)),
            until=_iso(getattr(decision, "until", None)),
        )


def _agencies(decision: Decision) -> Iterable[str]:
    """Return the ids of the agencies that the decision names."""
    named = (getattr(decision, "agency", None), getattr(decision, "to", None))
    return getattr(decision, "agencies", ()) or [id_ for id_ in named if id_ is not None]


def _name(register: Register, id_: str) -> str:
    """Return the name of a body, or the id if it is unknown."""
    return register.bodies[id_].name if id_ in register.bodies else id_


# --- figures ---------------------------------------------------------------------------------------------------------


def _state_of(verdict: Verdict) -> ObligationState:
    return ObligationState(verdict.state, _iso(verdict.due), verdict.days_late)


def _moved(effects: _Effects) -> Iterator[MovedObligation]:
    for old, new in effects.changed:
        before = _state_of(old) if old is not None else None
        yield MovedObligation(new.task.number, new.agency.id, new.agency.name, before, _state_of(new), _clock(old, new))


def _clock(old: Verdict | None, new: Verdict) -> Clock | None:
    if new.due is not None and (old is None or old.due is None):
        return "starts"
    if new.is_done and (old is None or not old.record.needs_monthly_update):
        return "kept_up"
    return None


def _tables(effects: _Effects, reports: Iterable[ReportChange]) -> Iterator[AgencyTable]:
    """Yield the table of each agency that reports or whose obligations, other than those of joint tasks, move."""
    shown = {report.agency for report in reports}
    shown |= {verdict.agency.id for _, verdict in effects.changed if verdict.task.owed != "jointly"}
    old = {verdict.agency.id: verdict.leads.by_state for verdict in effects.before.agencies}
    for verdict in effects.after.agencies:
        agency, after = verdict.agency, verdict.leads.by_state
        if agency.id in shown:
            before = old.get(agency.id) or dict.fromkeys(after, 0)
            yield AgencyTable(agency.id, agency.name, dict(before), dict(after))
