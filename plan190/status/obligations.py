"""The obligations: which agency owes which task. Each member of a group owes the tasks that the group leads.

A joint task is one obligation of all its agencies. An obligation passes to another agency by a transfer, or to the
successor of an agency that has ceased to exist; it stays one obligation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.agency import Agency, Group
from plan190.model.decision import Close, Transfer
from plan190.model.task import task_order
from plan190.status.grouping import group_by
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plan190.model.register import Body, Entry, Register
    from plan190.model.task import Task
    from plan190.status.snapshot import Effect
    from plan190.words.text import NaturalOrder


FindObligations = Callable[[Iterable["Effect"], date], tuple["Obligation", ...]]
"""A function that returns the obligations after the effects of decisions and the successions through a date."""


class Holder(NamedTuple):
    """An agency that owed an obligation from the date `since` until the date `until`, which is excluded.

    `transfer`: the decision that gave it to the agency; None if the plan or a succession did.
    """

    agency: Agency
    since: date = date.min
    until: date = date.max
    transfer: Entry[Transfer] | None = None

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
    """

    task: Task
    origin: Body
    is_stated: bool
    holders: tuple[Holder, ...]

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
        body = self.body
        return body.name if body.id == self.origin.id else f"{self.origin.name} → {body.name}"

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


def obligations_of(
    register: Register, effects: Iterable[Effect] = (), as_of: date = date.min
) -> tuple[Obligation, ...]:
    """Return every obligation after the transfers among the decisions and the successions through the date.

    They are sorted by task and in the plan's order of agencies; the obligation of a joint task is first.
    """
    return _after(register, _changes(register, effects, as_of))


def obligations_by_holder(obligations: Iterable[Obligation]) -> dict[str, list[Obligation]]:
    """Return the obligations by the id of each agency that owes them or has owed them."""
    by_holder: dict[str, list[Obligation]] = {}
    for obligation in obligations:
        for id_ in dict.fromkeys(holder.agency.id for holder in obligation.holders):
            by_holder.setdefault(id_, []).append(obligation)
    return by_holder


def obligations_finder(register: Register) -> FindObligations:
    """Return the function `obligations_of` for the register, which computes the result of equal changes only once."""
    known: dict[tuple[object, ...], tuple[Obligation, ...]] = {}

    def find(effects: Iterable[Effect], as_of: date) -> tuple[Obligation, ...]:
        changes = tuple(_changes(register, effects, as_of))
        key = tuple((change.day, change.order, change.cause.file, change.cause.key_path) for change in changes)
        if key not in known:
            known[key] = _after(register, changes)
        return known[key]

    return find


def _after(register: Register, changes: Iterable[_Change]) -> tuple[Obligation, ...]:
    """Return every obligation after the changes, in the order of `obligations_of`."""
    histories = list(_histories_in_plan(register))
    by_task = group_by(histories, lambda history: history.task.id)
    for change in sorted(changes, key=lambda change: (change.day, change.order)):
        for task in change.tasks or by_task:
            for history in change.selected(by_task.get(task, ())):
                change.apply_to(history)
    order = register.order

    def position(obligation: Obligation) -> tuple[NaturalOrder, int, int]:
        return task_order(obligation.task.id), order.get(obligation.body.id, -1), order.get(obligation.origin.id, -1)

    return tuple(sorted((history.obligation for history in histories), key=position))


def cooperating_in(register: Register, task: Task, leading: Iterable[str], as_of: date) -> tuple[Agency, ...]:
    """Return the agencies that cooperate in the task, in the plan's order, without those that lead it.

    The successor of an agency that has ceased to exist cooperates instead of it.
    """
    excluded = set(leading)
    named = (successor_on(register, agency, task.id, as_of) for agency in register.members(task.cooperating.bodies))
    agencies = {agency.id: agency for agency in named if agency is not None and agency.id not in excluded}
    return tuple(sorted(agencies.values(), key=lambda agency: register.order[agency.id]))


def successor_on(register: Register, agency: Agency, task: str, day: date) -> Agency | None:
    """Return the agency that owes or supports the task instead of an agency that has ceased to exist by the date.

    The agency itself while it exists; None if it has no successor.
    """
    passed: set[str] = set()
    while agency.valid_to is not None and agency.valid_to < day:
        passed.add(agency.id)
        body = register.bodies.get(_successor_id(agency, task))
        if not isinstance(body, Agency) or body.id in passed:
            return None
        agency = body
    return agency


def _successor_id(agency: Agency, task: str) -> str:
    """Return the id of the agency's successor for the task; "" if there is none."""
    of_task = [successor.to for successor in agency.successors if task in successor.tasks]
    of_all = [successor.to for successor in agency.successors if not successor.tasks]
    return next(iter(of_task + of_all), "")


class _History:
    """The holders of one obligation, while the changes are applied in order.

    `current`: the positions of the current holders, by id of the agency.
    """

    def __init__(self, register: Register, task: Task, origin: Body, agencies: Sequence[Agency]) -> None:
        self.register = register
        self.task = task
        self.origin = origin
        self.is_stated = any(register.states_lead(task, agency) for agency in agencies)
        self.holders = [Holder(agency) for agency in agencies]
        self.current = {agency.id: number for number, agency in enumerate(agencies)}

    def was_held_by(self, agency: str) -> bool:
        """Return whether the agency has or had a part."""
        return any(holder.agency.id == agency for holder in self.holders)

    def pass_on(self, agency: str, day: date, to: Agency | None, transfer: Entry[Transfer] | None = None) -> None:
        """Pass the agency's part to another agency on the date, or to none; nothing happens if it has no part."""
        number = self.current.pop(agency, None)
        if number is not None:
            self.holders[number] = self.holders[number]._replace(until=day)
            self.give(to, day, transfer)

    def give(self, agency: Agency | None, day: date, transfer: Entry[Transfer] | None = None) -> None:
        """Give it to the agency, or to its successor if it no longer exists; not if the agency already has a part."""
        if agency is None:
            return
        successor = successor_on(self.register, agency, self.task.id, day)
        if successor is not None and successor.id not in self.current:
            self.current[successor.id] = len(self.holders)
            self.holders.append(Holder(successor, day, transfer=transfer))

    def take_back(self, transfer: Entry[Transfer], day: date) -> None:
        """Return the part that the transfer gave to an agency to the agency before, because it was replaced."""
        given_by = [holder for holder in self.holders if _gave(holder, transfer.value)]
        taken = [holder for holder in self.holders if holder.transfer == transfer and holder.is_current]
        for holder in taken:
            self.holders[self.current.pop(holder.agency.id)] = holder._replace(until=day)
        if given_by and (taken or isinstance(self.origin, Group)):
            self.give(given_by[0].agency, day, given_by[0].transfer)

    @property
    def obligation(self) -> Obligation:
        """The obligation after the changes; holders for less than one date are left out."""
        holders = sorted((holder for holder in self.holders if holder.since < holder.until), key=_since)
        return Obligation(self.task, self.origin, self.is_stated, tuple(holders))


def _since(holder: Holder) -> date:
    return holder.since


def _gave(holder: Holder, transfer: Transfer) -> bool:
    return holder.agency.id == transfer.agency and holder.until == transfer.counts_from


def _histories_in_plan(register: Register) -> Iterator[_History]:
    """Yield the history of each obligation in the plan, before any change."""
    for entry in register.tasks:
        task = entry.value
        agencies = register.members(task.lead.bodies)
        joint_body = register.joint_bodies.get(task.id)
        if joint_body is not None:
            yield _History(register, task, joint_body, agencies)
        else:
            for agency in agencies:
                yield _History(register, task, agency, [agency])


class _Change(NamedTuple):
    """A change of holders on a date. `order`: the position among the changes of that date. `tasks`: none for all."""

    day: date
    order: int
    tasks: tuple[str, ...]
    cause: Entry[Transfer] | Entry[Close] | Entry[Agency]
    is_end: bool = False

    def selected(self, histories: Sequence[_History]) -> Sequence[_History]:
        """Return the obligations of one task that change.

        A transfer back to an agency concerns only what that agency owed before, not what the other one owes itself.
        """
        if self.is_end or not isinstance(self.cause.value, Transfer):
            return histories
        agency, to = self.cause.value.agency, self.cause.value.to
        held = [history for history in histories if agency in history.current]
        return [history for history in held if history.was_held_by(to)] or held

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
                body = history.register.bodies.get(to)
                if isinstance(body, Agency):
                    history.pass_on(agency_id, self.day, body, self.cause)

    def _end_parts(self, history: _History, close: Close) -> None:
        """End the parts of the named agencies in a joint task; if it names all of them, the task itself is closed."""
        named = {agency.id for agency in history.register.members(close.agencies)}
        parts = history.current.keys() & named
        if not isinstance(history.origin, Group) or parts == history.current.keys():
            return
        for id_ in parts:
            history.pass_on(id_, self.day, None)


def _changes(register: Register, effects: Iterable[Effect], as_of: date) -> Iterator[_Change]:
    """Yield the changes of holders through the date. On one date, replaced transfers end first."""
    for effect in effects:
        decision = effect.entry.value
        if isinstance(decision, Transfer) or (isinstance(decision, Close) and effect.is_current):
            yield _Change(effect.since, 1, decision.tasks, effect.entry)
        if isinstance(decision, Transfer) and effect.until <= as_of:
            yield _Change(effect.until, 0, decision.tasks, effect.entry, is_end=True)
    for entry in register.agencies:
        if entry.value.valid_to is not None and entry.value.valid_to < as_of:
            yield _Change(entry.value.valid_to + ONE_DAY, 2, (), entry)
