"""The due date of an obligation: the date that the plan sets, later moves and suspensions, and the days late."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.decision import Extend, Happened, Resume, Schedule, Suspend
from plan190.status.snapshot import of_kinds
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plan190.model.register import Entry
    from plan190.status.snapshot import Effect

_LAST_DAY = date.max - ONE_DAY


class Move(NamedTuple):
    """A decision that set, moved or removed the due date, and the new due date; None if there is none any more."""

    effect: Effect
    due: date | None

    @property
    def entry(self) -> Entry[Extend] | Entry[Happened] | Entry[Schedule]:
        """The decision."""
        return self.effect.entry


class Pause(NamedTuple):
    """A suspension, whose days do not count as late.

    It lasts from `since` until `until`, which is excluded; `until` is `date.max` for a suspension that has not ended.
    """

    since: date
    until: date
    entry: Entry[Suspend]

    @property
    def is_current(self) -> bool:
        """Whether it has not ended."""
        return self.until == date.max

    def covers(self, day: date) -> bool:
        """Return whether the work was suspended on the date."""
        return self.since <= day < self.until


class DaysLate(NamedTuple):
    """Days late. `current`: after the current due date. `earlier`: after earlier due dates, until they were moved."""

    current: int
    earlier: int

    @property
    def total(self) -> int:
        """The number of all days late."""
        return self.current + self.earlier


class DueHistory(NamedTuple):
    """The due date that the plan sets, and the moves and suspensions by date of decision.

    A move takes effect on the date of its decision, and the last move in effect sets the due date. Days late before
    that date still count.
    """

    from_plan: date | None
    moves: tuple[Move, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def moves_in_force(self) -> tuple[Move, ...]:
        """The moves that no correction has replaced."""
        return tuple(move for move in self.moves if move.effect.is_current)

    @property
    def current(self) -> date | None:
        """The due date after all moves; None if there is none."""
        return self.due_as_of(_LAST_DAY)

    @property
    def original(self) -> date | None:
        """The first due date: from the plan, or else from the first decision that set one; None if there is none."""
        dates = [self.from_plan, *(move.due for move in self.moves_in_force)]
        return next(filter(None, dates), None)

    def due_as_of(self, as_of: date) -> date | None:
        """Return the due date that applied on a date; None if there was none."""
        applied = [move.due for move in self.moves if move.effect.applies_on(as_of)]
        return applied[-1] if applied else self.from_plan

    def days_late(self, through: date) -> DaysLate:
        """Return the days late from the first due date through a date; suspended days do not count."""
        late = [self._days_late(due, since, until) for due, since, until in self._stretches(through + ONE_DAY)]
        return DaysLate(late[-1], sum(late[:-1]))

    def _stretches(self, end: date) -> Iterator[tuple[date | None, date, date]]:
        """Yield each due date with the dates from which and until which (excluded) it applied, through `end`."""
        changes = {day for move in self.moves for day in (move.effect.since, move.effect.until) if day < end}
        starts = [date.min]
        for day in sorted(changes):
            if self.due_as_of(day) != self.due_as_of(starts[-1]):
                starts.append(day)
        for since, until in pairwise((*starts, end)):
            yield self.due_as_of(since), since, until

    def _days_late(self, due: date | None, since: date, until: date) -> int:
        """Return the days after the due date from `since` until `until` (excluded), without suspended days."""
        if due is None:
            return 0
        since = max(since, due + ONE_DAY)
        paused = sum(_overlap(since, until, pause.since, pause.until) for pause in self.pauses)
        return max(0, (until - since).days) - paused


def _overlap(since: date, until: date, other_since: date, other_until: date) -> int:
    """Return how many days two date ranges have in common; both end dates are excluded."""
    return max(0, (min(until, other_until) - max(since, other_since)).days)


def due_history_of(
    effects: Sequence[Effect], from_plan: date | None, due_by: Callable[[Extend | Happened | Schedule], date | None]
) -> DueHistory:
    """Return the due history of an obligation.

    `effects`: the decisions about it. `from_plan`: the due date that the plan sets. `due_by`: returns the due date that
    a decision sets.
    """
    moves = (Move(effect, due_by(effect.entry.value)) for effect in of_kinds(effects, Extend, Happened, Schedule))
    return DueHistory(from_plan, tuple(moves), tuple(pauses_of(effects)))


def pauses_of(effects: Iterable[Effect]) -> Iterator[Pause]:
    """Yield the time ranges in which at least one suspension applied, each with the suspension that began first.

    `effects`: the decisions about one obligation.
    """
    since, first = date.min, None
    for change in _suspension_changes(of_kinds(effects, Suspend, Resume)):
        if first is not None and since < change.day:
            yield Pause(since, change.day, first)
        since, first = change.day, next((effect.entry for effect in change.after.values()), None)
    if first is not None:
        yield Pause(since, date.max, first)


def suspensions_before(effects: Iterable[Effect], entry: Entry[Suspend] | Entry[Resume]) -> dict[str, Suspend]:
    """Return the suspensions that apply immediately before the suspension or resumption takes effect, by id.

    `effects`: the suspensions and resumptions of one obligation, among them that of the entry.
    """
    before = (change.before for change in _suspension_changes(effects) if change.begins and change.entry == entry)
    return {id_: effect.entry.value for id_, effect in next(before, {}).items()}


class _SuspensionChange(NamedTuple):
    """The begin or the end of the effect of a suspension or resumption, and the suspensions before and after it."""

    day: date
    entry: Entry[Suspend] | Entry[Resume]
    begins: bool
    before: Mapping[str, Effect]
    after: Mapping[str, Effect]


def _suspension_changes(effects: Iterable[Effect]) -> Iterator[_SuspensionChange]:
    """Yield the changes of the suspensions that apply, by date; on one date, replaced decisions end first."""
    effects = list(effects)
    changes = [(effect.since, True, effect) for effect in effects]
    changes += [(effect.until, False, effect) for effect in effects if not effect.is_current]
    suspended: dict[str, Effect] = {}
    ended_by: dict[str, list[Effect]] = {}
    for day, begins, effect in sorted(changes, key=itemgetter(0, 1)):
        before = dict(suspended)
        _change_suspensions(effect, suspended, ended_by, begins=begins)
        yield _SuspensionChange(day, effect.entry, begins, before, dict(suspended))


def _change_suspensions(
    effect: Effect, suspended: dict[str, Effect], ended_by: dict[str, list[Effect]], *, begins: bool
) -> None:
    """Apply the begin or the end of a suspension or resumption to the suspensions that apply.

    `ended_by`: the suspensions that each resumption has ended; they apply again if a correction replaces it.
    """
    decision = effect.entry.value
    if isinstance(decision, Suspend) and begins:
        suspended[decision.id] = effect
    elif isinstance(decision, Suspend):
        suspended.pop(decision.id, None)
    elif begins:
        ended = resumed_by(decision, {id_: effect.entry.value for id_, effect in suspended.items()})
        ended_by[decision.id] = [suspended.pop(id_) for id_ in ended]
    else:
        suspended |= {again.entry.value.id: again for again in ended_by[decision.id] if again.until > effect.until}


def resumed_by(resume: Resume, suspended: Mapping[str, Suspend]) -> tuple[str, ...]:
    """Return the ids of the suspensions that a resumption ends.

    It ends the one that it names in `resumes`, or the only one. If there are several, it ends those for the same tasks
    and agencies.
    """
    if resume.resumes is not None:
        return tuple(id_ for id_ in suspended if id_ == resume.resumes)
    if len(suspended) == 1:
        return tuple(suspended)
    return tuple(id_ for id_, suspend in suspended.items() if scope_of(suspend) == scope_of(resume))


def scope_of(decision: Suspend | Resume) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return the tasks and the bodies that the decision names, and whether it is about the whole plan."""
    return frozenset(decision.tasks), frozenset(decision.agencies), decision.whole_plan
