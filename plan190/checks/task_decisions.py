"""The decisions by task and agency, so that a rule reads only those that concern the entry that it checks."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import chain, product
from typing import TYPE_CHECKING, Any

from plan190.model.decision import Close, Withdraw
from plan190.status.grouping import group_by
from plan190.status.obligations import obligations_finder
from plan190.status.snapshot import effects_of, subjects_of
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from plan190.model.register import Entry, Register
    from plan190.model.task import Task
    from plan190.status.obligations import TaskObligations

    ObligationsOn = Callable[[str, date], TaskObligations]
    """A function that returns the obligations of the task with this id as of a date."""


class TaskDecisions:
    """The decisions by the tasks and agencies that they concern.

    Decisions are linked if one replaces or withdraws the other, or ends the suspension. They are listed together,
    because the effect of one depends on the others.
    """

    def __init__(self, register: Register) -> None:
        self._decisions = register.decisions
        self._linked: dict[int, list[int]] = {}
        self._numbers: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
        for numbers in _linked(register.decisions):
            self._linked |= dict.fromkeys(numbers, numbers)
            linked = [register.decisions[number].value for number in numbers]
            subjects = set(chain.from_iterable(map(subjects_of, linked)))
            agencies = set(chain.from_iterable(_agencies_of(register, decision) for decision in linked))
            for key in product(subjects, agencies or {None}):
                self._numbers[key] += numbers

    def linked_before(self, number: int) -> list[Entry[Any]]:
        """Return the decisions that are linked with the one with this number and written before it."""
        return [self._decisions[other] for other in self._linked[number] if other < number]

    def on(self, tasks: Iterable[Task], agencies: Iterable[str] = ()) -> list[Entry[Any]]:
        """Return, in the order of the file, the decisions on the tasks and one of the agencies.

        Those that may change the holders, and those on all agencies, are always among them.
        """
        return [self._decisions[number] for number in self._numbers_on(tasks, agencies)]

    def before(self, number: int, tasks: Iterable[Task], agencies: Iterable[str] = ()) -> list[Entry[Any]]:
        """Return those as in `on` that count before the decision with this number, and this decision itself."""
        last = self._position(number)
        numbers = self._numbers_on(tasks, agencies)
        return [self._decisions[other] for other in numbers if self._position(other) <= last]

    def _position(self, number: int) -> tuple[date, int]:
        return self._decisions[number].value.counts_from, number

    def _numbers_on(self, tasks: Iterable[Task], agencies: Iterable[str]) -> list[int]:
        subjects: set[str | None] = {None}
        for task in tasks:
            subjects |= {task.id, task.deadline.waits_for}
        numbers: set[int] = set()
        for key in product(subjects, (None, *agencies)):
            numbers.update(self._numbers.get(key, ()))
        return sorted(numbers)


def _linked(decisions: Sequence[Entry[Any]]) -> Iterable[list[int]]:
    """Return the numbers of the decisions that are linked with each other, in the order of the file."""
    linked_with: dict[str, str] = {}

    def first(id_: str) -> str:
        while id_ in linked_with:
            id_ = linked_with[id_]
        return id_

    for entry in decisions:
        for other in (entry.value.corrects, getattr(entry.value, "resumes", None)):
            if other is not None and first(entry.value.id) != first(other):
                linked_with[first(entry.value.id)] = first(other)
    return group_by(range(len(decisions)), lambda number: first(decisions[number].value.id)).values()


def _agencies_of(register: Register, decision: Any) -> Iterable[str | None]:  # noqa: ANN401 - a decision of any kind
    """Return the ids of the agencies that a decision names; None for all, and for one that may change the holders."""
    if isinstance(decision, Withdraw):
        return ()
    if isinstance(decision, Close) or not getattr(decision, "agencies", ()):
        return (None,)
    return chain.from_iterable(register.member_ids.get(id_, ()) for id_ in decision.agencies)


def obligations_by_date(register: Register, decisions: TaskDecisions) -> ObligationsOn:
    """Return the function that returns the obligations of a task on a date, which computes each change only once."""
    find = obligations_finder(register)
    ends = [entry.value.valid_to + ONE_DAY for entry in register.agencies if entry.value.valid_to is not None]

    @cache
    def written(task: str) -> list[Entry[Any]]:
        return decisions.on([register.tasks_by_id[task]])

    @cache
    def days_of_change(task: str) -> list[date]:
        return sorted({*ends, *(entry.value.counts_from for entry in written(task))})

    @cache
    def obligations_after(task: str, day: date) -> TaskObligations:
        return find(task, effects_of(entry for entry in written(task) if entry.value.counts_from <= day), day)

    def obligations_on(task: str, day: date) -> TaskObligations:
        days = days_of_change(task)
        position = bisect_right(days, day)
        return obligations_after(task, days[position - 1] if position else date.min)

    return obligations_on
