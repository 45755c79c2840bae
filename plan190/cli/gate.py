"""`plan190 gate`: missed deadlines, for a scheduled run. It does not review changes."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from plan190.checks.baseline import baseline_file, baseline_of, compare, read_baseline
from plan190.checks.deadline_gate import CODE_OF_GATE, Gate, check_deadlines, scope_of
from plan190.checks.findings import CheckResult
from plan190.cli.choices import filtered, members_of, unknown_choice, whole
from plan190.cli.options import FINDING_FORMATS, AgencyOption, BaselineOption, DueWithinOption, FailOnOption
from plan190.cli.output import exit_code, write_file
from plan190.cli.request import Result
from plan190.cli.session import Session
from plan190.diagnostics import ordered
from plan190.document.blocks import CheckedItem
from plan190.errors import Plan190Error
from plan190.words.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plan190.checks import fact_types as types
    from plan190.checks.baseline import Baseline, KnownFinding
    from plan190.checks.deadline_gate import GateScope

FORMATS = FINDING_FORMATS
GATES: tuple[Gate, ...] = get_args(Gate)
ALL_CODES = frozenset({"P503", *CODE_OF_GATE.values()})
MOST_DAYS = 365


def run(
    session: Session,
    fail_on: FailOnOption = None,
    due_within: DueWithinOption = None,
    agency: AgencyOption = None,
    baseline: BaselineOption = None,
    write_baseline: Annotated[bool, typer.Option("--write-baseline")] = False,
) -> Result:
    """Return the missed deadlines, and the errors of the reports left out; exit code 1 if one is not in the baseline.

    Plan190Error if there is nothing to check or the baseline cannot be read.
    """
    from plan190.views import gate

    data = session.data
    data.demand_own("gate")
    gates, days = gates_named(fail_on), days_named(due_within)
    ids = members_of(session, agency)
    scope = scope_of(session.assessment, gates, days, ids)
    if not scope.total:
        raise Plan190Error("error.gate_nothing", agency=printable(agency or "–"))
    diagnostics = ordered(check_deadlines(session.register, session.assessment, scope))

    def is_checked(finding: KnownFinding) -> bool:
        has_gate = finding.code in scope.codes or finding.code not in ALL_CODES
        return has_gate and (agency is None or finding.agency in ids)

    known = known_findings(baseline, may_be_missing=write_baseline)
    if write_baseline:
        known = baseline_of(diagnostics) | {item: known[item] for item in known if not is_checked(item)}
    comparison = compare(diagnostics, known, is_checked)
    root, files, checked = session.register.root, len(data.files.data), partial(_checked_items, scope)
    errors = chain.from_iterable(report.errors for report in session.register.left_out)
    found = (*comparison.diagnostics, *ordered(errors))
    result = CheckResult(root, data.path, found, {}, checked, files, old=comparison.known)
    chosen = sorted(ids) if agency is not None else None
    options: types.GateOptions = {"fail_on": gates, "within": days, "agency": chosen}
    gone = len(comparison.gone) if baseline is not None else None
    view = gate.build(result, options, scope.total, gone, filtered(session, agency))
    if write_baseline:
        write_file(baseline_file(known), Path(baseline or ""), force=True)
    return Result(view, exit_code(fails=result.fails))


def gates_named(texts: list[str] | None) -> tuple[Gate, ...]:
    """Return the gates that the values of `--fail-on` name, each once; Plan190Error if there is no such gate."""
    return tuple(dict.fromkeys(map(_gate, ",".join(texts or ["overdue"]).split(","))))


def days_named(due_within: str | None) -> int | None:
    """Return the number of days of `--within`, None if it is not given; Plan190Error if it is none."""
    return whole(due_within, 0, MOST_DAYS) if due_within is not None else None


def known_findings(path: str | None, *, may_be_missing: bool = False) -> Baseline:
    """Return the known findings of the baseline, none without a file; Plan190Error if it cannot be read.

    Only a file that is a baseline is written again, so that a wrong path destroys no other file.
    """
    if path is None and may_be_missing:
        raise Plan190Error("error.baseline_unnamed")
    if path is None:
        return {}
    try:
        return read_baseline(Path(path).read_bytes())
    except FileNotFoundError:
        if may_be_missing:
            return {}
        raise Plan190Error("error.baseline_missing", path=printable(path)) from None
    except (OSError, ValueError) as error:
        reason = printable(str(getattr(error, "strerror", None) or error))[:200]
        raise Plan190Error("error.baseline", path=printable(path), reason=reason) from None


def _checked_items(scope: GateScope) -> Iterator[CheckedItem]:
    """Yield an item for each obligation, and one for all monthly reports of an agency."""
    for verdict in scope.obligations:
        yield CheckedItem("", verdict.body.id, verdict.task.id)
    for agency in dict.fromkeys(submission.agency.id for submission in scope.reports):
        yield CheckedItem("", agency)


def _gate(text: str) -> Gate:
    """Return the gate that the text names; Plan190Error if there is none."""
    word = text.strip().lower().replace("_", "-")
    if word not in GATES:
        raise unknown_choice(text, "--fail-on", GATES)
    return word
