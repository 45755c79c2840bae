"""The explanation of an obligation's state: a list of steps, each with a fact and the place where it is written."""

from __future__ import annotations

from datetime import timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.deadline import Before, Milestone
from plan190.model.decision import Accept, Close, Extend, Happened, Resume, Return, Schedule, Suspend
from plan190.status.due import due_before_days_off
from plan190.status.state import State
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from plan190.model.plan import Policy
    from plan190.model.register import Entry, KeyPath, Register
    from plan190.status.verdicts import Assessment, Verdict

STATE_DECISIONS = (Accept, Return, Extend, Happened, Schedule, Suspend, Resume, Close)
"""The kinds of decisions that may change the state of an obligation, except transfers."""


class Step(NamedTuple):
    """One step of an explanation.

    `name`: the kind of step. `value`: the fact. `entry`, `key_path`: the place where the fact is written.
    """

    name: str
    value: object
    entry: Entry[object] | None = None
    key_path: KeyPath = ()


def explanation_of(register: Register, assessment: Assessment, verdict: Verdict) -> tuple[Step, ...]:
    """Return the steps that lead to a verdict: the plan's words and rule, reports and decisions, and the date."""
    steps = [*_plan_steps(register, assessment, verdict), *_history_steps(assessment, verdict)]
    if verdict.record.occurrences:
        steps.append(Step("rounds", verdict.record.occurrences))
    if verdict.record.recurrence is not None:
        steps.append(Step("due_dates", verdict.record.recurrence))
    if not verdict.work.updates:
        # This step states that there are no reports yet.
        steps.append(Step("reports", None))
    steps.append(Step("day", assessment.as_of))
    if verdict.days_late:
        steps.append(Step("late", verdict))
    if verdict.state is State.DUE_SOON:
        return (*steps, Step("verdict", verdict, register.plan_entry, ("policy", "soon")))
    return (*steps, Step("verdict", verdict))


def _plan_steps(register: Register, assessment: Assessment, verdict: Verdict) -> Iterator[Step]:
    """Yield the words of the plan on the deadline, and their interpretation under the policy."""
    task, plan = assessment.task(verdict.task.id).entry, register.plan_entry
    deadline, rule = task.value.deadline, verdict.obligation.rule
    yield Step("phrase", deadline.words, task, ("deadline", "words"))
    yield Step("rule", rule, task, ("deadline", "rule"))
    if deadline.condition is not None:
        yield Step("condition", deadline.condition, task, ("deadline", "condition"))
    if deadline.assumed is not None:
        yield Step("assumed", deadline.assumed, task, ("deadline", "assumed"))
    if isinstance(rule, Before | Milestone):
        yield Step("policy", assessment.policy.before, plan, ("policy", "before"))
    due = verdict.record.due_history.from_plan
    if due is not None and verdict.record.recurrence is not None:
        yield Step("due", due, task, ("deadline", "rule"))
    elif due is not None:
        calendar, issued_on = register.plan.calendar, register.plan.issued_on
        before_days_off = due_before_days_off(rule, assessment.policy, calendar, issued_on)
        yield Step("due", before_days_off, task, ("deadline", "rule"))
        yield Step("day_off", (before_days_off, due), plan, ("policy", "day_off"))
    if verdict.obligation.waits_for is not None:
        awaited = register.awaited[verdict.obligation.waits_for]
        yield Step(awaited.kind, awaited, plan, ("awaited", register.plan.awaited.index(awaited)))


def _history_steps(assessment: Assessment, verdict: Verdict) -> list[Step]:
    """Return the updates and decisions on the obligation by date; on one date, updates come first."""
    snapshot, obligation, work = assessment.snapshot, verdict.obligation, verdict.work
    updates = list(work.updates)
    about = {id(entry) for entry in snapshot.decisions_on(obligation, *STATE_DECISIONS)}
    about |= {id(holder.transfer) for holder in obligation.holders}
    # One list keeps the decisions of one date in the order of the file.
    decisions = [entry for entry in snapshot.decisions if id(entry) in about]
    dated = [(update.stated_on, Step("reported", update, update.entry)) for update in updates]
    dated += [(entry.value.counts_from, Step("decided", entry.value, entry)) for entry in decisions]
    return [step for _, step in sorted(dated, key=itemgetter(0))]


def state_changes(verdict: Verdict, policy: Policy) -> dict[State, date]:
    """Return the states that an open obligation reaches if nothing is reported, each with the date; empty for others.

    An overdue obligation stays overdue.
    """
    if verdict.due is None or verdict.state not in {State.WITHIN_TIME, State.DUE_SOON}:
        return {}
    changes = {State.OVERDUE: verdict.due + ONE_DAY}
    if verdict.state is State.WITHIN_TIME:
        changes[State.DUE_SOON] = verdict.due - timedelta(days=policy.soon)
    return changes
