"""`plan190 gate`: whether deadlines are met, for a scheduled run; it judges the calendar, never a change."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from plan190.checks.deadline_gate import Gate, looked_at, missed
from plan190.checks.findings import CheckResult, joined
from plan190.cli.choices import body, members_of, whole
from plan190.cli.output import FAULTS, FINDINGS, FINE
from plan190.cli.session import Result, Session
from plan190.diagnostics import ordered
from plan190.document.blocks import Checked
from plan190.errors import Plan190Error
from plan190.words.text import shown

NAME = "gate"
FORMATS = FINDINGS
GATES: tuple[Gate, ...] = get_args(Gate)


def run(
    session: Session,
    fail_on: Annotated[list[str] | None, typer.Option("--fail-on", metavar="WHAT")] = None,
    within: Annotated[str | None, typer.Option(metavar="DAYS")] = None,
    agency: Annotated[str | None, typer.Option(metavar="AGENCY")] = None,
) -> Result:
    """Give what is missed; exit code 1 when anything is, 2 when there was nothing to look at."""
    from plan190.views import gate

    session.demand_data(NAME)
    gates = tuple(dict.fromkeys(_gate(word) for text in fail_on or ["overdue"] for word in text.split(",")))
    days = whole(within, 0, 365) if within is not None else None
    register, assessment = session.register, session.assessment
    everyone = frozenset(one.agency.id for one in assessment.agencies)
    agencies = everyone if agency is None else members_of(session, body(session, agency))
    obligations, reports = looked_at(assessment, gates, days, agencies)
    looked = len(obligations) + reports
    if not looked:
        raise Plan190Error("error.gate_nothing", agency=shown(agency or "–"))
    judged = CheckResult(
        root=register.root,
        file_root=session.file_root,
        diagnostics=ordered(missed(register, assessment, gates, days, agencies)),
        texts={},
        checked=tuple(
            Checked(joined(session.file_root, "tasks.yaml"), one.agency.id, one.task.number) for one in obligations
        ),
        files=len(session.files.data),
    )
    asked = {"fail_on": list(gates), "within": days, "agency": sorted(agencies) if agency is not None else None}
    view = gate.build(register, assessment, judged, asked, looked, session.words)
    return Result(view, FAULTS if judged.fails else FINE)


def _gate(text: str) -> Gate:
    word = text.strip().lower().replace("_", "-")
    if word not in GATES:
        raise Plan190Error("error.choice", text=shown(text), option="--fail-on", choices=", ".join(GATES))
    return word
