"""The states of an obligation, and tallies, which cannot be constructed unless they add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from plan190.errors import TotalsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class State(StrEnum):
    """The state of an obligation as of a date, from the worst to the best; `ended` is last.

    `waiting`: waits for an event or an outside schedule, or for its agencies to be named, or is suspended. `undated`: a
    target without a date, or work whose awaited event or schedule set no due date. `unread`: the words of the deadline
    could not be read. `recurring`: work without an end date. `ended`: closed, or its agency has ceased to exist without
    a successor. Work in these five states is never overdue. `done_on_time` includes done work that has no due date.
    """

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    WITHIN_TIME = "within_time"
    WAITING = "waiting"
    UNDATED = "undated"
    UNREAD = "unread"
    RECURRING = "recurring"
    DONE_LATE = "done_late"
    DONE_ON_TIME = "done_on_time"
    ENDED = "ended"


STATES = tuple(State)
DONE = (State.DONE_ON_TIME, State.DONE_LATE)
OPEN = (State.WITHIN_TIME, State.DUE_SOON, State.OVERDUE)
NO_DEADLINE = (State.RECURRING, State.UNDATED, State.WAITING, State.UNREAD)
"""DONE, OPEN and NO_DEADLINE contain all states except `ended`; each is in the order of the columns in tables."""


def rank(state: State) -> int:
    """Return the rank of the state, 0 for the worst."""
    return STATES.index(state)


@dataclass(frozen=True)
class Tally:
    """The number of tasks or obligations in each state, which add up to `total`."""

    total: int
    by_state: Mapping[State, int]

    def __post_init__(self) -> None:
        """Raise TotalsError if the numbers do not add up to the total."""
        if sum(self.by_state.values()) != self.total:
            raise TotalsError(f"{dict(self.by_state)} do not add up to {self.total}")

    def __getitem__(self, state: State) -> int:
        """Return the number in that state."""
        return self.by_state[state]

    @property
    def done(self) -> int:
        """The number done, on time or late."""
        return self.in_states(*DONE)

    @property
    def open(self) -> int:
        """The number within time, due soon or overdue."""
        return self.in_states(*OPEN)

    @property
    def without_deadline(self) -> int:
        """The number recurring, undated, waiting or with an unread deadline."""
        return self.in_states(*NO_DEADLINE)

    def in_states(self, *states: State) -> int:
        """Return the number in any of the states."""
        return sum(self.by_state[state] for state in states)


def tally(states: Iterable[State], total: int) -> Tally:
    """Return the tally of these states; raise TotalsError if their number is not `total`."""
    counts = Counter(states)
    return Tally(total, {state: counts[state] for state in STATES})


def sum_tallies(tallies: Iterable[Tally], total: int) -> Tally:
    """Return the sum of the tallies; raise TotalsError if they do not add up to `total`."""
    counts: Counter[State] = Counter()
    for part in tallies:
        counts.update(part.by_state)
    return tally(counts.elements(), total)
