"""Summarize a change as the outcome of its review: its content, and its effect on obligations."""

from __future__ import annotations

from datetime import date
from itertools import chain, starmap
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from plan190.checks.findings import joined
from plan190.checks.left_out import counted_errors, without_faulty_reports
from plan190.load.git import ABSENT
from plan190.model.decision import Accept, Return
from plan190.model.report import Correction
from plan190.model.task import task_number
from plan190.review.change import PLAN, entries_only_in
from plan190.review.outcome import (
    AgencyTable,
    ClaimDecided,
    LeftOutReport,
    Mark,
    MovedObligation,
    MovedReport,
    NewDecision,
    NewDuty,
    ObligationState,
    Outcome,
    PastAnswer,
    Progress,
    ReportChange,
    ReportedContribution,
    ReportedObstacle,
    Run,
    TaskChange,
)
from plan190.status.assess import assess
from plan190.status.comparison import changed_verdicts
from plan190.status.periods import begins_on, period_of
from plan190.status.snapshot import snapshot_as_of
from plan190.words.text import masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from plan190.checks.findings import CheckResult
    from plan190.document.blocks import Finding
    from plan190.model.decision import Decision
    from plan190.model.period import Period
    from plan190.model.register import Register, ReportFile
    from plan190.model.report import Contribution, Evidence, Measured, Obstacle, Update
    from plan190.review.change import Change
    from plan190.review.outcome import ClaimState
    from plan190.status.comparison import Pair
    from plan190.status.snapshot import Snapshot
    from plan190.status.submissions import SubmissionState
    from plan190.status.verdicts import Assessment, Verdict


MOST_PAST = 20
"""The most obligations, and the most reports, listed for each past date."""

_FIGURES = ("state", "due", "days_late")
"""The figures of an obligation that a change may move."""


def outcome_of(change: Change, result: CheckResult, findings: Sequence[Finding], run: Run) -> Outcome:
    """Return the outcome of the review; without figures if the data have errors without a waiver."""
    effects = _effects(change)
    return Outcome(
        run=run,
        accepted=not result.fails,
        reviewed=change.is_judged,
        errors=result.counts["error"],
        warnings=result.counts["warning"],
        old=len(result.old),
        base_errors=sum(diagnostic.severity == "error" for diagnostic in result.old),
        waived=len(result.waived),
        to_repair=tuple(_to_repair(change, findings)),
        reports=tuple(_reports(change, effects)),
        decisions=tuple(_new_decisions(change)),
        computed=effects.computed,
        left_out=effects.left_out,
        moved=effects.moved,
        past=effects.past,
        tables=effects.tables,
        findings=tuple(findings),
    )


class _Effects(NamedTuple):
    """The figures of an outcome; `deliveries`: state and days late of each submission after the merge."""

    computed: bool
    left_out: tuple[LeftOutReport, ...]
    moved: tuple[MovedObligation, ...]
    past: tuple[PastAnswer, ...]
    tables: tuple[AgencyTable, ...]
    deliveries: Mapping[tuple[str, Period], tuple[SubmissionState | None, int]]


def _effects(change: Change) -> _Effects:
    """Return the effects of the merge; no figures if it is not judged, or if errors prevent them on either side.

    The waivers of the base count, expired or not. Reports with errors are left out, unless the change itself has one.
    """
    no_effects = _Effects(computed=False, left_out=(), moved=(), past=(), tables=(), deliveries={})
    if not change.is_judged or not change.base.has_readable_plan:
        return no_effects
    waivers = change.base.register
    old, new = (without_faulty_reports(side, waivers) for side in (change.base, change.head))
    left_out = new.register.left_out
    changed_faulty = any(report.file in change.data_steps for report in left_out)
    if counted_errors(old, waivers) or counted_errors(new, waivers) or changed_faulty:
        return no_effects
    before = assess(old.register, change.day, change.plan.policy)
    after = assess(new.register, change.day, change.plan.policy)
    changed = changed_verdicts(before, after, *_FIGURES)
    return _Effects(
        computed=True,
        left_out=tuple(LeftOutReport(item.agency, str(item.period), item.codes) for item in left_out),
        moved=_moved_obligations(before, after),
        past=tuple(_past_answers(change, old.register, new.register)),
        tables=tuple(_tables(change, before, after, changed)),
        deliveries={(item.agency.id, item.period): (item.state, item.days_late) for item in after.submissions},
    )


def _to_repair(change: Change, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the changed files, sorted, that still exist and have a problem that counts, or are in a folder with one."""
    files = {finding.file for finding in findings if finding.counts}
    folders = tuple(file for file in files if file.endswith("/"))
    for step in sorted(change.steps, key=attrgetter("path")):
        if step.new.mode != ABSENT and (step.path in files or step.path.startswith(folders)):
            yield step.path


# --- reports ---------------------------------------------------------------------------------------------------------


def _reports(change: Change, effects: _Effects) -> Iterator[ReportChange]:
    if not change.head.has_readable_plan:
        return
    snapshot = snapshot_as_of(change.base.register, change.day)
    lost = {report_file.file for report_file in change.lost_reports}
    for old, new in change.reports:
        latest = new or old
        if latest is not None and latest.file not in lost and latest.agency in change.head.register.bodies:
            yield _report(change, effects, snapshot, old, latest)


def _report(
    change: Change, effects: _Effects, snapshot: Snapshot, old: ReportFile | None, new: ReportFile
) -> ReportChange:
    """Return the content of the report file as the change leaves it; if the file is removed, `new` is `old` itself."""
    report, register, mark = new.value, change.head.register, _mark(old, new)
    delivery, days_late = effects.deliveries.get((new.agency, new.period), (None, 0))
    updates = entries_only_in(new, old, "entries")
    tasks = [_task(register, entry.value, _update_before(snapshot, old, new, entry.value)) for entry in updates]
    added = entries_only_in(new, old, "contributions")
    return ReportChange(
        agency=report.agency,
        name=register.bodies[report.agency].name,
        english=register.bodies[report.agency].in_english,
        period=str(report.period),
        reported_on=report.reported_on.isoformat(),
        mark=mark,
        delivery=delivery,
        days_late=days_late,
        document=_quoted(report.document.number) if report.document is not None else None,
        tasks=tuple(tasks),
        contributions=tuple(_contribution(entry.value) for entry in added),
        indicators=tuple(_indicators(register, report.indicators)),
        same=len(new.entries) - len(tasks) if mark in {"new", "changed"} else 0,
        unread=change.head.unread(new.file),
        why=_quoted(report.withdrawn.why) if report.withdrawn is not None else None,
        file=joined(change.folder, new.file),
    )


def _contribution(contribution: Contribution) -> ReportedContribution:
    task = contribution.task
    return ReportedContribution(task_number(task), task, masked(contribution.contribution))


def _mark(old: ReportFile | None, new: ReportFile) -> Mark:
    if new is old:
        return "removed"
    if new.value.withdrawn is not None:
        return "withdrawn"
    return "new" if old is None else "changed"


def _task(register: Register, update: Update, before: Update | None) -> TaskChange:
    task = register.tasks_by_id.get(update.task)
    return TaskChange(
        task=task_number(update.task),
        task_id=update.task,
        content=task.content if task is not None else "",
        before=_progress(before) if before is not None else None,
        after=_progress(update),
        corrects=_text(getattr(update, "corrects", None)),
        why=_quoted(getattr(update, "why", None)),
        summary=_quoted(update.summary),
        evidence=tuple(map(_evidence, update.evidence)),
        indicators=tuple(_indicators(register, update.indicators)),
        obstacles=_obstacles(update.obstacles),
        settled=_obstacles(_settled(before, update)),
        expected_on=_text(update.at_risk.expected_on) if update.at_risk is not None else None,
    )


def _obstacles(obstacles: Iterable[Obstacle]) -> tuple[ReportedObstacle, ...]:
    return tuple(ReportedObstacle(obstacle.category, obstacle.beyond_authority) for obstacle in obstacles)


def _settled(before: Update | None, update: Update) -> Iterator[Obstacle]:
    """Yield the obstacles that only the update before names; "unchanged" leaves them open."""
    if before is None or update.state == "unchanged":
        return
    named = {obstacle.name for obstacle in update.obstacles}
    yield from (obstacle for obstacle in before.obstacles if obstacle.name not in named)


def _update_before(snapshot: Snapshot, old: ReportFile | None, new: ReportFile, update: Update) -> Update | None:
    """Return the update that the new one follows, if possible one that states something else than "unchanged".

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
    news = [reported for reported in earlier if reported.state != "unchanged"]
    return next(reversed(news or earlier), None)


def _progress(update: Update) -> Progress:
    return Progress(update.state, update.progress, _text(update.done_on))


def _evidence(document: Evidence) -> str:
    return masked(" – ".join(filter(None, (document.number, document.title))))


def _indicators(register: Register, values: Iterable[Measured]) -> Iterator[str]:
    """Yield each value as text, with a description of what is counted."""
    for measured in values:
        number = str(measured.value) if measured.of is None else f"{measured.value}/{measured.of}"
        indicator = register.indicators.get(measured.id)
        counted = indicator.counted if indicator is not None else measured.id
        yield f"{number} – {counted}"


def _quoted(text: str | None) -> str | None:
    """Return the text with personal data masked, because a comment on the change is public; None for None."""
    return masked(text) if text is not None else None


def _text(value: date | Period | None) -> str | None:
    """Return a date or a month in ISO form; None for None."""
    return str(value) if value is not None else None


# --- decisions -------------------------------------------------------------------------------------------------------


def _new_decisions(change: Change) -> Iterator[NewDecision]:
    register = change.head.register
    for decision in (entry.value for entry in change.new_decisions):
        yield NewDecision(
            id=decision.id,
            kind=decision.kind,
            date=decision.date.isoformat(),
            recorded_on=_text(decision.recorded_on),
            by=_name(register, decision.by),
            tasks=tuple(map(task_number, getattr(decision, "tasks", ()))),
            agencies=tuple(_name(register, id_) for id_ in _agencies(decision)),
            english=tuple(_english_name(register, id_) for id_ in _agencies(decision)),
            until=_text(getattr(decision, "until", None)),
            claims=tuple(_claims_decided(change, decision)),
        )


def _claims_decided(change: Change, decision: Decision) -> Iterator[ClaimDecided]:
    """Yield the claims that the decision accepts or returns."""
    if not isinstance(decision, Accept | Return) or not change.head.has_readable_plan:
        return
    for decided in change.claims_after.of_decision(decision.id):
        claim = decided.claim
        yield ClaimDecided(
            task=task_number(decided.task),
            task_id=decided.task,
            agency=claim.agency,
            name=_name(change.head.register, claim.agency),
            english=_english_name(change.head.register, claim.agency),
            done_on=claim.done_on.isoformat(),
            evidence=tuple(map(_evidence, claim.evidence)),
        )


def _agencies(decision: Decision) -> Iterable[str]:
    """Return the ids of the agencies that the decision names."""
    named = (getattr(decision, "agency", None), getattr(decision, "to", None))
    return getattr(decision, "agencies", ()) or filter(None, named)


def _name(register: Register, id_: str) -> str:
    """Return the name of a body, or the id if it is unknown."""
    return register.bodies[id_].name if id_ in register.bodies else id_


def _english_name(register: Register, id_: str) -> str:
    """Return the English name of a body, or the id if it is unknown."""
    return register.bodies[id_].in_english if id_ in register.bodies else id_


# --- figures ---------------------------------------------------------------------------------------------------------


def _state_of(verdict: Verdict) -> ObligationState:
    return ObligationState(verdict.state, _text(verdict.due), verdict.days_late, _claim(verdict))


def _claim(verdict: Verdict) -> ClaimState | None:
    if verdict.claim_returned:
        return "returned"
    if verdict.accepted:
        return "accepted"
    return "claimed" if verdict.claimed else None


def _moved_obligations(before: Assessment, after: Assessment) -> tuple[MovedObligation, ...]:
    """Return the obligations whose state, due date, days late or claim differ."""
    return tuple(starmap(_moved, changed_verdicts(before, after, *_FIGURES, "claimed", "accepted", "claim_returned")))


def _past_answers(change: Change, old: Register, new: Register) -> Iterator[PastAnswer]:
    """Yield what the change alters in the answers as of the first date after each earlier period.

    On that date the report of the period is missing if it was not submitted.
    """
    policy, reporting = change.plan.policy, change.plan.reporting
    first = period_of(max(_first_changed_date(change), change.plan.issued_on), reporting)
    for number in range(first.until(period_of(change.day, reporting))):
        as_of = begins_on(first.later(number + 1), reporting)
        if as_of == change.day:
            return
        before, after = assess(old, as_of, policy), assess(new, as_of, policy)
        obligations, reports = _moved_obligations(before, after), tuple(_moved_reports(before, after))
        if obligations or reports:
            more = len(obligations[MOST_PAST:]) + len(reports[MOST_PAST:])
            yield PastAnswer(as_of.isoformat(), obligations[:MOST_PAST], reports[:MOST_PAST], more)


def _first_changed_date(change: Change) -> date:
    """Return the first date whose answers the change may alter; the day of the review if it alters no past answer."""
    if PLAN & change.data_steps.keys():
        return date.min
    dates = [change.day]
    for pair in change.reports:
        indexes = {report_file.index if report_file is not None else None for report_file in pair}
        if len(indexes) > 1:  # texts alone alter no answer
            dates += [index.reported_on for index in filter(None, indexes)]
    before = {entry.value for entry in change.base.register.decisions}
    after = {entry.value for entry in change.head.register.decisions}
    dates += [decision.counts_from for decision in before ^ after]
    return min(dates)


def _moved_reports(before: Assessment, after: Assessment) -> Iterator[MovedReport]:
    """Yield the monthly reports whose submission has another state."""
    states = {(item.agency.id, item.period): item.state for item in before.submissions}
    for item in after.submissions:
        state = states.get((item.agency.id, item.period))
        if state is not item.state:
            agency = item.agency
            yield MovedReport(agency.id, agency.name, agency.in_english, str(item.period), state, item.state)


def _moved(old: Verdict | None, new: Verdict) -> MovedObligation:
    before = _state_of(old) if old is not None else None
    return MovedObligation(
        task=new.task.number,
        task_id=new.task.id,
        agency=new.body.id,
        name=new.obligation.name,
        english=new.obligation.english,
        before=before,
        after=_state_of(new),
        clock=_new_duty(old, new),
    )


def _new_duty(old: Verdict | None, new: Verdict) -> NewDuty | None:
    if new.due is not None and (old is None or old.due is None):
        return "starts"
    if new.is_done and (old is None or not old.record.needs_monthly_update):
        return "kept_up"
    return None


def _tables(change: Change, before: Assessment, after: Assessment, changed: list[Pair]) -> Iterator[AgencyTable]:
    """Yield the table of each agency with a changed report or a changed obligation, or with other numbers."""
    shown = {report_file.agency for report_file in filter(None, chain.from_iterable(change.reports))}
    shown |= {verdict.body.id for _, verdict in changed}
    old = {verdict.agency.id: verdict.leads.by_state for verdict in before.agencies}
    for verdict in after.agencies:
        agency, numbers = verdict.agency, verdict.leads.by_state
        numbers_before = old.get(agency.id) or dict.fromkeys(numbers, 0)
        if agency.id in shown or numbers != numbers_before:
            yield AgencyTable(agency.id, agency.name, agency.in_english, dict(numbers_before), dict(numbers))
