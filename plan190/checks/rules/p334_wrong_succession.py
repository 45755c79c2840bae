"""P334: report agencies whose dates of validity, names and successors contradict each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from plan190.checks.final_state import final_state
from plan190.checks.problem import Problem, problem
from plan190.checks.succession import tasks_ever_led
from plan190.model.agency import Group
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.agency import Agency, LaterName, Successor
    from plan190.model.register import Entry, Register

NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml", "decisions.yaml", "letterheads.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each agency that ends before it begins, each successor that cannot take over, and each wrong name."""
    led = tasks_ever_led(final_state(register).obligations)
    assumptions = {assumed.value.id for assumed in register.assumptions()}
    for entry in register.agencies:
        agency = entry.value
        yield from _dates(entry)
        yield from _names(entry)
        for stated in (*entry.parts("successors"), *entry.parts("names")):
            yield from _certainty(stated, assumptions)
        for successor in entry.parts("successors"):
            yield from _successor(register, agency, successor)
            for task in successor.parts("tasks"):
                if task.value in register.tasks_by_id and task.value not in led.get(agency.id, ()):
                    yield problem(task, "task", task=task.value, id=agency.id)
        for_all_others = [successor for successor in entry.parts("successors") if not successor.value.tasks]
        for successor in for_all_others[1:]:
            yield problem(successor.at("to"), "second", id=agency.id)


def _dates(entry: Entry[Agency]) -> Iterator[Problem]:
    agency = entry.value
    if agency.valid_to is None:
        if agency.successors:
            yield problem(entry.at("successors"), "no-end", id=agency.id)
    elif agency.valid_from is not None and agency.valid_to < agency.valid_from:
        yield problem(entry.at("valid_to"), "order", id=agency.id, since=agency.valid_from, until=agency.valid_to)


def _names(entry: Entry[Agency]) -> Iterator[Problem]:
    """Yield a problem for each later name on a date without the agency, or not after the name before it."""
    agency, names = entry.value, list(entry.parts("names"))
    for name in names:
        if not agency.exists_on(name.value.valid_from):
            yield problem(name.at("valid_from"), "name-date", id=agency.id, day=name.value.valid_from)
    for before, name in pairwise(names):
        if name.value.valid_from <= before.value.valid_from:
            yield problem(name.at("valid_from"), "name-order", day=name.value.valid_from)


def _certainty(entry: Entry[Successor | LaterName], assumptions: set[str]) -> Iterator[Problem]:
    """Yield the problem of an uncertain entry without an assumption, or of an assumption that does not fit."""
    certainty, assumption = entry.value.certainty, entry.value.assumption
    if assumption is None:
        if certainty != "certain":
            yield problem(entry.at("certainty"), "no-assumption", certainty=certainty)
    elif certainty == "certain":
        yield problem(entry.at("assumption"), "certain", id=assumption)
    elif assumption not in assumptions:
        yield problem(entry.at("assumption"), "assumption", id=assumption)


def _successor(register: Register, agency: Agency, entry: Entry[Successor]) -> Iterator[Problem]:
    """Yield the problem of a successor that is no other agency, or none that reports although the agency did.

    Also of one that does not exist when it takes over.
    """
    successor, at = register.bodies.get(entry.value.to), entry.at("to")
    if successor is None:
        return  # P301 reports unknown ids
    cannot_report = agency.monthly_report != "none" and getattr(successor, "monthly_report", "") == "none"
    if isinstance(successor, Group) or successor.id == agency.id or cannot_report:
        yield problem(at, "to", id=successor.id)
    elif agency.valid_to is not None:
        day = agency.valid_to + ONE_DAY
        if not successor.exists_on(day):
            yield problem(at, "gone", id=successor.id, day=day)
