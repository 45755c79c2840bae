"""`plan190 gate`: missed deadlines, for a scheduled run. It does not review changes."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from plan190.checks.deadline_gate import Gate, check_deadlines, scope_of
from plan190.checks.findings import CheckResult, joined
from plan190.cli.choices import members_of, unknown_choice, whole
from plan190.cli.options import FINDING_FORMATS, AgencyOption, DueWithinOption
from plan190.cli.output import exit_code
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.diagnostics import ordered
from plan190.document.blocks import CheckedItem
from plan190.errors import Plan190Error
from plan190.words.text import printable

FORMATS = FINDING_FORMATS
GATES: tuple[Gate, ...] = get_args(Gate)
MOST_DAYS = 365


def run(
    session: Session,
    fail_on: Annotated[list[str] | None, typer.Option("--fail-on", metavar="FINDING")] = None,
    due_within: DueWithinOption = None,
    agency: AgencyOption = None,
) -> Result:
    """Return the missed deadlines; exit code 1 if there are any; Plan190Error if there is nothing to check."""
    from plan190.views import gate

    data = session.data
    data.demand_own("gate")
    gates = tuple(dict.fromkeys(map(_gate, ",".join(fail_on or ["overdue"]).split(","))))
    days = whole(due_within, 0, MOST_DAYS) if due_within is not None else None
    ids = members_of(session, agency)
    scope = scope_of(session.assessment, gates, days, ids)
    if not scope.total:
        raise Plan190Error("error.gate_nothing", agency=printable(agency or "–"))
    file = joined(data.path, "tasks.yaml")
    checked = tuple(CheckedItem(file, verdict.body.id, verdict.task.id) for verdict in scope.obligations)
    diagnostics = ordered(check_deadlines(session.register, session.assessment, scope))
    result = CheckResult(session.register.root, data.path, diagnostics, {}, checked, len(data.files.data))
    options = {"fail_on": list(gates), "within": days, "agency": sorted(ids) if agency is not None else None}
    view = gate.build(result, options, scope.total, session.view_context)
    return Result(view, exit_code(fails=result.fails))


def _gate(text: str) -> Gate:
    """Return the gate that the text names; Plan190Error if there is none."""
    word = text.strip().lower().replace("_", "-")
    if word not in GATES:
        raise unknown_choice(text, "--fail-on", GATES)
    return word
