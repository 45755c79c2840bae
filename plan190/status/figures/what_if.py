"""Figures of a change: the obligations and tasks that suppositions or new decisions change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Resume, Suspend
from plan190.status.assess import assess
from plan190.status.comparison import changed_verdicts
from plan190.status.due_history import resumed_by, suspensions_before
from plan190.status.facts import change_facts, decision_facts
from plan190.status.grouping import group_by
from plan190.status.snapshot import of_kinds
from plan190.status.state import State
from plan190.status.what_if import suppose, why_no_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register
    from plan190.status import fact_types as types
    from plan190.status.comparison import Pair
    from plan190.status.verdicts import Assessment, TaskVerdict
    from plan190.status.what_if import Reason, Supposition


class NoChange(NamedTuple):
    """A supposition that changes nothing, by its position, the reason, and the ids of the tasks that it concerns."""

    position: int
    reason: Reason
    tasks: tuple[str, ...]


class StateCount(NamedTuple):
    """The numbers of tasks and of obligations in a state, each before and after."""

    state: State
    tasks: tuple[int, int]
    obligations: tuple[int, int]


class ChangeFigures(NamedTuple):
    """The obligations that change, in the plan's order of tasks: stated and assumed ones.

    `tasks`: the tasks whose own state changes, before and after. `counts`: those of each state that occurs.
    `no_change`: the suppositions that change nothing.
    """

    stated: tuple[Pair, ...]
    assumed: tuple[Pair, ...]
    tasks: tuple[tuple[TaskVerdict, TaskVerdict], ...]
    counts: tuple[StateCount, ...]
    no_change: tuple[NoChange, ...] = ()

    @property
    def changed(self) -> tuple[Pair, ...]:
        """All obligations that change, the stated ones first."""
        return (*self.stated, *self.assumed)

    @property
    def in_other_state(self) -> int:
        """The number of obligations whose state changes, or that did not exist before."""
        return sum(old is None or old.state is not new.state for old, new in self.changed)


def suppose_all(register: Register, suppositions: Sequence[Supposition]) -> Register:
    """Return the register after the suppositions, which are applied in the order of their dates."""
    for supposition in sorted(suppositions, key=lambda item: item.on):
        register = suppose(register, supposition)
    return register


def what_if_figures(register: Register, after: Assessment, suppositions: Sequence[Supposition]) -> ChangeFigures:
    """Return what the suppositions change; `after`: the assessment with all of them."""
    before = assess(register, after.as_of, register.plan.policy)
    figures = _change_figures(before, after, "state", "due")
    return figures._replace(no_change=_without_effect(register, before, figures.changed, suppositions))


def decided_figures(before: Assessment, after: Assessment) -> ChangeFigures:
    """Return what new decisions change; `after`: the assessment with them."""
    return _change_figures(before, after, "state", "due", "accepted", "claimed", "returned_claims", "suspended", "body")


def ended_suspensions(resume: Resume, assessment: Assessment) -> tuple[Suspend, ...]:
    """Return the suspensions that the resumption ends; `assessment`: one that includes it."""
    snapshot, ended = assessment.snapshot, dict[str, Suspend]()
    entries: Iterable[Entry[Resume]] = snapshot.of_kind(Resume)
    entry = next(entry for entry in entries if entry.value.id == resume.id)
    for verdict in assessment.verdicts:
        if snapshot.concerns(resume, verdict.obligation):
            suspended = suspensions_before(of_kinds(snapshot.effects_on(verdict.obligation), Suspend, Resume), entry)
            ended |= {id_: suspended[id_] for id_ in resumed_by(resume, suspended)}
    return tuple(ended.values())


def _change_figures(before: Assessment, after: Assessment, *fields: str) -> ChangeFigures:
    """Return the obligations that differ in one of these fields of their verdicts, and the states before and after."""
    parts = group_by(changed_verdicts(before, after, *fields), lambda pair: pair[1].is_stated)
    tasks = zip(before.tasks, after.tasks, strict=True)
    return ChangeFigures(
        stated=tuple(parts.get(True, ())),
        assumed=tuple(parts.get(False, ())),
        tasks=tuple((old, new) for old, new in tasks if old.state is not new.state),
        counts=tuple(filter(_occurs, (_count(state, before, after) for state in State))),
    )


def _count(state: State, before: Assessment, after: Assessment) -> StateCount:
    tasks = before.by_task[state], after.by_task[state]
    return StateCount(state, tasks, (before.by_obligation[state], after.by_obligation[state]))


def _occurs(count: StateCount) -> bool:
    return any((*count.tasks, *count.obligations))


def _without_effect(
    register: Register, before: Assessment, changed: Iterable[Pair], suppositions: Sequence[Supposition]
) -> tuple[NoChange, ...]:
    """Return the suppositions of which no task has a changed obligation."""
    touched = {verdict.task.id for _, verdict in changed}
    reasons = (NoChange(i, *why_no_change(register, before, item)) for i, item in enumerate(suppositions))
    return tuple(reason for reason in reasons if touched.isdisjoint(reason.tasks))


def what_if_facts(figures: ChangeFigures, supposed: str) -> types.WhatIf:
    """Return the supposition in words and the obligations that it changes."""
    return {"supposed": supposed, "changes": _changes(figures)}


def decided_facts(figures: ChangeFigures, decisions: Iterable[Decision]) -> types.NewDecisions:
    """Return the new decisions and the obligations that they change."""
    return {"decisions": list(map(decision_facts, decisions)), "changes": _changes(figures)}


def _changes(figures: ChangeFigures) -> list[types.Change]:
    return [change_facts(old, new) for old, new in figures.changed]
