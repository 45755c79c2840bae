"""The states that an obligation can be in, and counts of them that always add up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from plan190.errors import TotalsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class State(StrEnum):
    """What is so of an obligation on a day: exactly one of these, from the worst to the best, then what is over.

    `waiting`: after an event, on an outside schedule, or suspended. `undated`: a target without a day, or begun after
    an event that set none. `recurring`: done all the time. `ended`: owed no longer, or by another agency now. None of
    these four can be late. The two kinds of done need a report; what has no day is done on time.
    """

    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    WITHIN_TIME = "within_time"
    WAITING = "waiting"
    UNDATED = "undated"
    RECURRING = "recurring"
    DONE_LATE = "done_late"
    DONE_ON_TIME = "done_on_time"
    ENDED = "ended"


STATES = tuple(State)
DONE = (State.DONE_ON_TIME, State.DONE_LATE)
OPEN = (State.WITHIN_TIME, State.DUE_SOON, State.OVERDUE)
NO_DEADLINE = (State.RECURRING, State.UNDATED, State.WAITING)
"""With `ended`, all there are, in the order of the form."""

_RANK = {state: rank for rank, state in enumerate(STATES)}


def rank(state: State) -> int:
    """Give how far from the worst the state is."""
    return _RANK[state]


@dataclass(frozen=True)
class Tally:
    """How many of `total` things are in each state. The classes add up to the total, or there is no tally."""

    total: int
    by_state: Mapping[State, int]

    def __post_init__(self) -> None:
        if sum(self.by_state.values()) != self.total:
            raise TotalsError(f"{dict(self.by_state)} do not add up to {self.total}")

    def __getitem__(self, state: State) -> int:
        """Give the number in that state."""
        return self.by_state[state]

    def together(self, *states: State) -> int:
        """Give the number in any of the states."""
        return sum(self.by_state[state] for state in states)


def tally(states: Iterable[State], total: int) -> Tally:
    """Give the count of each state; TotalsError when there are not `total` of them."""
    counts = dict.fromkeys(STATES, 0)
    for state in states:
        counts[state] += 1
    return Tally(total, counts)


def added(tallies: Iterable[Tally], total: int) -> Tally:
    """Give the sum of the tallies; TotalsError when they do not add up to `total`."""
    counts = dict.fromkeys(STATES, 0)
    for one in tallies:
        for state in STATES:
            counts[state] += one[state]
    return Tally(total, counts)
