"""P328: a decision is about what exists: tasks and their bodies, claims, days, events, obstacles, other entries."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, problem
from plan190.model.agency import Agency, Group
from plan190.model.decision import (
    Accept,
    Close,
    Extend,
    Happened,
    Reply,
    Resume,
    Return,
    Schedule,
    Settle,
    Suspend,
    Transfer,
    Withdraw,
)
from plan190.status.due import due_of
from plan190.status.due_history import due_history_of
from plan190.status.obligations import obligations_of
from plan190.status.snapshot import in_force, snapshot_as_of
from plan190.status.work_history import work_history_of
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from plan190.diagnostics import Place
    from plan190.model.decision import Decision
    from plan190.model.register import Entry, Register
    from plan190.status.due_history import DueHistory
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot

CODE = "P328"
NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml", "updates")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each decision that refers to something there is not; what a later entry repaired is repaired."""
    snapshot = cache(lambda day: snapshot_as_of(register, day))
    standing = {entry.value.id for entry in in_force(register.decisions)}
    for number, entry in enumerate(register.decisions):
        yield from _corrected(register, entry, register.decisions[:number])
        if entry.value.id in standing:
            yield from _about(register, entry, snapshot)


def _corrected(
    register: Register, entry: Entry[Decision], earlier: tuple[Entry[Decision], ...]
) -> Iterator[Diagnostic]:
    named = entry.value.corrects
    if named is None:
        return
    place = register.place(entry, "corrects")
    before = next((one.value for one in earlier if one.value.id == named), None)
    if before is None:
        yield problem(place, CODE, "corrects", id=named)
    elif named not in {one.value.id for one in in_force(earlier)}:
        yield problem(place, CODE, "corrects-gone", id=named)
    elif before.date > entry.value.date:
        yield problem(place, CODE, "corrects-later", id=named, day=short_date(before.date))
    elif not isinstance(entry.value, Withdraw) and before.kind != entry.value.kind:
        yield problem(place, CODE, "corrects-kind", id=named, kind=before.kind)


def _about(register: Register, entry: Entry[Decision], on: Callable[[date], Snapshot]) -> Iterator[Diagnostic]:
    decision = entry.value
    match decision:
        case Happened(event=id_) | Schedule(schedule=id_):
            awaited = register.awaited.get(id_)
            if awaited is None or awaited.kind != decision.kind:
                allowed = ", ".join(one.id for one in register.awaited.values() if one.kind == decision.kind)
                yield problem(register.place(entry, decision.kind), CODE, "awaited", id=id_, allowed=allowed)
            if isinstance(decision, Schedule) and (decision.until is None) != decision.recurring:
                yield problem(register.place(entry, "schedule"), CODE, "schedule", id=id_)
            if isinstance(decision, Happened) and decision.until is not None and decision.until < decision.date:
                days = {"day": short_date(decision.until), "decided": short_date(decision.date)}
                yield problem(register.place(entry, "until"), CODE, "until", **days)
            waiting = [one for one in obligations_of(register) if one.task.deadline.waits_for == id_]
            yield from _leads(register, entry, decision.agencies, waiting)
        case Settle(assumption=id_):
            if id_ not in {assumed.id for assumed, _ in register.assumptions()}:
                yield problem(register.place(entry, "assumption"), CODE, "assumption", id=id_)
        case Reply():
            if not _has_obstacle(on(decision.date), decision):
                place = register.place(entry, "obstacle")
                yield problem(place, CODE, "obstacle", agency=decision.agency, task=decision.task, id=decision.obstacle)
        case Accept() | Return() | Extend() | Suspend() | Resume() | Close() | Transfer():
            yield from _about_obligations(register, entry, on(decision.date))


def _has_obstacle(snapshot: Snapshot, reply: Reply) -> bool:
    told = snapshot.updates.get((reply.task, reply.agency), ())
    moved = [one.value for one in told if one.value.state != "unchanged"]
    return any(obstacle.name == reply.obstacle for obstacle in (moved[-1].obstacles if moved else ()))


def _leads(
    register: Register, entry: Entry[Decision], agencies: tuple[str, ...], owed: list[Obligation]
) -> Iterator[Diagnostic]:
    """Give each agency of a decision that owes nothing of what it is about."""
    for number, id_ in enumerate(agencies):
        members = {agency.id for agency in register.members((id_,))}
        if members and all(one.agency.id not in members for one in owed):
            yield problem(register.place(entry, "agencies", number), CODE, "leads", id=id_)


def _about_obligations(register: Register, entry: Entry[Decision], snapshot: Snapshot) -> Iterator[Diagnostic]:
    decision = entry.value
    tasks: tuple[int, ...] = decision.tasks  # type: ignore[union-attr]
    agencies = (decision.agency,) if isinstance(decision, Transfer) else decision.agencies  # type: ignore[union-attr]
    whole = getattr(decision, "whole_plan", False)
    if whole == bool(tasks or agencies):
        yield problem(register.place(entry, "kind"), CODE, "both" if whole else "nothing", kind=decision.kind)
        return
    if isinstance(decision, Transfer) and (
        decision.to == decision.agency or isinstance(register.bodies.get(decision.to), Group)
    ):
        yield problem(register.place(entry, "to"), CODE, "to", id=decision.to)
    others = tuple(one for one in snapshot.of_kind(Transfer) if one.value.id != decision.id)
    owed = [one for one in obligations_of(register, others) if one.passed_on is None]
    members = {agency.id for agency in register.members(agencies)}
    mine = [one for one in owed if not agencies or one.agency.id in members]
    if isinstance(decision, Transfer):
        if not isinstance(register.bodies.get(decision.agency), Agency):
            yield problem(register.place(entry, "agency"), CODE, "to", id=decision.agency)
            return
    else:
        yield from _leads(register, entry, agencies, [one for one in owed if not tasks or one.task.number in tasks])
    if not tasks:
        yield from _each(register, entry, snapshot, mine, ("agencies",) if agencies else ("whole_plan",))
    for number, task in enumerate(tasks):
        touched = [one for one in mine if one.task.number == task]
        if not touched and task in register.task_of and (not agencies or members):
            yield problem(register.place(entry, "tasks", number), CODE, "task", task=task)
        yield from _each(register, entry, snapshot, touched, ("tasks", number))


def _each(
    register: Register,
    entry: Entry[Decision],
    snapshot: Snapshot,
    touched: list[Obligation],
    key_path: tuple[str | int, ...],
) -> Iterator[Diagnostic]:
    """Give what is wrong with the decision about these obligations, one fault for all of them."""
    if not touched:
        return
    decision, place, plan = entry.value, register.place(entry, *key_path), register.plan.value
    terms = (
        due_history_of(one, snapshot, due_of(one.task.deadline.rule, plan.policy, plan.calendar)) for one in touched
    )
    match decision:
        case Accept() | Return():
            if not any(_claimed_before(snapshot, one, entry) for one in touched):
                yield problem(place, CODE, "claim", id=decision.id, kind=decision.kind)
        case Extend(until=until):
            yield from _extended(register, entry, until, [_day_before(term, entry) for term in terms], place)
        case Suspend():
            if not any(pause.entry == entry for term in terms for pause in term.pauses):
                yield problem(place, CODE, "suspended", id=decision.id)
        case Resume():
            if not any(pause.until == decision.date for term in terms for pause in term.pauses):
                yield problem(place, CODE, "resume", id=decision.id)


def _extended(
    register: Register, entry: Entry[Decision], until: date, days: list[date | None], place: Place
) -> Iterator[Diagnostic]:
    """Give what is wrong with a new last day, `days` being those that it moves."""
    where = register.place(entry, "until")
    latest = max((day for day in days if day is not None), default=until)
    if None in days:
        yield problem(place, CODE, "undated", id=entry.value.id)
    elif until <= latest:
        yield problem(where, CODE, "not-later", day=short_date(until), due=short_date(latest))
    elif until < entry.value.date:
        yield problem(where, CODE, "until", day=short_date(until), decided=short_date(entry.value.date))


def _claimed_before(snapshot: Snapshot, obligation: Obligation, entry: Entry[Decision]) -> bool:
    """Say whether a claim stood when the entry was written, as the entries before it left it."""
    decided = snapshot.touching(obligation, Accept, Return)
    before = takewhile(lambda one: one != entry, decided)
    return work_history_of(snapshot.updates_of(obligation), before).claim is not None


def _day_before(term: DueHistory, entry: Entry[Decision]) -> date | None:
    """Give the last day on time that the entry moves."""
    before = [move.until for move in takewhile(lambda move: move.entry != entry, term.moves)]
    return before[-1] if before else term.named.day if term.named else None
