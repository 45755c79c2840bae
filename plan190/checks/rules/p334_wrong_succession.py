"""P334: report agencies whose dates of validity and successors contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.final_state import final_state
from plan190.checks.problem import Problem, problem
from plan190.checks.succession import tasks_ever_led
from plan190.model.agency import Group
from plan190.status.working_days import ONE_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.agency import Agency, Successor
    from plan190.model.register import Entry, Register

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each agency that ends before it begins, and each successor that cannot take over."""
    led = tasks_ever_led(final_state(register).obligations)
    for entry in register.agencies:
        agency = entry.value
        yield from _dates(entry)
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


def _successor(register: Register, agency: Agency, entry: Entry[Successor]) -> Iterator[Problem]:
    """Yield the problem of a successor that is no other agency that reports, or does not exist when it takes over."""
    successor, at = register.bodies.get(entry.value.to), entry.at("to")
    if successor is None:
        return  # P301 reports unknown ids
    if isinstance(successor, Group) or successor.id == agency.id or successor.monthly_report == "none":
        yield problem(at, "to", id=successor.id)
    elif agency.valid_to is not None:
        day = agency.valid_to + ONE_DAY
        if not successor.exists_on(day):
            yield problem(at, "gone", id=successor.id, day=day)
