"""P328: a decision is about what exists: tasks and their bodies, claims, days, events, obstacles, other entries."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, fault
from plan190.model.agency import Group
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
)
from plan190.status.due import due_of
from plan190.status.known import known_on
from plan190.status.obligations import obligations_of
from plan190.status.term import term_of
from plan190.status.work import work_of
from plan190.words.text import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from plan190.model.decision import Decision
    from plan190.register import Entry, Register
    from plan190.status.known import Known
    from plan190.status.obligations import Obligation
    from plan190.status.term import Term

CODE = "P328"
NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "decisions.yaml", "updates")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each decision that refers to something there is not."""
    known = cache(lambda day: known_on(register, day))
    undone = {entry.value.corrects for entry in register.decisions}
    for entry in register.decisions:
        yield from _corrected(register, entry)
        if entry.value.id not in undone:  # what a later entry repaired is repaired
            yield from _about(register, entry, known)


def _corrected(register: Register, entry: Entry[Decision]) -> Iterator[Diagnostic]:
    named = entry.value.corrects
    if named is None:
        return
    earlier = {one.value.id: one for one in register.decisions[: register.decisions.index(entry)]}
    place = register.place(entry, "corrects")
    if named not in earlier:
        yield fault(place, CODE, "corrects", id=named)
    elif earlier[named].value.date > entry.value.date:
        yield fault(place, CODE, "corrects-later", id=named, day=short_date(earlier[named].value.date))


def _about(register: Register, entry: Entry[Decision], on: Callable[[date], Known]) -> Iterator[Diagnostic]:
    decision = entry.value
    match decision:
        case Happened(event=id_) | Schedule(schedule=id_):
            awaited = register.awaited.get(id_)
            if awaited is None or awaited.kind != decision.kind:
                allowed = ", ".join(one.id for one in register.awaited.values() if one.kind == decision.kind)
                yield fault(register.place(entry, decision.kind), CODE, "awaited", id=id_, allowed=allowed)
            if isinstance(decision, Schedule) and (decision.until is None) != decision.recurring:
                yield fault(register.place(entry, "schedule"), CODE, "schedule", id=id_)
        case Settle(assumption=id_):
            if id_ not in {assumed.id for assumed, _ in register.assumptions()}:
                yield fault(register.place(entry, "assumption"), CODE, "assumption", id=id_)
        case Reply():
            if not _has_obstacle(on(decision.date), decision):
                place = register.place(entry, "obstacle")
                yield fault(place, CODE, "obstacle", agency=decision.agency, task=decision.task, id=decision.obstacle)
        case Accept() | Return() | Extend() | Suspend() | Resume() | Close() | Transfer():
            yield from _about_obligations(register, entry, on(decision.date))


def _has_obstacle(known: Known, reply: Reply) -> bool:
    return any(
        obstacle.name == reply.obstacle
        for told in known.told.get((reply.task, reply.agency), ())
        for obstacle in told.update.value.obstacles
    )


def _about_obligations(register: Register, entry: Entry[Decision], known: Known) -> Iterator[Diagnostic]:
    decision = entry.value
    tasks: tuple[int, ...] = decision.tasks  # type: ignore[union-attr]
    agencies = (decision.agency,) if isinstance(decision, Transfer) else decision.agencies  # type: ignore[union-attr]
    whole = getattr(decision, "whole_plan", False)
    if whole == bool(tasks or agencies):
        yield fault(register.place(entry, "kind"), CODE, "both" if whole else "nothing", kind=decision.kind)
        return
    if isinstance(decision, Transfer) and (
        decision.to == decision.agency or isinstance(register.bodies.get(decision.to), Group)
    ):
        yield fault(register.place(entry, "to"), CODE, "to", id=decision.to)
    others = tuple(one for one in known.of_kind(Transfer) if one.value.id != decision.id)
    touched = [one for one in obligations_of(register, others) if one.passed_on is None]
    touched = [one for one in touched if not tasks or one.task.number in tasks]
    for number, id_ in enumerate(agencies):
        members = {agency.id for agency in register.members((id_,))}
        mine = [one for one in touched if one.agency.id in members]
        steps = ("agency",) if isinstance(decision, Transfer) else ("agencies", number)
        if members and not mine:
            yield fault(register.place(entry, *steps), CODE, "leads", id=id_)
        else:
            yield from _each(register, entry, known, mine, steps)
    if not agencies:
        for number, task in enumerate(tasks):
            mine = [one for one in touched if one.task.number == task]
            yield from _each(register, entry, known, mine, ("tasks", number))
    if whole:
        yield from _each(register, entry, known, touched, ("whole_plan",))


def _each(
    register: Register, entry: Entry[Decision], known: Known, touched: list[Obligation], steps: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    """Give what is wrong with the decision about these obligations, one fault for all of them."""
    decision, place = entry.value, register.place(entry, *steps)
    if not touched:
        return  # P303 says so
    plan = register.plan.value
    terms = [term_of(one, known, due_of(one.task.deadline.rule, plan.policy, plan.calendar)) for one in touched]
    match decision:
        case Accept() | Return():
            if not any(_claimed_before(known, one, entry) for one in touched):
                yield fault(place, CODE, "claim", id=decision.id, kind=decision.kind)
        case Extend(until=until):
            days = [_day_before(term, entry) for term in terms]
            if None in days:
                yield fault(place, CODE, "undated", id=decision.id)
            elif until <= (latest := max(day for day in days if day is not None)):
                where = register.place(entry, "until")
                yield fault(where, CODE, "not-later", day=short_date(until), due=short_date(latest))
        case Resume():
            if not any(pause.until == decision.date for term in terms for pause in term.pauses):
                yield fault(place, CODE, "resume", id=decision.id)


def _claimed_before(known: Known, obligation: Obligation, entry: Entry[Decision]) -> bool:
    """Say whether a claim stood when the entry was written, as the entries before it left it."""
    decided: list[Entry[Accept] | Entry[Return]] = [
        *known.touching(obligation, Accept),
        *known.touching(obligation, Return),
    ]
    decided.sort(key=lambda one: one.value.date)
    before = takewhile(lambda one: one != entry, decided)
    return work_of(known.told_of(obligation), before).claim is not None


def _day_before(term: Term, entry: Entry[Decision]) -> date | None:
    """Give the last day on time that the entry moves."""
    before = [move.until for move in takewhile(lambda move: move.entry != entry, term.moves)]
    return before[-1] if before else term.named.day if term.named else None
