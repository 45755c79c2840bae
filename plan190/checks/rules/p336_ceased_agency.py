"""P336: report what is left of an agency after its last date: tasks, late reports, owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.checks.succession import tasks_not_taken_over

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from plan190.model.register import Register

NEEDS = ("agencies.yaml", "tasks.yaml", "decisions.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report tasks that no successor takes over, reports after the last date, and owners who may still submit."""
    last_dates = {
        entry.value.id: entry.value.valid_to for entry in register.agencies if entry.value.valid_to is not None
    }
    if not last_dates:
        return
    yield from _tasks(register)
    for report_file in register.reports:
        agency, day = report_file.agency, report_file.reported_on
        if agency in last_dates and day > last_dates[agency]:
            yield problem(report_file.report.at("reported_on"), agency=agency, day=day, until=last_dates[agency])
    yield from _owners(register, last_dates)


def _tasks(register: Register) -> Iterator[Problem]:
    left = tasks_not_taken_over(register)
    for entry in register.agencies:
        agency = entry.value
        if agency.id in left:
            tasks = ", ".join(left[agency.id])
            yield problem(entry.at("valid_to"), "tasks", agency=agency.id, until=agency.valid_to, tasks=tasks)


def _owners(register: Register, last_dates: Mapping[str, date]) -> Iterator[Problem]:
    """Yield a problem for each owner of a ceased agency without an end date, or with a start after the last date."""
    for entry in register.owners:
        owner = entry.value
        for named in entry.parts("agencies"):
            until = last_dates.get(named.value)
            if until is not None and (owner.until is None or (owner.since is not None and owner.since > until)):
                yield problem(named, "owner", agency=named.value, until=until, id=owner.id)
