"""P335: report decisions and reports of a date on which their agency does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.checks.problem import Problem, problem
from plan190.model.agency import Agency
from plan190.status.snapshot import in_force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.model.register import Register

NEEDS = ("agencies.yaml", "decisions.yaml")


def check(register: Register) -> Iterator[Problem]:
    """Report each body that decides or receives a task, and each agency that reports, before it exists.

    Also report each body that decides or receives a task after its last date. P336 reports late reports of agencies.
    """
    for entry in in_force(register.decisions):
        for key in ("by", "to"):
            for named in entry.parts(key):
                body, day = register.bodies.get(named.value), entry.value.date
                if isinstance(body, Agency) and not body.exists_on(day):
                    yield problem(named, key, id=body.id, day=day)
    for report_file in register.reports:
        body, day = register.bodies.get(report_file.agency), report_file.reported_on
        if isinstance(body, Agency) and body.valid_from is not None and day < body.valid_from:
            yield problem(
                report_file.report.at("reported_on"), "report", agency=body.id, day=day, since=body.valid_from
            )
