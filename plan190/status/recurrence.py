"""The occurrences of recurring work with due dates: each is judged like a task that is due on a date.

They are computed and never stored. An update that reports a completion completes one occurrence.
"""

from __future__ import annotations

from datetime import date
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from plan190.model.decision import Extend
from plan190.status.snapshot import TaskUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plan190.status.due_history import DueHistory, Move


OccurrenceState = Literal["on_time", "late", "missed", "open"]


class DueOccurrence(NamedTuple):
    """One occurrence of a task for one body: its due date with all moves, and the update that completed it."""

    task: str
    due_history: DueHistory
    completed_by: TaskUpdate | None = None

    @property
    def planned(self) -> date:
        """The due date by the plan, which identifies the occurrence."""
        return self.due_history.from_plan or date.max

    @property
    def name(self) -> str:
        """The task and the due date by the plan: `32/2025-11-30`."""
        return f"{self.task}/{self.planned}"

    @property
    def due(self) -> date:
        """The due date after all moves."""
        return self.due_history.current or self.planned

    @property
    def done_on(self) -> date | None:
        """The date of completion; None if it is open."""
        return self.completed_by.current.done_on if self.completed_by is not None else None

    @property
    def is_open(self) -> bool:
        """Whether it is not completed, and was due at a time when the work was not suspended."""
        suspended = any(pause.covers(self.due) for pause in self.due_history.pauses)
        return self.completed_by is None and not suspended

    @property
    def days_late(self) -> int:
        """The days late of the completion; 0 if it is on time or open."""
        return self.due_history.days_late(self.done_on).total if self.done_on is not None else 0


class Recurrence(NamedTuple):
    """The occurrences of an obligation through the current one, by due date in the plan; some may be completed early.

    `current`: the occurrence that decides the state. `following`: the next one to come, if the current one is overdue.
    """

    occurrences: tuple[DueOccurrence, ...]
    current: DueOccurrence
    following: DueOccurrence | None = None

    def state_of(self, occurrence: DueOccurrence) -> OccurrenceState:
        """Return the state of an occurrence: it is missed if it is still open and a later due date has passed."""
        if occurrence.done_on is not None:
            return "late" if occurrence.days_late else "on_time"
        if occurrence.is_open and occurrence.due < self.current.due:
            return "missed"
        return "open"


def recurrence_of(
    task: str, due_dates: Iterator[date], history: DueHistory, updates: Sequence[TaskUpdate], as_of: date
) -> Recurrence:
    """Return the occurrences as of a date.

    `due_dates`: those of the plan, in order. `history`: the moves and suspensions of the obligation; an extension moves
    the occurrence that was current on the date of the decision. `updates`: those that report a completion.
    """
    completions = list({(update.agency, update.current.done_on): update for update in reversed(updates)}.values())
    last = max([as_of, *(update.current.done_on or as_of for update in completions)])
    base = history._replace(from_plan=None, moves=())
    occurrences: list[DueOccurrence] = []
    later = 0
    for due in due_dates:
        occurrences.append(DueOccurrence(task, base._replace(from_plan=due)))
        later += due > last
        if later > len(completions) + 1:
            break
    for _, event in sorted(_events(completions, history.moves), key=itemgetter(0)):
        _apply(occurrences, event)
    current = occurrences[_current(occurrences, as_of)]
    shown = [item for item in occurrences if item.planned <= current.planned or item.due < as_of or item.done_on]
    following = None
    if current.is_open and current.due < as_of:
        to_come = (item for item in occurrences if item.is_open and item.due >= as_of)
        following = min(to_come, key=attrgetter("due"), default=None)
    return Recurrence(tuple(shown), current, following)


def _events(completions: Iterable[TaskUpdate], moves: Iterable[Move]) -> Iterator[tuple[date, TaskUpdate | Move]]:
    """Yield the completions, and the extensions of due dates, with their dates."""
    for update in completions:
        yield update.reported_on, update
    for move in moves:
        if isinstance(move.entry.value, Extend):
            yield move.entry.value.date, move


def _apply(occurrences: list[DueOccurrence], event: TaskUpdate | Move) -> None:
    """Complete or move one of the occurrences."""
    if isinstance(event, TaskUpdate):
        position = _completed(occurrences, event.current.done_on or event.reported_on)
        if position is not None:
            occurrences[position] = occurrences[position]._replace(completed_by=event)
        return
    position = _current(occurrences, event.entry.value.date)
    occurrence = occurrences[position]
    moved = occurrence.due_history._replace(moves=(*occurrence.due_history.moves, event))
    occurrences[position] = occurrence._replace(due_history=moved)


def _completed(occurrences: Sequence[DueOccurrence], done_on: date) -> int | None:
    """Return the position of the open occurrence due nearest to the date; of two equally near, the earlier one."""
    open_ones = [position for position, occurrence in enumerate(occurrences) if occurrence.is_open]
    return min(open_ones, key=lambda position: abs(occurrences[position].due - done_on), default=None)


def _current(occurrences: Sequence[DueOccurrence], as_of: date) -> int:
    """Return the position of the occurrence that decides the state on a date.

    It is the one due last before the date if it is open, or else the first open one due on the date or later.
    """
    passed = [position for position, occurrence in enumerate(occurrences) if occurrence.due < as_of]
    latest = max(passed, key=lambda position: occurrences[position].due, default=None)
    if latest is not None and occurrences[latest].is_open:
        return latest
    for position, occurrence in enumerate(occurrences):
        if occurrence.is_open and occurrence.due >= as_of:
            return position
    return len(occurrences) - 1
