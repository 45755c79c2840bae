"""Why a verdict is what it is: its steps in order, each with the value that it rests on and where that is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan190.model.deadline import Before, Milestone
from plan190.model.decision import Accept, Close, Extend, Happened, Resume, Return, Schedule, Suspend, Transfer
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.register import Entry, KeyPath, Register
    from plan190.status.verdicts import Assessment, TaskVerdict, Verdict

TOUCHING = (Accept, Return, Extend, Happened, Schedule, Suspend, Resume, Close)


@dataclass(frozen=True)
class Step:
    """One step: its name, what it rests on, and the entry that says so with the steps to the very spot."""

    name: str
    what: object
    at: Entry[object] | None = None
    key_path: KeyPath = ()


def derive(register: Register, assessment: Assessment, task: TaskVerdict, verdict: Verdict) -> tuple[Step, ...]:
    """Give the steps of one obligation's verdict: words, reading, what was told and decided, the day."""
    return (
        *_by_the_plan(register, assessment, task, verdict),
        *(step for _, _, step in sorted(_history(assessment, verdict), key=lambda one: one[:2])),
        *([Step("rounds", verdict.record.occurrences)] if verdict.record.occurrences else []),
        *([] if verdict.work.updates else [Step("reports", None)]),
        Step("day", assessment.as_of),
        *([Step("late", verdict)] if verdict.days_late + verdict.late_before else []),
        Step("verdict", verdict, register.plan_entry, ("policy", "soon"))
        if verdict.state is State.DUE_SOON
        else Step("verdict", verdict),
    )


def _by_the_plan(register: Register, assessment: Assessment, task: TaskVerdict, verdict: Verdict) -> Iterator[Step]:
    deadline, plan = task.task.deadline, register.plan_entry
    yield Step("phrase", deadline.words, task.entry, ("deadline", "words"))
    yield Step("rule", deadline.rule, task.entry, ("deadline", "rule"))
    if isinstance(deadline.rule, Before | Milestone):
        yield Step("policy", assessment.policy.before, plan, ("policy", "before"))
    named = verdict.record.due_history.named
    if named is not None:
        yield Step("due", named.read, task.entry, ("deadline", "rule"))
        yield Step("day_off", named, plan, ("policy", "day_off"))
    if deadline.waits_for is not None:
        awaited = register.awaited[deadline.waits_for]
        yield Step(awaited.kind, awaited, plan, ("awaited", plan.value.awaited.index(awaited)))


def _history(assessment: Assessment, verdict: Verdict) -> Iterator[tuple[date, int, Step]]:
    """Give what was told and decided of the obligation with its days; of one day, reports come first."""
    snapshot, obligation, work = assessment.snapshot, verdict.obligation, verdict.record.work
    for told in work.updates:
        yield told.said_on, 0, Step("reported", told, told.entry)
    if work.claim is not None and work.claim.update not in work.updates:
        yield work.claim.update.said_on, 0, Step("reported", work.claim.update, work.claim.update.entry)
    for kind in TOUCHING:
        for entry in snapshot.touching(obligation, kind):
            yield entry.value.date, 1, Step("decided", entry.value, entry)
    for entry in snapshot.of_kind(Transfer):
        if entry == obligation.passed_on or entry in obligation.taken_over:
            yield entry.value.date, 1, Step("decided", entry.value, entry)
