"""P305: an id or a task number is given once; the second one would hide the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.diagnostics import Diagnostic, Place, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.report import MonthlyReport, Update

CODE = "P305"
NEEDS = ("plan.yaml", "agencies.yaml", "tasks.yaml", "documents.yaml")
WHOLE = True


def check(register: Register) -> Iterator[Diagnostic]:
    """Give each second use of an id, or of a task's number, with the first."""
    bodies = [(body.value.id, register.place(body, "id")) for body in register.body_entries]
    yield from _twice("body", bodies)
    yield from _twice("task", [(str(task.value.number), register.place(task, "number")) for task in register.tasks])
    documents = register.documents
    yield from _twice("document", [(one.value.id, register.place(one, "id")) for one in documents])
    plan = register.plan
    indicators = [(one.id, register.place(plan, "indicators", n)) for n, one in enumerate(plan.value.indicators)]
    yield from _twice("indicators", indicators)
    awaited = [(one.id, register.place(plan, "awaited", n)) for n, one in enumerate(plan.value.awaited)]
    yield from _twice("awaited", awaited)
    for task in register.tasks:
        for name, cell in (("lead", task.value.lead), ("cooperating", task.value.cooperating)):
            places = (register.place(task, name, "bodies", n) for n in range(len(cell.bodies)))
            yield from _twice("listed", list(zip(cell.bodies, places, strict=True)))
    for group in register.groups:
        places = (register.place(group, "members", n) for n in range(len(group.value.members)))
        yield from _twice("listed", list(zip(group.value.members, places, strict=True)))
    decided = [(entry.value.id, register.place(entry, "id")) for entry in register.decisions]
    yield from _twice("decision", decided)
    heads = [(entry.value.id, register.place(entry, "id")) for entry in register.letterheads]
    yield from _twice("letterhead", heads)
    yield from _twice("owner", [(entry.value.id, register.place(entry, "id")) for entry in register.owners])
    accounts = [
        (one.actor, register.place(entry, "accounts", number))
        for entry in register.owners
        for number, one in enumerate(entry.value.accounts)
    ]
    yield from _twice("account", accounts)
    for report_file in register.reports:
        yield from _in_report(register, report_file)
    yield from _twice("assumed", [(assumed.id, place) for assumed, place in register.assumptions()])


def _in_report(register: Register, report_file: ReportFile) -> Iterator[Diagnostic]:
    yield from _twice("update", [(str(one.value.task), register.place(one, "task")) for one in report_file.updates])
    added = [(str(one.value.task), register.place(one, "task")) for one in report_file.contributions]
    yield from _twice("contribution", added)
    corrected = [
        (f"{one.value.corrects}/{one.value.task}", register.place(one, "task")) for one in report_file.corrections
    ]
    yield from _twice("correction", corrected)
    for entry in report_file.entries:
        obstacles = enumerate(entry.value.obstacles)
        yield from _twice("obstacle", [(one.name, register.place(entry, "obstacles", n)) for n, one in obstacles])
    measuring: tuple[Entry[MonthlyReport] | Entry[Update], ...] = (report_file.report, *report_file.entries)
    for measured in measuring:
        values = enumerate(measured.value.indicators)
        yield from _twice("listed", [(one.id, register.place(measured, "indicators", n)) for n, one in values])


def _twice(variant: str, named: list[tuple[str, Place]]) -> Iterator[Diagnostic]:
    first: dict[str, Place] = {}
    for name, place in named:
        if name in first:
            other = first[name]
            yield problem(place, CODE, variant, id=name, first=f"{other.path}:{other.line}")
        else:
            first[name] = place
