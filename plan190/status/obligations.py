"""The obligations: which agency owes which task. Each member of a group owes the tasks that the group leads.

A joint task is one obligation of all its agencies. An obligation passes to another agency by a transfer, or to the
successor of an agency that has ceased to exist; it stays one obligation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.agency import Agency, Group
from plan190.model.deadline import awaited_kind
from plan190.model.decision import Close, Transfer
from plan190.model.task import task_order
from plan190.status.grouping import group_by
from plan190.status.succession import succession, successor_on
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from plan190.model.agency import Successor
    from plan190.model.deadline import SimpleRule
    from plan190.model.register import Body, Entry, Register
    from plan190.model.task import Task
    from plan190.status.snapshot import Effect
    from plan190.words.text import NaturalOrder


FindObligations = Callable[[str, Iterable["Effect"], date], "TaskObligations"]
"""A function that returns the obligations of a task after the effects of decisions and the successions through a date.
"""


class Holder(NamedTuple):
    """An agency that owed an obligation from the date `since` until the date `until`, which is excluded.

    `transfer`: the decision that gave it to the agency. `succession`: the entry of the agency before it that made it
    the successor. Both are None if the plan gave it to the agency. `shared_since`: the first date on which the agency,
    which took it over, also owed another obligation on the same task; `date.max` if there is none. `passed_to`: the
    agency to which it, or this agency's part in a joint task, passed on the date `until`.
    """

    agency: Agency
    since: date = date.min
    until: date = date.max
    transfer: Entry[Transfer] | None = None
    succession: Successor | None = None
    shared_since: date = date.max
    passed_to: Agency | None = None

    @property
    def is_current(self) -> bool:
        """Whether the agency still owes it."""
        return self.until == date.max

    @property
    def is_only(self) -> bool:
        """Whether the agency has owed it from the first to the last date."""
        return self.since == date.min and self.until == date.max

    def held_on(self, day: date) -> bool:
        """Return whether the agency owed the obligation on the date."""
        return self.since <= day < self.until


@dataclass(frozen=True)
class Obligation:
    """One task owed by one agency, or by several agencies jointly.

    `origin`: the agency that owes it according to the plan; for a joint task, the group of all its agencies.
    `is_stated`: whether the plan states that this body owes it; otherwise this depends on an assumed roster.
    `holders`: the agencies that have owed it, by date; an agency that owed it again later is listed twice.
    `rule`: the rule of its deadline; that of its part if the deadline is split.
    """

    task: Task
    origin: Body
    is_stated: bool
    holders: tuple[Holder, ...]
    rule: SimpleRule

    @property
    def waits_for(self) -> str | None:
        """The id of the event or schedule on which its due date depends; None if it depends on none."""
        return self.task.deadline.waits_for if awaited_kind(self.rule) is not None else None

    @property
    def is_joint(self) -> bool:
        """Whether several agencies owe it jointly."""
        return isinstance(self.origin, Group)

    @property
    def key(self) -> tuple[str, str]:
        """The task and the origin, which identify the obligation before and after a transfer."""
        return self.task.id, self.origin.id

    @property
    def body(self) -> Body:
        """The agency that owes it; for a joint task, the group of all its agencies."""
        return self.origin if self.is_joint else self.agencies[0]

    @property
    def name(self) -> str:
        """The name of the body that owes it, after that of the agency from which it took it over."""
        return self._after_origin(self.origin.name, self.body.name)

    @property
    def english(self) -> str:
        """The English name of the body that owes it, as in `name`."""
        return self._after_origin(self.origin.in_english, self.body.in_english)

    def _after_origin(self, origin: str, body: str) -> str:
        return body if self.body.id == self.origin.id else f"{origin} → {body}"

    @cached_property
    def _holders_by_agency(self) -> Mapping[str, list[Holder]]:
        return group_by(self.holders, lambda holder: holder.agency.id)

    @property
    def held_ever(self) -> Iterable[str]:
        """The ids of all agencies that have owed it."""
        return self._holders_by_agency.keys()

    def was_held_by(self, agency: str, day: date) -> bool:
        """Return whether the agency owed it on the date."""
        return any(holder.held_on(day) for holder in self._holders_by_agency.get(agency, ()))

    def body_on(self, day: date) -> Body:
        """Return the body that owed it on the date; if none did, the one that owes it."""
        holding = (holder.agency for holder in self.holders if holder.held_on(day) and not self.is_joint)
        return next(holding, self.body)

    def held_by(self, day: date) -> frozenset[str]:
        """Return the ids of the agencies that owed it on the date."""
        return frozenset(holder.agency.id for holder in self.holders if holder.held_on(day))

    def receivers(self, holder: Holder) -> Iterator[Holder]:
        """Yield the holders to which the part of a holder passed, one after the other."""
        while holder.passed_to is not None:
            agency, day = holder.passed_to, holder.until
            receiver = next((item for item in self.holders if item.agency.id == agency.id and item.held_on(day)), None)
            if receiver is None:
                return
            yield receiver
            holder = receiver

    @cached_property
    def agencies(self) -> tuple[Agency, ...]:
        """The agencies that owe it; if none does any more, those that owed it last."""
        last = max(holder.until for holder in self.holders)
        return tuple(holder.agency for holder in self.holders if holder.until == last)

    @property
    def ceased_on(self) -> date | None:
        """The date from which no agency owes it, because its agency has no successor; None if one owes it."""
        last = max(holder.until for holder in self.holders)
        return None if last == date.max else last

    @cached_property
    def agency_ids(self) -> frozenset[str]:
        """The ids of the agencies that owe it."""
        return frozenset(agency.id for agency in self.agencies)


@dataclass(frozen=True)
class TaskObligations:
    """The obligations of one task, in the order of `obligations_of`."""

    all: tuple[Obligation, ...]

    @cached_property
    def _by_holder(self) -> Mapping[str, list[Obligation]]:
        return obligations_by_holder(self.all)

    def of(self, agency: str) -> list[Obligation]:
        """Return the obligations that the agency owes, or owed last if no agency owes them any more."""
        return [obligation for obligation in self._by_holder.get(agency, ()) if agency in obligation.agency_ids]

    def decided_for(self, agency: str) -> list[Obligation]:
        """Return those as in `of`, and the joint ones that the agency owed: it can still have a claim on them."""
        held = self._by_holder.get(agency, ())
        return [obligation for obligation in held if obligation.is_joint or agency in obligation.agency_ids]


def obligations_of(
    register: Register, effects: Iterable[Effect] = (), as_of: date = date.min
) -> tuple[Obligation, ...]:
    """Return every obligation after the transfers among the decisions and the successions through the date.

    They are sorted by task and in the plan's order of agencies; the obligation of a joint task is first.
    """
    changes = (*_decided_changes(effects, as_of), *_successions(register, as_of))
    return _after(register, register.tasks, changes)


def obligations_by_holder(obligations: Iterable[Obligation]) -> dict[str, list[Obligation]]:
    """Return the obligations by the id of each agency that owes them or has owed them."""
    by_holder: dict[str, list[Obligation]] = {}
    for obligation in obligations:
        for id_ in obligation.held_ever:
            by_holder.setdefault(id_, []).append(obligation)
    return by_holder


def obligations_finder(register: Register) -> FindObligations:
    """Return the function `obligations_of` for one task, which computes the result of equal changes only once."""
    tasks = group_by(register.tasks, lambda entry: entry.value.id)
    ends = sorted(entry.value.valid_to for entry in register.agencies if entry.value.valid_to is not None)
    known: dict[tuple[object, ...], TaskObligations] = {}

    def find(task: str, effects: Iterable[Effect], as_of: date) -> TaskObligations:
        changes = [change for change in _decided_changes(effects, as_of) if task in change.tasks or not change.tasks]
        decided = ((change.day, change.order, change.cause.file, change.cause.key_path) for change in changes)
        key = task, bisect_left(ends, as_of), *decided
        if key not in known:
            changes += _successions(register, as_of)
            known[key] = TaskObligations(_after(register, tasks.get(task, ()), changes))
        return known[key]

    return find


def _after(register: Register, tasks: Iterable[Entry[Task]], changes: Iterable[_Change]) -> tuple[Obligation, ...]:
    """Return every obligation of the tasks after the changes, in the order of `obligations_of`."""
    histories = _Histories(register, tasks)
    for change in sorted(changes, key=lambda change: (change.day, change.order)):
        for history in change.selected(histories):
            change.apply_to(history)
    order = register.order

    def position(obligation: Obligation) -> tuple[NaturalOrder, int, int]:
        return task_order(obligation.task.id), order.get(obligation.body.id, -1), order.get(obligation.origin.id, -1)

    return tuple(sorted((history.obligation for history in histories.all), key=position))


def cooperating_in(register: Register, task: Task, leading: Iterable[str], as_of: date) -> tuple[Agency, ...]:
    """Return the agencies that cooperate in the task, in the plan's order, without those that lead it.

    The successor of an agency that has ceased to exist cooperates instead of it.
    """
    excluded = set(leading)
    named = (successor_on(register, agency, task.id, as_of) for agency in register.members(task.cooperating.bodies))
    agencies = {agency.id: agency for agency in named if agency is not None and agency.id not in excluded}
    return tuple(sorted(agencies.values(), key=lambda agency: register.order[agency.id]))


class _History:
    """The holders of one obligation, while the changes are applied in order.

    `current`: the positions of the current holders, by id of the agency.
    """

    def __init__(self, histories: _Histories, task: Task, origin: Body, rule: SimpleRule, *, is_stated: bool) -> None:
        self.histories = histories
        self.task = task
        self.origin = origin
        self.rule = rule
        self.is_stated = is_stated
        self.holders: list[Holder] = []
        self.current: dict[str, int] = {}

    def add(self, holder: Holder) -> None:
        """Add an agency that holds it now."""
        self.current[holder.agency.id] = len(self.holders)
        self.holders.append(holder)
        self.histories.by_agency[holder.agency.id][self.task.id, self.origin.id] = self
        self.histories.of_task[holder.agency.id, self.task.id].append((self, len(self.holders) - 1))

    def was_held_by(self, agency: str) -> bool:
        """Return whether the agency has or had a part."""
        return any(holder.agency.id == agency for holder in self.holders)

    def pass_on(self, agency: str, day: date, to: Agency | None, transfer: Entry[Transfer] | None = None) -> None:
        """Pass the agency's part to another agency on the date, or to none; nothing happens if it has no part."""
        number = self.current.pop(agency, None)
        if number is not None:
            receiver = self.give(to, day, transfer)
            self.holders[number] = self.holders[number]._replace(until=day, passed_to=receiver)

    def give(self, agency: Agency | None, day: date, transfer: Entry[Transfer] | None = None) -> Agency | None:
        """Give it to the agency, or to its successor if it no longer exists, and return which one; None if to none.

        An agency that already has a part keeps only that one.
        """
        if agency is None:
            return None
        successor, entry = succession(self.histories.register, agency, self.task.id, day)
        if successor is not None and successor.id not in self.current:
            self.add(Holder(successor, day, transfer=transfer, succession=entry))
        return successor

    def take_back(self, transfer: Entry[Transfer], day: date) -> None:
        """Return the part that the transfer gave to an agency to the agency before, because it was replaced."""
        given_by = [holder for holder in self.holders if _gave(holder, transfer.value)]
        taken = [holder for holder in self.holders if holder.transfer == transfer and holder.is_current]
        numbers = [self.current.pop(holder.agency.id) for holder in taken]
        receiver = None
        if given_by and (taken or isinstance(self.origin, Group)):
            receiver = self.give(given_by[0].agency, day, given_by[0].transfer)
        for number in numbers:
            self.holders[number] = self.holders[number]._replace(until=day, passed_to=receiver)

    @property
    def obligation(self) -> Obligation:
        """The obligation after the changes; holders for less than one date are left out."""
        holders = sorted((holder for holder in self.holders if holder.since < holder.until), key=_since)
        holders = [holder._replace(shared_since=self._shared_since(holder)) for holder in holders]
        return Obligation(self.task, self.origin, self.is_stated, tuple(holders), self.rule)

    def _shared_since(self, holder: Holder) -> date:
        """Return the date as in `Holder.shared_since`."""
        if holder.since == date.min:
            return date.max
        parts = self.histories.of_task[holder.agency.id, self.task.id]
        others = (history.holders[number] for history, number in parts if history is not self)
        starts = [max(holder.since, other.since) for other in others if _overlap(holder, other)]
        return min(starts, default=date.max)


def _since(holder: Holder) -> date:
    return holder.since


def _overlap(holder: Holder, other: Holder) -> bool:
    return max(holder.since, other.since) < min(holder.until, other.until)


def _gave(holder: Holder, transfer: Transfer) -> bool:
    return holder.agency.id == transfer.agency and holder.until == transfer.counts_from


class _Histories:
    """The histories of all obligations of some tasks, before any change.

    `by_agency`: those in which each agency has or had a part, by task and origin. `joint`: those of joint tasks.
    `of_task`: the histories and the positions of their holders, by agency and task.
    """

    def __init__(self, register: Register, tasks: Iterable[Entry[Task]]) -> None:
        self.register = register
        self.all: list[_History] = []
        self.by_agency: dict[str, dict[tuple[str, str], _History]] = defaultdict(dict)
        self.of_task: dict[tuple[str, str], list[tuple[_History, int]]] = defaultdict(list)
        for entry in tasks:
            self._add(entry.value)
        self.joint = [history for history in self.all if isinstance(history.origin, Group)]

    def _add(self, task: Task) -> None:
        agencies, stated = self.register.members(task.lead.bodies), self.register.stated_leads(task)
        joint_body = self.register.joint_bodies.get(task.id)
        owed: list[tuple[Body, Sequence[Agency]]] = [(agency, [agency]) for agency in agencies]
        if joint_body is not None:
            owed = [(joint_body, agencies)]
        for origin, holders in owed:
            is_stated = any(agency.id in stated for agency in holders)
            rule = self.register.rule_of(task, {agency.id for agency in holders})
            history = _History(self, task, origin, rule, is_stated=is_stated)
            for agency in holders:
                history.add(Holder(agency))
            self.all.append(history)


class _Change(NamedTuple):
    """A change of holders on a date. `order`: the position among the changes of that date. `tasks`: none for all."""

    day: date
    order: int
    tasks: tuple[str, ...]
    cause: Entry[Transfer] | Entry[Close] | Entry[Agency]
    is_end: bool = False

    def selected(self, histories: _Histories) -> Sequence[_History]:
        """Return the obligations that change.

        A transfer back to an agency concerns only what that agency owed before, not what the other one owes itself.
        """
        match self.cause.value:
            case Close(tasks=tasks):
                return [history for history in histories.joint if not tasks or history.task.id in tasks]
            case Transfer(agency=agency, to=to, tasks=tasks):
                held = [history for history in histories.by_agency[agency].values() if history.task.id in tasks]
                if self.is_end:
                    return held
                held = [history for history in held if agency in history.current]
                returned = {history.task.id for history in held if history.was_held_by(to)}
                return [history for history in held if history.task.id not in returned or history.was_held_by(to)]
            case Agency(id=agency):
                return tuple(histories.by_agency[agency].values())

    def apply_to(self, history: _History) -> None:
        """Change the holders of one obligation."""
        match self.cause.value:
            case Agency() as agency:
                # `give` replaces an agency that no longer exists by its successor.
                history.pass_on(agency.id, self.day, agency)
            case Close() as close:
                self._end_parts(history, close)
            case Transfer() if self.is_end:
                history.take_back(self.cause, self.day)
            case Transfer(agency=agency_id, to=to):
                body = history.histories.register.bodies.get(to)
                if isinstance(body, Agency):
                    history.pass_on(agency_id, self.day, body, self.cause)

    def _end_parts(self, history: _History, close: Close) -> None:
        """End the parts of the named agencies in a joint task; if it names all of them, the task itself is closed."""
        named = {agency.id for agency in history.histories.register.members(close.agencies)}
        parts = history.current.keys() & named
        if parts == history.current.keys():
            return
        for id_ in parts:
            history.pass_on(id_, self.day, None)


def _decided_changes(effects: Iterable[Effect], as_of: date) -> Iterator[_Change]:
    """Yield the changes of holders through the date by decisions. On one date, replaced transfers end first."""
    for effect in effects:
        decision = effect.entry.value
        if isinstance(decision, Transfer) or (isinstance(decision, Close) and effect.is_current):
            yield _Change(effect.since, 1, decision.tasks, effect.entry)
        if isinstance(decision, Transfer) and effect.until <= as_of:
            yield _Change(effect.until, 0, decision.tasks, effect.entry, is_end=True)


def _successions(register: Register, as_of: date) -> Iterator[_Change]:
    """Yield the changes of holders through the date because agencies have ceased to exist."""
    for entry in register.agencies:
        valid_to = entry.value.valid_to
        if valid_to is not None and valid_to < as_of:
            yield _Change(valid_to + ONE_DAY, 2, (), entry)
