"""Figures of a what-if: the obligations and tasks that suppositions change, and why one changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.assess import assess
from plan190.status.comparison import changed_verdicts
from plan190.status.facts import change_facts
from plan190.status.grouping import group_by
from plan190.status.state import State
from plan190.status.what_if import suppose, why_no_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plan190.model.register import Register
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


class WhatIfFigures(NamedTuple):
    """The obligations that would change, in the plan's order of tasks: stated and assumed ones.

    `tasks`: the tasks whose own state would change, before and after. `counts`: those of each state that occurs.
    """

    stated: tuple[Pair, ...]
    assumed: tuple[Pair, ...]
    tasks: tuple[tuple[TaskVerdict, TaskVerdict], ...]
    counts: tuple[StateCount, ...]
    no_change: tuple[NoChange, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """All obligations that would change, the stated ones first."""
        return (*self.stated, *self.assumed)

    @property
    def in_other_state(self) -> int:
        """The number of obligations whose state would change, or that do not exist yet."""
        return sum(old is None or old.state is not new.state for old, new in self.changed)


def suppose_all(register: Register, suppositions: Sequence[Supposition]) -> Register:
    """Return the register after the suppositions, which are applied in the order of their dates."""
    for supposition in sorted(suppositions, key=lambda item: item.on):
        register = suppose(register, supposition)
    return register


def what_if_figures(register: Register, after: Assessment, suppositions: Sequence[Supposition]) -> WhatIfFigures:
    """Return what the suppositions change; `after`: the assessment with all of them."""
    before = assess(register, after.as_of, register.plan.policy)
    changed = changed_verdicts(before, after, "state", "due")
    parts = group_by(changed, lambda pair: pair[1].is_stated)
    tasks = zip(before.tasks, after.tasks, strict=True)
    return WhatIfFigures(
        stated=tuple(parts.get(True, ())),
        assumed=tuple(parts.get(False, ())),
        tasks=tuple((old, new) for old, new in tasks if old.state is not new.state),
        counts=tuple(filter(_occurs, (_count(state, before, after) for state in State))),
        no_change=_without_effect(register, before, changed, suppositions),
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


def what_if_facts(figures: WhatIfFigures, supposed: str) -> types.WhatIf:
    """Return the supposition in words and the obligations that it changes."""
    return {"supposed": supposed, "changes": [change_facts(old, new) for old, new in figures.changed]}
