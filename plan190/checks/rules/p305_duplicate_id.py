"""P305: report ids and task numbers that are used twice."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from plan190.checks.entries import each, updates
from plan190.checks.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from plan190.model.register import Entry, Register
    from plan190.model.task import CarriesOut

NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml")
ID, NUMBER, TASK = attrgetter("id"), attrgetter("number"), attrgetter("task")


def check(register: Register) -> Iterator[Problem]:
    """Report each second use of an id, or of a task's number, with the place of the first."""
    for variant, entries, name, *key_path in _lists(register):
        first: dict[str, Entry[Any]] = {}
        for entry in entries:
            id_ = str(name(entry.value))
            before = first.setdefault(id_, entry)
            if before is not entry:
                place = register.place(before, *key_path)
                yield problem(entry.at(*key_path), variant, id=id_, first=f"{place.path}:{place.line}")


def _lists(register: Register) -> Iterator[tuple[str, Iterable[Entry[Any]], Callable[[Any], object], *tuple[str, ...]]]:
    """Yield each list that must not repeat a name: variant, entries, function that returns the name, key path."""
    yield "body", register.body_entries, ID, "id"
    yield "task", register.tasks, NUMBER, "number"
    yield "document", register.documents, ID, "id"
    yield "indicators", register.plan_entry.parts("indicators"), ID
    yield "awaited", register.plan_entry.parts("awaited"), ID
    yield "decision", register.decisions, ID, "id"
    yield "letterhead", register.letterheads, ID, "id"
    yield "owner", register.owners, ID, "id"
    yield "assumed", register.assumptions(), ID
    yield "account", each(register.owners, "accounts"), attrgetter("actor")
    for task in register.tasks:
        yield "listed", task.parts("lead", "bodies"), str
        yield "listed", task.parts("cooperating", "bodies"), str
        yield "listed", task.parts("carries_out"), _carried_out
    for agency in register.agencies:
        yield "listed", each([agency], "successors.tasks"), str
    for group in register.groups:
        yield "listed", group.parts("members"), str
    for report_file in register.reports:
        yield "update", report_file.updates, TASK, "task"
        yield "contribution", report_file.contributions, TASK, "task"
        yield "correction", report_file.corrections, _corrected, "task"
        yield "listed", report_file.report.parts("indicators"), ID
    for _, entry in updates(register):
        if entry.value.obstacles:
            yield "obstacle", entry.parts("obstacles"), attrgetter("name")
        if entry.value.indicators:
            yield "listed", entry.parts("indicators"), ID


def _carried_out(reference: CarriesOut) -> str:
    return f"{reference.plan.upper()}, {reference.task}"


def _corrected(correction: Any) -> str:  # noqa: ANN401 - has the type of `attrgetter`
    return f"{correction.corrects}/{correction.task}"
