"""What came of a review, in types that JSON has: what was understood, what the merge would change, what is wrong.

The same values are what a machine reads and what the views print, so that a result that was sent from one machine to
another is told there in the same words.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from plan190.checks.findings import check_facts, joined
from plan190.checks.waivers import ever_waived
from plan190.diagnostics import errors_in
from plan190.document.blocks import Finding  # noqa: TC001 - read_outcome checks against it
from plan190.model.decision import Withdraw
from plan190.model.month import Month  # noqa: TC001 - read_outcome checks against it
from plan190.model.report import Category  # noqa: TC001 - read_outcome checks against it
from plan190.model.report import State as TaskUpdate  # noqa: TC001 - read_outcome checks against it
from plan190.status.assess import assess
from plan190.status.snapshot import snapshot_as_of
from plan190.status.state import State  # noqa: TC001 - read_outcome checks against it
from plan190.status.submissions import SubmissionState  # noqa: TC001 - read_outcome checks against it

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from plan190.checks.findings import CheckResult
    from plan190.model.register import Register, ReportFile
    from plan190.model.report import Measured, MonthlyReport, Update
    from plan190.review.change import Change
    from plan190.status.assess import Assessment, Verdict
    from plan190.status.snapshot import Snapshot
    from plan190.words import Words

Mark = Literal["new", "changed", "withdrawn", "removed"]
Clock = Literal["starts", "kept_up"]
Kind = Literal[
    "accept", "return", "extend", "event", "schedule", "suspend", "resume", "close", "transfer", "settle", "answer",
    "withdraw",
]  # fmt: skip


@dataclass(frozen=True)
class Word:
    """What is said of a task: its state, its progress in percent, the day it was done."""

    state: TaskUpdate
    progress: int | None
    done_on: str | None


@dataclass(frozen=True)
class InTheWay:
    """An obstacle that is named: its category, and whether it is beyond the agency's authority."""

    category: Category
    beyond_authority: bool


@dataclass(frozen=True)
class TaskSaid:
    """What a report says of a task, and what was said last before it. `corrects`: the earlier period that is meant."""

    task: int
    content: str
    before: Word | None
    after: Word
    corrects: str | None
    summary: str | None
    evidence: tuple[str, ...]
    indicators: tuple[str, ...]
    obstacles: tuple[InTheWay, ...]
    expected_on: str | None


@dataclass(frozen=True)
class Helped:
    """What an agency says that it did for a task of others."""

    task: int
    contribution: str


@dataclass(frozen=True)
class ReportSaid:
    """What one changed monthly report says, as far as it could be read.

    `same`: how many of its entries were there before, word for word; `unread`: how many are left out for their faults.
    `document` and `indicators` are those of the report as a whole, `why` the reason of a withdrawal, `file` its path
    from the root of the repository.
    """

    agency: str
    name: str
    period: str
    reported_on: str
    mark: Mark
    delivery: SubmissionState | None
    days_late: int
    document: str | None
    tasks: tuple[TaskSaid, ...]
    contributions: tuple[Helped, ...]
    indicators: tuple[str, ...]
    same: int
    unread: int
    why: str | None
    file: str


@dataclass(frozen=True)
class DecisionSaid:
    """A new decision: what it is, of which day, by whom, about what."""

    id: str
    kind: Kind
    date: str
    by: str
    tasks: tuple[int, ...]
    agencies: tuple[str, ...]
    until: str | None


@dataclass(frozen=True)
class Stand:
    """Where an obligation stands: its state, its last day on time, the days late."""

    state: State
    due: str | None
    days_late: int


@dataclass(frozen=True)
class Moved:
    """An obligation that would stand elsewhere, and the clock that would start with it."""

    task: int
    agency: str
    name: str
    before: Stand | None
    after: Stand
    clock: Clock | None


@dataclass(frozen=True)
class AgencyTable:
    """How many obligations of an agency are in each state, before and after the merge."""

    agency: str
    name: str
    before: dict[State, int]
    after: dict[State, int]


@dataclass(frozen=True)
class Run:
    """What was judged: two commits, as of a day, asked for by an actor; `data`: the folder as the reader writes it."""

    base: str
    head: str
    today: str
    actor: str | None
    fiction: bool
    files_checked: int
    files_changed: int
    data: str


@dataclass(frozen=True)
class Outcome:
    """The whole of it. `computed`: whether figures could be had, which faulty data do not give."""

    run: Run
    accepted: bool
    old: int
    waived: int
    reports: tuple[ReportSaid, ...]
    decisions: tuple[DecisionSaid, ...]
    computed: bool
    moved: tuple[Moved, ...]
    tables: tuple[AgencyTable, ...]
    findings: tuple[Finding, ...]


def outcome_of(change: Change, judged: CheckResult, findings: Sequence[Finding], run: Run) -> Outcome:
    """Give what came of the review."""
    computed = _is_sound(change)
    before = assess(change.base.register, change.day, change.plan.policy) if computed else None
    after = assess(change.head.register, change.day, change.plan.policy) if computed else None
    reports = tuple(_reports(change, after)) if change.head.is_whole else ()
    pairs = list(_pairs(before, after)) if before is not None and after is not None else []
    # A joint product moves all that lead it; whose tables those are is not this change's news.
    alone = {now.agency.id for _, now in pairs if now.task.owed != "jointly"}
    touched = {one.agency for one in reports} | alone
    return Outcome(
        run=run,
        accepted=not judged.fails,
        old=len(judged.old),
        waived=len(judged.waived),
        reports=reports,
        decisions=tuple(_decisions(change)),
        computed=computed,
        moved=tuple(_moved(old, new) for old, new in pairs),
        tables=tuple(_tables(before, after, touched)) if before is not None and after is not None else (),
        findings=tuple(findings),
    )


def _is_sound(change: Change) -> bool:
    """Say whether both states give figures: they have no error but those that the base lets pass, old or new."""
    errors = errors_in((*change.base.diagnostics, *change.head.diagnostics))
    return change.base.is_whole and set(errors) <= ever_waived(change.base.register, errors)


def _reports(change: Change, after: Assessment | None) -> Iterator[ReportSaid]:
    snapshot = snapshot_as_of(change.base.register, change.day)
    for old, new in change.reports:
        report_file = new or old
        if report_file is None or report_file.agency not in change.head.register.bodies:
            continue
        report = report_file.value
        mark: Mark = "new" if old is None else "removed" if new is None else "changed"
        if new is not None and new.report.value.withdrawn is not None:
            mark = "withdrawn"
        entries = () if new is None else tuple(_said(change, snapshot, old, new))
        submission = None
        if after is not None:
            mine = next(one for one in after.agencies if one.agency.id == report.agency)
            submission = mine.submission(report.period)
        yield ReportSaid(
            agency=report.agency,
            name=change.head.register.bodies[report.agency].name,
            period=str(report.period),
            reported_on=report.reported_on.isoformat(),
            mark=mark,
            delivery=submission.state if submission is not None else None,
            days_late=submission.days_late if submission is not None else 0,
            document=f"{report.document.number}" if report.document is not None else None,
            tasks=entries,
            contributions=tuple(_helped(old, new)) if new is not None else (),
            indicators=tuple(_measured(change.head.register, one) for one in report.indicators),
            same=len(new.entries) - len(entries) if new is not None and mark != "withdrawn" else 0,
            unread=len(change.head.loaded.values.left_out.get(report_file.report.file, ())),
            why=report.withdrawn.why if report.withdrawn is not None else None,
            file=joined(change.folder, report_file.report.file),
        )


def _helped(old: ReportFile | None, new: ReportFile) -> Iterator[Helped]:
    there = {one.value for one in old.contributions} if old is not None else set()
    for entry in new.contributions:
        if entry.value not in there:
            yield Helped(entry.value.task, entry.value.contribution)


def _said(change: Change, snapshot: Snapshot, old: ReportFile | None, new: ReportFile) -> Iterator[TaskSaid]:
    register, report = change.head.register, new.report.value
    there = {one.value for one in old.entries} if old is not None else set()
    for entry in new.entries:
        update = entry.value
        if update in there:
            continue
        task = register.task_of.get(update.task)
        corrects: Month | None = getattr(update, "corrects", None)
        before = _before(snapshot, old, report, update)
        yield TaskSaid(
            task=update.task,
            content=task.content if task is not None else "",
            before=_word(before) if before is not None else None,
            after=_word(update),
            corrects=str(corrects) if corrects is not None else None,
            summary=update.summary,
            evidence=tuple(f"{one.number} – {one.title}" if one.number else one.title for one in update.evidence),
            indicators=tuple(_measured(register, one) for one in update.indicators),
            obstacles=tuple(InTheWay(one.category, one.beyond_authority) for one in update.obstacles),
            expected_on=update.at_risk.expected_on.isoformat() if update.at_risk is not None else None,
        )


def _before(snapshot: Snapshot, old: ReportFile | None, report: MonthlyReport, update: Update) -> Update | None:
    """Give what was last said of the task before: in the file as it was, else in earlier periods, or the corrected."""
    corrects: Month | None = getattr(update, "corrects", None)
    if old is not None and corrects is None:
        found = next((one.value for one in old.updates if one.value.task == update.task), None)
        if found is not None:
            return found
    told = snapshot.updates.get((update.task, report.agency), ())
    fitting = [one for one in told if (one.period == corrects if corrects is not None else one.period < report.period)]
    return fitting[-1].value if fitting else None


def _word(update: Update) -> Word:
    return Word(update.state, update.progress, update.done_on.isoformat() if update.done_on is not None else None)


def _measured(register: Register, one: Measured) -> str:
    indicator = register.indicators.get(one.id)
    counted = str(one.value) if one.of is None else f"{one.value}/{one.of}"
    return f"{counted} – {indicator.counted if indicator is not None else one.id}"


def _decisions(change: Change) -> Iterator[DecisionSaid]:
    snapshot = {entry.value.id for entry in change.base.register.decisions}
    for entry in change.head.register.decisions:
        decision = entry.value
        if decision.id in snapshot:
            continue
        until: date | None = getattr(decision, "until", None)
        named = getattr(decision, "agencies", ()) or tuple(
            id_ for name in ("agency", "to") if (id_ := getattr(decision, name, None)) is not None
        )
        yield DecisionSaid(
            id=decision.id,
            kind=decision.kind,
            date=decision.date.isoformat(),
            by=_name(change.head.register, decision.by),
            tasks=getattr(decision, "tasks", ()) if not isinstance(decision, Withdraw) else (),
            agencies=tuple(_name(change.head.register, id_) for id_ in named),
            until=until.isoformat() if until is not None else None,
        )


def _name(register: Register, id_: str) -> str:
    """Give what a body is called, or its id where it is unknown."""
    return register.bodies[id_].name if id_ in register.bodies else id_


def _pairs(before: Assessment, after: Assessment) -> Iterator[tuple[Verdict | None, Verdict]]:
    """Give each obligation that stands elsewhere after than before, with both verdicts."""
    old = {(one.task.number, one.agency.id): one for one in before.verdicts}
    for now in after.verdicts:
        was = old.get((now.task.number, now.agency.id))
        if was is None or _stand(was) != _stand(now):
            yield was, now


def _stand(verdict: Verdict) -> Stand:
    return Stand(verdict.state, verdict.due.isoformat() if verdict.due is not None else None, verdict.days_late)


def _moved(old: Verdict | None, new: Verdict) -> Moved:
    clock: Clock | None = None
    if new.due is not None and (old is None or old.due is None):
        clock = "starts"
    elif new.is_done and new.record.rounds is not None and (old is None or old.record.rounds is None):
        clock = "kept_up"
    return Moved(
        task=new.task.number,
        agency=new.agency.id,
        name=new.agency.name,
        before=_stand(old) if old is not None else None,
        after=_stand(new),
        clock=clock,
    )


def _tables(before: Assessment, after: Assessment, touched: set[str]) -> Iterator[AgencyTable]:
    was = {one.agency.id: one.leads.by_state for one in before.agencies}
    for one in after.agencies:
        if one.agency.id in touched:
            now: Mapping[State, int] = one.leads.by_state
            empty = dict.fromkeys(now, 0)
            yield AgencyTable(one.agency.id, one.agency.name, dict(was.get(one.agency.id, empty)), dict(now))


def outcome_facts(outcome: Outcome, judged: CheckResult) -> dict[str, object]:
    """Give the outcome as JSON has it, the faults in the form of `check` (`docs/json.md`)."""
    plain = dataclasses.asdict(outcome)
    facts = check_facts(judged, outcome.findings, plain.pop("run"))
    del plain["findings"]
    return facts | {"format": "plan190.review", "version": 1, "outcome": plain}


def read_outcome(text: bytes, words: Words) -> Outcome:
    """Give the outcome that the JSON tells; ValueError with what is wrong when it is not exactly one.

    The JSON may come from anybody: nothing in it is taken for more than a text or a number to show.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        plain = json.loads(text)
        told = {**plain["outcome"], "run": {name: plain["run"][name] for name in _RUN}}
        told["findings"] = [_bare(one, words) for one in plain["findings"]]
        # Half a letter, from a name in another encoding, is no text.
        plain_text = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        return TypeAdapter(Outcome).validate_json(plain_text, strict=True, extra="forbid")
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{'/'.join(map(str, first['loc']))}: {first['type']}") from None
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


_RUN = tuple(one.name for one in dataclasses.fields(Run))


def _bare(facts: dict[str, object], words: Words) -> dict[str, object]:
    """Give a finding as it is kept: without its address, its line and the word of its gravity, which are made anew."""
    kept = {name: value for name, value in facts.items() if name != "url"}
    return kept | {"excerpt": None, "severity_word": words(f"severity.{kept['severity']}")}
